using LossGen.Torch.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace LossGen.Sample.Torch;

/// <summary>What a discriminator and a generator minimize.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Discriminator">The loss of the discriminator's logits of real and of generated samples.</param>
/// <param name="Generator">The loss of its logits of generated samples.</param>
/// <param name="Penalty">The loss of the discriminator's gradient between the samples; null where it is not bounded.</param>
/// <param name="DiscriminatorSteps">How many steps the discriminator takes for one of the generator.</param>
internal sealed record GanObjective(
    string Name, Loss<Tensor, Tensor, Tensor> Discriminator, nn.Module<Tensor, Tensor> Generator, nn.Module<Tensor, Tensor>? Penalty = null, int DiscriminatorSteps = 1)
{
    public static IReadOnlyList<GanObjective> All() =>
    [
        new("minimax", new MinimaxDiscriminatorLoss(), new MinimaxGeneratorLoss()),
        new("non-saturating", new NonSaturatingDiscriminatorLoss(), new NonSaturatingGeneratorLoss()),
        new("least squares", new LeastSquaresDiscriminatorLoss(), new LeastSquaresGeneratorLoss()),
        new("hinge", new HingeDiscriminatorLoss(), new HingeGeneratorLoss()),
        new("WGAN-GP", new WassersteinCriticLoss(), new WassersteinGeneratorLoss(), new GradientPenaltyLoss(weight: 1), DiscriminatorSteps: 5),
    ];
}
