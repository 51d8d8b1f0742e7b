using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.Simd;

// Running sums over the lanes, in as many steps as their number has bits (Hillis and Steele, 1986): what has moved beyond the last lane is 0.
public readonly unsafe partial struct Lanes512<T>
{
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> SumsUpTo(Lanes512<T> value)
    {
        if (sizeof(T) == sizeof(float))
        {
            Vector512<float> floats = Unsafe.BitCast<Lanes512<T>, Vector512<float>>(value);
            floats += Vector512.Shuffle(floats, Vector512.Create(-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14));
            floats += Vector512.Shuffle(floats, Vector512.Create(-1, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13));
            floats += Vector512.Shuffle(floats, Vector512.Create(-1, -1, -1, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
            floats += Vector512.Shuffle(floats, Vector512.Create(-1, -1, -1, -1, -1, -1, -1, -1, 0, 1, 2, 3, 4, 5, 6, 7));
            return Unsafe.BitCast<Vector512<float>, Lanes512<T>>(floats);
        }

        Vector512<double> doubles = Unsafe.BitCast<Lanes512<T>, Vector512<double>>(value);
        doubles += Vector512.Shuffle(doubles, Vector512.Create(-1L, 0, 1, 2, 3, 4, 5, 6));
        doubles += Vector512.Shuffle(doubles, Vector512.Create(-1L, -1, 0, 1, 2, 3, 4, 5));
        doubles += Vector512.Shuffle(doubles, Vector512.Create(-1L, -1, -1, -1, 0, 1, 2, 3));
        return Unsafe.BitCast<Vector512<double>, Lanes512<T>>(doubles);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> SumsFrom(Lanes512<T> value)
    {
        if (sizeof(T) == sizeof(float))
        {
            Vector512<float> floats = Unsafe.BitCast<Lanes512<T>, Vector512<float>>(value);
            floats += Vector512.Shuffle(floats, Vector512.Create(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, -1));
            floats += Vector512.Shuffle(floats, Vector512.Create(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, -1, -1));
            floats += Vector512.Shuffle(floats, Vector512.Create(4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, -1, -1, -1, -1));
            floats += Vector512.Shuffle(floats, Vector512.Create(8, 9, 10, 11, 12, 13, 14, 15, -1, -1, -1, -1, -1, -1, -1, -1));
            return Unsafe.BitCast<Vector512<float>, Lanes512<T>>(floats);
        }

        Vector512<double> doubles = Unsafe.BitCast<Lanes512<T>, Vector512<double>>(value);
        doubles += Vector512.Shuffle(doubles, Vector512.Create(1L, 2, 3, 4, 5, 6, 7, -1));
        doubles += Vector512.Shuffle(doubles, Vector512.Create(2L, 3, 4, 5, 6, 7, -1, -1));
        doubles += Vector512.Shuffle(doubles, Vector512.Create(4L, 5, 6, 7, -1, -1, -1, -1));
        return Unsafe.BitCast<Vector512<double>, Lanes512<T>>(doubles);
    }
}
