using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.Simd;

/// <summary>
/// The bits of <see cref="Half"/> and <see cref="BFloat16"/> as those of floats and back, rounded to nearest, ties to even: the arithmetic of F. Giesen's
/// half_to_float and float_to_half_fast3_rtne, in lanes. No step meets a denormal float for a denormal half, which processors take a hundred cycles for.
/// </summary>
internal static class NarrowBits
{
    /// <summary>How far the upper half of a float is from its lower end.</summary>
    internal const int Upper = 16;

    internal const int Magnitude = 0x7FFF, Sign = int.MinValue, Infinity = 0x7F80_0000, QuietNaN = 0x40;
    internal const int MantissaShift = 13;

    /// <summary>What exponents of half and float are apart, in the bits of a float.</summary>
    internal const int Rebias = (127 - 15) << 23;

    /// <summary>The bits of 2^-14, the smallest normal half, as a float; and what bits of halves below it and from infinity on are, moved to where a float's are.</summary>
    internal const int SmallestNormal = 113 << 23, FirstNormal = 1 << 23, FirstInfinite = 31 << 23;

    /// <summary>The bits of 2^16, from which on there is no half, and of 1/2, whose last bit is worth the smallest half.</summary>
    internal const int TooLarge = (127 + 16) << 23, Denormal = 126 << 23;

    internal const int HalfInfinity = 0x7C00, HalfNaN = 0x7E00;

    /// <summary>The floats of halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> OfHalf(Vector512<int> bits)
    {
        Vector512<int> magnitude = (bits & Vector512.Create(Magnitude)) << MantissaShift;
        Vector512<int> small = ((magnitude + Vector512.Create(SmallestNormal)).AsSingle() - Vector512.Create(SmallestNormal).AsSingle()).AsInt32();
        Vector512<int> value = Vector512.ConditionalSelect(Vector512.LessThan(magnitude, Vector512.Create(FirstNormal)), small, magnitude + Vector512.Create(Rebias));
        value |= Vector512.GreaterThanOrEqual(magnitude, Vector512.Create(FirstInfinite)) & Vector512.Create(Infinity);
        return (value | ((bits << Upper) & Vector512.Create(Sign))).AsSingle();
    }

