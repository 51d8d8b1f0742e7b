using System.Runtime.CompilerServices;

namespace LossGen.Numerics;

// The intervals and approximations of fdlibm's e_lgamma_r.c (Sun Microsystems, 1993), which keep the relative accuracy around the zeros
// of lgamma at 1 and 2.
public static partial class SpecialFunctions
{
    // Where gamma is smallest between 1 and 2, and the logarithm there in two parts.
    private const double GammaMinimum = 1.46163214496836224576e+00;
    private const double LgammaMinimum = -1.21486290535849611461e-01;
    private const double LgammaMinimumRest = -3.63867699703950536541e-18;
    private const double StirlingConstant = 4.18938533204672725052e-01;

    /// <summary>The logarithm of |gamma(x)|: infinity at the poles, 0 and the negative integers, and at both infinities.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Lgamma(double x) => Lgamma<MachineMath>(x);

    /// <summary>The logarithm of |gamma(x)|, from the functions of a machine or device.</summary>
    public static double Lgamma<F>(double x)
        where F : struct, IElementary
    {
        if (double.IsNaN(x))
            return x;

        if (double.IsInfinity(x) || x == 0)
            return double.PositiveInfinity;

        // The zeros, which the polynomials would give a sign.
        if (x is 1 or 2)
            return 0;

        double magnitude = Math.Abs(x);

        // gamma(x) = 1/x - 0.577 + ...
        if (magnitude < 1e-20)
            return -F.Log(magnitude);

        return x > 0 ? LgammaPositive<F>(x) : LgammaReflected<F>(magnitude);
    }

    /// <summary>gamma(-x) * gamma(x) = -pi / (x * sin(pi * x)).</summary>
    private static double LgammaReflected<F>(double x)
        where F : struct, IElementary
    {
        double fraction = x - F.Round(x);
        return fraction == 0
            ? double.PositiveInfinity
            : F.Log(Math.PI / Math.Abs(x * F.Sin(Math.PI * fraction))) - LgammaPositive<F>(x);
    }

    private static double LgammaPositive<F>(double x)
        where F : struct, IElementary
    {
        // Below 0.9, gamma(x) = gamma(x + 1) / x; the intervals are those around 1, the minimum and 2.
        if (x <= 0.9)
            return LgammaShifted<F>(x) - F.Log(x);

        if (x < 2)
        {
            return x < 1.23 ? LgammaAboveOne<F>(x - 1) : x < 1.7316 ? LgammaAroundMinimum<F>(x - GammaMinimum) : LgammaBelowTwo<F>(2 - x);
        }

        if (x < 8)
        {
            double y = x - F.Floor(x);
            double product = 1;

            for (double k = F.Floor(x) - 1; k >= 2; k--)
                product *= y + k;

            double unit = 0.5 * y + y * LgammaUnitNumerator<F>(y) / LgammaUnitDenominator<F>(y);
            return unit + F.Log(product);
        }

        double log = F.Log(x);

        // The series is nothing there, and x * x may overflow.
        if (x >= 1e17)
            return x * (log - 1);

        double inverse = 1 / x;
        return (x - 0.5) * (log - 1) + (StirlingConstant + inverse * LgammaSeries<F>(inverse * inverse));
    }

    /// <summary>lgamma(x + 1) for x up to 0.9, without the rounding of x + 1.</summary>
    private static double LgammaShifted<F>(double x)
        where F : struct, IElementary =>
        x < 0.23164 ? LgammaAboveOne<F>(x) : x < 0.7316 ? LgammaAroundMinimum<F>(x - (GammaMinimum - 1)) : LgammaBelowTwo<F>(1 - x);

    /// <summary>lgamma(1 + y).</summary>
    private static double LgammaAboveOne<F>(double y)
        where F : struct, IElementary =>
        -0.5 * y + y * LgammaNearNumerator<F>(y) / LgammaNearDenominator<F>(y);

    /// <summary>lgamma(GammaMinimum + y).</summary>
    private static double LgammaAroundMinimum<F>(double y)
        where F : struct, IElementary =>
        LgammaMinimum + (y * y * LgammaMinimumTerms<F>(y) - LgammaMinimumRest);

    /// <summary>lgamma(2 - y).</summary>
    private static double LgammaBelowTwo<F>(double y)
        where F : struct, IElementary
    {
        double square = y * y;
        double even = LgammaOneEven<F>(square);
        double odd = square * LgammaOneOdd<F>(square);
        return y * even + odd - 0.5 * y;
    }

    // lgamma(2 - y) + y / 2 for y in [0, 0.27] in powers of y: the even ones, in y^2
    private static double LgammaOneEven<F>(double x)
        where F : struct, IElementary
    {
        double sum = 2.52144565451257326939e-05;
        sum = F.MultiplyAdd(sum, x, 2.20862790713908385557e-04);
        sum = F.MultiplyAdd(sum, x, 1.19270763183362067845e-03);
        sum = F.MultiplyAdd(sum, x, 7.38555086081402883957e-03);
        sum = F.MultiplyAdd(sum, x, 6.73523010531292681824e-02);
        return F.MultiplyAdd(sum, x, 7.72156649015328655494e-02);
    }

