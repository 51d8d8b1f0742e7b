using LossGen.Losses;
using static LossGen.Tests.Torch.Catalogue.CatalogueInput;
using static TorchSharp.torch;

namespace LossGen.Tests.Torch.Catalogue;

internal static partial class CatalogueRows
{
    private const int Window = 3;

    private static IEnumerable<CatalogueRow> ImagingRows() =>
    [
        OfWindows(nameof(Imaging.StructuralSimilarity), StructuralSimilarity, ("dataRange", 2.5)),
        OfWindows(nameof(Imaging.LocalCorrelation), LocalCorrelation, ("eps", 0.01)),
        new(typeof(Imaging), nameof(Imaging.TotalVariation), Real("prediction", "n c h w"))
        {
            Each = t => t["prediction"].diff(dim: 2).abs().sum([1, 2, 3]) + t["prediction"].diff(dim: 3).abs().sum([1, 2, 3]),
            Largest = 1e15,
        },
    ];

    /// <summary>A loss of the weighted moments of two images in each window: at positions where images are too small for one, there is none.</summary>
    private static CatalogueRow OfWindows(string name, Func<CatalogueArguments, Moments, Tensor> similarity, params (string Name, double Value)[] options) => new(
        typeof(Imaging), name, Between(0, 1, "prediction", "n c h w"), Between(0, 1, "target", "n c h w"), Between(0.1, 1, "window", $"{Window}"))
    {
        Each = t => t["prediction"].shape[2] < Window || t["prediction"].shape[3] < Window
            ? t["prediction"].sum([1, 2, 3]) * double.NaN
            : 1 - similarity(t, new Moments(t)).mean([1, 2, 3]),
        Options = options,
    };

    private static Tensor StructuralSimilarity(CatalogueArguments t, Moments of)
    {
        double a = Math.Pow(0.01 * t.Scalar("dataRange"), 2), b = Math.Pow(0.03 * t.Scalar("dataRange"), 2);
        return ((2 * of.Mean * of.TargetMean) + a) * ((2 * of.Covariance) + b)
            / ((of.Mean.square() + of.TargetMean.square() + a) * (of.Variance + of.TargetVariance + b));
    }

    private static Tensor LocalCorrelation(CatalogueArguments t, Moments of) => of.Covariance.square() / ((of.Variance * of.TargetVariance) + t.Scalar("eps"));

    /// <summary>What libtorch's convolution gives for each window.</summary>
    private sealed class Moments
    {
        public Moments(CatalogueArguments t)
        {
            Tensor prediction = t["prediction"], target = t["target"];
            long channels = prediction.shape[1];
            Tensor weights = t["window"] / t["window"].sum();
            Tensor kernel = outer(weights, weights).expand(channels, 1, Window, Window);
            Tensor Weighted(Tensor x) => nn.functional.conv2d(x, kernel, groups: channels);
            Mean = Weighted(prediction);
            TargetMean = Weighted(target);
            Variance = Weighted(prediction.square()) - Mean.square();
            TargetVariance = Weighted(target.square()) - TargetMean.square();
            Covariance = Weighted(prediction * target) - (Mean * TargetMean);
        }

        public Tensor Mean { get; }

        public Tensor TargetMean { get; }

        public Tensor Variance { get; }

        public Tensor TargetVariance { get; }

        public Tensor Covariance { get; }
    }
}
