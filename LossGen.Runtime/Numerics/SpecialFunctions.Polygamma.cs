using System.Runtime.CompilerServices;

namespace LossGen.Numerics;

// Recurrence and asymptotic series of Abramowitz and Stegun, 6.3 and 6.4; reflection below 0.
public static partial class SpecialFunctions
{
    private const double AsymptoticFrom = 10;

    // The positive zero of digamma, in two parts.
    private const double DigammaZero = 1.4616321449683622;
    private const double DigammaZeroRest = 9.5499954299656977152e-17;

    /// <summary>The logarithmic derivative of gamma; NaN at its poles, 0 and the negative integers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Digamma(double x) => Digamma<MachineMath>(x);

    /// <summary>The logarithmic derivative of gamma, from the functions of a machine or device.</summary>
    public static double Digamma<F>(double x)
        where F : struct, IElementary
    {
        if (x <= 0)
        {
            double fraction = x - F.Round(x);
            return fraction == 0 || double.IsInfinity(x)
                ? double.NaN
                : DigammaPositive<F>(1 - x) - Math.PI / F.Tan(Math.PI * fraction);
        }

        return DigammaPositive<F>(x);
    }

    private static double DigammaPositive<F>(double x)
        where F : struct, IElementary
    {
        if (x < 1)
            return DigammaAroundZero<F>(x + 1) - 1 / x;

        if (x < AsymptoticFrom)
        {
            double terms = 0;

            for (; x > 2; x--)
                terms += 1 / (x - 1);

            return DigammaAroundZero<F>(x) + terms;
        }

        double square = 1 / x / x;
        return F.Log(x) - 0.5 / x - square * DigammaSeries<F>(square);
    }

    /// <summary>The derivative of digamma; infinity at its poles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Trigamma(double x) => Trigamma<MachineMath>(x);

    /// <summary>The derivative of digamma, from the functions of a machine or device.</summary>
    public static double Trigamma<F>(double x)
        where F : struct, IElementary
    {
        if (x <= 0)
        {
            if (double.IsInfinity(x))
                return double.NaN;

            double sine = F.Sin(Math.PI * (x - F.Round(x))) / Math.PI;
            return 1 / (sine * sine) - TrigammaPositive<F>(1 - x);
        }

        return TrigammaPositive<F>(x);
    }

    private static double TrigammaPositive<F>(double x)
        where F : struct, IElementary
    {
        int steps = x < AsymptoticFrom ? (int)F.Ceiling(AsymptoticFrom - x) : 0;
        double shifted = x + steps;
        double square = 1 / shifted / shifted;
        double sum = 1 / shifted + 0.5 * square + square / shifted * TrigammaSeries<F>(square);

        // From the smallest term up, for the accuracy of the sum.
        for (int k = steps - 1; k >= 0; k--)
            sum += 1 / ((x + k) * (x + k));

        return sum;
    }

    /// <summary>Digamma on [1, 2], accurate relative to the result around its zero too.</summary>
    private static double DigammaAroundZero<F>(double x)
        where F : struct, IElementary
    {
        // Not as (x - zero - rest) * slope: ILGPU adds up constants that are subtracted one after the other, which loses the rest.
        double slope = DigammaSlope<F>(x - 1.5);
        return F.MultiplyAdd(-DigammaZeroRest, slope, (x - DigammaZero) * slope);
    }

    // B(2k) / 2k for k from 1, B being the Bernoulli numbers.
    private static double DigammaSeries<F>(double x)
        where F : struct, IElementary
    {
        double sum = -0.44325980392156862745;
        sum = F.MultiplyAdd(sum, x, 0.083333333333333333333);
        sum = F.MultiplyAdd(sum, x, -0.021092796092796092796);
        sum = F.MultiplyAdd(sum, x, 0.0075757575757575757576);
        sum = F.MultiplyAdd(sum, x, -0.0041666666666666666667);
        sum = F.MultiplyAdd(sum, x, 0.0039682539682539682540);
        sum = F.MultiplyAdd(sum, x, -0.0083333333333333333333);
        return F.MultiplyAdd(sum, x, 0.083333333333333333333);
    }

    // B(2k) for k from 1.
    private static double TrigammaSeries<F>(double x)
        where F : struct, IElementary
    {
        double sum = -7.0921568627450980392;
        sum = F.MultiplyAdd(sum, x, 1.1666666666666666667);
        sum = F.MultiplyAdd(sum, x, -0.25311355311355311355);
        sum = F.MultiplyAdd(sum, x, 0.075757575757575757576);
        sum = F.MultiplyAdd(sum, x, -0.033333333333333333333);
        sum = F.MultiplyAdd(sum, x, 0.023809523809523809524);
        sum = F.MultiplyAdd(sum, x, -0.033333333333333333333);
        return F.MultiplyAdd(sum, x, 0.16666666666666666667);
    }

    // digamma(x) / (x - zero) in powers of x - 1.5: a minimax fit (Remez exchange in 60 digits) on [1, 2].
    private static double DigammaSlope<F>(double x)
        where F : struct, IElementary
    {
        double sum = -0.0001765630776986178404;
        sum = F.MultiplyAdd(sum, x, 0.0002598516318942635713);
        sum = F.MultiplyAdd(sum, x, -0.0001469776139279771575);
        sum = F.MultiplyAdd(sum, x, 0.0002270249631532761876);
        sum = F.MultiplyAdd(sum, x, -0.0004847303645866015754);
        sum = F.MultiplyAdd(sum, x, 0.0007234370522788932752);
        sum = F.MultiplyAdd(sum, x, -0.001036842123154553259);
        sum = F.MultiplyAdd(sum, x, 0.001556599330175809559);
        sum = F.MultiplyAdd(sum, x, -0.002345420786495923092);
        sum = F.MultiplyAdd(sum, x, 0.003519012151026412352);
        sum = F.MultiplyAdd(sum, x, -0.005279946255543571977);
        sum = F.MultiplyAdd(sum, x, 0.007926944015476511268);
        sum = F.MultiplyAdd(sum, x, -0.01190821941958565279);
        sum = F.MultiplyAdd(sum, x, 0.01790725248158387346);
        sum = F.MultiplyAdd(sum, x, -0.02697579669124529787);
        sum = F.MultiplyAdd(sum, x, 0.04076083381080546587);
        sum = F.MultiplyAdd(sum, x, -0.06192213327469600202);
        sum = F.MultiplyAdd(sum, x, 0.0949887244549726413);
        sum = F.MultiplyAdd(sum, x, -0.1484049230538900624);
        sum = F.MultiplyAdd(sum, x, 0.2405424842407739816);
        sum = F.MultiplyAdd(sum, x, -0.4236274212814605687);
        return F.MultiplyAdd(sum, x, 0.9510558760318328931);
    }
}
