using System.Numerics.Tensors;

namespace LossGen.Tests.Calculus.Properties;

/// <summary>Losses whose properties are in the books.</summary>
internal static partial class PublishedLosses
{
    [Loss("mean((p - y)^2)")]
    public static partial float Mse(ReadOnlySpan<float> p, ReadOnlySpan<float> y);

    [Loss("mean((p - y)^2)")]
    public static partial double Mse(ReadOnlySpan<double> p, ReadOnlySpan<double> y);

    [Loss("sqrt(mean((p - y)^2))")]
    public static partial float Rmse(ReadOnlySpan<float> p, ReadOnlySpan<float> y);

    [Loss("mean(abs(p - y))")]
    public static partial float Mae(ReadOnlySpan<float> p, ReadOnlySpan<float> y);

    [Loss("max(abs(p - y))")]
    public static partial float LargestError(ReadOnlySpan<float> p, ReadOnlySpan<float> y);

    [Loss("mean(abs(e) <= delta ? e^2 / 2 : delta * (abs(e) - delta / 2)) where e = p - y")]
    public static partial float Huber(ReadOnlySpan<float> p, ReadOnlySpan<float> y, float delta = 1);

    [Loss("mean(abs(e) < beta ? e^2 / (2 * beta) : abs(e) - beta / 2) where e = p - y")]
    public static partial float SmoothL1(ReadOnlySpan<float> p, ReadOnlySpan<float> y, float beta = 1);

    [Loss("mean(delta^2 * (sqrt(1 + ((p - y) / delta)^2) - 1))")]
    public static partial float PseudoHuber(ReadOnlySpan<float> p, ReadOnlySpan<float> y, float delta = 1);

    [Loss("mean(log(cosh(p - y)))")]
    public static partial float LogCosh(ReadOnlySpan<float> p, ReadOnlySpan<float> y);

    [Loss("mean(max(tau * (y - p), (tau - 1) * (y - p)))")]
    public static partial float Pinball(ReadOnlySpan<float> p, ReadOnlySpan<float> y, [Range(0, 1)] float tau = 0.5f);

    [Loss("mean(e >= 0 ? tau * e : (tau - 1) * e) where e = y - p")]
    public static partial float PinballByChoice(ReadOnlySpan<float> p, ReadOnlySpan<float> y, [Range(0, 1)] float tau = 0.5f);

    [Loss("mean(max(0, abs(p - y) - epsilon))")]
    public static partial float EpsilonInsensitive(ReadOnlySpan<float> p, ReadOnlySpan<float> y, float epsilon = 0.1f);

    [Loss("mean(exp(z) - y * z)")]
    public static partial float Poisson([Range(-80, 80)] ReadOnlySpan<float> z, ReadOnlySpan<float> y);

    [Loss("mean(log(v) + (p - y)^2 / v) / 2")]
    public static partial float Gaussian(ReadOnlySpan<float> p, ReadOnlySpan<float> y, [Range(1e-6, 1e6)] ReadOnlySpan<float> v);

    [Loss("mean(log(1 + ((p - y) / c)^2))")]
    public static partial float Cauchy(ReadOnlySpan<float> p, ReadOnlySpan<float> y, float c = 1);

    [Loss("mean(1 - exp(-((p - y) / c)^2 / 2))")]
    public static partial float Welsch(ReadOnlySpan<float> p, ReadOnlySpan<float> y, float c = 1);

    [Loss("mean(abs(e) <= c ? c^2 / 6 * (1 - (1 - (e / c)^2)^3) : c^2 / 6) where e = p - y")]
    public static partial float Tukey(ReadOnlySpan<float> p, ReadOnlySpan<float> y, [Range(1, 8)] float c = 4.685f);

    [Loss("-mean(y * log(p) + (1 - y) * log(1 - p))")]
    public static partial float CrossEntropy([Range(1e-6, 0.999999)] ReadOnlySpan<float> p, [Range(0, 1)] ReadOnlySpan<float> y);

    [Loss("mean(softplus(z) - y * z)")]
    public static partial float CrossEntropyOfLogits(ReadOnlySpan<float> z, [Range(0, 1)] ReadOnlySpan<float> y);

    [Loss("-sum(y * log(exp(z) / sum(exp(z))))")]
    public static partial float SoftmaxCrossEntropy(ReadOnlySpan<float> z, [Range(0, 1)] ReadOnlySpan<float> y);

    [Loss("-mean((1 - sigmoid(z))^gamma * log(sigmoid(z)))")]
    public static partial float Focal(ReadOnlySpan<float> z, [Range(0, 5)] float gamma = 2);

    [Loss("mean(max(0, 1 - y * p))")]
    public static partial float Hinge(ReadOnlySpan<float> p, [Range(-1, 1)] ReadOnlySpan<float> y);

    [Loss("mean(max(0, 1 - y * p)^2)")]
    public static partial float SquaredHinge(ReadOnlySpan<float> p, [Range(-1, 1)] ReadOnlySpan<float> y);

    [Loss("mean(log(1 + exp(-y * p)))")]
    public static partial float Logistic(ReadOnlySpan<float> p, [Range(-1, 1)] ReadOnlySpan<float> y);

    [Loss("mean(exp(-y * p))")]
    public static partial float Exponential([Range(-40, 40)] ReadOnlySpan<float> p, [Range(-1, 1)] ReadOnlySpan<float> y);

