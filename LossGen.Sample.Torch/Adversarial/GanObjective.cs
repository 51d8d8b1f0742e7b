using LossGen.Torch.Modules;
using static TorchSharp.torch;

namespace LossGen.Sample.Torch;

/// <summary>What a discriminator and a generator minimize.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Discriminator">The loss of the discriminator's logits of real and of generated samples.</param>
/// <param name="Generator">The loss of its logits of generated samples.</param>
/// <param name="Penalty">The loss of the discriminator's gradient between the samples; null where it is not bounded.</param>
/// <param name="DiscriminatorSteps">How many steps the discriminator takes for one of the generator.</param>
internal sealed record GanObjective(
    string Name, Func<Tensor, Tensor, Tensor> Discriminator, Func<Tensor, Tensor> Generator, Func<Tensor, Tensor>? Penalty = null, int DiscriminatorSteps = 1)
{
    public static IReadOnlyList<GanObjective> All() =>
    [
        new("minimax", new MinimaxDiscriminatorLoss().call, new MinimaxGeneratorLoss().call),
        new("non-saturating", new NonSaturatingDiscriminatorLoss().call, new NonSaturatingGeneratorLoss().call),
        new("least squares", new LeastSquaresDiscriminatorLoss().call, new LeastSquaresGeneratorLoss().call),
        new("hinge", new HingeDiscriminatorLoss().call, new HingeGeneratorLoss().call),
        new("WGAN-GP", new WassersteinCriticLoss().call, new WassersteinGeneratorLoss().call, new GradientPenaltyLoss(weight: 1).call, DiscriminatorSteps: 5),
    ];
}
