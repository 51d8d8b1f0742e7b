using System.Runtime.CompilerServices;

namespace LossGen.Numerics;

// The intervals and rational approximations of fdlibm's s_erf.c (Sun Microsystems, 1993).
public static partial class SpecialFunctions
{
    private const double ErfAtOne = 8.45062911510467529297e-01;

    /// <summary>The error function.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Erf(double x) => Erf<MachineMath>(x);

    /// <summary>The error function, from the functions of a machine or device.</summary>
    public static double Erf<F>(double x)
        where F : struct, IElementary
    {
        double magnitude = Math.Abs(x);

        if (magnitude < 0.84375)
            return F.MultiplyAdd(x, ErfNear<F>(x), x);

        if (magnitude < 1.25)
            return F.CopySign(ErfAtOne + ErfMiddle<F>(magnitude), x);

        return magnitude < 6 ? F.CopySign(1 - ErfcTail<F>(magnitude), x) : double.IsNaN(x) ? x : F.CopySign(1, x);
    }

    /// <summary>1 - erf(x), accurate relative to the result in the tail too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Erfc(double x) => Erfc<MachineMath>(x);

    /// <summary>1 - erf(x), from the functions of a machine or device.</summary>
    public static double Erfc<F>(double x)
        where F : struct, IElementary
    {
        double magnitude = Math.Abs(x);

        if (magnitude < 0.84375)
        {
            // 1 - x - x * y, with the subtraction that is exact first.
            double product = x * ErfNear<F>(x);
            return x < 0.25 ? 1 - (x + product) : 0.5 - (x - 0.5 + product);
        }

        if (magnitude < 1.25)
            return x > 0 ? 1 - ErfAtOne - ErfMiddle<F>(magnitude) : 1 + ErfAtOne + ErfMiddle<F>(magnitude);

        if (magnitude < 28)
            return x > 0 ? ErfcTail<F>(magnitude) : 2 - ErfcTail<F>(magnitude);

        return double.IsNaN(x) ? x : x > 0 ? 0 : 2;
    }

    private static double ErfNear<F>(double x)
        where F : struct, IElementary
    {
        double square = x * x;
        return ErfNearNumerator<F>(square) / ErfNearDenominator<F>(square);
    }

    private static double ErfMiddle<F>(double x)
        where F : struct, IElementary => ErfMiddleNumerator<F>(x - 1) / ErfMiddleDenominator<F>(x - 1);

