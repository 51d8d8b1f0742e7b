namespace LossGen.Tests.Calculus;

/// <summary>Formulas that are right on paper and, computed to the letter, wrong at extremes.</summary>
internal static partial class StableLosses
{
    [Loss("-sum(y * log(exp(z) / sum(exp(z))))")]
    public static partial float NaiveCrossEntropy(ReadOnlySpan<float> z, ReadOnlySpan<float> y);

    [Loss("exp(z) / sum(exp(z))")]
    public static partial void NaiveSoftmax(ReadOnlySpan<float> z, Span<float> probability);

    [Loss("exp(z - m) / sum(exp(z - m)) where m = max(z)")]
    public static partial void ShiftedSoftmax(ReadOnlySpan<float> z, Span<float> probability);

    [Loss("sum(exp(z) * v) / sum(exp(z))")]
    public static partial float SoftArgMax([Gradient] ReadOnlySpan<float> z, [Gradient] ReadOnlySpan<float> v);

    [Loss("-log(sum(c * exp(z)) / sum(exp(z)))")]
    public static partial float Contrastive(ReadOnlySpan<float> z, [Range(0, 1)] ReadOnlySpan<int> c);

    [Loss("log(sum(w * exp(z)))")]
    public static partial double Weighted([Gradient] ReadOnlySpan<double> z, [Gradient, Range(0, 10)] ReadOnlySpan<double> w);

    [Loss("sum(y * log(y / p))")]
    public static partial float KullbackLeibler([Range(1e-30, 1)] ReadOnlySpan<float> p, [Range(0, 1)] ReadOnlySpan<float> y);

    [Loss("norm(p - y)")]
    public static partial float Distance(ReadOnlySpan<float> p, ReadOnlySpan<float> y);

    [Loss("logsumexp(z)")]
    public static partial float LogSumExp(ReadOnlySpan<float> z);

    [Loss("mean[i | c[i] != 0]((p[i] - y[i])^2)")]
    public static partial float Masked(ReadOnlySpan<float> p, ReadOnlySpan<float> y, ReadOnlySpan<int> c);

    [Loss("sum(p) > 0 ? sum(p) : 2")]
    public static partial float ChoiceByTotal(ReadOnlySpan<float> p);

    [Loss("s > 0 ? sum(p) : 2 * sum(p)")]
    public static partial float ChoiceByScalar(ReadOnlySpan<float> p, float s);

    [Loss("mean(p > 0 ? 1 + 0 * y : y)")]
    public static partial float ChoiceByElement(ReadOnlySpan<float> p, [Gradient] ReadOnlySpan<float> y);
}
