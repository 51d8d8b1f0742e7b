namespace LossGen.Benchmarks;

/// <summary>The losses that are measured, from the cheapest per element to one that needs two passes.</summary>
public static partial class Losses
{
    [Loss("mean((p - y)^2)")]
    public static partial float Mse(ReadOnlySpan<float> p, ReadOnlySpan<float> y);

    [Loss("mean(abs(e) <= delta ? e^2 / 2 : delta * (abs(e) - delta / 2)) where e = p - y")]
    public static partial float Huber(ReadOnlySpan<float> p, ReadOnlySpan<float> y, float delta);

    [Loss("mean(log(cosh(p - y)))")]
    public static partial float LogCosh(ReadOnlySpan<float> p, ReadOnlySpan<float> y);

    [Loss("-mean(y * log(sigmoid(z)) + (1 - y) * log(1 - sigmoid(z)))")]
    public static partial float BceFromLogits(ReadOnlySpan<float> z, ReadOnlySpan<float> y);

    [Loss("mean[n](logsumexp[c](z[n, c]) - z[n, y[n]])")]
    public static partial float CrossEntropy(System.Numerics.Tensors.ReadOnlyTensorSpan<float> z, ReadOnlySpan<int> y);

    [Loss("1 - (2 * sum(p * y) + 1) / (sum(p) + sum(y) + 1)")]
    public static partial float SoftDice([Range(0, 1)] ReadOnlySpan<float> p, [Range(0, 1)] ReadOnlySpan<float> y);
}
