using System.Numerics;
using System.Runtime.CompilerServices;

namespace LossGen.Simd;

/// <summary>Hyperbolic functions. A part of <see cref="ISimd{V, T}"/>.</summary>
/// <typeparam name="V">The implementing type itself.</typeparam>
/// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface ISimdHyperbolics<V, T>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The hyperbolic sine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Sinh(V x) => SimdMath.Sinh<V, T>(x);

    /// <summary>The hyperbolic cosine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Cosh(V x) => SimdMath.Cosh<V, T>(x);

    /// <summary>The hyperbolic tangent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Tanh(V x) => SimdMath.Tanh<V, T>(x);

    /// <summary>log(cosh(x)), exact near 0 and without overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V LogCosh(V x) => SimdMath.LogCosh<V, T>(x);

    /// <summary>tanh(x) for a given exp(-2|x|).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V TanhFrom(V x, V decay) => SimdMath.TanhFrom<V, T>(x, decay);

    /// <summary>log(cosh(x)) for a given exp(-2|x|).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V LogCoshFrom(V x, V decay) => SimdMath.LogCoshFrom<V, T>(x, decay);
}
