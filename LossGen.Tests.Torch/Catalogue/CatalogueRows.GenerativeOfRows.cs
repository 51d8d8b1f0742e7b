using LossGen.Losses;
using static LossGen.Tests.Torch.Catalogue.CatalogueInput;
using static TorchSharp.torch;

namespace LossGen.Tests.Torch.Catalogue;

internal static partial class CatalogueRows
{
    private static IEnumerable<CatalogueRow> GenerativeOfRowsRows() =>
    [
        new(typeof(Generative), nameof(Generative.GradientPenalty), Real("gradient", "n d"))
        { Each = t => t.Scalar("weight") * (t["gradient"].norm(1) - 1).square(), Options = [("weight", 2.5)], Largest = 1e15 },
        new(typeof(Generative), nameof(Generative.EarthMover), Probability("prediction", "n b"), Probability("target", "n b"))
        { Each = t => (t["prediction"] - t["target"]).cumsum(1).abs().sum(1) },
        new(typeof(Generative), nameof(Generative.SquaredEarthMover), Distribution("prediction", "n b"), Distribution("target", "n b"))
        { Each = t => (t["prediction"] - t["target"]).cumsum(1).square().sum(1) },
        Features(nameof(Generative.FeatureDistance), x => x),
        Features(nameof(Generative.NormalizedFeatureDistance), x => x / (x.square().sum(1, keepdim: true).sqrt() + 1e-10)),
    ];

    private static CatalogueRow Features(string name, Func<Tensor, Tensor> scaled) =>
        new(typeof(Generative), name, Real("prediction", "n c i"), Real("target", "n c i"), Between(0, 2, "weight", "c"))
        {
            Each = t => (t["weight"].unsqueeze(1) * (scaled(t["prediction"]) - scaled(t["target"])).square()).sum(1).mean([1]),
            Largest = 1e15,
        };
}
