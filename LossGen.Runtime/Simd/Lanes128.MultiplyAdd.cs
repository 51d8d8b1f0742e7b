using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.Simd;

// What polynomials are made of. The JIT stops inlining when all that it inlined into a method is long, and what it counts are the bytes of
// the intermediate language: so each type of element has a method of its own, of which the JIT sees one.
public readonly unsafe partial struct Lanes128<T>
{
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> MultiplyAdd(Lanes128<T> a, Lanes128<T> b, Lanes128<T> c) => sizeof(T) == sizeof(float) ? Single(a, b, c) : Double(a, b, c);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> MultiplyAdd(Lanes128<T> a, Lanes128<T> b, double c) => sizeof(T) == sizeof(float) ? Single(a, b, c) : Double(a, b, c);

    [MethodImpl(Inline)]
    private static Lanes128<T> Single(Lanes128<T> a, Lanes128<T> b, Lanes128<T> c) =>
        Unsafe.BitCast<Vector128<float>, Lanes128<T>>(Vector128.MultiplyAddEstimate(
            Unsafe.BitCast<Lanes128<T>, Vector128<float>>(a),
            Unsafe.BitCast<Lanes128<T>, Vector128<float>>(b),
            Unsafe.BitCast<Lanes128<T>, Vector128<float>>(c)));

    [MethodImpl(Inline)]
    private static Lanes128<T> Double(Lanes128<T> a, Lanes128<T> b, Lanes128<T> c) =>
        Unsafe.BitCast<Vector128<double>, Lanes128<T>>(Vector128.MultiplyAddEstimate(
            Unsafe.BitCast<Lanes128<T>, Vector128<double>>(a),
            Unsafe.BitCast<Lanes128<T>, Vector128<double>>(b),
            Unsafe.BitCast<Lanes128<T>, Vector128<double>>(c)));

    [MethodImpl(Inline)]
    private static Lanes128<T> Single(Lanes128<T> a, Lanes128<T> b, double c) =>
        Unsafe.BitCast<Vector128<float>, Lanes128<T>>(Vector128.MultiplyAddEstimate(
            Unsafe.BitCast<Lanes128<T>, Vector128<float>>(a),
            Unsafe.BitCast<Lanes128<T>, Vector128<float>>(b),
            Vector128.Create((float)c)));

    [MethodImpl(Inline)]
    private static Lanes128<T> Double(Lanes128<T> a, Lanes128<T> b, double c) =>
        Unsafe.BitCast<Vector128<double>, Lanes128<T>>(Vector128.MultiplyAddEstimate(
            Unsafe.BitCast<Lanes128<T>, Vector128<double>>(a),
            Unsafe.BitCast<Lanes128<T>, Vector128<double>>(b),
            Vector128.Create(c)));
}
