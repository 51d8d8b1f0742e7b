using System.Numerics;
using System.Runtime.CompilerServices;

namespace LossGen.Simd;

/// <summary>Error and gamma functions, and products and shares with a value of their own where another rule would give NaN. A part of <see cref="ISimd{V, T}"/>.</summary>
/// <typeparam name="V">The implementing type itself.</typeparam>
/// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface ISimdSpecials<V, T>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The error function.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Erf(V x) => SimdMath.Erf<V, T>(x);

    /// <summary>1 - erf(x), exact in the tail.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Erfc(V x) => SimdMath.Erfc<V, T>(x);

    /// <summary>The logarithm of the absolute value of the gamma function.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Lgamma(V x) => SimdMath.Lgamma<V, T>(x);

    /// <summary>The derivative of lgamma.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Digamma(V x) => SimdMath.Digamma<V, T>(x);

    /// <summary>The derivative of digamma.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Trigamma(V x) => SimdMath.Trigamma<V, T>(x);

    /// <summary>-1, 0 or 1; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Sign(V x) => SimdMath.Sign<V, T>(x);

    /// <summary>x * log(y), and 0 where x is 0 and y is not NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V XLogY(V x, V y) => SimdMath.XLogY<V, T>(x, y);

    /// <summary>x * log, and 0 where x is 0 and log is not NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V TimesLog(V x, V log) => SimdMath.TimesLog<V, T>(x, log);

    /// <summary>x / y, and 0 where x is 0 and y is not NaN: the derivative of <see cref="XLogY"/> by y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V XOverY(V x, V y) => SimdMath.XOverY<V, T>(x, y);

    /// <summary>The share of the derivative that max(x, y) passes to x: 1 where x is larger, 1/2 on a tie, else 0; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V MaxShare(V x, V y) => SimdMath.MaxShare<V, T>(x, y);
}