    /// <summary>The halves of floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> ToHalf(Vector512<float> value)
    {
        Vector512<int> bits = value.AsInt32(), magnitude = bits & ~Vector512.Create(Sign);
        Vector512<int> odd = (magnitude >>> MantissaShift) & Vector512<int>.One;
        Vector512<int> normal = (magnitude - Vector512.Create(Rebias - 0xFFF) + odd) >>> MantissaShift;
        Vector512<int> small = (magnitude.AsSingle() + Vector512.Create(Denormal).AsSingle()).AsInt32() - Vector512.Create(Denormal);
        Vector512<int> large = Vector512.ConditionalSelect(
            Vector512.GreaterThan(magnitude, Vector512.Create(Infinity)), Vector512.Create(HalfNaN), Vector512.Create(HalfInfinity));
        Vector512<int> half = Vector512.ConditionalSelect(Vector512.LessThan(magnitude, Vector512.Create(SmallestNormal)), small, normal);
        half = Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(magnitude, Vector512.Create(TooLarge)), large, half);
        return half | ((bits & Vector512.Create(Sign)) >>> Upper);
    }

    /// <summary>The upper halves of floats, rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> ToBFloat16(Vector512<float> value)
    {
        Vector512<int> bits = value.AsInt32(), upper = bits >>> Upper;
        Vector512<int> rounded = (bits + Vector512.Create(0x7FFF) + (upper & Vector512<int>.One)) >>> Upper;
        return Vector512.ConditionalSelect(Vector512.IsNaN(value).AsInt32(), upper | Vector512.Create(QuietNaN), rounded);
    }

    /// <summary>The floats of halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> OfHalf(Vector256<int> bits)
    {
        Vector256<int> magnitude = (bits & Vector256.Create(Magnitude)) << MantissaShift;
        Vector256<int> small = ((magnitude + Vector256.Create(SmallestNormal)).AsSingle() - Vector256.Create(SmallestNormal).AsSingle()).AsInt32();
        Vector256<int> value = Vector256.ConditionalSelect(Vector256.LessThan(magnitude, Vector256.Create(FirstNormal)), small, magnitude + Vector256.Create(Rebias));
        value |= Vector256.GreaterThanOrEqual(magnitude, Vector256.Create(FirstInfinite)) & Vector256.Create(Infinity);
        return (value | ((bits << Upper) & Vector256.Create(Sign))).AsSingle();
    }

    /// <summary>The halves of floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> ToHalf(Vector256<float> value)
    {
        Vector256<int> bits = value.AsInt32(), magnitude = bits & ~Vector256.Create(Sign);
        Vector256<int> odd = (magnitude >>> MantissaShift) & Vector256<int>.One;
        Vector256<int> normal = (magnitude - Vector256.Create(Rebias - 0xFFF) + odd) >>> MantissaShift;
        Vector256<int> small = (magnitude.AsSingle() + Vector256.Create(Denormal).AsSingle()).AsInt32() - Vector256.Create(Denormal);
        Vector256<int> large = Vector256.ConditionalSelect(
            Vector256.GreaterThan(magnitude, Vector256.Create(Infinity)), Vector256.Create(HalfNaN), Vector256.Create(HalfInfinity));
        Vector256<int> half = Vector256.ConditionalSelect(Vector256.LessThan(magnitude, Vector256.Create(SmallestNormal)), small, normal);
        half = Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(magnitude, Vector256.Create(TooLarge)), large, half);
        return half | ((bits & Vector256.Create(Sign)) >>> Upper);
    }

    /// <summary>The upper halves of floats, rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> ToBFloat16(Vector256<float> value)
    {
        Vector256<int> bits = value.AsInt32(), upper = bits >>> Upper;
        Vector256<int> rounded = (bits + Vector256.Create(0x7FFF) + (upper & Vector256<int>.One)) >>> Upper;
        return Vector256.ConditionalSelect(Vector256.IsNaN(value).AsInt32(), upper | Vector256.Create(QuietNaN), rounded);
    }

    /// <summary>The floats of halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> OfHalf(Vector128<int> bits)
    {
        Vector128<int> magnitude = (bits & Vector128.Create(Magnitude)) << MantissaShift;
        Vector128<int> small = ((magnitude + Vector128.Create(SmallestNormal)).AsSingle() - Vector128.Create(SmallestNormal).AsSingle()).AsInt32();
        Vector128<int> value = Vector128.ConditionalSelect(Vector128.LessThan(magnitude, Vector128.Create(FirstNormal)), small, magnitude + Vector128.Create(Rebias));
        value |= Vector128.GreaterThanOrEqual(magnitude, Vector128.Create(FirstInfinite)) & Vector128.Create(Infinity);
        return (value | ((bits << Upper) & Vector128.Create(Sign))).AsSingle();
    }

    /// <summary>The halves of floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> ToHalf(Vector128<float> value)
    {
        Vector128<int> bits = value.AsInt32(), magnitude = bits & ~Vector128.Create(Sign);
        Vector128<int> odd = (magnitude >>> MantissaShift) & Vector128<int>.One;
        Vector128<int> normal = (magnitude - Vector128.Create(Rebias - 0xFFF) + odd) >>> MantissaShift;
        Vector128<int> small = (magnitude.AsSingle() + Vector128.Create(Denormal).AsSingle()).AsInt32() - Vector128.Create(Denormal);
        Vector128<int> large = Vector128.ConditionalSelect(
            Vector128.GreaterThan(magnitude, Vector128.Create(Infinity)), Vector128.Create(HalfNaN), Vector128.Create(HalfInfinity));
        Vector128<int> half = Vector128.ConditionalSelect(Vector128.LessThan(magnitude, Vector128.Create(SmallestNormal)), small, normal);
        half = Vector128.ConditionalSelect(Vector128.GreaterThanOrEqual(magnitude, Vector128.Create(TooLarge)), large, half);
        return half | ((bits & Vector128.Create(Sign)) >>> Upper);
    }

    /// <summary>The upper halves of floats, rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> ToBFloat16(Vector128<float> value)
    {
        Vector128<int> bits = value.AsInt32(), upper = bits >>> Upper;
        Vector128<int> rounded = (bits + Vector128.Create(0x7FFF) + (upper & Vector128<int>.One)) >>> Upper;
        return Vector128.ConditionalSelect(Vector128.IsNaN(value).AsInt32(), upper | Vector128.Create(QuietNaN), rounded);
    }
}
