using System.Numerics;
using System.Runtime.CompilerServices;
using LossGen.Numerics;

namespace LossGen.Simd;

public static partial class SimdMath
{
    /// <summary>The error function.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Erf<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ThroughDoubles.Invoke<V, T, ErfThroughDoubles>(x);

    /// <summary>The complementary error function, 1 - erf(x).</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Erfc<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ThroughDoubles.Invoke<V, T, ErfcThroughDoubles>(x);

    /// <summary>The logarithm of |gamma(x)|.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Lgamma<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        PerLane<V, T, LgammaLane>(x);

    /// <summary>The logarithmic derivative of gamma; NaN at its poles.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Digamma<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        PerLane<V, T, DigammaLane>(x);

    /// <summary>The derivative of digamma.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Trigamma<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        PerLane<V, T, TrigammaLane>(x);

    private readonly struct LgammaLane : IUnaryLane
    {
        public static double Invoke(double x) => ScalarMath.Lgamma(x);
    }

    private readonly struct DigammaLane : IUnaryLane
    {
        public static double Invoke(double x) => ScalarMath.Digamma(x);
    }

    private readonly struct TrigammaLane : IUnaryLane
    {
        public static double Invoke(double x) => ScalarMath.Trigamma(x);
    }
}
