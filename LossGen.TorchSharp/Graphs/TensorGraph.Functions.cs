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
    public TensorValues Abs(TensorValues x) => x.Tensor.abs();

    public TensorValues Acos(TensorValues x) => x.Tensor.acos();

    public TensorValues Asin(TensorValues x) => x.Tensor.asin();

    public TensorValues Atan(TensorValues x) => x.Tensor.atan();

    public TensorValues Atan2(TensorValues y, TensorValues x) => y.Tensor.atan2(x.Tensor);

    public TensorValues Cbrt(TensorValues x) => x.Tensor.sign() * x.Tensor.abs().pow(1 / 3.0);

    public TensorValues Ceiling(TensorValues x) => x.Tensor.ceil();

    public TensorValues Clamp(TensorValues x, TensorValues low, TensorValues high) => x.Tensor.clamp(low.Tensor, high.Tensor);

    public TensorValues Cos(TensorValues x) => x.Tensor.cos();

    public TensorValues Cosh(TensorValues x) => x.Tensor.cosh();

    public TensorValues Digamma(TensorValues x) => x.Tensor.digamma();

    public TensorValues Erf(TensorValues x) => x.Tensor.erf();

    public TensorValues Erfc(TensorValues x) => x.Tensor.erfc();

    public TensorValues Exp(TensorValues x) => x.Tensor.exp();

    public TensorValues Expm1(TensorValues x) => x.Tensor.expm1();

    public TensorValues Floor(TensorValues x) => x.Tensor.floor();

    public TensorValues Hypot(TensorValues x, TensorValues y) => hypot(x.Tensor, y.Tensor);

    public TensorValues Lgamma(TensorValues x) => x.Tensor.lgamma();

    public TensorValues Log(TensorValues x) => x.Tensor.log();

    public TensorValues Log1p(TensorValues x) => x.Tensor.log1p();

    /// <summary>log(1 + x^2) = log(1 + 1 / x^2) + 2 log|x|, where the square would overflow.</summary>
    public TensorValues Log1psquare(TensorValues x)
    {
        Tensor isLarge = x.Tensor.abs() > 1;
        Tensor large = where(isLarge, x.Tensor.abs(), Constant(1)), small = where(isLarge, Constant(0), x.Tensor);
        return where(isLarge, (1 / large).square().log1p() + (2 * large.log()), small.square().log1p());
    }

    public TensorValues Log2(TensorValues x) => x.Tensor.log2();

    public TensorValues LogCosh(TensorValues x) => x.Tensor - nn.functional.logsigmoid(2 * x.Tensor) - Math.Log(2);

    public TensorValues Logsigmoid(TensorValues x) => nn.functional.logsigmoid(x.Tensor);

    public TensorValues Logsumexp(params TensorValues[] x) => x.Select(values => values.Tensor).Aggregate(logaddexp);

    /// <summary>With t = 1 / x beyond 1, it is t / (1 + t^2) too.</summary>
    public TensorValues Lorentzslope(TensorValues x)
    {
        Tensor isLarge = x.Tensor.abs() > 1;
        Tensor folded = where(isLarge, 1 / where(isLarge, x.Tensor, Constant(1)), x.Tensor);
        return folded / (1 + folded.square());
    }

    public TensorValues Max(TensorValues x, TensorValues y) => maximum(x.Tensor, y.Tensor);

    public TensorValues MaxShare(TensorValues x, TensorValues y) => where((x.Tensor < y.Tensor) | (x.Tensor >= y.Tensor), (x.Tensor > y.Tensor).to(computed) + (0.5 * (x.Tensor == y.Tensor).to(computed)), Constant(double.NaN));

    public TensorValues Min(TensorValues x, TensorValues y) => minimum(x.Tensor, y.Tensor);

    public TensorValues Pow(TensorValues x, TensorValues y) => x.Tensor.pow(y.Tensor);

    public TensorValues Relu(TensorValues x) => x.Tensor.relu();

    public TensorValues Rootminusone(TensorValues x) => x.Tensor * (x.Tensor / (1 + hypot(x.Tensor, ones_like(x.Tensor))));

    public TensorValues Round(TensorValues x) => x.Tensor.round();

    public TensorValues Rsqrt(TensorValues x) => x.Tensor.rsqrt();

    public TensorValues Saturation(TensorValues x, TensorValues y) => x.Tensor / (x.Tensor + y.Tensor);

    public TensorValues Sech2(TensorValues x) => 4 * (2 * x.Tensor).sigmoid() * (-2 * x.Tensor).sigmoid();

    public TensorValues Shareofsum(TensorValues x, params TensorValues[] all) => (x.Tensor - Logsumexp(all).Tensor).exp();

    public TensorValues Sigmoid(TensorValues x) => x.Tensor.sigmoid();

    public TensorValues Sign(TensorValues x) => where(x.Tensor.isnan(), x.Tensor, x.Tensor.sign()).detach();

    public TensorValues Sin(TensorValues x) => x.Tensor.sin();

    public TensorValues Sinh(TensorValues x) => x.Tensor.sinh();

    public TensorValues Softplus(TensorValues x) => -nn.functional.logsigmoid(-x.Tensor);

    public TensorValues Sqrt(TensorValues x) => x.Tensor.sqrt();

    public TensorValues Stopgrad(TensorValues x) => x.Tensor.detach();

    public TensorValues Tan(TensorValues x) => x.Tensor.tan();

    public TensorValues Tanh(TensorValues x) => x.Tensor.tanh();

    public TensorValues TimesLog(TensorValues x, TensorValues y) => x.Tensor * where((x.Tensor == 0) & y.Tensor.isneginf(), Constant(0), y.Tensor);

    public TensorValues Trigamma(TensorValues x) => x.Tensor.polygamma(1);

    public TensorValues Xlog1py(TensorValues x, TensorValues y) => special.xlog1py(x.Tensor, y.Tensor);

    public TensorValues XLogY(TensorValues x, TensorValues y) => xlogy(x.Tensor, y.Tensor);

    public TensorValues Xlogxovery(TensorValues x, TensorValues y)
    {
        Tensor isZero = x.Tensor == 0;
        Tensor some = where(isZero, Constant(1), x.Tensor), other = where(isZero, Constant(1), y.Tensor);
        return where(isZero, Constant(0), some * (some / other).log());
    }

    public TensorValues XOverY(TensorValues x, TensorValues y) => x.Tensor / where((x.Tensor == 0) & (y.Tensor == 0), Constant(1), y.Tensor);
#pragma warning restore CS1591
}
