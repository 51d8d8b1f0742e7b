using System.Globalization;

namespace LossGen;

/// <summary>
/// The upper 16 bits of a <see cref="float"/>: its range, with 8 bits of precision. Losses store it and compute in float. .NET 10 has no such type; this
/// one has the layout of others, so that memory of theirs can be read as it (<c>MemoryMarshal.Cast</c>).
/// </summary>
public readonly struct BFloat16 : IEquatable<BFloat16>, IComparable<BFloat16>, IFormattable
{
    private const int Shift = 16;

    private readonly ushort bits;

    private BFloat16(ushort bits) => this.bits = bits;

    /// <summary>The largest finite number, 3.3895314e38.</summary>
    public static BFloat16 MaxValue => FromBits(0x7F7F);

    /// <summary>The smallest finite number.</summary>
    public static BFloat16 MinValue => FromBits(0xFF7F);

    /// <summary>The smallest positive number, 9.184e-41.</summary>
    public static BFloat16 Epsilon => FromBits(1);

    /// <summary>Not a number.</summary>
    public static BFloat16 NaN => FromBits(0xFFC0);

    /// <summary>Infinity.</summary>
    public static BFloat16 PositiveInfinity => FromBits(0x7F80);

    /// <summary>Negative infinity.</summary>
    public static BFloat16 NegativeInfinity => FromBits(0xFF80);

    /// <summary>The number of a pattern of bits.</summary>
    public static BFloat16 FromBits(ushort bits) => new(bits);

    /// <summary>The pattern of bits.</summary>
    public ushort ToBits() => bits;

    /// <summary>Whether it is not a number.</summary>
    public static bool IsNaN(BFloat16 value) => float.IsNaN((float)value);

    /// <summary>The same number as a float.</summary>
    public static explicit operator float(BFloat16 value) => BitConverter.UInt32BitsToSingle((uint)value.bits << Shift);

    /// <summary>The same number as a double.</summary>
    public static explicit operator double(BFloat16 value) => (float)value;

    /// <summary>The nearest number, the even one of two.</summary>
    public static explicit operator BFloat16(float value)
    {
        uint wide = BitConverter.SingleToUInt32Bits(value);
        return float.IsNaN(value)
            ? new((ushort)((wide >> Shift) | 0x40))
            : new((ushort)((wide + 0x7FFF + ((wide >> Shift) & 1)) >> Shift));
    }

    /// <summary>The nearest number, the even one of two.</summary>
    public static explicit operator BFloat16(double value)
    {
        float near = (float)value;
        if (near == value || double.IsNaN(value))
            return (BFloat16)near;

        // Rounded to odd on the way, so that rounding twice is like rounding once (Boldo and Melquiond, Emulation of FMA and correctly rounded sums, 2008).
        uint wide = BitConverter.SingleToUInt32Bits(near);
        if (Math.Abs(near) > Math.Abs(value))
            wide--;
        return (BFloat16)BitConverter.UInt32BitsToSingle(wide | 1);
    }

    /// <summary>Whether the numbers are equal; NaN is equal to nothing.</summary>
    public static bool operator ==(BFloat16 left, BFloat16 right) => (float)left == (float)right;

    /// <summary>Whether the numbers differ.</summary>
    public static bool operator !=(BFloat16 left, BFloat16 right) => !(left == right);

    /// <summary>Whether the first is smaller.</summary>
    public static bool operator <(BFloat16 left, BFloat16 right) => (float)left < (float)right;

    /// <summary>Whether the first is larger.</summary>
    public static bool operator >(BFloat16 left, BFloat16 right) => (float)left > (float)right;

    /// <summary>Whether the first is not larger.</summary>
    public static bool operator <=(BFloat16 left, BFloat16 right) => (float)left <= (float)right;

    /// <summary>Whether the first is not smaller.</summary>
    public static bool operator >=(BFloat16 left, BFloat16 right) => (float)left >= (float)right;

    /// <inheritdoc/>
    public int CompareTo(BFloat16 other) => ((float)this).CompareTo((float)other);

    /// <summary>Whether the numbers are equal, or both are NaN.</summary>
    public bool Equals(BFloat16 other) => ((float)this).Equals((float)other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BFloat16 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ((float)this).GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => ToString(null, CultureInfo.CurrentCulture);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ((float)this).ToString(format, formatProvider);
}