    [Loss("mean(p > y ? p : 1)")]
    public static partial float Step(ReadOnlySpan<float> p, ReadOnlySpan<float> y);

    [Loss("sum(y * log(y / p))")]
    public static partial float KullbackLeibler([Range(1e-6, 1)] ReadOnlySpan<float> p, [Range(0, 1)] ReadOnlySpan<float> y);

    [Loss("1 - (2 * sum(p * y) + 1) / (sum(p) + sum(y) + 1)")]
    public static partial float Dice([Range(0, 1)] ReadOnlySpan<float> p, [Range(0, 1)] ReadOnlySpan<float> y);

    [Loss("mean(p)")]
    public static partial float Critic(ReadOnlySpan<float> p);

    [Loss("logsumexp(z)")]
    public static partial float LogSumExp(ReadOnlySpan<float> z);

    [Loss("norm(p - y)")]
    public static partial float Distance(ReadOnlySpan<float> p, ReadOnlySpan<float> y);

    [Loss("mean[n](logsumexp[c](z[n, c]) - z[n, y[n]])")]
    public static partial float SparseCrossEntropy(ReadOnlyTensorSpan<float> z, ReadOnlySpan<int> y);

    [Loss("-mean[n]((1 - s) * q[n, y[n]] + s * mean[c](q[n, c])) where q[n, c] = logsoftmax[c](z[n, c])")]
    public static partial float SmoothedCrossEntropy(ReadOnlyTensorSpan<float> z, ReadOnlySpan<int> y, [Range(0, 1)] float s = 0.1f);

    [Loss("mean[n](weight[y[n]] * (logsumexp[c](z[n, c]) - z[n, y[n]]))")]
    public static partial float WeightedCrossEntropy(ReadOnlyTensorSpan<float> z, ReadOnlySpan<int> y, [Range(0, 1e30)] ReadOnlySpan<float> weight);

    [Loss("mean[n](max[c](z[n, c] + (c == y[n] ? 0 : 1)) - z[n, y[n]])")]
    public static partial float CrammerSinger(ReadOnlyTensorSpan<float> z, ReadOnlySpan<int> y);

    [Loss("mean[n](mean[c](relu(1 - z[n, y[n]] + z[n, c])))")]
    public static partial float MultiMargin(ReadOnlyTensorSpan<float> z, ReadOnlySpan<int> y);

    [Loss("-mean[n]((1 - q[n, y[n]])^gamma * log(q[n, y[n]])) where q[n, c] = softmax[c](z[n, c])")]
    public static partial float SoftmaxFocal(ReadOnlyTensorSpan<float> z, ReadOnlySpan<int> y, [Range(0, 5)] float gamma = 2);

    [Loss("mean[i](logsumexp[j](s[i, j]) - s[i, i])")]
    public static partial float InfoNceOfLogits(ReadOnlyTensorSpan<float> s);

    [Loss("mean[n](sum[c](softmax[c](z[n, c]) * cost[n, c]))")]
    public static partial float ExpectedCost(ReadOnlyTensorSpan<float> z, [Range(0, 1)] ReadOnlyTensorSpan<float> cost);

    [Loss("mean[n](relu(norm[k](a[n, k] - p[n, k]) - norm[k](a[n, k] - q[n, k]) + 1))")]
    public static partial float Triplet(ReadOnlyTensorSpan<float> a, ReadOnlyTensorSpan<float> p, ReadOnlyTensorSpan<float> q);

    [Loss("mean[n](sum[b](abs(cumsum[b](p[n, b] - y[n, b]))))")]
    public static partial float EarthMover(ReadOnlyTensorSpan<float> p, ReadOnlyTensorSpan<float> y);

    [Loss("mean[i, j](relu(1 - y[i, j] * (x[i] - x[j])))")]
    public static partial float PairwiseHinge(ReadOnlySpan<float> x, [Range(-1, 1)] ReadOnlyTensorSpan<float> y);

    [Loss("1 - sum(p * y) / sqrt((sum(p^2) + 1e-12) * (sum(y^2) + 1e-12))")]
    public static partial float Cosine(ReadOnlySpan<float> p, ReadOnlySpan<float> y);

    [Loss("1 - hits / (hits + 0.3 * sum(p * (1 - y)) + 0.7 * sum((1 - p) * y)) where hits = sum(p * y) + 1")]
    public static partial float Tversky([Range(0, 1)] ReadOnlySpan<float> p, [Range(0, 1)] ReadOnlySpan<float> y);

    [Loss("1 - (sum(p * y) + 1) / (sum(p + y - p * y) + 1)")]
    public static partial float Jaccard([Range(0, 1)] ReadOnlySpan<float> p, [Range(0, 1)] ReadOnlySpan<float> y);

    [Loss("sum(p * log(p / ((p + y) / 2)) + y * log(y / ((p + y) / 2))) / 2")]
    public static partial float JensenShannon([Range(0, 1)] ReadOnlySpan<float> p, [Range(0, 1)] ReadOnlySpan<float> y);

    [Loss("mean[n](logsumexp[c](z[n, c] - w[c]) - (z[n, y[n]] - w[k[n]]))")]
    public static partial float OfTwoPositions(ReadOnlyTensorSpan<float> z, ReadOnlySpan<float> w, ReadOnlySpan<int> y, ReadOnlySpan<int> k);
}
