using System.Numerics;
using System.Runtime.CompilerServices;

namespace LossGen.Simd;

/// <summary>Trigonometric functions. A part of <see cref="ISimd{V, T}"/>.</summary>
/// <typeparam name="V">The implementing type itself.</typeparam>
/// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface ISimdTrigonometry<V, T>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The sine, of radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Sin(V x) => Calls.Sin<V, T>(x);

    /// <summary>The cosine, of radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Cos(V x) => Calls.Cos<V, T>(x);

    /// <summary>The tangent, of radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Tan(V x) => SimdMath.Tan<V, T>(x);

    /// <summary>The inverse sine, in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Asin(V x) => SimdMath.Asin<V, T>(x);

    /// <summary>The inverse cosine, in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Acos(V x) => SimdMath.Acos<V, T>(x);

    /// <summary>The inverse tangent, in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Atan(V x) => SimdMath.Atan<V, T>(x);

    /// <summary>The angle of the point (x, y), in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Atan2(V y, V x) => SimdMath.Atan2<V, T>(y, x);
}
