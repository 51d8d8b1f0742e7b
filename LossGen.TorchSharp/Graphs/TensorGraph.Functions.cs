using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace LossGen.Torch;

/// <summary>
/// The functions of the language in operations of torch, named as those of lanes are. Each is smooth where the function is, so that its derivatives are right
/// at 0 too: none goes by the absolute value, as the loops do to be exact.
/// </summary>
public sealed partial class TensorGraph
{
#pragma warning disable CS1591 // The function table says what each of them is, and emitted code calls them.
    public Tensor Abs(Tensor x) => x.abs();

    public Tensor Acos(Tensor x) => x.acos();

    public Tensor Asin(Tensor x) => x.asin();

    public Tensor Atan(Tensor x) => x.atan();

    public Tensor Atan2(Tensor y, Tensor x) => y.atan2(x);

    public Tensor Cbrt(Tensor x) => x.sign() * x.abs().pow(1 / 3.0);

    public Tensor Ceiling(Tensor x) => x.ceil();

    public Tensor Clamp(Tensor x, Tensor low, Tensor high) => x.clamp(low, high);

    public Tensor Cos(Tensor x) => x.cos();

    public Tensor Cosh(Tensor x) => x.cosh();

    public Tensor Digamma(Tensor x) => x.digamma();

    public Tensor Erf(Tensor x) => x.erf();

    public Tensor Erfc(Tensor x) => x.erfc();

    public Tensor Exp(Tensor x) => x.exp();

    public Tensor Expm1(Tensor x) => x.expm1();

    public Tensor Floor(Tensor x) => x.floor();

    public Tensor Hypot(Tensor x, Tensor y) => hypot(x, y);

    public Tensor Lgamma(Tensor x) => x.lgamma();

    public Tensor Log(Tensor x) => x.log();

    public Tensor Log1p(Tensor x) => x.log1p();

    /// <summary>log(1 + x^2) = log(1 + 1 / x^2) + 2 log|x|, where the square would overflow.</summary>
    public Tensor Log1psquare(Tensor x)
    {
        Tensor isLarge = x.abs() > 1;
        Tensor large = where(isLarge, x.abs(), Number(1)), small = where(isLarge, Number(0), x);
        return where(isLarge, (1 / large).square().log1p() + (2 * large.log()), small.square().log1p());
    }

    public Tensor Log2(Tensor x) => x.log2();

    public Tensor LogCosh(Tensor x) => x - nn.functional.logsigmoid(2 * x) - Math.Log(2);

    public Tensor Logsigmoid(Tensor x) => nn.functional.logsigmoid(x);

    public Tensor Logsumexp(params Tensor[] x) => x.Aggregate(logaddexp);

    /// <summary>With t = 1 / x beyond 1, it is t / (1 + t^2) too.</summary>
    public Tensor Lorentzslope(Tensor x)
    {
        Tensor isLarge = x.abs() > 1;
        Tensor folded = where(isLarge, 1 / where(isLarge, x, Number(1)), x);
        return folded / (1 + folded.square());
    }

    public Tensor Max(Tensor x, Tensor y) => maximum(x, y);

    public Tensor MaxShare(Tensor x, Tensor y) => where((x < y) | (x >= y), Number(x > y) + (0.5 * Number(x == y)), Number(double.NaN));

    public Tensor Min(Tensor x, Tensor y) => minimum(x, y);

    public Tensor Pow(Tensor x, Tensor y) => x.pow(y);

    public Tensor Relu(Tensor x) => x.relu();

    public Tensor Rootminusone(Tensor x) => x * (x / (1 + hypot(x, ones_like(x))));

    public Tensor Round(Tensor x) => x.round();

    public Tensor Rsqrt(Tensor x) => x.rsqrt();

    public Tensor Saturation(Tensor x, Tensor y) => x / (x + y);

    public Tensor Sech2(Tensor x) => 4 * (2 * x).sigmoid() * (-2 * x).sigmoid();

    public Tensor Shareofsum(Tensor x, params Tensor[] all) => (x - Logsumexp(all)).exp();

    public Tensor Sigmoid(Tensor x) => x.sigmoid();

    public Tensor Sign(Tensor x) => where(x.isnan(), x, x.sign()).detach();

    public Tensor Sin(Tensor x) => x.sin();

    public Tensor Sinh(Tensor x) => x.sinh();

    public Tensor Softplus(Tensor x) => -nn.functional.logsigmoid(-x);

    public Tensor Sqrt(Tensor x) => x.sqrt();

    public Tensor Stopgrad(Tensor x) => x.detach();

    public Tensor Tan(Tensor x) => x.tan();

    public Tensor Tanh(Tensor x) => x.tanh();

    public Tensor TimesLog(Tensor x, Tensor y) => x * where((x == 0) & y.isneginf(), Number(0), y);

    public Tensor Trigamma(Tensor x) => x.polygamma(1);

    public Tensor Xlog1py(Tensor x, Tensor y) => special.xlog1py(x, y);

    public Tensor XLogY(Tensor x, Tensor y) => xlogy(x, y);

    public Tensor Xlogxovery(Tensor x, Tensor y)
    {
        Tensor isZero = x == 0;
        Tensor some = where(isZero, Number(1), x), other = where(isZero, Number(1), y);
        return where(isZero, Number(0), some * (some / other).log());
    }

    public Tensor XOverY(Tensor x, Tensor y) => x / where((x == 0) & (y == 0), Number(1), y);
#pragma warning restore CS1591
}
