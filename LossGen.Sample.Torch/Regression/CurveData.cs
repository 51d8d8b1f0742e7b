using static TorchSharp.torch;

namespace LossGen.Sample.Torch;

/// <summary>Points about a curve, some of them far off.</summary>
/// <param name="X">Where they lie, [n, 1].</param>
/// <param name="Y">What was measured, [n, 1].</param>
internal sealed record CurveData(Tensor X, Tensor Y)
{
    private const double Noise = 0.1, ShareOfOutliers = 0.15;

    public static double Curve(double x) => Math.Sin(3 * x) + (x / 2);

    /// <summary>The outliers lie above, so that a loss which they pull at misses the curve.</summary>
    public static CurveData Generate(int count)
    {
        Tensor x = (rand(count, 1) * 4) - 2;
        Tensor isOutlier = rand(count, 1) < ShareOfOutliers;
        Tensor y = sin(3 * x) + (x / 2) + (Noise * randn(count, 1)) + where(isOutlier, 2 + (2 * rand(count, 1)), zeros(count, 1));
        return new CurveData(x, y);
    }
}
