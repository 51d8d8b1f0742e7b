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
        Of(Vector256.MultiplyAddEstimate(a.lanes.AsSingle(), b.lanes.AsSingle(), c.lanes.AsSingle()).As<float, T>());

    [MethodImpl(Inline)]
    private static Lanes256<T> Double(Lanes256<T> a, Lanes256<T> b, Lanes256<T> c) =>
        Of(Vector256.MultiplyAddEstimate(a.lanes.AsDouble(), b.lanes.AsDouble(), c.lanes.AsDouble()).As<double, T>());

    [MethodImpl(Inline)]
    private static Lanes256<T> Single(Lanes256<T> a, Lanes256<T> b, double c) =>
        Of(Vector256.MultiplyAddEstimate(a.lanes.AsSingle(), b.lanes.AsSingle(), Vector256.Create((float)c)).As<float, T>());

    [MethodImpl(Inline)]
    private static Lanes256<T> Double(Lanes256<T> a, Lanes256<T> b, double c) =>
        Of(Vector256.MultiplyAddEstimate(a.lanes.AsDouble(), b.lanes.AsDouble(), Vector256.Create(c)).As<double, T>());
}
