namespace LossGen.Tests.Torch;

#pragma warning disable LOSSGEN053 // Kullback-Leibler and probit: xlogy(0, 0) is 0, and erfc of the range stated is positive.

/// <summary>Losses of labels and of masks.</summary>
internal static partial class Losses
{
    [Loss("-mean(b * log(sigmoid(p)) + (1 - b) * log(1 - sigmoid(p)))", Hessian = true)]
    public static partial float Bce(ReadOnlySpan<float> p, ReadOnlySpan<float> b);

    [Loss("mean(softplus(p) - b * p)", Hessian = true)]
    public static partial double BceOfSoftplus(ReadOnlySpan<double> p, ReadOnlySpan<double> b);

    [Loss("mean(log(1 + exp(p)) - b * p)")]
    public static partial float BceAsWritten(ReadOnlySpan<float> p, ReadOnlySpan<float> b);

    [Loss("-mean(b * log(q) + (1 - b) * log(1 - q))")]
    public static partial float BceOfProbabilities([Range(1e-4, 0.9999)] ReadOnlySpan<float> q, ReadOnlySpan<float> b);

    [Loss("mean(softplus(p / s) - b * p / s)")]
    public static partial float TemperatureBce(
        [Gradient] ReadOnlySpan<float> p, ReadOnlySpan<float> b, [Gradient, Range(0.01, 100)] float s);

    [Loss("mean[i | b[i] > 0.5](softplus(-p[i])) + mean[i | b[i] <= 0.5](softplus(p[i]))")]
    public static partial double BalancedBce(ReadOnlySpan<double> p, ReadOnlySpan<double> b);

    [Loss("-mean((b > 0.5 ? alpha : 1 - alpha) * (1 - sigmoid(t))^gamma * log(sigmoid(t))) where t = (2 * b - 1) * p")]
    public static partial float Focal(
        ReadOnlySpan<float> p, ReadOnlySpan<float> b, [Range(0, 1)] float alpha = 0.25f, [Range(0, 10)] float gamma = 2);

    [Loss("mean(max(0, 1 - (2 * b - 1) * p))")]
    public static partial float Hinge(ReadOnlySpan<float> p, ReadOnlySpan<float> b);

    [Loss("mean(relu(1 - (2 * b - 1) * p)^2)", Hessian = true)]
    public static partial double SquaredHinge(ReadOnlySpan<double> p, ReadOnlySpan<double> b);

    [Loss("mean(log1p(exp(-(2 * b - 1) * p)))")]
    public static partial float SoftMargin(ReadOnlySpan<float> p, ReadOnlySpan<float> b);

    [Loss("mean(exp(clamp((1 - 2 * b) * p, -10, 1)))")]
    public static partial float ClampedExponential(ReadOnlySpan<float> p, ReadOnlySpan<float> b);

    [Loss("logsumexp(p) - sum(w * p) / sum(w)")]
    public static partial float CrossEntropy([Gradient] ReadOnlySpan<float> p, [Gradient] ReadOnlySpan<float> w);

    [Loss("log(sum(exp(p))) - mean(p)")]
    public static partial double LogPartition(ReadOnlySpan<double> p);

    [Loss("sum(xlogy(b, b) - b * log(q) + q - b)")]
    public static partial double KullbackLeibler([Range(1e-4, 0.9999)] ReadOnlySpan<double> q, [Range(0, 1)] ReadOnlySpan<double> b);

    [Loss("-mean(xlogy(q, q) + xlogy(1 - q, 1 - q)) / log(2)")]
    public static partial double Entropy([Range(1e-4, 0.9999)] ReadOnlySpan<double> q);

    [Loss("mean(gelu(p) + w * silu(p) + tanh(p) * erf(y))")]
    public static partial double Activations(
        [Gradient] ReadOnlySpan<double> p, [Gradient] ReadOnlySpan<double> y, [Gradient] ReadOnlySpan<double> w);

    [Loss("-mean(b * log(erfc(-p / sqrt(2)) / 2) + (1 - b) * log(erfc(p / sqrt(2)) / 2))")]
    public static partial double Probit([Range(-8, 8)] ReadOnlySpan<double> p, ReadOnlySpan<double> b);

    [Loss("softplus(p) - b * p")]
    public static partial void BceElements([Gradient] ReadOnlySpan<double> p, ReadOnlySpan<double> b, Span<double> loss);

    [Loss("1 - (2 * sum(q * b) + s) / (sum(q) + sum(b) + s)")]
    public static partial float Dice([Gradient] ReadOnlySpan<float> q, ReadOnlySpan<float> b, float s = 1);

    [Loss("1 - (2 * sum(q * b) + s) / (sum(q^2) + sum(b^2) + s)")]
    public static partial double SquaredDice([Gradient] ReadOnlySpan<double> q, ReadOnlySpan<double> b, [Gradient] double s);

    [Loss("1 - overlap / (sum(q) + sum(b) - overlap + 1) where overlap = sum(q * b)")]
    public static partial double Jaccard(ReadOnlySpan<double> q, ReadOnlySpan<double> b);

    [Loss("(1 - tp / (tp + alpha * sum(q * (1 - b)) + beta * sum((1 - q) * b)))^0.75 where tp = sum(q * b) + 1")]
    public static partial float FocalTversky(
        [Range(0, 1)] ReadOnlySpan<float> q, [Range(0, 1)] ReadOnlySpan<float> b,
        [Range(0, 1)] float alpha = 0.3f, [Range(0, 1)] float beta = 0.7f);

    [Loss("mean(softplus(p) - b * p) + 1 - (2 * sum(m * b) + 1) / (sum(m) + sum(b) + 1) where m = sigmoid(p)")]
    public static partial float DiceBce(ReadOnlySpan<float> p, ReadOnlySpan<float> b);

    [Loss("1 - prod(1 - q * w / 2)")]
    public static partial double NoisyOr([Gradient] ReadOnlySpan<double> q, [Gradient] ReadOnlySpan<double> w);

    [Loss("1 - sum[i | k[i] == 1](q[i]) / (1 + sum(q) + count[i | k[i] == 1]())")]
    public static partial double ClassRecall(ReadOnlySpan<double> q, ReadOnlySpan<int> k);
}
