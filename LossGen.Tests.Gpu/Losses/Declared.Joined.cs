using System.Numerics.Tensors;

namespace LossGen.Tests.Gpu.Losses;

/// <summary>Losses whose axes are one where tensors are dense, and batches of a few images, whose lines devices take as rows.</summary>
public static partial class Declared
{
    [Loss("mean[n, c]((p[n, c] - y[n, c])^2) + size(n) + 10 * size(c)")]
    public static partial float RowsOfSquares([Gradient] ReadOnlyTensorSpan<float> p, ReadOnlyTensorSpan<float> y);

    [Loss("1 - 2 * sum[b, h, w](p[b, h, w] * y[b, h, w]) / (sum[b, h, w](p[b, h, w]) + sum[b, h, w](y[b, h, w]) + 1)")]
    public static partial double ImageOverlap([Gradient] ReadOnlyTensorSpan<double> p, ReadOnlyTensorSpan<double> y);

    [Loss("mean[b, h](logsumexp[w](p[b, h, w]) - max[w](y[b, h, w]))")]
    public static partial double Lines([Gradient] ReadOnlyTensorSpan<double> p, ReadOnlyTensorSpan<double> y);

    [Loss("mean[b, h](w[b] * sum[x](abs(p[b, h, x] - y[b, h, x]))^2)")]
    public static partial double WeightedLines([Gradient] ReadOnlyTensorSpan<double> p, ReadOnlyTensorSpan<double> y, ReadOnlySpan<double> w);
}
