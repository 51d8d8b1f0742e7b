using System.Numerics.Tensors;

namespace LossGen.Tests.Gpu.Runtime;

/// <summary>Losses whose overloads for a device take every kind of parameter.</summary>
public static partial class Hosted
{
    [Loss("mean((p - y)^2)")]
    public static partial float Squares(ReadOnlySpan<float> p, ReadOnlySpan<float> y);

    [Loss("mean(w * (p - y)^2)")]
    public static partial double Weighted([Gradient] ReadOnlySpan<double> p, ReadOnlySpan<double> y, [Gradient] double w = 2);

    [Loss("s * (p - y)^2")]
    public static partial void Scaled(ReadOnlySpan<float> p, ReadOnlySpan<float> y, float s, Span<float> loss);

    [Loss("mean[n | y[n] != ignore](logsumexp[c](z[n, c]) - z[n, y[n]]) where accuracy = mean[n](argmax[c](z[n, c]) == y[n] ? 1 : 0)")]
    public static partial float Classified(ReadOnlyTensorSpan<float> z, ReadOnlySpan<int> y, [Output] out float accuracy, int ignore = -100);

    [Loss("norm[c](p[n, c] - y[n, c])")]
    public static partial void RowNorms(ReadOnlySpan<float> p, ReadOnlySpan<float> y, int c, Span<float> loss);

    [Loss("mean[i](logsumexp[j](s[i, j]) - s[i, i]) where s[i, j] = sum[k](a[i, k] * b[j, k]) / t")]
    public static partial float Contrast(ReadOnlyTensorSpan<float> a, ReadOnlyTensorSpan<float> b, float t = 0.5f);

    [Loss("mean[n, h, w]((p[n, h, w] - y[n, h, w])^2)")]
    public static partial float Image(ReadOnlyTensorSpan<float> p, ReadOnlyTensorSpan<float> y);
}