    /// <summary>erfc(x) for x from 1.25 on.</summary>
    private static double ErfcTail<F>(double x)
        where F : struct, IElementary
    {
        double inverse = 1 / (x * x);
        double log = x < 1 / 0.35
            ? ErfTailNumerator<F>(inverse) / ErfTailDenominator<F>(inverse)
            : ErfFarNumerator<F>(inverse) / ErfFarDenominator<F>(inverse);

        // exp(-x^2) magnifies the rounding error of x^2, so x is split into a short part, whose square is exact, and the rest.
        double head = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x) & ~0xffffffffL);
        return F.Exp(-head * head - 0.5625) * F.Exp((head - x) * (head + x) + log) / x;
    }

    // erf(x) / x - 1 on [0, 0.84375], in x^2: numerator
    private static double ErfNearNumerator<F>(double x)
        where F : struct, IElementary
    {
        double sum = -2.37630166566501626084e-05;
        sum = F.MultiplyAdd(sum, x, -5.77027029648944159157e-03);
        sum = F.MultiplyAdd(sum, x, -2.84817495755985104766e-02);
        sum = F.MultiplyAdd(sum, x, -3.25042107247001499370e-01);
        return F.MultiplyAdd(sum, x, 1.28379167095512558561e-01);
    }

    // and denominator.
    private static double ErfNearDenominator<F>(double x)
        where F : struct, IElementary
    {
        double sum = -3.96022827877536812320e-06;
        sum = F.MultiplyAdd(sum, x, 1.32494738004321644526e-04);
        sum = F.MultiplyAdd(sum, x, 5.08130628187576562776e-03);
        sum = F.MultiplyAdd(sum, x, 6.50222499887672944485e-02);
        sum = F.MultiplyAdd(sum, x, 3.97917223959155352819e-01);
        return F.MultiplyAdd(sum, x, 1);
    }

    // erf(x) - ErfAtOne on [0.84375, 1.25], in x - 1: numerator
    private static double ErfMiddleNumerator<F>(double x)
        where F : struct, IElementary
    {
        double sum = -2.16637559486879084300e-03;
        sum = F.MultiplyAdd(sum, x, 3.54783043256182359371e-02);
        sum = F.MultiplyAdd(sum, x, -1.10894694282396677476e-01);
        sum = F.MultiplyAdd(sum, x, 3.18346619901161753674e-01);
        sum = F.MultiplyAdd(sum, x, -3.72207876035701323847e-01);
        sum = F.MultiplyAdd(sum, x, 4.14856118683748331666e-01);
        return F.MultiplyAdd(sum, x, -2.36211856075265944077e-03);
    }

    // and denominator.
    private static double ErfMiddleDenominator<F>(double x)
        where F : struct, IElementary
    {
        double sum = 1.19844998467991074170e-02;
        sum = F.MultiplyAdd(sum, x, 1.36370839120290507362e-02);
        sum = F.MultiplyAdd(sum, x, 1.26171219808761642112e-01);
        sum = F.MultiplyAdd(sum, x, 7.18286544141962662868e-02);
        sum = F.MultiplyAdd(sum, x, 5.40397917702171048937e-01);
        sum = F.MultiplyAdd(sum, x, 1.06420880400844228286e-01);
        return F.MultiplyAdd(sum, x, 1);
    }

    // log(x * erfc(x)) + x^2 + 0.5625 on [1.25, 1/0.35], in 1/x^2: numerator
    private static double ErfTailNumerator<F>(double x)
        where F : struct, IElementary
    {
        double sum = -9.81432934416914548592e+00;
        sum = F.MultiplyAdd(sum, x, -8.12874355063065934246e+01);
        sum = F.MultiplyAdd(sum, x, -1.84605092906711035994e+02);
        sum = F.MultiplyAdd(sum, x, -1.62396669462573470355e+02);
        sum = F.MultiplyAdd(sum, x, -6.23753324503260060396e+01);
        sum = F.MultiplyAdd(sum, x, -1.05586262253232909814e+01);
        sum = F.MultiplyAdd(sum, x, -6.93858572707181764372e-01);
        return F.MultiplyAdd(sum, x, -9.86494403484714822705e-03);
    }

    // and denominator.
    private static double ErfTailDenominator<F>(double x)
        where F : struct, IElementary
    {
        double sum = -6.04244152148580987438e-02;
        sum = F.MultiplyAdd(sum, x, 6.57024977031928170135e+00);
        sum = F.MultiplyAdd(sum, x, 1.08635005541779435134e+02);
        sum = F.MultiplyAdd(sum, x, 4.29008140027567833386e+02);
        sum = F.MultiplyAdd(sum, x, 6.45387271733267880336e+02);
        sum = F.MultiplyAdd(sum, x, 4.34565877475229228821e+02);
        sum = F.MultiplyAdd(sum, x, 1.37657754143519042600e+02);
        sum = F.MultiplyAdd(sum, x, 1.96512716674392571292e+01);
        return F.MultiplyAdd(sum, x, 1);
    }

    // The same from 1/0.35 on: numerator
    private static double ErfFarNumerator<F>(double x)
        where F : struct, IElementary
    {
        double sum = -4.83519191608651397019e+02;
        sum = F.MultiplyAdd(sum, x, -1.02509513161107724954e+03);
        sum = F.MultiplyAdd(sum, x, -6.37566443368389627722e+02);
        sum = F.MultiplyAdd(sum, x, -1.60636384855821916062e+02);
        sum = F.MultiplyAdd(sum, x, -1.77579549177547519889e+01);
        sum = F.MultiplyAdd(sum, x, -7.99283237680523006574e-01);
        return F.MultiplyAdd(sum, x, -9.86494292470009928597e-03);
    }

    // and denominator.
    private static double ErfFarDenominator<F>(double x)
        where F : struct, IElementary
    {
        double sum = -2.24409524465858183362e+01;
        sum = F.MultiplyAdd(sum, x, 4.74528541206955367215e+02);
        sum = F.MultiplyAdd(sum, x, 2.55305040643316442583e+03);
        sum = F.MultiplyAdd(sum, x, 3.19985821950859553908e+03);
        sum = F.MultiplyAdd(sum, x, 1.53672958608443695994e+03);
        sum = F.MultiplyAdd(sum, x, 3.25792512996573918826e+02);
        sum = F.MultiplyAdd(sum, x, 3.03380607434824582924e+01);
        return F.MultiplyAdd(sum, x, 1);
    }
}
