using System.Runtime.CompilerServices;

namespace LossGen.Gpu;

/// <summary>What is done on the bits of a number, as in <see cref="LossGen.Simd.Lane{T}"/>.</summary>
internal static class DeviceBits
{
    // ILGPU passes the operands of CopySign to PTX's copysign in its own order, which takes the sign from the first.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float CopySign(float magnitude, float sign) => BitConverter.Int32BitsToSingle(
        (BitConverter.SingleToInt32Bits(magnitude) & 0x7fffffff) | (BitConverter.SingleToInt32Bits(sign) & ~0x7fffffff));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double CopySign(double magnitude, double sign) => BitConverter.Int64BitsToDouble(
        (BitConverter.DoubleToInt64Bits(magnitude) & long.MaxValue) | (BitConverter.DoubleToInt64Bits(sign) & long.MinValue));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float PowerOfTwo(float exponent) =>
        BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(exponent + (12582912f + 127f)) << 23);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double PowerOfTwo(double exponent) =>
        BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(exponent + (6755399441055744.0 + 1023.0)) << 52);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Decompose(float value, out float exponent)
    {
        int offset = BitConverter.SingleToInt32Bits(value) - 0x3f400000;
        exponent = offset >> 23;
        return BitConverter.Int32BitsToSingle((offset & 0x007fffff) + 0x3f400000);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Decompose(double value, out double exponent)
    {
        long offset = BitConverter.DoubleToInt64Bits(value) - 0x3fe8000000000000L;
        exponent = (int)(offset >> 52);
        return BitConverter.Int64BitsToDouble((offset & 0x000fffffffffffffL) + 0x3fe8000000000000L);
    }

    /// <summary>The first 26 bits of a number: the product of two such heads is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Head(double value) => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(value) & ~0x7ffffffL);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNegative(float value) => BitConverter.SingleToInt32Bits(value) < 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNegative(double value) => BitConverter.DoubleToInt64Bits(value) < 0;
}
