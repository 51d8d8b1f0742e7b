using ILGPU;

namespace LossGen.Gpu;

/// <summary>A <see cref="System.Half"/> in a kernel: its bits, and the arithmetic of integers that makes a float of them, which every device has.</summary>
public readonly struct DeviceHalf
{
    private const int Sign = 0x8000, Magnitude = 0x7FFF, MantissaShift = 13;

    /// <summary>The bits of a float: of 2^-14, the smallest normal half; of 2^16, from which on there is none; of 1/2, whose last bit is worth the smallest half.</summary>
    private const int SmallestNormal = 113 << 23, TooLarge = (127 + 16) << 23, Denormal = 126 << 23;

    /// <summary>What the exponents are apart, and what a half's bits are from infinity on, moved to where a float's are.</summary>
    private const int Rebias = (127 - 15) << 23, FirstInfinite = 31 << 23, FirstNormal = 1 << 23;

    private const int Infinity = 0x7F800000, HalfInfinity = 0x7C00, HalfNaN = 0x7E00;

    private readonly ushort bits;

    private DeviceHalf(int bits) => this.bits = (ushort)bits;

    /// <summary>The same number as a float.</summary>
    public static explicit operator float(DeviceHalf value)
    {
        int magnitude = (value.bits & Magnitude) << MantissaShift;
        int small = BitConverter.SingleToInt32Bits(
            BitConverter.Int32BitsToSingle(magnitude + SmallestNormal) - BitConverter.Int32BitsToSingle(SmallestNormal));
        int normal = magnitude + Rebias;
        if (magnitude >= FirstInfinite)
            normal |= Infinity;
        return BitConverter.Int32BitsToSingle((magnitude < FirstNormal ? small : normal) | ((value.bits & Sign) << 16));
    }

    /// <summary>The same number as a double.</summary>
    public static explicit operator double(DeviceHalf value) => (float)value;

    /// <summary>The nearest half, the even one of two.</summary>
    public static explicit operator DeviceHalf(float value)
    {
        int bits = BitConverter.SingleToInt32Bits(value), magnitude = bits & int.MaxValue;
        int rounded = (magnitude - Rebias + 0xFFF + ((magnitude >> MantissaShift) & 1)) >> MantissaShift;
        if (magnitude < SmallestNormal)
            rounded = BitConverter.SingleToInt32Bits(BitConverter.Int32BitsToSingle(magnitude) + BitConverter.Int32BitsToSingle(Denormal)) - Denormal;
        if (magnitude >= TooLarge)
            rounded = magnitude > Infinity ? HalfNaN : HalfInfinity;
        return new DeviceHalf(rounded | ((bits >> 16) & Sign));
    }

    /// <summary>A view of halves as kernels read it.</summary>
    public static ArrayView<DeviceHalf> Of(ArrayView<System.Half> view) => view.Cast<DeviceHalf>();
}
