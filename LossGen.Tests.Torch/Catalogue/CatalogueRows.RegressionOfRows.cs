using LossGen.Losses;
using static LossGen.Tests.Torch.Catalogue.CatalogueInput;
using static TorchSharp.torch;

namespace LossGen.Tests.Torch.Catalogue;

internal static partial class CatalogueRows
{
    private static IEnumerable<CatalogueRow> RegressionOfRowsRows() =>
    [
        new(typeof(Regression), nameof(Regression.Quantiles), Real("prediction", "n q"), Real("target"), Probability("quantiles", "q"))
        { Each = QuantilesOf },
    ];

    private static Tensor QuantilesOf(CatalogueArguments t)
    {
        Tensor e = t["target"].unsqueeze(1) - t["prediction"];
        return where(e >= 0, t["quantiles"] * e, (t["quantiles"] - 1) * e);
    }
}
