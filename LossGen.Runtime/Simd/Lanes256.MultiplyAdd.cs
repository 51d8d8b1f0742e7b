using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.Simd;

// What polynomials are made of. The JIT stops inlining when all that it inlined into a method is long, and what it counts are the bytes of
// the intermediate language: so each type of element has a method of its own, of which the JIT sees one.
public readonly unsafe partial struct Lanes256<T>
{
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> MultiplyAdd(Lanes256<T> a, Lanes256<T> b, Lanes256<T> c) => sizeof(T) == sizeof(float) ? Single(a, b, c) : Double(a, b, c);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> MultiplyAdd(Lanes256<T> a, Lanes256<T> b, double c) => sizeof(T) == sizeof(float) ? Single(a, b, c) : Double(a, b, c);

    [MethodImpl(Inline)]
    private static Lanes256<T> Single(Lanes256<T> a, Lanes256<T> b, Lanes256<T> c) =>
        Unsafe.BitCast<Vector256<float>, Lanes256<T>>(Vector256.MultiplyAddEstimate(
            Unsafe.BitCast<Lanes256<T>, Vector256<float>>(a),
            Unsafe.BitCast<Lanes256<T>, Vector256<float>>(b),
            Unsafe.BitCast<Lanes256<T>, Vector256<float>>(c)));

    [MethodImpl(Inline)]
    private static Lanes256<T> Double(Lanes256<T> a, Lanes256<T> b, Lanes256<T> c) =>
        Unsafe.BitCast<Vector256<double>, Lanes256<T>>(Vector256.MultiplyAddEstimate(
            Unsafe.BitCast<Lanes256<T>, Vector256<double>>(a),
            Unsafe.BitCast<Lanes256<T>, Vector256<double>>(b),
            Unsafe.BitCast<Lanes256<T>, Vector256<double>>(c)));

    [MethodImpl(Inline)]
    private static Lanes256<T> Single(Lanes256<T> a, Lanes256<T> b, double c) =>
        Unsafe.BitCast<Vector256<float>, Lanes256<T>>(Vector256.MultiplyAddEstimate(
            Unsafe.BitCast<Lanes256<T>, Vector256<float>>(a),
            Unsafe.BitCast<Lanes256<T>, Vector256<float>>(b),
            Vector256.Create((float)c)));

    [MethodImpl(Inline)]
    private static Lanes256<T> Double(Lanes256<T> a, Lanes256<T> b, double c) =>
        Unsafe.BitCast<Vector256<double>, Lanes256<T>>(Vector256.MultiplyAddEstimate(
            Unsafe.BitCast<Lanes256<T>, Vector256<double>>(a),
            Unsafe.BitCast<Lanes256<T>, Vector256<double>>(b),
            Vector256.Create(c)));
}
