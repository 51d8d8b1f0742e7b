using System.Numerics;
using System.Runtime.CompilerServices;

namespace LossGen.Simd;

public static partial class SimdMath
{
    /// <summary>-1, 0 or 1; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sign<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V one = Constant<V, T>(1);
        V magnitude = V.Select(V.Equal(x, Constant<V, T>(0)), Constant<V, T>(0), one);

        // -0 must give 0, so the sign is taken from a comparison and not from the sign bit.
        V sign = V.Select(V.LessThan(x, Constant<V, T>(0)), -one, magnitude);
        return V.Select(V.Equal(x, x), sign, x);
    }

    /// <summary>x * log(y), and 0 where x is 0 and y is not NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V XLogY<V, T>(V x, V y)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        V.Select(VanishesAt<V, T>(x, y), Constant<V, T>(0), x * V.Log(y));

    /// <summary>x * log, and 0 where x is 0 and log is not NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V TimesLog<V, T>(V x, V log)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        V.Select(VanishesAt<V, T>(x, log), Constant<V, T>(0), x * log);

    /// <summary>x / y, and 0 where x is 0 and y is not NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V XOverY<V, T>(V x, V y)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        V.Select(VanishesAt<V, T>(x, y), Constant<V, T>(0), x / y);

    /// <summary>The share of the derivative that max(x, y) passes to x: 1 where x is larger, 1/2 on a tie, else 0; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V MaxShare<V, T>(V x, V y)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V atMost = V.Select(V.Equal(x, y), Constant<V, T>(0.5), Constant<V, T>(double.NaN));
        V notLarger = V.Select(V.LessThan(x, y), Constant<V, T>(0), atMost);
        return V.Select(V.GreaterThan(x, y), Constant<V, T>(1), notLarger);
    }

    // A factor of 0 wins over an infinite logarithm or quotient, but not over NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V VanishesAt<V, T>(V x, V y)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        V.Equal(x, Constant<V, T>(0)) & V.Equal(y, y);
}
