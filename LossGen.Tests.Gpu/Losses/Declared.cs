using System.Numerics.Tensors;

namespace LossGen.Tests.Gpu.Losses;

/// <summary>Losses that cover what kernels are made of: totals, several passes, choices, filters, rows, gathers, pairs, columns, results per element.</summary>
public static partial class Declared
{
    [Loss("mean((p - y)^2)")]
    public static partial float Mse(ReadOnlySpan<float> p, ReadOnlySpan<float> y);

    [Loss("mean(abs(e) <= delta ? e^2 / 2 : delta * (abs(e) - delta / 2)) where e = p - y")]
    public static partial float Huber(ReadOnlySpan<float> p, ReadOnlySpan<float> y, [Gradient] float delta = 0.5f);

    [Loss("1 - (2 * sum(p * y) + s) / (sum(p) + sum(y) + s)")]
    public static partial double Dice(ReadOnlySpan<double> p, ReadOnlySpan<double> y, double s = 1);

    [Loss("mean(log(1 + exp(z)) - y * z)")]
    public static partial float Bce(ReadOnlySpan<float> z, ReadOnlySpan<byte> y);

    [Loss("max(abs(p - y)) + prod(1 + (p - y)^2 / 64) + sum[i | y[i] > 0.5](p[i])")]
    public static partial double Mixed(ReadOnlySpan<double> p, ReadOnlySpan<double> y);

    [Loss("mean((a + b * p + c * p^2 + d * p^3 - y)^2)")]
    public static partial double Cubic(
        ReadOnlySpan<double> p, ReadOnlySpan<double> y, [Gradient] double a, [Gradient] double b, [Gradient] double c, [Gradient] double d);

    [Loss("w * (p - y)^2")]
    public static partial void Each(ReadOnlySpan<float> p, ReadOnlySpan<float> y, float w, Span<float> loss);

    [Loss("mean[n | y[n] != ignore](logsumexp[c](z[n, c]) - z[n, y[n]])")]
    public static partial float CrossEntropy(ReadOnlyTensorSpan<float> z, ReadOnlySpan<int> y, int ignore = -100);

    [Loss("mean[i](max(0, ap[i] - an[i] + margin)) where ap[i] = norm[k](a[i, k] - p[i, k]), an[i] = norm[k](a[i, k] - n[i, k])")]
    public static partial float Triplet(
        [Gradient] ReadOnlyTensorSpan<float> a, [Gradient] ReadOnlyTensorSpan<float> p, [Gradient] ReadOnlyTensorSpan<float> n, float margin = 1);

    [Loss("mean[i](logsumexp[j](s[i, j]) - s[i, i]) where s[i, j] = sum[k](a[i, k] * b[j, k]) / t")]
    public static partial float InfoNce([Gradient] ReadOnlyTensorSpan<float> a, [Gradient] ReadOnlyTensorSpan<float> b, float t = 0.5f);

    [Loss("mean[n](sum[c]((cumsum[c](p[n, c]) - cumsum[c](q[n, c]))^2))")]
    public static partial float EarthMover([Gradient] ReadOnlyTensorSpan<float> p, ReadOnlyTensorSpan<float> q);

    [Loss("sum[n](w[n] * cumsum[n](p[n])^2)")]
    public static partial double Drawdown([Gradient] ReadOnlySpan<double> p, ReadOnlySpan<double> w);

    [Loss("mean[b, c](1 - (2 * sum[n](p[b, n, c] * y[b, n, c]) + 1) / (sum[n](p[b, n, c] + y[b, n, c]) + 1))")]
    public static partial float DicePerSample(ReadOnlyTensorSpan<float> p, ReadOnlyTensorSpan<float> y);

    [Loss("mean[c](1 - (2 * sum[n](p[n, c] * y[n, c]) + 1) / (sum[n](p[n, c]) + sum[n](y[n, c]) + 1))")]
    public static partial double DicePerClass(ReadOnlyTensorSpan<double> p, ReadOnlyTensorSpan<double> y);

    [Loss("norm[c](p[n, c] - y[n, c])")]
    public static partial void Distances(ReadOnlySpan<double> p, ReadOnlySpan<double> y, int c, Span<double> loss);

    [Loss("mean[b, h, w](logsumexp[c](z[b, c, h, w]) - z[b, y[b, h, w], h, w]) + v[k]")]
    public static partial float PixelEntropy(ReadOnlyTensorSpan<float> z, ReadOnlyTensorSpan<int> y, ReadOnlySpan<float> v, int k);
}
