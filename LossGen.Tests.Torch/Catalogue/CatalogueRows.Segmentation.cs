using LossGen.Losses;
using static LossGen.Tests.Torch.Catalogue.CatalogueInput;
using static TorchSharp.torch;

namespace LossGen.Tests.Torch.Catalogue;

internal static partial class CatalogueRows
{
    private static IEnumerable<CatalogueRow> SegmentationRows() =>
    [
        Mask(nameof(Segmentation.BinaryDice), t => DiceOf(t, [0])),
        Mask(nameof(Segmentation.BinaryJaccard), t => JaccardOf(t, [0])),
        Mask(nameof(Segmentation.BinaryTversky), t => TverskyOf(t, [0])),
        Mask(nameof(Segmentation.BinaryFocalTversky), t => TverskyOf(t, [0]).pow(t.Scalar("gamma"))),
    ];

    private static CatalogueRow Mask(string name, Func<CatalogueArguments, Tensor> mean) =>
        new(typeof(Segmentation), name, Probability("prediction"), Binary("target"))
        { Mean = mean, Options = [("alpha", 0.5), ("beta", 0.25), ("gamma", 2), ("smooth", 0.125)] };

    private static Tensor DiceOf(CatalogueArguments t, long[] axes) =>
        1 - (((2 * Hits(t, axes)) + t.Scalar("smooth"))
            / (t["prediction"].sum(axes) + t["target"].sum(axes) + t.Scalar("smooth")));

    private static Tensor JaccardOf(CatalogueArguments t, long[] axes) =>
        1 - ((Hits(t, axes) + t.Scalar("smooth"))
            / (t["prediction"].sum(axes) + t["target"].sum(axes) - Hits(t, axes) + t.Scalar("smooth")));

    private static Tensor TverskyOf(CatalogueArguments t, long[] axes)
    {
        Tensor misses = (t.Scalar("alpha") * (t["prediction"] * (1 - t["target"])).sum(axes))
            + (t.Scalar("beta") * ((1 - t["prediction"]) * t["target"]).sum(axes));
        return misses / (Hits(t, axes) + t.Scalar("smooth") + misses);
    }

    private static Tensor Hits(CatalogueArguments t, long[] axes) => (t["prediction"] * t["target"]).sum(axes);
}
