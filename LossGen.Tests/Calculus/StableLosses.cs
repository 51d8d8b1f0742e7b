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

    [Loss("mean(sqrt((p - y)^2 + eps^2))")]
    public static partial float Charbonnier(ReadOnlySpan<float> p, ReadOnlySpan<float> y, [Range(1e-9, 1)] float eps = 1e-3f);

    [Loss("mean(c^2 * (sqrt(1 + ((p - y) / c)^2) - 1))")]
    public static partial float PseudoHuber(ReadOnlySpan<float> p, ReadOnlySpan<float> y, [Range(0.1, 10)] float c = 1);

    [Loss("mean(log(1 + ((p - y) / c)^2))")]
    public static partial float Cauchy(ReadOnlySpan<float> p, ReadOnlySpan<float> y, [Range(0.1, 10)] float c = 1);

    [Loss("mean(e^2 / (e^2 + 1)) where e = p - y")]
    public static partial float GemanMcClure(ReadOnlySpan<float> p, ReadOnlySpan<float> y);

    [Loss("mean(((p - y) / s)^2)")]
    public static partial float Scaled(ReadOnlySpan<float> p, ReadOnlySpan<float> y, [Range(1e-30, 1e30)] float s);

    [Loss("mean(log(exp(p) + exp(y)))")]
    public static partial float SmoothMax([Gradient] ReadOnlySpan<float> p, [Gradient] ReadOnlySpan<float> y);

    [Loss("mean(log(0.5 + exp(p)))")]
    public static partial float ShiftedSoftplus(ReadOnlySpan<float> p);

    [Loss("-mean(y * log(p) + (1 - y) * log(1 - p))")]
    public static partial float CrossEntropyOfProbabilities([Range(1e-38, 0.9999999)] ReadOnlySpan<float> p, [Range(0, 1)] ReadOnlySpan<float> y);

    [Loss("sum(y * (log(y) - log(p)))")]
    public static partial float EntropyByDifference([Range(1e-30, 1)] ReadOnlySpan<float> p, [Range(0, 1)] ReadOnlySpan<float> y);

    [Loss("mean((1 - p)^k)")]
    public static partial float Power([Range(0, 1)] ReadOnlySpan<float> p, float k);

    [Loss("sum(w) > 0 ? sum(w * (p - y)^2) / sum(w) : 0")]
    public static partial float GuardedMean(ReadOnlySpan<float> p, ReadOnlySpan<float> y, [Range(0, 10)] ReadOnlySpan<float> w);

    [Loss("max[i | p[i] > 0](s^2) + mean(p)")]
    public static partial float MaskedConstant(ReadOnlySpan<float> p, [Gradient] float s);
}
