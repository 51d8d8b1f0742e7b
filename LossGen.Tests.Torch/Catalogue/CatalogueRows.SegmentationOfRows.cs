using LossGen.Losses;
using static LossGen.Tests.Torch.Catalogue.CatalogueInput;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace LossGen.Tests.Torch.Catalogue;

internal static partial class CatalogueRows
{
    private static IEnumerable<CatalogueRow> SegmentationOfRowsRows() =>
    [
        Masks(nameof(Segmentation.Dice), t => DiceOf(t, [2])),
        Masks(nameof(Segmentation.Jaccard), t => JaccardOf(t, [2])),
        Masks(nameof(Segmentation.Tversky), t => TverskyOf(t, [2])),
        Masks(nameof(Segmentation.FocalTversky), t => TverskyOf(t, [2]).pow(t.Scalar("gamma"))),
        Masks(nameof(Segmentation.GeneralizedDice), GeneralizedDiceOf),
        Box(nameof(Segmentation.BoxIou), t => 1 - BoxesOf(t).Iou),
        Box(nameof(Segmentation.GeneralizedBoxIou), GeneralizedOf),
        Box(nameof(Segmentation.DistanceBoxIou), DistanceOf),
    ];

    private static CatalogueRow Masks(string name, Func<CatalogueArguments, Tensor> each) =>
        new(typeof(Segmentation), name, Probability("prediction", "n c i"), Binary("target", "n c i"))
        { Each = each, Options = [("alpha", 0.5), ("beta", 0.25), ("gamma", 2), ("smooth", 0.125)] };

    private static Tensor GeneralizedDiceOf(CatalogueArguments t)
    {
        Tensor w = 1 / t["target"].sum(2).clamp(1).square();
        Tensor hits = (w * Hits(t, [2])).sum(1);
        Tensor size = (w * (t["prediction"].sum(2) + t["target"].sum(2))).sum(1);
        return 1 - (((2 * hits) + t.Scalar("smooth")) / (size + t.Scalar("smooth")));
    }

    private static CatalogueRow Box(string name, Func<CatalogueArguments, Tensor> each) =>
        new(typeof(Segmentation), name, Boxes("prediction", "n 4"), Boxes("target", "n 4")) { Each = each, Options = [("eps", 0.125)] };

    private static (Tensor Iou, Tensor Union, Tensor Hull, Tensor Diagonal) BoxesOf(CatalogueArguments t)
    {
        (Tensor p, Tensor y) = (t["prediction"], t["target"]);
        Tensor side = F.relu(minimum(p[.., 2..], y[.., 2..]) - maximum(p[.., ..2], y[.., ..2]));
        Tensor hull = maximum(p[.., 2..], y[.., 2..]) - minimum(p[.., ..2], y[.., ..2]);
        Tensor inter = side.prod(1);
        Tensor union = (p[.., 2..] - p[.., ..2]).prod(1) + (y[.., 2..] - y[.., ..2]).prod(1) - inter;
        return (inter / (union + t.Scalar("eps")), union, hull.prod(1), hull.square().sum(1));
    }

    private static Tensor GeneralizedOf(CatalogueArguments t)
    {
        (Tensor iou, Tensor union, Tensor hull, _) = BoxesOf(t);
        return 1 - iou + ((hull - union) / (hull + t.Scalar("eps")));
    }

    private static Tensor DistanceOf(CatalogueArguments t)
    {
        (Tensor iou, _, _, Tensor diagonal) = BoxesOf(t);
        Tensor centre = (t["prediction"][.., ..2] + t["prediction"][.., 2..] - t["target"][.., ..2] - t["target"][.., 2..]) / 2;
        return 1 - iou + (centre.square().sum(1) / (diagonal + t.Scalar("eps")));
    }
}
