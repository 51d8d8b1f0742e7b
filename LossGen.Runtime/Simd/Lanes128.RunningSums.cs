using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.Simd;

// Running sums over the lanes, in as many steps as their number has bits (Hillis and Steele, 1986): what has moved beyond the last lane is 0.
public readonly unsafe partial struct Lanes128<T>
{
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> SumsUpTo(Lanes128<T> value)
    {
        if (sizeof(T) == sizeof(float))
        {
            Vector128<float> floats = Unsafe.BitCast<Lanes128<T>, Vector128<float>>(value);
            floats += Vector128.Shuffle(floats, Vector128.Create(-1, 0, 1, 2));
            floats += Vector128.Shuffle(floats, Vector128.Create(-1, -1, 0, 1));
            return Unsafe.BitCast<Vector128<float>, Lanes128<T>>(floats);
        }

        Vector128<double> doubles = Unsafe.BitCast<Lanes128<T>, Vector128<double>>(value);
        doubles += Vector128.Shuffle(doubles, Vector128.Create(-1L, 0));
        return Unsafe.BitCast<Vector128<double>, Lanes128<T>>(doubles);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> SumsFrom(Lanes128<T> value)
    {
        if (sizeof(T) == sizeof(float))
        {
            Vector128<float> floats = Unsafe.BitCast<Lanes128<T>, Vector128<float>>(value);
            floats += Vector128.Shuffle(floats, Vector128.Create(1, 2, 3, -1));
            floats += Vector128.Shuffle(floats, Vector128.Create(2, 3, -1, -1));
            return Unsafe.BitCast<Vector128<float>, Lanes128<T>>(floats);
        }

        Vector128<double> doubles = Unsafe.BitCast<Lanes128<T>, Vector128<double>>(value);
        doubles += Vector128.Shuffle(doubles, Vector128.Create(1L, -1));
        return Unsafe.BitCast<Vector128<double>, Lanes128<T>>(doubles);
    }
}
