using System.Runtime.CompilerServices;
using LossGen.Numerics;
using LossGen.Simd;

namespace LossGen.Gpu;

public static partial class DeviceMath
{
    /// <summary>The magnitude.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Abs(double x) => Math.Abs(x);

    /// <summary>The square root.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sqrt(double x) => Math.Sqrt(x);

    /// <summary>1 / sqrt(x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Rsqrt(double x) => 1 / Sqrt(x);

    /// <summary>e to the power x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Exp(double x) => SimdMath.Exp<DoubleLane, double>(new(x)).Value;

    /// <summary>exp(x) - 1, exact near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Expm1(double x) => SimdMath.Expm1<DoubleLane, double>(new(x)).Value;

    /// <summary>The natural logarithm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Log(double x) => SimdMath.Log<DoubleLane, double>(new(x)).Value;

    /// <summary>log(1 + x), exact near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Log1p(double x) => SimdMath.Log1p<DoubleLane, double>(new(x)).Value;

    /// <summary>log(1 + x) for x from 0 to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Log1pOfUnit(double x) => SimdMath.Log1pOfUnit<DoubleLane, double>(new(x)).Value;

    /// <summary>The logarithm to base 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Log2(double x) => SimdMath.Log2<DoubleLane, double>(new(x)).Value;

    /// <summary>The hyperbolic sine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sinh(double x) => SimdMath.Sinh<DoubleLane, double>(new(x)).Value;

    /// <summary>The hyperbolic cosine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Cosh(double x) => SimdMath.Cosh<DoubleLane, double>(new(x)).Value;

    /// <summary>The hyperbolic tangent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Tanh(double x) => SimdMath.Tanh<DoubleLane, double>(new(x)).Value;

    /// <summary>log(cosh(x)), exact near 0 and without overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double LogCosh(double x) => SimdMath.LogCosh<DoubleLane, double>(new(x)).Value;

    /// <summary>tanh(x) for a given exp(-2|x|).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double TanhFrom(double x, double decay) => SimdMath.TanhFrom<DoubleLane, double>(new(x), new(decay)).Value;

    /// <summary>log(cosh(x)) for a given exp(-2|x|).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double LogCoshFrom(double x, double decay) => SimdMath.LogCoshFrom<DoubleLane, double>(new(x), new(decay)).Value;

    /// <summary>-1, 0 or 1; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sign(double x) => SimdMath.Sign<DoubleLane, double>(new(x)).Value;

    /// <summary>x * log(y), and 0 where x is 0 and y is not NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double XLogY(double x, double y) => SimdMath.XLogY<DoubleLane, double>(new(x), new(y)).Value;

    /// <summary>x * log, and 0 where x is 0 and log is not NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double TimesLog(double x, double log) => SimdMath.TimesLog<DoubleLane, double>(new(x), new(log)).Value;

    /// <summary>x / y, and 0 where x is 0 and y is not NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double XOverY(double x, double y) => SimdMath.XOverY<DoubleLane, double>(new(x), new(y)).Value;

    /// <summary>The share of the derivative that max(x, y) passes to x: 1 where x is larger, 1/2 on a tie, else 0; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double MaxShare(double x, double y) => SimdMath.MaxShare<DoubleLane, double>(new(x), new(y)).Value;

    /// <summary>The error function.</summary>
    public static double Erf(double x) => SpecialFunctions.Erf<DeviceElementary>(x);

    /// <summary>The complementary error function, 1 - erf(x).</summary>
    public static double Erfc(double x) => SpecialFunctions.Erfc<DeviceElementary>(x);

    /// <summary>The logarithm of |gamma(x)|.</summary>
    public static double Lgamma(double x) => SpecialFunctions.Lgamma<DeviceElementary>(x);

    /// <summary>The logarithmic derivative of gamma; NaN at its poles.</summary>
    public static double Digamma(double x) => SpecialFunctions.Digamma<DeviceElementary>(x);

    /// <summary>The derivative of digamma.</summary>
    public static double Trigamma(double x) => SpecialFunctions.Trigamma<DeviceElementary>(x);
}
