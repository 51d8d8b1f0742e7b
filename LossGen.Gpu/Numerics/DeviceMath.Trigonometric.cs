using System.Runtime.CompilerServices;
using LossGen.Simd;

namespace LossGen.Gpu;

public static partial class DeviceMath
{
    /// <summary>The sine.</summary>
    public static float Sin(float x) => Math.Abs(x) > (float)SimdMath.ReductionLimitSingle
        ? (float)Sin((double)x)
        : SimdMath.SinReduced<SingleLane, float>(new(x)).Value;

    /// <summary>The cosine.</summary>
    public static float Cos(float x) => Math.Abs(x) > (float)SimdMath.ReductionLimitSingle
        ? (float)Cos((double)x)
        : SimdMath.CosReduced<SingleLane, float>(new(x)).Value;

    /// <summary>The sine.</summary>
    public static double Sin(double x) => Math.Abs(x) > SimdMath.ReductionLimitDouble
        ? DeviceBits.CopySign(1, x) * SinOfLarge(Math.Abs(x), 0)
        : SimdMath.SinReduced<DoubleLane, double>(new(x)).Value;

    /// <summary>The cosine.</summary>
    public static double Cos(double x) => Math.Abs(x) > SimdMath.ReductionLimitDouble
        ? SinOfLarge(Math.Abs(x), 1)
        : SimdMath.CosReduced<DoubleLane, double>(new(x)).Value;

    /// <summary>The tangent.</summary>
    public static double Tan(double x) => Sin(x) / Cos(x);

    /// <summary>
    /// sin(x + quarters * pi/2) for large x, by the bits of 2/pi that matter to x (Payne and Hanek, 1983): those before give whole turns.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double SinOfLarge(double x, int quarters)
    {
        if (double.IsInfinity(x))
            return double.NaN;

        // x = mantissa * 2^exponent, and 192 bits of 2/pi from the one of weight 2 / 2^exponent on.
        long bits = BitConverter.DoubleToInt64Bits(x);
        ulong mantissa = ((ulong)bits & 0xfffffffffffffUL) | 0x10000000000000UL;
        int position = (int)(bits >> 52) - 1075 + 62;
        int index = position >> 6;
        int shift = position & 63;
        ulong first = Window(TwoOverPi(index), TwoOverPi(index + 1), shift);
        ulong second = Window(TwoOverPi(index + 1), TwoOverPi(index + 2), shift);
        ulong third = Window(TwoOverPi(index + 2), TwoOverPi(index + 3), shift);

        // The product modulo four quarters, in three words of which the first starts with the number of quarters.
        ulong low = mantissa * third;
        ulong high = MultiplyHigh(mantissa, third);
        ulong middle = high + (mantissa * second);
        ulong carry = middle < high ? 1UL : 0UL;
        ulong top = (mantissa * first) + MultiplyHigh(mantissa, second) + carry;

        // To the nearest quarter.
        int whole = (int)(top >> 62);
        ulong fraction = Window(top, middle, 2);
        ulong rest = Window(middle, low, 2);
        bool up = (fraction >> 63) != 0;
        fraction = up ? ~fraction : fraction;
        rest = up ? ~rest : rest;
        double reduced = ((fraction * (1.0 / 18446744073709551616.0)) + (rest * (1.0 / 18446744073709551616.0 / 18446744073709551616.0)))
            * (Math.PI / 2);
        return SimdMath.SinAfter<DoubleLane, double>(new(up ? -reduced : reduced), new(whole + (up ? 1 : 0) + quarters)).Value;
    }

    /// <summary>64 bits of two words, from a bit of the first on.</summary>
    private static ulong Window(ulong word, ulong next, int shift) => (word << shift) | ((next >> 1) >> (63 - shift));

    /// <summary>The upper half of a product.</summary>
    private static ulong MultiplyHigh(ulong left, ulong right)
    {
        ulong leftLow = left & 0xffffffff, leftHigh = left >> 32, rightLow = right & 0xffffffff, rightHigh = right >> 32;
        ulong middle = (leftHigh * rightLow) + ((leftLow * rightLow) >> 32);
        ulong other = (leftLow * rightHigh) + (middle & 0xffffffff);
        return (leftHigh * rightHigh) + (middle >> 32) + (other >> 32);
    }

    /// <summary>The bits of 2/pi in words, after a word of zeros.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong TwoOverPi(int index) => index switch
    {
        1 => 0xa2f9836e4e441529,
        2 => 0xfc2757d1f534ddc0,
        3 => 0xdb6295993c439041,
        4 => 0xfe5163abdebbc561,
        5 => 0xb7246e3a424dd2e0,
        6 => 0x06492eea09d1921c,
        7 => 0xfe1deb1cb129a73e,
        8 => 0xe88235f52ebb4484,
        9 => 0xe99c7026b45f7e41,
        10 => 0x3991d639835339f4,
        11 => 0x9c845f8bbdf9283b,
        12 => 0x1ff897ffde05980f,
        13 => 0xef2f118b5a0a6d1f,
        14 => 0x6d367ecf27cb09b7,
        15 => 0x4f463f669e5fea2d,
        16 => 0x7527bac7ebe5f17b,
        17 => 0x3d0739f78a5292ea,
        18 => 0x6bfb5fb11f8d5d08,
        19 => 0x56033046fc7b6bab,
        _ => 0,
    };
}
