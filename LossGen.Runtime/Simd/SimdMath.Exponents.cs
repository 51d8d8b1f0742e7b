using System.Numerics;
using System.Runtime.CompilerServices;

namespace LossGen.Simd;

// Scaling and decomposing where the machine has no instruction for it.
public static partial class SimdMath
{
    /// <summary>value * 2^exponent, for a value around 1 and an exponent up to a few beyond those of its type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V ScaleInSteps<V, T>(V value, V exponent)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // 2^exponent itself may lie outside the normal range where the result is denormal or near the overflow.
        V half = V.Floor(exponent * Constant<V, T>(0.5));
        return value * V.PowerOfTwo(half) * V.PowerOfTwo(exponent - half);
    }

    /// <summary>See <see cref="ISimdExponents{V, T}.Decompose"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V DecomposeInSteps<V, T>(V x, out V e)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const double smallestSingle = 1.17549435082228750797e-38;
        const double smallestDouble = 2.2250738585072013831e-308;

        V zero = Constant<V, T>(0);
        V infinity = Constant<V, T>(double.PositiveInfinity);
        V denormal = V.LessThan(x, Constant<V, T>(smallestSingle, smallestDouble));
        V m = V.DecomposeNormal(V.Select(denormal, x * Constant<V, T>(1 << 25, 1L << 54), x), out e);
        e = V.Select(denormal, e - Constant<V, T>(25, 54), e);
        e = V.Select(V.Equal(x, zero), -infinity, V.Select(V.LessThan(x, infinity), e, x));
        return V.Select(V.GreaterThanOrEqual(x, zero), m, Constant<V, T>(double.NaN));
    }
}
