using ILGPU;
using LossGen.Simd;

namespace LossGen.Gpu;

/// <summary>A <see cref="System.Half"/> in a kernel: its bits, and the arithmetic of integers that makes a float of them, which every device has.</summary>
public readonly struct DeviceHalf
{
    private const int Sign = 0x8000;

    private readonly ushort bits;

    private DeviceHalf(int bits) => this.bits = (ushort)bits;

    /// <summary>The same number as a float.</summary>
    public static explicit operator float(DeviceHalf value)
    {
        int magnitude = (value.bits & NarrowBits.Magnitude) << NarrowBits.MantissaShift;
        int small = BitConverter.SingleToInt32Bits(
            BitConverter.Int32BitsToSingle(magnitude + NarrowBits.SmallestNormal) - BitConverter.Int32BitsToSingle(NarrowBits.SmallestNormal));
        int normal = magnitude + NarrowBits.Rebias;
        if (magnitude >= NarrowBits.FirstInfinite)
            normal |= NarrowBits.Infinity;
        return BitConverter.Int32BitsToSingle((magnitude < NarrowBits.FirstNormal ? small : normal) | ((value.bits & Sign) << NarrowBits.Upper));
    }

    /// <summary>The same number as a double.</summary>
    public static explicit operator double(DeviceHalf value) => (float)value;

    /// <summary>The nearest half, the even one of two.</summary>
    public static explicit operator DeviceHalf(float value)
    {
        int bits = BitConverter.SingleToInt32Bits(value), magnitude = bits & int.MaxValue;
        int rounded = (magnitude - NarrowBits.Rebias + 0xFFF + ((magnitude >> NarrowBits.MantissaShift) & 1)) >> NarrowBits.MantissaShift;
        if (magnitude < NarrowBits.SmallestNormal)
            rounded = BitConverter.SingleToInt32Bits(BitConverter.Int32BitsToSingle(magnitude) + BitConverter.Int32BitsToSingle(NarrowBits.Denormal)) - NarrowBits.Denormal;
        if (magnitude >= NarrowBits.TooLarge)
            rounded = magnitude > NarrowBits.Infinity ? NarrowBits.HalfNaN : NarrowBits.HalfInfinity;
        return new DeviceHalf(rounded | ((bits >> NarrowBits.Upper) & Sign));
    }

    /// <summary>A view of halves as kernels read it.</summary>
    public static ArrayView<DeviceHalf> Of(ArrayView<System.Half> view) => view.Cast<DeviceHalf>();
}
