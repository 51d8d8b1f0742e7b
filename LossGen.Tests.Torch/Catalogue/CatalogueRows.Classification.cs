using LossGen.Losses;
using static LossGen.Tests.Torch.Catalogue.CatalogueInput;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace LossGen.Tests.Torch.Catalogue;

internal static partial class CatalogueRows
{
    private static IEnumerable<CatalogueRow> ClassificationRows() =>
    [
        new(typeof(Classification), nameof(Classification.BinaryCrossEntropy), Probability("prediction"), Probability("target"))
        { Each = t => F.binary_cross_entropy(t["prediction"], t["target"].detach(), reduction: None) },
        new(typeof(Classification), nameof(Classification.BinaryCrossEntropyWithLogits), Real("logits"), Probability("target"))
        {
            Each = t => F.binary_cross_entropy_with_logits(
                t["logits"], t["target"], null, None, tensor(t.Scalar("posWeight"), float64)),
            Options = [("posWeight", 2.5)],
        },
        new(typeof(Classification), nameof(Classification.BinaryFocal), Real("logits"), Binary("target"))
        {
            Each = t => -where(t["target"] > 0.5, t.Scalar("alpha"), 1 - t.Scalar("alpha"))
                * sigmoid(-Signed(t)).pow(t.Scalar("gamma")) * F.logsigmoid(Signed(t)),
            Options = [("alpha", 0.75), ("gamma", 1.5)],
        },
        new(typeof(Classification), nameof(Classification.Hinge), Real("logits"), Sign("target"))
        { Each = t => F.relu(1 - (t["target"] * t["logits"])) },
        new(typeof(Classification), nameof(Classification.SquaredHinge), Real("logits"), Sign("target"))
        { Each = t => F.relu(1 - (t["target"] * t["logits"])).square() },
        new(typeof(Classification), nameof(Classification.SoftMargin), Real("logits"), Sign("target"))
        { Each = t => -F.logsigmoid(t["target"] * t["logits"]) },
    ];

    private static Tensor Signed(CatalogueArguments t) => ((2 * t["target"]) - 1) * t["logits"];
}
