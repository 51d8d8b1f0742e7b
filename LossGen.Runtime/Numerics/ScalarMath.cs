using System.Runtime.CompilerServices;

namespace LossGen.Numerics;

/// <summary>
/// The functions of formulas on one double, under the names that <see cref="LossGen.Simd.ISimd{V, T}"/> gives them: emitted code calls
/// them where a value is computed once and not per element.
/// </summary>
public static class ScalarMath
{
    private const double Ln2 = 0.69314718055994530942;

    /// <summary>The magnitude.</summary>
    public static double Abs(double x) => Math.Abs(x);

    /// <summary>The square root.</summary>
    public static double Sqrt(double x) => Math.Sqrt(x);

    /// <summary>The largest integer not above x.</summary>
    public static double Floor(double x) => Math.Floor(x);

    /// <summary>The smallest integer not below x.</summary>
    public static double Ceiling(double x) => Math.Ceiling(x);

    /// <summary>The nearest integer, halves to even.</summary>
    public static double Round(double x) => Math.Round(x, MidpointRounding.ToEven);

    /// <summary>The larger one; NaN where either is NaN.</summary>
    public static double Max(double x, double y) => Math.Max(x, y);

    /// <summary>The smaller one; NaN where either is NaN.</summary>
    public static double Min(double x, double y) => Math.Min(x, y);

    /// <summary>e to the power x.</summary>
    public static double Exp(double x) => Math.Exp(x);

    /// <summary>exp(x) - 1, exact near 0.</summary>
    public static double Expm1(double x) => SpecialFunctions.Expm1(x);

    /// <summary>The natural logarithm.</summary>
    public static double Log(double x) => Math.Log(x);

    /// <summary>log(1 + x), exact near 0.</summary>
    public static double Log1p(double x) => SpecialFunctions.Log1p(x);

    /// <summary>log(1 + x) for x from 0 to 1.</summary>
    public static double Log1pOfUnit(double x) => SpecialFunctions.Log1p(x);

    /// <summary>The logarithm to base 2.</summary>
    public static double Log2(double x) => Math.Log2(x);

    /// <summary>1 / sqrt(x).</summary>
    public static double Rsqrt(double x) => 1 / Math.Sqrt(x);

    /// <summary>The cube root.</summary>
    public static double Cbrt(double x) => Math.Cbrt(x);

    /// <summary>-1, 0 or 1; NaN for NaN.</summary>
    public static double Sign(double x) => double.IsNaN(x) ? x : Math.Sign(x);

    /// <summary>x to the power y.</summary>
    public static double Pow(double x, double y) => Math.Pow(x, y);

    /// <summary>The sine.</summary>
    public static double Sin(double x) => Math.Sin(x);

    /// <summary>The cosine.</summary>
    public static double Cos(double x) => Math.Cos(x);

    /// <summary>The tangent.</summary>
    public static double Tan(double x) => Math.Tan(x);

    /// <summary>The angle in [-pi/2, pi/2] whose sine is x; NaN outside [-1, 1].</summary>
    public static double Asin(double x) => Math.Asin(x);

    /// <summary>The angle in [0, pi] whose cosine is x; NaN outside [-1, 1].</summary>
    public static double Acos(double x) => Math.Acos(x);

    /// <summary>The angle in [-pi/2, pi/2] whose tangent is x.</summary>
    public static double Atan(double x) => Math.Atan(x);

    /// <summary>The angle of the point (x, y).</summary>
    public static double Atan2(double y, double x) => Math.Atan2(y, x);

    /// <summary>The hyperbolic sine.</summary>
    public static double Sinh(double x) => Math.Sinh(x);

    /// <summary>The hyperbolic cosine.</summary>
    public static double Cosh(double x) => Math.Cosh(x);

    /// <summary>The hyperbolic tangent.</summary>
    public static double Tanh(double x) => Math.Tanh(x);

    /// <summary>tanh(x); on lanes, where exp(-2|x|) is given.</summary>
    public static double TanhFrom(double x, double decay) => double.IsNaN(decay) ? decay : Math.Tanh(x);

    /// <summary>log(cosh(x)); on lanes, where exp(-2|x|) is given.</summary>
    public static double LogCoshFrom(double x, double decay) => double.IsNaN(decay) ? decay : LogCosh(x);

    /// <summary>log(cosh(x)), exact near 0 and without overflow.</summary>
    public static double LogCosh(double x)
    {
        double magnitude = Math.Abs(x);
        double v = Math.Exp(-magnitude);

        // cosh(x) - 1 = (1 - v)^2 / (2v) keeps its relative accuracy near 0; log(cosh(x)) = |x| + log(1 + v^2) - log(2) cannot overflow.
        if (magnitude < 1)
        {
            double w = SpecialFunctions.Expm1(-magnitude);
            return SpecialFunctions.Log1p(w * w / (2 * v));
        }

        return magnitude - Ln2 + SpecialFunctions.Log1p(v * v);
    }

    /// <summary>The error function.</summary>
    public static double Erf(double x) => SpecialFunctions.Erf(x);

    /// <summary>The complementary error function, 1 - erf(x).</summary>
    public static double Erfc(double x) => SpecialFunctions.Erfc(x);

    /// <summary>The logarithm of |gamma(x)|.</summary>
    public static double Lgamma(double x) => SpecialFunctions.Lgamma(x);

    /// <summary>The logarithmic derivative of gamma; NaN at its poles.</summary>
    public static double Digamma(double x) => SpecialFunctions.Digamma(x);

    /// <summary>The derivative of digamma.</summary>
    public static double Trigamma(double x) => SpecialFunctions.Trigamma(x);

    /// <summary>x * log(y), and 0 where x is 0 and y is not NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double XLogY(double x, double y) => x == 0 && !double.IsNaN(y) ? 0 : x * Math.Log(y);

    /// <summary>x * log, and 0 where x is 0 and log is not NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double TimesLog(double x, double log) => x == 0 && !double.IsNaN(log) ? 0 : x * log;

    /// <summary>x / y, and 0 where x is 0 and y is not NaN: the derivative of <see cref="XLogY"/> by y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double XOverY(double x, double y) => x == 0 && !double.IsNaN(y) ? 0 : x / y;

    /// <summary>The share of the derivative that max(x, y) passes to x: 1 where x is larger, 1/2 on a tie, else 0; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double MaxShare(double x, double y) => x > y ? 1 : x < y ? 0 : x == y ? 0.5 : double.NaN;
}
