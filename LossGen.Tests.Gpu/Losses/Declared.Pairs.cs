using System.Numerics.Tensors;

namespace LossGen.Tests.Gpu.Losses;

/// <summary>Losses of pairs of rows, which devices form in tiles.</summary>
public static partial class Declared
{
    [Loss("mean[i](logsumexp[j | j != i](s[i, j]) - s[i, i]) where s[i, j] = sum[k](a[i, k] * b[j, k]) / (norm[k](a[i, k]) * norm[k](b[j, k]) * t)")]
    public static partial double NtXent([Gradient] ReadOnlyTensorSpan<double> a, [Gradient] ReadOnlyTensorSpan<double> b, double t = 0.5);

    [Loss("mean[i, j](exp(-g * sum[k]((x[i, k] - x[j, k])^2))) + mean[i, j](exp(-g * sum[k]((y[i, k] - y[j, k])^2))) - 2 * mean[i, j](exp(-g * sum[k]((x[i, k] - y[j, k])^2)))")]
    public static partial float Discrepancy([Gradient] ReadOnlyTensorSpan<float> x, [Gradient] ReadOnlyTensorSpan<float> y, [Range(0, 10)] float g = 0.5f);

    [Loss("mean[i, j](label[i] == label[j] ? d[i, j] : max(0, margin - sqrt(d[i, j]))^2) where d[i, j] = sum[k](w[k] * (x[i, k] - x[j, k])^2)")]
    public static partial float Contrastive(
        [Gradient] ReadOnlyTensorSpan<float> x, ReadOnlySpan<int> label, [Range(0, 1)] ReadOnlySpan<float> w, float margin = 1);

    [Loss("mean[i, j](min(1, sum[k](abs(a[i, k] - b[j, k]))))")]
    public static partial double Manhattan([Gradient] ReadOnlyTensorSpan<double> a, [Gradient] ReadOnlyTensorSpan<double> b);

    [Loss("sum[k | m[k] > 0](max(a[i, k], b[j, k]))")]
    public static partial void EachPair(ReadOnlyTensorSpan<float> a, ReadOnlyTensorSpan<float> b, ReadOnlySpan<float> m, TensorSpan<float> loss);

    [Loss("mean[i, j, l](max(0, d[i, j] - d[i, l] + margin)) where d[i, j] = norm[k](a[i, k] - b[j, k])")]
    public static partial double AllTriplets([Gradient] ReadOnlyTensorSpan<double> a, [Gradient] ReadOnlyTensorSpan<double> b, double margin = 0.2);
}
