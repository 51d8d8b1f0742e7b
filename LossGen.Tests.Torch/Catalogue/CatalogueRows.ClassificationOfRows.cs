using LossGen.Losses;
using static LossGen.Tests.Torch.Catalogue.CatalogueInput;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace LossGen.Tests.Torch.Catalogue;

internal static partial class CatalogueRows
{
    private static IEnumerable<CatalogueRow> ClassificationOfRowsRows() =>
    [
        .. CrossEntropyRows(),
        new(typeof(Classification), nameof(Classification.Focal), Real("logits", "n c"), Class("target", "n", "c", ignored: true))
        { Each = FocalOf, Mean = MeanOfFocal, Options = [("gamma", 1.5)] },
        new(typeof(Classification), nameof(Classification.WeightedFocal),
            Real("logits", "n c"), Class("target", "n", "c", ignored: true), Between(0.1, 2, "alpha", "c"))
        {
            Each = t => Alpha(t) * FocalOf(t),
            Mean = t => (Alpha(t) * FocalOf(t)).sum() / Known(t).sum(),
            Options = [("gamma", 1.5)],
        },
        Margin(nameof(Classification.MultiMargin), 1),
        Margin(nameof(Classification.SquaredMultiMargin), 2),
        new(typeof(Classification), nameof(Classification.KlDivergence),
            Real("prediction", "n c"), Distribution("target", "n c", zeros: true))
        { Each = t => F.kl_div(t["prediction"], t["target"], log_target: false, reduction: None).sum(1) },
        new(typeof(Classification), nameof(Classification.KlDivergenceWithLogits),
            Real("logits", "n c"), Distribution("target", "n c", zeros: true))
        { Each = t => F.kl_div(F.log_softmax(t["logits"], 1), t["target"], log_target: false, reduction: None).sum(1) },
        new(typeof(Classification), nameof(Classification.JensenShannon), Distribution("prediction", "n c"), Distribution("target", "n c"))
        { Each = JensenShannonOf },
    ];

    private static Tensor FocalOf(CatalogueArguments t)
    {
        Tensor q = -F.cross_entropy(t["logits"], t["target"], reduction: None);
        return -(1 - q.exp()).pow(t.Scalar("gamma")) * q;
    }

    private static Tensor MeanOfFocal(CatalogueArguments t) => FocalOf(t).sum() / Known(t).sum();

    private static Tensor Known(CatalogueArguments t) => (t["target"] != -100).to(float64);

    private static Tensor Alpha(CatalogueArguments t) => t["alpha"].detach()[t["target"].clamp(0)];

    private static CatalogueRow Margin(string name, long p) =>
        new(typeof(Classification), name, Real("logits", "n c"), Class("target", "n", "c"))
        {
            Each = t => F.multi_margin_loss(t["logits"], t["target"], (int)p, t.Scalar("margin"), null, None),
            Options = [("margin", 0.25)],
        };

    private static Tensor JensenShannonOf(CatalogueArguments t)
    {
        (Tensor p, Tensor y) = (t["prediction"], t["target"]);
        Tensor middle = ((p + y) / 2).log();
        return ((p * (p.log() - middle)) + (y * (y.log() - middle))).sum(1) / 2;
    }
}
