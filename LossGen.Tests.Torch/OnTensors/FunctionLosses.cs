using TorchSharp;
using static TorchSharp.torch;

namespace LossGen.Tests.Torch.OnTensors;

/// <summary>Losses that between them call all of the language, to be differentiated twice.</summary>
internal static partial class FunctionLosses
{
    [Loss("""
        sum(sin(x) + cos(2 * x) + tan(x / 4) + atan(x) + tanh(x) * x + sinh(x) + cosh(x) + erf(x) + erfc(x / 2) + exp(x) + expm1(x) * x + sigmoid(x) + logsigmoid(x) * x
          + softplus(x) * x + gelu(x) + silu(x) + abs(x)^3 + relu(x)^2 + clamp(x, -1, 1)^3 + square(x) + floor(x) * x + ceil(x) * x + round(x) * x^2 + sign(x) * x^2)
        """)]
    public static partial Tensor OfAny([Range(-20, 20)] Tensor x);

    [Loss("sum(log(x) * x + log2(x) + log1p(x) + sqrt(x) + rsqrt(x) + cbrt(x) + lgamma(x) + digamma(x + 1) + x^2.5 + x^(-1.5) + 1 / x)")]
    public static partial Tensor OfPositive([Range(0.1, 10)] Tensor x);

    [Loss("sum(asin(x) + acos(x) * x + log(1 - x) * x + log(x / (1 - x)))")]
    public static partial Tensor OfFraction([Range(0.01, 0.99)] Tensor x);

    [Loss("sum(pow(x, y) + atan2(x, y) + xlogy(x, y) + max(x, y)^2 + min(x, y)^3 + logsumexp(x, y) + logsumexp(x, y, x * y, 1) + x * log(x / y) + x / (x + y) * y + log1p(y) * x)")]
    public static partial Tensor OfTwo([Gradient, Range(0.1, 10)] Tensor x, [Gradient, Range(0.1, 10)] Tensor y);

    [Loss("sum(log(cosh(x)) * y + sqrt(x^2 + y^2) + (sqrt(1 + x^2) - 1) * y + log(1 + x^2) * y + x / (1 + x^2) + (1 - tanh(x)^2) * y + log(1 + exp(x)) * y + log(exp(x) + exp(y)))")]
    public static partial Tensor Stabilized([Gradient, Range(-20, 20)] Tensor x, [Gradient, Range(0.1, 10)] Tensor y);

    [Loss("""
        mean[i](max[j](x[i, j])^2 + min[j | x[i, j] > -1](x[i, j])^3 + prod[j](x[i, j]) + norm[j](x[i, j]) + logsumexp[j](x[i, j])^2
          + count[j](x[i, j] > 0) * sum[j | x[i, j] > 0](x[i, j]^3) + sum[j](softmax[j](x[i, j]) * x[i, j]))
        """)]
    public static partial Tensor Reductions(Tensor x);

    /// <summary>What is left out of a sum is left out inside of a choice by the same condition too.</summary>
    [Loss("mean[n](sum[c | m[c] > 0](softmax[c | m[c] > 0](z[n, c]) * w[c]^2))")]
    public static partial Tensor MaskedSoftmax([Gradient] Tensor z, [Gradient] Tensor w, Tensor m);

    /// <summary>A loss per row.</summary>
    [Loss("sum[j](c[i, j]^3 / (j + 1)) where c[i, j] = cumsum[j](x[i, j])")]
    public static partial Tensor RunningSums(Tensor x);

    /// <summary>Indices that are positions, shifts of them, and read from a tensor, of which one lies outside.</summary>
    [Loss("sum[i](x[i]^3 * (x[i + 1] ?? 0) * (i + 1) + (k[i] < size(i) ? x[k[i]]^2 * x[i] : 0) + x[0] * x[i] / size(i))")]
    public static partial Tensor Positions(Tensor x, Tensor k);

    [Loss("sum(softplus(x))")]
    public static partial Tensor Softplus(Tensor x);

    [Loss("sum(sqrt(1 + x^2) - 1)")]
    public static partial Tensor Charbonnier(Tensor x);

    [Loss("sum(x > 0 ? x * log(x) : 0)")]
    public static partial Tensor Entropy(Tensor x);
}
