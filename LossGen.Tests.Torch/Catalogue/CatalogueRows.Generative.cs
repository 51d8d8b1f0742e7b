using LossGen.Losses;
using static LossGen.Tests.Torch.Catalogue.CatalogueInput;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace LossGen.Tests.Torch.Catalogue;

internal static partial class CatalogueRows
{
    private static IEnumerable<CatalogueRow> GenerativeRows() =>
    [
        Critic(nameof(Generative.MinimaxDiscriminator), real => -F.logsigmoid(real), fake => -F.logsigmoid(-fake)),
        Generator(nameof(Generative.MinimaxGenerator), t => F.logsigmoid(-t["fake"])),
        Critic(nameof(Generative.NonSaturatingDiscriminator), real => -F.logsigmoid(real), fake => -F.logsigmoid(-fake)),
        Generator(nameof(Generative.NonSaturatingGenerator), t => -F.logsigmoid(t["fake"])),
        new(typeof(Generative), nameof(Generative.LeastSquaresDiscriminator), Real("real"), Real("fake"))
        {
            Mean = t => LeastSquares(t, "real", "realLabel").mean() + LeastSquares(t, "fake", "fakeLabel").mean(),
            Sum = t => LeastSquares(t, "real", "realLabel").sum() + LeastSquares(t, "fake", "fakeLabel").sum(),
            Options = [("realLabel", 0.875), ("fakeLabel", -0.5)],
        },
        Generator(nameof(Generative.LeastSquaresGenerator), t => LeastSquares(t, "fake", "realLabel"), ("realLabel", 0.875)),
        Critic(nameof(Generative.HingeDiscriminator), real => F.relu(1 - real), fake => F.relu(1 + fake)),
        Generator(nameof(Generative.HingeGenerator), t => -t["fake"]),
        Critic(nameof(Generative.WassersteinCritic), real => -real, fake => fake),
        Generator(nameof(Generative.WassersteinGenerator), t => -t["fake"]),
    ];

    private static CatalogueRow Critic(string name, Func<Tensor, Tensor> real, Func<Tensor, Tensor> fake) =>
        new(typeof(Generative), name, Real("real"), Real("fake"))
        { Mean = t => real(t["real"]).mean() + fake(t["fake"]).mean(), Sum = t => real(t["real"]).sum() + fake(t["fake"]).sum() };

    private static CatalogueRow Generator(
        string name, Func<CatalogueArguments, Tensor> each, params (string Name, double Value)[] options) =>
        new(typeof(Generative), name, Real("fake")) { Each = each, Options = options };

    private static Tensor LeastSquares(CatalogueArguments t, string scores, string label) => (t[scores] - t.Scalar(label)).square() / 2;
}
