using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.Simd;

// What polynomials are made of. The JIT stops inlining when all that it inlined into a method is long, and what it counts are the bytes of
// the intermediate language: so each type of element has a method of its own, of which the JIT sees one.
public readonly unsafe partial struct Lanes512<T>
{
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> MultiplyAdd(Lanes512<T> a, Lanes512<T> b, Lanes512<T> c) => sizeof(T) == sizeof(float) ? Single(a, b, c) : Double(a, b, c);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> MultiplyAdd(Lanes512<T> a, Lanes512<T> b, double c) => sizeof(T) == sizeof(float) ? Single(a, b, c) : Double(a, b, c);

    [MethodImpl(Inline)]
    private static Lanes512<T> Single(Lanes512<T> a, Lanes512<T> b, Lanes512<T> c) =>
        Unsafe.BitCast<Vector512<float>, Lanes512<T>>(Vector512.MultiplyAddEstimate(
            Unsafe.BitCast<Lanes512<T>, Vector512<float>>(a),
            Unsafe.BitCast<Lanes512<T>, Vector512<float>>(b),
            Unsafe.BitCast<Lanes512<T>, Vector512<float>>(c)));

    [MethodImpl(Inline)]
    private static Lanes512<T> Double(Lanes512<T> a, Lanes512<T> b, Lanes512<T> c) =>
        Unsafe.BitCast<Vector512<double>, Lanes512<T>>(Vector512.MultiplyAddEstimate(
            Unsafe.BitCast<Lanes512<T>, Vector512<double>>(a),
            Unsafe.BitCast<Lanes512<T>, Vector512<double>>(b),
            Unsafe.BitCast<Lanes512<T>, Vector512<double>>(c)));

    [MethodImpl(Inline)]
    private static Lanes512<T> Single(Lanes512<T> a, Lanes512<T> b, double c) =>
        Unsafe.BitCast<Vector512<float>, Lanes512<T>>(Vector512.MultiplyAddEstimate(
            Unsafe.BitCast<Lanes512<T>, Vector512<float>>(a),
            Unsafe.BitCast<Lanes512<T>, Vector512<float>>(b),
            Vector512.Create((float)c)));

    [MethodImpl(Inline)]
    private static Lanes512<T> Double(Lanes512<T> a, Lanes512<T> b, double c) =>
        Unsafe.BitCast<Vector512<double>, Lanes512<T>>(Vector512.MultiplyAddEstimate(
            Unsafe.BitCast<Lanes512<T>, Vector512<double>>(a),
            Unsafe.BitCast<Lanes512<T>, Vector512<double>>(b),
            Vector512.Create(c)));
}
