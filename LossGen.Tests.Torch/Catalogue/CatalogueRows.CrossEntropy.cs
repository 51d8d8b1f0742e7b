using LossGen.Losses;
using TorchSharp;
using static LossGen.Tests.Torch.Catalogue.CatalogueInput;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace LossGen.Tests.Torch.Catalogue;

internal static partial class CatalogueRows
{
    private static IEnumerable<CatalogueRow> CrossEntropyRows() =>
    [
        new(typeof(Classification), nameof(Classification.CrossEntropy), Real("logits", "n c"), Distribution("target", "n c", zeros: true))
        {
            Each = t => F.cross_entropy(t["logits"], t["target"], reduction: None, label_smoothing: t.Scalar("labelSmoothing")),
            Options = [("labelSmoothing", 0.125)],
        },
        new(typeof(Classification), nameof(Classification.WeightedCrossEntropy),
            Real("logits", "n c"), Distribution("target", "n c", zeros: true), Between(0.1, 2, "weight", "c"))
        {
            Each = t => F.cross_entropy(
                t["logits"], t["target"], t["weight"].detach(), reduction: None, label_smoothing: t.Scalar("labelSmoothing")),
            Options = [("labelSmoothing", 0.125)],
        },
        new(typeof(Classification), nameof(Classification.CrossEntropyOfProbabilities),
            Distribution("prediction", "n c"), Distribution("target", "n c", zeros: true))
        { Each = t => -(t["target"] * t["prediction"].log()).sum(1) },
        new(typeof(Classification), nameof(Classification.MultiLabelCrossEntropy),
            Real("logits", "n c"), Probability("target", "n c"), Between(0.1, 2, "posWeight", "c"))
        { Each = t => F.binary_cross_entropy_with_logits(t["logits"], t["target"], null, None, t["posWeight"].detach()) },
        Sparse(nameof(Classification.SparseCrossEntropy), isWeighted: false),
        Sparse(nameof(Classification.WeightedSparseCrossEntropy), isWeighted: true),
        new(typeof(Classification), nameof(Classification.LinearCrossEntropy), Real("hidden", "n d"), Real("weight", "c d"), Class("target", "n", "c", ignored: true))
        {
            Each = t => OfLinear(t, None),
            Mean = t => OfLinear(t, nn.Reduction.Mean),
            Options = [("labelSmoothing", 0.125)],

            // A gradient is a difference of rows of the other factor, and rounds as these do.
            Largest = 10,
        },
        new(typeof(Classification), nameof(Classification.Nll), Real("logProbabilities", "n c"), Class("target", "n", "c", ignored: true))
        {
            Each = t => F.nll_loss(t["logProbabilities"], t["target"], reduction: None),
            Mean = t => F.nll_loss(t["logProbabilities"], t["target"]),
        },
        new(typeof(Classification), nameof(Classification.WeightedNll),
            Real("logProbabilities", "n c"), Class("target", "n", "c", ignored: true), Between(0.1, 2, "weight", "c"))
        {
            Each = t => F.nll_loss(t["logProbabilities"], t["target"], t["weight"].detach(), reduction: None),
            Mean = t => F.nll_loss(t["logProbabilities"], t["target"], t["weight"].detach()),
        },
    ];

    private static Tensor OfLinear(CatalogueArguments t, nn.Reduction reduction) => F.cross_entropy(
        t["hidden"].matmul(t["weight"].t()), t["target"], null, (long)t.Scalar("ignoreIndex"), reduction, t.Scalar("labelSmoothing"));

    private static CatalogueRow Sparse(string name, bool isWeighted)
    {
        CatalogueInput[] inputs = [Real("logits", "n c"), Class("target", "n", "c", ignored: true)];
        return new CatalogueRow(typeof(Classification), name, isWeighted ? [.. inputs, Between(0.1, 2, "weight", "c")] : inputs)
        {
            Each = t => Of(t, None),
            Mean = t => Of(t, nn.Reduction.Mean),
            Options = [("labelSmoothing", 0.125)],
        };

        Tensor Of(CatalogueArguments t, nn.Reduction reduction) => F.cross_entropy(
            t["logits"], t["target"], isWeighted ? t["weight"].detach() : null, (long)t.Scalar("ignoreIndex"), reduction,
            t.Scalar("labelSmoothing"));
    }
}
