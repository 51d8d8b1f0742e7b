using static TorchSharp.torch;

namespace LossGen.Tests.Torch.Catalogue;

/// <summary>All rows: the losses by their names, and the same from libtorch's own functions.</summary>
internal static partial class CatalogueRows
{
    public static IReadOnlyList<CatalogueRow> All { get; } =
    [
        .. RegressionRows(), .. RegressionOfRowsRows(), .. ClassificationRows(), .. ClassificationOfRowsRows(),
        .. MetricLearningRows(), .. MetricLearningOfRowsRows(), .. SegmentationRows(), .. SegmentationOfRowsRows(),
        .. ImagingRows(), .. GenerativeRows(), .. GenerativeOfRowsRows(),
    ];

    private static readonly Tensor Zero = tensor(0.0, float64);
}
