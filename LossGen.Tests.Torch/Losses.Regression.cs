namespace LossGen.Tests.Torch;

/// <summary>The losses that are compared with libtorch, declared as a user would.</summary>
internal static partial class Losses
{
    [Loss("mean((p - y)^2)", Hessian = true)]
    public static partial float Mse(ReadOnlySpan<float> p, ReadOnlySpan<float> y);

    [Loss("mean((p - y)^2)", Hessian = true)]
    public static partial double Mse(ReadOnlySpan<double> p, ReadOnlySpan<double> y);

    [Loss("sqrt(mean((p - y)^2))")]
    public static partial double Rmse(ReadOnlySpan<double> p, ReadOnlySpan<double> y);

    [Loss("mean(abs(p - y))")]
    public static partial float Mae(ReadOnlySpan<float> p, ReadOnlySpan<float> y);

    [Loss("mean(abs(e) < delta ? e^2 / 2 : delta * (abs(e) - delta / 2)) where e = p - y", Hessian = true)]
    public static partial float Huber(ReadOnlySpan<float> p, ReadOnlySpan<float> y, float delta = 1);

    [Loss("mean(abs(e) < beta ? e^2 / (2 * beta) : abs(e) - beta / 2) where e = p - y")]
    public static partial double SmoothL1(ReadOnlySpan<double> p, ReadOnlySpan<double> y, [Range(0.1, 10)] double beta = 0.5);

    [Loss("mean(log(cosh(p - y)))", Hessian = true)]
    public static partial float LogCosh(ReadOnlySpan<float> p, ReadOnlySpan<float> y);

    [Loss("mean(max(tau * e, (tau - 1) * e)) where e = y - p")]
    public static partial float Pinball(ReadOnlySpan<float> p, ReadOnlySpan<float> y, float tau);

    [Loss("mean(log1p((e / c)^2)) where e = p - y", Hessian = true)]
    public static partial double Cauchy(ReadOnlySpan<double> p, ReadOnlySpan<double> y, [Range(0.1, 10)] double c = 2);

    [Loss("mean(sqrt(e^2 + eps^2)) where e = p - y")]
    public static partial float Charbonnier([Gradient] ReadOnlySpan<float> p, [Gradient] ReadOnlySpan<float> y, float eps = 1e-3f);

    [Loss("1 - sum((y - p)^2) / sum((y - mean(y))^2)")]
    public static partial double RSquared([Gradient] ReadOnlySpan<double> p, [Gradient] ReadOnlySpan<double> y);

    [Loss("1 - sum(a * b) / (norm(a) * norm(b)) where a = p - mean(p), b = y - mean(y)")]
    public static partial double Correlation([Gradient] ReadOnlySpan<double> p, [Gradient] ReadOnlySpan<double> y);

    [Loss("1 - sum(p * y) / (norm(p) * norm(y))")]
    public static partial float Cosine([Gradient] ReadOnlySpan<float> p, [Gradient] ReadOnlySpan<float> y);

    [Loss("sum(w * (p - y)^2) / sum(w)")]
    public static partial float WeightedMse([Gradient] ReadOnlySpan<float> p, ReadOnlySpan<float> y, [Gradient] ReadOnlySpan<float> w);

    [Loss("mean[i | k[i] != ignore]((p[i] - y[i])^2)")]
    public static partial double MaskedMse(ReadOnlySpan<double> p, ReadOnlySpan<double> y, ReadOnlySpan<int> k, int ignore = -1);

    [Loss("max(abs(p - y))")]
    public static partial float MaxError([Gradient] ReadOnlySpan<float> p, [Gradient] ReadOnlySpan<float> y);

    [Loss("(max(p) - min(p)) / (1 + mean(abs(p)))")]
    public static partial double Spread(ReadOnlySpan<double> p);

    [Loss("norm(p - y)")]
    public static partial float Distance(ReadOnlySpan<float> p, ReadOnlySpan<float> y);

    [Loss("mean((s + e^2 * exp(-s)) / 2) where e = p - y")]
    public static partial double GaussianNll(
        [Gradient] ReadOnlySpan<double> p, ReadOnlySpan<double> y, [Gradient, Range(-20, 20)] double s);

    [Loss("mean(exp(p) - y * p)", Hessian = true)]
    public static partial float PoissonNll([Range(-80, 80)] ReadOnlySpan<float> p, ReadOnlySpan<float> y);

    [Loss("mean((p - mean(p))^2)")]
    public static partial double Variance(ReadOnlySpan<double> p);

    [Loss("mean((log1p(q) - log1p(b))^2)")]
    public static partial double Msle([Range(0, 1)] ReadOnlySpan<double> q, [Range(0, 1)] ReadOnlySpan<double> b);

    [Loss("mean(abs(p - y) / max(abs(y), 0.1))")]
    public static partial float Mape([Gradient] ReadOnlySpan<float> p, [Gradient] ReadOnlySpan<float> y);

    [Loss("mean(1 - cos(p - y)) + mean(atan2(sin(y), 2 + cos(p)))")]
    public static partial double Angular([Gradient] ReadOnlySpan<double> p, [Gradient] ReadOnlySpan<double> y);

    [Loss("mean(q^s)^(1 / s)")]
    public static partial double PowerMean([Gradient, Range(1e-3, 1)] ReadOnlySpan<double> q, [Gradient, Range(0.1, 10)] double s);

    [Loss("-mean(lgamma(w + s) - lgamma(s) - lgamma(w + 1) + s * logsigmoid(-p) + w * logsigmoid(p))")]
    public static partial double NegativeBinomial(
        [Gradient] ReadOnlySpan<double> p, [Gradient, Range(0, 1e6)] ReadOnlySpan<double> w, [Gradient, Range(1e-3, 1e6)] double s);

    [Loss("(p - y)^2")]
    public static partial void SquaredErrors(ReadOnlySpan<float> p, ReadOnlySpan<float> y, Span<float> loss);
}
