using LossGen.Simd;

namespace LossGen.Gpu;

// A number of twice the precision is kept in a head and a rest. Heads have 26 bits, so that their products are exact, whether or not a
// device rounds the product in a * b + c.
public static partial class DeviceMath
{
    // 2 / (3 ln2) and ln2.
    private const double TwoThirdsLog2EHead = 0.9617966860532761;
    private const double TwoThirdsLog2ERest = 7.872699542894897e-09;
    private const double TwoThirdsLog2E = TwoThirdsLog2EHead + TwoThirdsLog2ERest;
    private const double Ln2Head = 0.6931471675634384;
    private const double Ln2Rest = 1.2996506893889889e-08;

    /// <summary>The cube root.</summary>
    public static double Cbrt(double x)
    {
        const double smallestNormal = 2.2250738585072013831e-308;

        double magnitude = Math.Abs(x);
        if (!(magnitude > 0 && magnitude < double.PositiveInfinity))
            return x;
        bool subnormal = magnitude < smallestNormal;
        double scaled = subnormal ? magnitude * (1L << 54) : magnitude;

        // A third of the bits is a third of the exponent and more or less the mantissa (Kahan, 1991); each step of Halley's method then
        // triples the number of digits.
        double root = BitConverter.Int64BitsToDouble((BitConverter.DoubleToInt64Bits(scaled) / 3) + 0x2a9f7893782da1ceL);
        root = HalleyStep(root, scaled);
        root = HalleyStep(root, scaled);

        // The last step from a head, whose square is exact.
        root = DeviceBits.Head(root);
        double quotient = scaled / (root * root);
        root += root * ((quotient - root) / (root + root + quotient));
        return DeviceBits.CopySign(subnormal ? root * (1.0 / (1 << 18)) : root, x);
    }

    /// <summary>x to the power y, with the special cases of <see cref="Math.Pow"/>.</summary>
    public static double Pow(double x, double y)
    {
        if (y == 0 || x == 1)
            return 1;
        if (double.IsNaN(x) || double.IsNaN(y))
            return x + y;

        double magnitude = Math.Abs(x);
        double power = magnitude > 0 && magnitude < double.PositiveInfinity && !double.IsInfinity(y)
            ? PowFinite(magnitude, y)
            : PowAtLimits(magnitude, y);
        if (!DeviceBits.IsNegative(x))
            return power;

        double half = 0.5 * y;
        bool odd = Floor(y) == y && Floor(half) != half;
        bool integral = Floor(y) == y || magnitude == 0 || double.IsInfinity(x);
        return odd ? -power : integral ? power : double.NaN;
    }

    /// <summary>The power of 0, of infinity, or to an infinite one.</summary>
    private static double PowAtLimits(double x, double y)
    {
        if (x == 1)
            return 1;
        return x > 1 == y > 0 ? double.PositiveInfinity : 0;
    }

    private static double PowFinite(double x, double y)
    {
        const double certain = 1e30; // that much of any logarithm but 0 overflows

        double log = Log2InTwo(x, out double logRest);
        double bounded = Math.Abs(y) < certain ? y : DeviceBits.CopySign(certain, y);
        double head = DeviceBits.Head(bounded);
        double product = head * log;
        double rest = ((bounded - head) * log) + (bounded * logRest);
        double exponent = product + rest;
        if (!(Math.Abs(exponent) < 1100))
            return exponent > 0 ? double.PositiveInfinity : 0;

        // 2^(n + f) = 2^n * exp(f * ln2), in two steps as in Exp.
        double n = Round(exponent);
        double scale = Floor(n * 0.5);
        return PowerOfTwoFraction(product - n, rest) * DeviceBits.PowerOfTwo(scale) * DeviceBits.PowerOfTwo(n - scale);
    }

    /// <summary>The logarithm to base 2, a head and a rest, of a positive finite number.</summary>
    private static double Log2InTwo(double x, out double rest)
    {
        const double smallestNormal = 2.2250738585072013831e-308;

        bool subnormal = x < smallestNormal;
        double m = DeviceBits.Decompose(subnormal ? x * (1L << 54) : x, out double e);
        e = subnormal ? e - 54 : e;

        // log(m) = 2 atanh(s) for s = (m - 1) / (m + 1), which is (2/3) s (3 + s^2 + (3/5) s^4 + (3/7) s^6 + ...).
        double difference = m - 1;
        double sum = m + 1;
        double lost = m - (sum - 1);
        double s = difference / sum;
        double sHead = DeviceBits.Head(s);
        double sumHead = DeviceBits.Head(sum);
        double sRest = (difference - (sHead * sumHead) - (sHead * (sum - sumHead + lost))) / sum;

        double square = sHead * sHead;
        double z = s * s;
        double terms = (z * z * AtanhTerms(z)) + (sRest * (sHead + s));
        double factorHead = DeviceBits.Head(3 + square + terms);
        double factorRest = terms - (factorHead - 3 - square);

        double exact = sHead * factorHead;
        double inexact = (sRest * factorHead) + (factorRest * s);
        double productHead = DeviceBits.Head(exact + inexact);
        double productRest = inexact - (productHead - exact);

        double logHead = TwoThirdsLog2EHead * productHead;
        double logRest = (TwoThirdsLog2ERest * productHead) + (TwoThirdsLog2E * productRest);
        double head = DeviceBits.Head(e + (logHead + logRest));
        rest = logRest - (head - e - logHead);
        return head;
    }

    /// <summary>(3 atanh(s) / s - 3 - s^2) / s^4 in z = s^2, z up to 0.03: the first terms of its series, 3 / (2k + 5).</summary>
    private static double AtanhTerms(double z)
    {
        double terms = 3.0 / 25;
        terms = (terms * z) + (3.0 / 23);
        terms = (terms * z) + (3.0 / 21);
        terms = (terms * z) + (3.0 / 19);
        terms = (terms * z) + (3.0 / 17);
        terms = (terms * z) + (3.0 / 15);
        terms = (terms * z) + (3.0 / 13);
        terms = (terms * z) + (3.0 / 11);
        terms = (terms * z) + (3.0 / 9);
        terms = (terms * z) + (3.0 / 7);
        return (terms * z) + (3.0 / 5);
    }

    /// <summary>2 to the power of a number between -1/2 and 1/2, given in two parts.</summary>
    private static double PowerOfTwoFraction(double first, double second)
    {
        double f = first + second;
        double fRest = second - (f - first);
        double fHead = DeviceBits.Head(f);
        double exact = fHead * Ln2Head;
        double inexact = ((f - fHead) * Ln2Head) + (f * Ln2Rest) + (fRest * (Ln2Head + Ln2Rest));
        double r = exact + inexact;
        double rest = inexact - (r - exact);
        double tail = SimdMath.ExpTail<DoubleLane, double>(new(r), new(r * r)).Value;
        return 1 + (r + ((r * r * tail) + (rest + (rest * r))));
    }

    /// <summary>A better cube root; the quotient of cubes cannot overflow.</summary>
    private static double HalleyStep(double root, double x)
    {
        double ratio = root * root * (root / x);
        return root * ((ratio + 2) / (ratio + ratio + 1));
    }
}
