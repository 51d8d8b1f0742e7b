using System.Runtime.CompilerServices;

namespace LossGen.Gpu;

// The functions of formulas.
public readonly partial struct SingleLane
{
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Exp(SingleLane x) => new(DeviceMath.Exp(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Expm1(SingleLane x) => new(DeviceMath.Expm1(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Log(SingleLane x) => new(DeviceMath.Log(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Log1p(SingleLane x) => new(DeviceMath.Log1p(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Log1pOfUnit(SingleLane x) => new(DeviceMath.Log1pOfUnit(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Log2(SingleLane x) => new(DeviceMath.Log2(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Rsqrt(SingleLane x) => new(DeviceMath.Rsqrt(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Cbrt(SingleLane x) => new(DeviceMath.Cbrt(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Sign(SingleLane x) => new(DeviceMath.Sign(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Sin(SingleLane x) => new(DeviceMath.Sin(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Cos(SingleLane x) => new(DeviceMath.Cos(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Tan(SingleLane x) => new(DeviceMath.Tan(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Asin(SingleLane x) => new(DeviceMath.Asin(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Acos(SingleLane x) => new(DeviceMath.Acos(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Atan(SingleLane x) => new(DeviceMath.Atan(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Sinh(SingleLane x) => new(DeviceMath.Sinh(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Cosh(SingleLane x) => new(DeviceMath.Cosh(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Tanh(SingleLane x) => new(DeviceMath.Tanh(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane LogCosh(SingleLane x) => new(DeviceMath.LogCosh(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane TanhFrom(SingleLane x, SingleLane decay) => new(DeviceMath.TanhFrom(x.lane, decay.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane LogCoshFrom(SingleLane x, SingleLane decay) => new(DeviceMath.LogCoshFrom(x.lane, decay.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Erf(SingleLane x) => new(DeviceMath.Erf(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Erfc(SingleLane x) => new(DeviceMath.Erfc(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Lgamma(SingleLane x) => new(DeviceMath.Lgamma(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Digamma(SingleLane x) => new(DeviceMath.Digamma(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Trigamma(SingleLane x) => new(DeviceMath.Trigamma(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Pow(SingleLane x, SingleLane y) => new(DeviceMath.Pow(x.lane, y.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Atan2(SingleLane y, SingleLane x) => new(DeviceMath.Atan2(y.lane, x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane XLogY(SingleLane x, SingleLane y) => new(DeviceMath.XLogY(x.lane, y.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane TimesLog(SingleLane x, SingleLane log) => new(DeviceMath.TimesLog(x.lane, log.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane XOverY(SingleLane x, SingleLane y) => new(DeviceMath.XOverY(x.lane, y.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane MaxShare(SingleLane x, SingleLane y) => new(DeviceMath.MaxShare(x.lane, y.lane));
}
