using ILGPU;
using LossGen.Simd;

namespace LossGen.Gpu;

/// <summary>A <see cref="BFloat16"/> in a kernel: its bits, which are the upper ones of a float.</summary>
public readonly struct DeviceBFloat16
{
    private readonly ushort bits;

    private DeviceBFloat16(int bits) => this.bits = (ushort)bits;

    /// <summary>The same number as a float.</summary>
    public static explicit operator float(DeviceBFloat16 value) => BitConverter.Int32BitsToSingle(value.bits << NarrowBits.Upper);

    /// <summary>The same number as a double.</summary>
    public static explicit operator double(DeviceBFloat16 value) => (float)value;

    /// <summary>The nearest number, the even one of two.</summary>
    public static explicit operator DeviceBFloat16(float value)
    {
        int bits = BitConverter.SingleToInt32Bits(value), upper = bits >> NarrowBits.Upper;
        return new DeviceBFloat16((bits & int.MaxValue) > NarrowBits.Infinity ? upper | NarrowBits.QuietNaN : (bits + 0x7FFF + (upper & 1)) >> NarrowBits.Upper);
    }

    /// <summary>A view of such numbers as kernels read it.</summary>
    public static ArrayView<DeviceBFloat16> Of(ArrayView<BFloat16> view) => view.Cast<DeviceBFloat16>();
}