    // and the odd ones, over y.
    private static double LgammaOneOdd<F>(double x)
        where F : struct, IElementary
    {
        double sum = 4.48640949618915160150e-05;
        sum = F.MultiplyAdd(sum, x, 1.08011567247583939954e-04);
        sum = F.MultiplyAdd(sum, x, 5.10069792153511336608e-04);
        sum = F.MultiplyAdd(sum, x, 2.89051383673415629091e-03);
        sum = F.MultiplyAdd(sum, x, 2.05808084325167332806e-02);
        return F.MultiplyAdd(sum, x, 3.22467033424113591611e-01);
    }

    // (lgamma(minimum + y) - value at the minimum) / y^2 for y in [-0.23, 0.27].
    private static double LgammaMinimumTerms<F>(double x)
        where F : struct, IElementary
    {
        double sum = 3.35529192635519073543e-04;
        sum = F.MultiplyAdd(sum, x, -3.12754168375120860518e-04);
        sum = F.MultiplyAdd(sum, x, 3.15632070903625950361e-04);
        sum = F.MultiplyAdd(sum, x, -5.38595305356740546715e-04);
        sum = F.MultiplyAdd(sum, x, 8.81081882437654011382e-04);
        sum = F.MultiplyAdd(sum, x, -1.40346469989232843813e-03);
        sum = F.MultiplyAdd(sum, x, 2.25964780900612472250e-03);
        sum = F.MultiplyAdd(sum, x, -3.68452016781138256760e-03);
        sum = F.MultiplyAdd(sum, x, 6.10053870246291332635e-03);
        sum = F.MultiplyAdd(sum, x, -1.03142241298341437450e-02);
        sum = F.MultiplyAdd(sum, x, 1.79706750811820387126e-02);
        sum = F.MultiplyAdd(sum, x, -3.27885410759859649565e-02);
        sum = F.MultiplyAdd(sum, x, 6.46249402391333854778e-02);
        sum = F.MultiplyAdd(sum, x, -1.47587722994593911752e-01);
        return F.MultiplyAdd(sum, x, 4.83836122723810047042e-01);
    }

    // (lgamma(1 + y) + y / 2) / y for y in [-0.1, 0.23]: numerator
    private static double LgammaNearNumerator<F>(double x)
        where F : struct, IElementary
    {
        double sum = 1.33810918536787660377e-02;
        sum = F.MultiplyAdd(sum, x, 2.28963728064692451092e-01);
        sum = F.MultiplyAdd(sum, x, 9.77717527963372745603e-01);
        sum = F.MultiplyAdd(sum, x, 1.45492250137234768737e+00);
        sum = F.MultiplyAdd(sum, x, 6.32827064025093366517e-01);
        return F.MultiplyAdd(sum, x, -7.72156649015328655494e-02);
    }

    // and denominator.
    private static double LgammaNearDenominator<F>(double x)
        where F : struct, IElementary
    {
        double sum = 3.21709242282423911810e-03;
        sum = F.MultiplyAdd(sum, x, 1.04222645593369134254e-01);
        sum = F.MultiplyAdd(sum, x, 7.69285150456672783825e-01);
        sum = F.MultiplyAdd(sum, x, 2.12848976379893395361e+00);
        sum = F.MultiplyAdd(sum, x, 2.45597793713041134822e+00);
        return F.MultiplyAdd(sum, x, 1);
    }

    // (lgamma(2 + y) - y / 2) / y for y in [0, 1]: numerator
    private static double LgammaUnitNumerator<F>(double x)
        where F : struct, IElementary
    {
        double sum = 3.19475326584100867617e-05;
        sum = F.MultiplyAdd(sum, x, 1.84028451407337715652e-03);
        sum = F.MultiplyAdd(sum, x, 2.66422703033638609560e-02);
        sum = F.MultiplyAdd(sum, x, 1.46350472652464452805e-01);
        sum = F.MultiplyAdd(sum, x, 3.25778796408930981787e-01);
        sum = F.MultiplyAdd(sum, x, 2.14982415960608852501e-01);
        return F.MultiplyAdd(sum, x, -7.72156649015328655494e-02);
    }

    // and denominator.
    private static double LgammaUnitDenominator<F>(double x)
        where F : struct, IElementary
    {
        double sum = 7.32668430744625636189e-06;
        sum = F.MultiplyAdd(sum, x, 7.77942496381893596434e-04);
        sum = F.MultiplyAdd(sum, x, 1.86459191715652901344e-02);
        sum = F.MultiplyAdd(sum, x, 1.71933865632803078993e-01);
        sum = F.MultiplyAdd(sum, x, 7.21935547567138069525e-01);
        sum = F.MultiplyAdd(sum, x, 1.39200533467621045958e+00);
        return F.MultiplyAdd(sum, x, 1);
    }

    // Stirling's series from 8 on: x * (lgamma(x) - (x - 1/2) * (log(x) - 1)) less its constant, in 1/x^2.
    private static double LgammaSeries<F>(double x)
        where F : struct, IElementary
    {
        double sum = -1.63092934096575273989e-03;
        sum = F.MultiplyAdd(sum, x, 8.36339918996282139126e-04);
        sum = F.MultiplyAdd(sum, x, -5.95187557450339963135e-04);
        sum = F.MultiplyAdd(sum, x, 7.93650558643019558500e-04);
        sum = F.MultiplyAdd(sum, x, -2.77777777728775536470e-03);
        return F.MultiplyAdd(sum, x, 8.33333333333329678849e-02);
    }
}
