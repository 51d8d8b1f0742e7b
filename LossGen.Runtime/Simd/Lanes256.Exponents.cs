using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossGen.Simd;

// What is done on the exponents of numbers.
public readonly unsafe partial struct Lanes256<T>
{
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> PowerOfTwo(Lanes256<T> exponent)
    {
        // Adding 1.5 * 2^(mantissa bits) leaves the integer in the low bits of the sum, from where it is shifted into the exponent field.
        if (sizeof(T) == sizeof(float))
        {
            Vector256<int> bits = (Unsafe.BitCast<Lanes256<T>, Vector256<float>>(exponent) + Vector256.Create(12582912f + 127f)).AsInt32();
            return Unsafe.BitCast<Vector256<int>, Lanes256<T>>(Vector256.ShiftLeft(bits, 23));
        }

        Vector256<long> longBits = (Unsafe.BitCast<Lanes256<T>, Vector256<double>>(exponent) + Vector256.Create(6755399441055744.0 + 1023.0)).AsInt64();
        return Unsafe.BitCast<Vector256<long>, Lanes256<T>>(Vector256.ShiftLeft(longBits, 52));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Scale(Lanes256<T> value, Lanes256<T> exponent)
    {
        if (!Avx512F.VL.IsSupported)
            return SimdMath.ScaleInSteps<Lanes256<T>, T>(value, exponent);

        return sizeof(T) == sizeof(float)
            ? Unsafe.BitCast<Vector256<float>, Lanes256<T>>(Avx512F.VL.Scale(Unsafe.BitCast<Lanes256<T>, Vector256<float>>(value), Unsafe.BitCast<Lanes256<T>, Vector256<float>>(exponent)))
            : Unsafe.BitCast<Vector256<double>, Lanes256<T>>(Avx512F.VL.Scale(Unsafe.BitCast<Lanes256<T>, Vector256<double>>(value), Unsafe.BitCast<Lanes256<T>, Vector256<double>>(exponent)));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Decompose(Lanes256<T> value, out Lanes256<T> exponent)
    {
        if (!Avx512F.VL.IsSupported)
            return SimdMath.DecomposeInSteps<Lanes256<T>, T>(value, out exponent);

        // Mantissas in [3/4, 3/2), 1 for zero of either sign and infinity, NaN below zero.
        const byte around = 0b1111;
        if (sizeof(T) == sizeof(float))
        {
            Vector256<float> floats = Unsafe.BitCast<Lanes256<T>, Vector256<float>>(value);
            Vector256<float> mantissas = Avx512F.VL.GetMantissa(floats, around);
            exponent = Lanes.Of(Exponent(Avx512F.VL.GetExponent(floats).As<float, T>(), mantissas.As<float, T>()));
            return Unsafe.BitCast<Vector256<float>, Lanes256<T>>(mantissas);
        }

        Vector256<double> doubles = Unsafe.BitCast<Lanes256<T>, Vector256<double>>(value);
        Vector256<double> longMantissas = Avx512F.VL.GetMantissa(doubles, around);
        exponent = Lanes.Of(Exponent(Avx512F.VL.GetExponent(doubles).As<double, T>(), longMantissas.As<double, T>()));
        return Unsafe.BitCast<Vector256<double>, Lanes256<T>>(longMantissas);
    }

    /// <summary>The exponent that belongs to a mantissa around 1, from the one of a mantissa in [1, 2).</summary>
    [MethodImpl(Inline)]
    private static Vector256<T> Exponent(Vector256<T> exponent, Vector256<T> mantissa) =>
        Vector256.ConditionalSelect(Vector256.LessThan(mantissa, Vector256<T>.One), exponent + Vector256<T>.One, exponent);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> DecomposeNormal(Lanes256<T> value, out Lanes256<T> exponent)
    {
        // Subtracting the bits of 3/4 before the shift rounds the exponent so that the mantissa falls around 1 (as musl's log does).
        if (sizeof(T) == sizeof(float))
        {
            Vector256<int> offset = value.lanes.AsInt32() - Vector256.Create(0x3f400000);
            exponent = Unsafe.BitCast<Vector256<float>, Lanes256<T>>(Vector256.ConvertToSingle(Vector256.ShiftRightArithmetic(offset, 23)));
            return Unsafe.BitCast<Vector256<int>, Lanes256<T>>((offset & Vector256.Create(0x007fffff)) + Vector256.Create(0x3f400000));
        }

        Vector256<long> longOffset = value.lanes.AsInt64() - Vector256.Create(0x3fe8000000000000L);
        exponent = Unsafe.BitCast<Vector256<double>, Lanes256<T>>(Vector256.ConvertToDouble(Vector256.ShiftRightArithmetic(longOffset, 52)));
        return Unsafe.BitCast<Vector256<long>, Lanes256<T>>((longOffset & Vector256.Create(0x000fffffffffffffL)) + Vector256.Create(0x3fe8000000000000L));
    }
}
