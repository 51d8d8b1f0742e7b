using System.Runtime.CompilerServices;

namespace LossGen.Simd;

// One half after the other.
public readonly partial struct Pair<L>
{
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> LessThan(Pair<L> left, Pair<L> right) => new(L.LessThan(left.low, right.low), L.LessThan(left.high, right.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> LessThanOrEqual(Pair<L> left, Pair<L> right) =>
        new(L.LessThanOrEqual(left.low, right.low), L.LessThanOrEqual(left.high, right.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> GreaterThan(Pair<L> left, Pair<L> right) =>
        new(L.GreaterThan(left.low, right.low), L.GreaterThan(left.high, right.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> GreaterThanOrEqual(Pair<L> left, Pair<L> right) =>
        new(L.GreaterThanOrEqual(left.low, right.low), L.GreaterThanOrEqual(left.high, right.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> Equal(Pair<L> left, Pair<L> right) => new(L.Equal(left.low, right.low), L.Equal(left.high, right.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> NotEqual(Pair<L> left, Pair<L> right) => new(L.NotEqual(left.low, right.low), L.NotEqual(left.high, right.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> Select(Pair<L> mask, Pair<L> whenTrue, Pair<L> whenFalse) =>
        new(L.Select(mask.low, whenTrue.low, whenFalse.low), L.Select(mask.high, whenTrue.high, whenFalse.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> MultiplyAdd(Pair<L> a, Pair<L> b, Pair<L> c) =>
        new(L.MultiplyAdd(a.low, b.low, c.low), L.MultiplyAdd(a.high, b.high, c.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> MultiplyAdd(Pair<L> a, Pair<L> b, double c) =>
        new(L.MultiplyAdd(a.low, b.low, c), L.MultiplyAdd(a.high, b.high, c));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> Abs(Pair<L> value) => new(L.Abs(value.low), L.Abs(value.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> Sqrt(Pair<L> value) => new(L.Sqrt(value.low), L.Sqrt(value.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> Floor(Pair<L> value) => new(L.Floor(value.low), L.Floor(value.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> Ceiling(Pair<L> value) => new(L.Ceiling(value.low), L.Ceiling(value.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> Round(Pair<L> value) => new(L.Round(value.low), L.Round(value.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> Max(Pair<L> left, Pair<L> right) => new(L.Max(left.low, right.low), L.Max(left.high, right.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> Min(Pair<L> left, Pair<L> right) => new(L.Min(left.low, right.low), L.Min(left.high, right.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> AtLeast(Pair<L> bound, Pair<L> value) => new(L.AtLeast(bound.low, value.low), L.AtLeast(bound.high, value.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> AtMost(Pair<L> bound, Pair<L> value) => new(L.AtMost(bound.low, value.low), L.AtMost(bound.high, value.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> PowerOfTwo(Pair<L> exponent) => new(L.PowerOfTwo(exponent.low), L.PowerOfTwo(exponent.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> Scale(Pair<L> value, Pair<L> exponent) =>
        new(L.Scale(value.low, exponent.low), L.Scale(value.high, exponent.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> CopySign(Pair<L> magnitude, Pair<L> sign) =>
        new(L.CopySign(magnitude.low, sign.low), L.CopySign(magnitude.high, sign.high));

    /// <inheritdoc/>
    public static Pair<L> Exp(Pair<L> x) => new(Calls.Exp<L, double>(x.low), Calls.Exp<L, double>(x.high));

    /// <inheritdoc/>
    public static Pair<L> Expm1(Pair<L> x) => new(Calls.Expm1<L, double>(x.low), Calls.Expm1<L, double>(x.high));

    /// <inheritdoc/>
    public static Pair<L> Log(Pair<L> x) => new(Calls.Log<L, double>(x.low), Calls.Log<L, double>(x.high));

    /// <inheritdoc/>
    public static Pair<L> Log1p(Pair<L> x) => new(Calls.Log1p<L, double>(x.low), Calls.Log1p<L, double>(x.high));

    /// <inheritdoc/>
    public static Pair<L> Log1pOfUnit(Pair<L> x) => new(Calls.Log1pOfUnit<L, double>(x.low), Calls.Log1pOfUnit<L, double>(x.high));

    /// <inheritdoc/>
    public static Pair<L> Log2(Pair<L> x) => new(Calls.Log2<L, double>(x.low), Calls.Log2<L, double>(x.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> Rsqrt(Pair<L> x) => new(L.Rsqrt(x.low), L.Rsqrt(x.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> Cbrt(Pair<L> x) => new(L.Cbrt(x.low), L.Cbrt(x.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> Sign(Pair<L> x) => new(L.Sign(x.low), L.Sign(x.high));

    /// <inheritdoc/>
    public static Pair<L> Pow(Pair<L> x, Pair<L> y) => new(SimdMath.PowForFloats(x.low, y.low), SimdMath.PowForFloats(x.high, y.high));

    /// <inheritdoc/>
    public static Pair<L> Sin(Pair<L> x) => new(Calls.Sin<L, double>(x.low), Calls.Sin<L, double>(x.high));

    /// <inheritdoc/>
    public static Pair<L> Cos(Pair<L> x) => new(Calls.Cos<L, double>(x.low), Calls.Cos<L, double>(x.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> Tan(Pair<L> x) => new(L.Tan(x.low), L.Tan(x.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> Asin(Pair<L> x) => new(L.Asin(x.low), L.Asin(x.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> Acos(Pair<L> x) => new(L.Acos(x.low), L.Acos(x.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> Atan(Pair<L> x) => new(L.Atan(x.low), L.Atan(x.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> Atan2(Pair<L> y, Pair<L> x) => new(L.Atan2(y.low, x.low), L.Atan2(y.high, x.high));

    /// <inheritdoc/>
    public static Pair<L> Sinh(Pair<L> x) => new(Calls.Sinh<L, double>(x.low), Calls.Sinh<L, double>(x.high));

    /// <inheritdoc/>
    public static Pair<L> Cosh(Pair<L> x) => new(Calls.Cosh<L, double>(x.low), Calls.Cosh<L, double>(x.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> Tanh(Pair<L> x) => new(L.Tanh(x.low), L.Tanh(x.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> LogCosh(Pair<L> x) => new(L.LogCosh(x.low), L.LogCosh(x.high));

    /// <inheritdoc/>
    public static Pair<L> TanhFrom(Pair<L> x, Pair<L> decay) =>
        new(Calls.TanhFrom<L, double>(x.low, decay.low), Calls.TanhFrom<L, double>(x.high, decay.high));

    /// <inheritdoc/>
    public static Pair<L> LogCoshFrom(Pair<L> x, Pair<L> decay) =>
        new(Calls.LogCoshFrom<L, double>(x.low, decay.low), Calls.LogCoshFrom<L, double>(x.high, decay.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> Erf(Pair<L> x) => new(L.Erf(x.low), L.Erf(x.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> Erfc(Pair<L> x) => new(L.Erfc(x.low), L.Erfc(x.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> Lgamma(Pair<L> x) => new(L.Lgamma(x.low), L.Lgamma(x.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> Digamma(Pair<L> x) => new(L.Digamma(x.low), L.Digamma(x.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> Trigamma(Pair<L> x) => new(L.Trigamma(x.low), L.Trigamma(x.high));

    /// <inheritdoc/>
    public static Pair<L> XLogY(Pair<L> x, Pair<L> y) => new(Calls.XLogY<L, double>(x.low, y.low), Calls.XLogY<L, double>(x.high, y.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> TimesLog(Pair<L> x, Pair<L> log) => new(L.TimesLog(x.low, log.low), L.TimesLog(x.high, log.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> XOverY(Pair<L> x, Pair<L> y) => new(L.XOverY(x.low, y.low), L.XOverY(x.high, y.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> MaxShare(Pair<L> x, Pair<L> y) => new(L.MaxShare(x.low, y.low), L.MaxShare(x.high, y.high));
}
