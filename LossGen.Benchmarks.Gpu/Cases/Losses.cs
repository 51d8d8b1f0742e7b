using System.Numerics.Tensors;

namespace LossGen.Benchmarks.Gpu.Cases;

/// <summary>The losses that are measured, declared as a user would.</summary>
public static partial class Losses
{
    [Loss("mean((p - y)^2)")]
    public static partial float Mse(ReadOnlySpan<float> p, ReadOnlySpan<float> y);

    [Loss("mean(abs(e) <= delta ? e^2 / 2 : delta * (abs(e) - delta / 2)) where e = p - y")]
    public static partial float Huber(ReadOnlySpan<float> p, ReadOnlySpan<float> y, float delta = 1);

    [Loss("mean(-(y > 0.5 ? alpha : 1 - alpha) * (1 - sigmoid(s))^gamma * log(sigmoid(s))) where s = (2 * y - 1) * z")]
    public static partial float Focal(
        ReadOnlySpan<float> z, [Range(0, 1)] ReadOnlySpan<float> y, [Range(0, 1)] float alpha = 0.25f, [Range(0, 10)] float gamma = 2);

    [Loss("-mean(y * log(sigmoid(z)) + (1 - y) * log(1 - sigmoid(z)))")]
    public static partial float Bce(ReadOnlySpan<float> z, ReadOnlySpan<float> y);

    [Loss("1 - (2 * sum(p * y) + 1) / (sum(p) + sum(y) + 1)")]
    public static partial float Dice([Range(0, 1)] ReadOnlySpan<float> p, [Range(0, 1)] ReadOnlySpan<float> y);

    [Loss("mean[n | y[n] != ignore](logsumexp[c](z[n, c]) - z[n, y[n]])")]
    public static partial float CrossEntropy(ReadOnlyTensorSpan<float> z, ReadOnlySpan<int> y, int ignore = -100);

    [Loss("mean[n](sum[c](xlogy(y[n, c], y[n, c]) - y[n, c] * logp[n, c]))")]
    public static partial float KlDivergence(ReadOnlyTensorSpan<float> logp, [Range(0, 1)] ReadOnlyTensorSpan<float> y);

    [Loss("mean[i](max(0, ap[i] - an[i] + margin)) where ap[i] = norm[k](a[i, k] - p[i, k]), an[i] = norm[k](a[i, k] - n[i, k])")]
    public static partial float Triplet(
        [Gradient] ReadOnlyTensorSpan<float> a, [Gradient] ReadOnlyTensorSpan<float> p, [Gradient] ReadOnlyTensorSpan<float> n, float margin = 1);

    [Loss("mean[i](logsumexp[j](s[i, j]) - s[i, i]) where s[i, j] = sum[k](a[i, k] * b[j, k]) / t")]
    public static partial float InfoNce(
        [Gradient] ReadOnlyTensorSpan<float> a, [Gradient] ReadOnlyTensorSpan<float> b, [Range(0.01, 10)] float t = 0.07f);
}
