namespace LossGen.Tests.Aot;

/// <summary>A loss for each kind of code that the generator emits: one pass, several, transcendentals, a filter, per element.</summary>
internal static partial class Losses
{
    [Loss("mean((p - y)^2)")]
    public static partial float Mse(ReadOnlySpan<float> p, ReadOnlySpan<float> y);

    [Loss("-mean(y * log(sigmoid(z)) + (1 - y) * log(1 - sigmoid(z)))", Hessian = true)]
    public static partial float Bce(ReadOnlySpan<float> z, ReadOnlySpan<float> y);

    [Loss("1 - (2 * sum(p * y) + s) / (sum(p) + sum(y) + s)")]
    public static partial double SoftDice([Gradient] ReadOnlySpan<double> p, ReadOnlySpan<double> y, double s = 1);

    [Loss("mean[i | k[i] != ignore](log1p((p[i] - y[i])^2))")]
    public static partial double MaskedCauchy(ReadOnlySpan<double> p, ReadOnlySpan<double> y, ReadOnlySpan<int> k, int ignore = -1);

    [Loss("logsumexp(z) - mean(z)")]
    public static partial float LogPartition(ReadOnlySpan<float> z);

    [Loss("abs(p - y)")]
    public static partial void AbsoluteErrors(ReadOnlySpan<float> p, ReadOnlySpan<float> y, Span<float> loss);
}
