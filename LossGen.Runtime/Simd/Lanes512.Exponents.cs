using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossGen.Simd;

// What is done on the exponents of numbers.
public readonly unsafe partial struct Lanes512<T>
{
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> PowerOfTwo(Lanes512<T> exponent)
    {
        // Adding 1.5 * 2^(mantissa bits) leaves the integer in the low bits of the sum, from where it is shifted into the exponent field.
        if (sizeof(T) == sizeof(float))
        {
            Vector512<int> bits = (Unsafe.BitCast<Lanes512<T>, Vector512<float>>(exponent) + Vector512.Create(12582912f + 127f)).AsInt32();
            return Unsafe.BitCast<Vector512<int>, Lanes512<T>>(Vector512.ShiftLeft(bits, 23));
        }

        Vector512<long> longBits = (Unsafe.BitCast<Lanes512<T>, Vector512<double>>(exponent) + Vector512.Create(6755399441055744.0 + 1023.0)).AsInt64();
        return Unsafe.BitCast<Vector512<long>, Lanes512<T>>(Vector512.ShiftLeft(longBits, 52));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Scale(Lanes512<T> value, Lanes512<T> exponent)
    {
        if (!Avx512F.IsSupported)
            return SimdMath.ScaleInSteps<Lanes512<T>, T>(value, exponent);

        return sizeof(T) == sizeof(float)
            ? Unsafe.BitCast<Vector512<float>, Lanes512<T>>(Avx512F.Scale(Unsafe.BitCast<Lanes512<T>, Vector512<float>>(value), Unsafe.BitCast<Lanes512<T>, Vector512<float>>(exponent)))
            : Unsafe.BitCast<Vector512<double>, Lanes512<T>>(Avx512F.Scale(Unsafe.BitCast<Lanes512<T>, Vector512<double>>(value), Unsafe.BitCast<Lanes512<T>, Vector512<double>>(exponent)));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Decompose(Lanes512<T> value, out Lanes512<T> exponent)
    {
        if (!Avx512F.IsSupported)
            return SimdMath.DecomposeInSteps<Lanes512<T>, T>(value, out exponent);

        // Mantissas in [3/4, 3/2), 1 for zero of either sign and infinity, NaN below zero.
        const byte around = 0b1111;
        if (sizeof(T) == sizeof(float))
        {
            Vector512<float> floats = Unsafe.BitCast<Lanes512<T>, Vector512<float>>(value);
            Vector512<float> mantissas = Avx512F.GetMantissa(floats, around);
            exponent = Lanes.Of(Exponent(Avx512F.GetExponent(floats).As<float, T>(), mantissas.As<float, T>()));
            return Unsafe.BitCast<Vector512<float>, Lanes512<T>>(mantissas);
        }

        Vector512<double> doubles = Unsafe.BitCast<Lanes512<T>, Vector512<double>>(value);
        Vector512<double> longMantissas = Avx512F.GetMantissa(doubles, around);
        exponent = Lanes.Of(Exponent(Avx512F.GetExponent(doubles).As<double, T>(), longMantissas.As<double, T>()));
        return Unsafe.BitCast<Vector512<double>, Lanes512<T>>(longMantissas);
    }

    /// <summary>The exponent that belongs to a mantissa around 1, from the one of a mantissa in [1, 2).</summary>
    [MethodImpl(Inline)]
    private static Vector512<T> Exponent(Vector512<T> exponent, Vector512<T> mantissa) =>
        Vector512.ConditionalSelect(Vector512.LessThan(mantissa, Vector512<T>.One), exponent + Vector512<T>.One, exponent);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> DecomposeNormal(Lanes512<T> value, out Lanes512<T> exponent)
    {
        // Subtracting the bits of 3/4 before the shift rounds the exponent so that the mantissa falls around 1 (as musl's log does).
        if (sizeof(T) == sizeof(float))
        {
            Vector512<int> offset = value.lanes.AsInt32() - Vector512.Create(0x3f400000);
            exponent = Unsafe.BitCast<Vector512<float>, Lanes512<T>>(Vector512.ConvertToSingle(Vector512.ShiftRightArithmetic(offset, 23)));
            return Unsafe.BitCast<Vector512<int>, Lanes512<T>>((offset & Vector512.Create(0x007fffff)) + Vector512.Create(0x3f400000));
        }

        Vector512<long> longOffset = value.lanes.AsInt64() - Vector512.Create(0x3fe8000000000000L);
        exponent = Unsafe.BitCast<Vector512<double>, Lanes512<T>>(Vector512.ConvertToDouble(Vector512.ShiftRightArithmetic(longOffset, 52)));
        return Unsafe.BitCast<Vector512<long>, Lanes512<T>>((longOffset & Vector512.Create(0x000fffffffffffffL)) + Vector512.Create(0x3fe8000000000000L));
    }
}
