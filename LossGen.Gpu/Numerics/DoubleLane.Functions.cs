using System.Runtime.CompilerServices;

namespace LossGen.Gpu;

// The functions of formulas.
public readonly partial struct DoubleLane
{
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Exp(DoubleLane x) => new(DeviceMath.Exp(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Expm1(DoubleLane x) => new(DeviceMath.Expm1(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Log(DoubleLane x) => new(DeviceMath.Log(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Log1p(DoubleLane x) => new(DeviceMath.Log1p(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Log1pOfUnit(DoubleLane x) => new(DeviceMath.Log1pOfUnit(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Log2(DoubleLane x) => new(DeviceMath.Log2(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Rsqrt(DoubleLane x) => new(DeviceMath.Rsqrt(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Cbrt(DoubleLane x) => new(DeviceMath.Cbrt(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Sign(DoubleLane x) => new(DeviceMath.Sign(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Sin(DoubleLane x) => new(DeviceMath.Sin(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Cos(DoubleLane x) => new(DeviceMath.Cos(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Tan(DoubleLane x) => new(DeviceMath.Tan(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Asin(DoubleLane x) => new(DeviceMath.Asin(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Acos(DoubleLane x) => new(DeviceMath.Acos(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Atan(DoubleLane x) => new(DeviceMath.Atan(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Sinh(DoubleLane x) => new(DeviceMath.Sinh(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Cosh(DoubleLane x) => new(DeviceMath.Cosh(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Tanh(DoubleLane x) => new(DeviceMath.Tanh(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane LogCosh(DoubleLane x) => new(DeviceMath.LogCosh(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane TanhFrom(DoubleLane x, DoubleLane decay) => new(DeviceMath.TanhFrom(x.lane, decay.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane LogCoshFrom(DoubleLane x, DoubleLane decay) => new(DeviceMath.LogCoshFrom(x.lane, decay.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Erf(DoubleLane x) => new(DeviceMath.Erf(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Erfc(DoubleLane x) => new(DeviceMath.Erfc(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Lgamma(DoubleLane x) => new(DeviceMath.Lgamma(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Digamma(DoubleLane x) => new(DeviceMath.Digamma(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Trigamma(DoubleLane x) => new(DeviceMath.Trigamma(x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Pow(DoubleLane x, DoubleLane y) => new(DeviceMath.Pow(x.lane, y.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Atan2(DoubleLane y, DoubleLane x) => new(DeviceMath.Atan2(y.lane, x.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane XLogY(DoubleLane x, DoubleLane y) => new(DeviceMath.XLogY(x.lane, y.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane TimesLog(DoubleLane x, DoubleLane log) => new(DeviceMath.TimesLog(x.lane, log.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane XOverY(DoubleLane x, DoubleLane y) => new(DeviceMath.XOverY(x.lane, y.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane MaxShare(DoubleLane x, DoubleLane y) => new(DeviceMath.MaxShare(x.lane, y.lane));
}
