using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.Simd;

// What is done on the exponents of numbers.
public readonly unsafe partial struct Lanes128<T>
{
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> PowerOfTwo(Lanes128<T> exponent)
    {
        // Adding 1.5 * 2^(mantissa bits) leaves the integer in the low bits of the sum, from where it is shifted into the exponent field.
        if (sizeof(T) == sizeof(float))
        {
            Vector128<int> bits = (Unsafe.BitCast<Lanes128<T>, Vector128<float>>(exponent) + Vector128.Create(12582912f + 127f)).AsInt32();
            return Unsafe.BitCast<Vector128<int>, Lanes128<T>>(Vector128.ShiftLeft(bits, 23));
        }

        Vector128<long> longBits = (Unsafe.BitCast<Lanes128<T>, Vector128<double>>(exponent) + Vector128.Create(6755399441055744.0 + 1023.0)).AsInt64();
        return Unsafe.BitCast<Vector128<long>, Lanes128<T>>(Vector128.ShiftLeft(longBits, 52));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Scale(Lanes128<T> value, Lanes128<T> exponent) => SimdMath.ScaleInSteps<Lanes128<T>, T>(value, exponent);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Decompose(Lanes128<T> value, out Lanes128<T> exponent) => SimdMath.DecomposeInSteps<Lanes128<T>, T>(value, out exponent);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> DecomposeNormal(Lanes128<T> value, out Lanes128<T> exponent)
    {
        // Subtracting the bits of 3/4 before the shift rounds the exponent so that the mantissa falls around 1 (as musl's log does).
        if (sizeof(T) == sizeof(float))
        {
            Vector128<int> offset = value.lanes.AsInt32() - Vector128.Create(0x3f400000);
            exponent = Unsafe.BitCast<Vector128<float>, Lanes128<T>>(Vector128.ConvertToSingle(Vector128.ShiftRightArithmetic(offset, 23)));
            return Unsafe.BitCast<Vector128<int>, Lanes128<T>>((offset & Vector128.Create(0x007fffff)) + Vector128.Create(0x3f400000));
        }

        Vector128<long> longOffset = value.lanes.AsInt64() - Vector128.Create(0x3fe8000000000000L);
        exponent = Unsafe.BitCast<Vector128<double>, Lanes128<T>>(Vector128.ConvertToDouble(Vector128.ShiftRightArithmetic(longOffset, 52)));
        return Unsafe.BitCast<Vector128<long>, Lanes128<T>>((longOffset & Vector128.Create(0x000fffffffffffffL)) + Vector128.Create(0x3fe8000000000000L));
    }
}
