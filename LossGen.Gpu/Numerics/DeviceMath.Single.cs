using System.Runtime.CompilerServices;
using LossGen.Simd;

namespace LossGen.Gpu;

/// <summary>
/// The functions of formulas on a device, under the names of <see cref="LossGen.Numerics.ScalarMath"/> and with the algorithms of the
/// CPU: what devices have built in is less accurate, differs from device to device, or is missing.
/// </summary>
public static partial class DeviceMath
{
    /// <summary>The magnitude.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Abs(float x) => Math.Abs(x);

    /// <summary>The square root.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sqrt(float x) => MathF.Sqrt(x);

    /// <summary>1 / sqrt(x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Rsqrt(float x) => 1 / Sqrt(x);

    /// <summary>e to the power x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Exp(float x) => SimdMath.Exp<SingleLane, float>(new(x)).Value;

    /// <summary>exp(x) - 1, exact near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Expm1(float x) => SimdMath.Expm1<SingleLane, float>(new(x)).Value;

    /// <summary>The natural logarithm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Log(float x) => SimdMath.Log<SingleLane, float>(new(x)).Value;

    /// <summary>log(1 + x), exact near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Log1p(float x) => SimdMath.Log1p<SingleLane, float>(new(x)).Value;

    /// <summary>log(1 + x) for x from 0 to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Log1pOfUnit(float x) => SimdMath.Log1pOfUnit<SingleLane, float>(new(x)).Value;

    /// <summary>The logarithm to base 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Log2(float x) => SimdMath.Log2<SingleLane, float>(new(x)).Value;

    /// <summary>The hyperbolic sine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sinh(float x) => SimdMath.Sinh<SingleLane, float>(new(x)).Value;

    /// <summary>The hyperbolic cosine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Cosh(float x) => SimdMath.Cosh<SingleLane, float>(new(x)).Value;

    /// <summary>The hyperbolic tangent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Tanh(float x) => SimdMath.Tanh<SingleLane, float>(new(x)).Value;

    /// <summary>log(cosh(x)), exact near 0 and without overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LogCosh(float x) => SimdMath.LogCosh<SingleLane, float>(new(x)).Value;

    /// <summary>tanh(x) for a given exp(-2|x|).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float TanhFrom(float x, float decay) => SimdMath.TanhFrom<SingleLane, float>(new(x), new(decay)).Value;

    /// <summary>log(cosh(x)) for a given exp(-2|x|).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LogCoshFrom(float x, float decay) => SimdMath.LogCoshFrom<SingleLane, float>(new(x), new(decay)).Value;

    /// <summary>-1, 0 or 1; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sign(float x) => SimdMath.Sign<SingleLane, float>(new(x)).Value;

    /// <summary>x * log(y), and 0 where x is 0 and y is not NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float XLogY(float x, float y) => SimdMath.XLogY<SingleLane, float>(new(x), new(y)).Value;

    /// <summary>x * log, and 0 where x is 0 and log is not NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float TimesLog(float x, float log) => SimdMath.TimesLog<SingleLane, float>(new(x), new(log)).Value;

    /// <summary>x / y, and 0 where x is 0 and y is not NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float XOverY(float x, float y) => SimdMath.XOverY<SingleLane, float>(new(x), new(y)).Value;

    /// <summary>The share of the derivative that max(x, y) passes to x: 1 where x is larger, 1/2 on a tie, else 0; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxShare(float x, float y) => SimdMath.MaxShare<SingleLane, float>(new(x), new(y)).Value;

    /// <summary>The cube root.</summary>
    public static float Cbrt(float x) => (float)Cbrt((double)x);

    /// <summary>The tangent.</summary>
    public static float Tan(float x) => (float)Tan((double)x);

    /// <summary>The angle in [-pi/2, pi/2] whose sine is x; NaN outside [-1, 1].</summary>
    public static float Asin(float x) => (float)Asin((double)x);

    /// <summary>The angle in [0, pi] whose cosine is x; NaN outside [-1, 1].</summary>
    public static float Acos(float x) => (float)Acos((double)x);

    /// <summary>The angle in [-pi/2, pi/2] whose tangent is x.</summary>
    public static float Atan(float x) => (float)Atan((double)x);

    /// <summary>The error function.</summary>
    public static float Erf(float x) => (float)Erf((double)x);

    /// <summary>The complementary error function, 1 - erf(x).</summary>
    public static float Erfc(float x) => (float)Erfc((double)x);

    /// <summary>The logarithm of |gamma(x)|.</summary>
    public static float Lgamma(float x) => (float)Lgamma((double)x);

    /// <summary>The logarithmic derivative of gamma; NaN at its poles.</summary>
    public static float Digamma(float x) => (float)Digamma((double)x);

    /// <summary>The derivative of digamma.</summary>
    public static float Trigamma(float x) => (float)Trigamma((double)x);

    /// <summary>x to the power y.</summary>
    public static float Pow(float x, float y) => (float)Pow((double)x, y);

    /// <summary>The angle of the point (x, y).</summary>
    public static float Atan2(float y, float x) => (float)Atan2((double)y, x);
}
