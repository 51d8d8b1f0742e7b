using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.Simd;

// Running sums over the lanes, in as many steps as their number has bits (Hillis and Steele, 1986): what has moved beyond the last lane is 0.
public readonly unsafe partial struct Lanes256<T>
{
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> SumsUpTo(Lanes256<T> value)
    {
        if (sizeof(T) == sizeof(float))
        {
            Vector256<float> floats = Unsafe.BitCast<Lanes256<T>, Vector256<float>>(value);
            floats += Vector256.Shuffle(floats, Vector256.Create(-1, 0, 1, 2, 3, 4, 5, 6));
            floats += Vector256.Shuffle(floats, Vector256.Create(-1, -1, 0, 1, 2, 3, 4, 5));
            floats += Vector256.Shuffle(floats, Vector256.Create(-1, -1, -1, -1, 0, 1, 2, 3));
            return Unsafe.BitCast<Vector256<float>, Lanes256<T>>(floats);
        }

        Vector256<double> doubles = Unsafe.BitCast<Lanes256<T>, Vector256<double>>(value);
        doubles += Vector256.Shuffle(doubles, Vector256.Create(-1L, 0, 1, 2));
        doubles += Vector256.Shuffle(doubles, Vector256.Create(-1L, -1, 0, 1));
        return Unsafe.BitCast<Vector256<double>, Lanes256<T>>(doubles);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> SumsFrom(Lanes256<T> value)
    {
        if (sizeof(T) == sizeof(float))
        {
            Vector256<float> floats = Unsafe.BitCast<Lanes256<T>, Vector256<float>>(value);
            floats += Vector256.Shuffle(floats, Vector256.Create(1, 2, 3, 4, 5, 6, 7, -1));
            floats += Vector256.Shuffle(floats, Vector256.Create(2, 3, 4, 5, 6, 7, -1, -1));
            floats += Vector256.Shuffle(floats, Vector256.Create(4, 5, 6, 7, -1, -1, -1, -1));
            return Unsafe.BitCast<Vector256<float>, Lanes256<T>>(floats);
        }

        Vector256<double> doubles = Unsafe.BitCast<Lanes256<T>, Vector256<double>>(value);
        doubles += Vector256.Shuffle(doubles, Vector256.Create(1L, 2, 3, -1));
        doubles += Vector256.Shuffle(doubles, Vector256.Create(2L, 3, -1, -1));
        return Unsafe.BitCast<Vector256<double>, Lanes256<T>>(doubles);
    }
}
