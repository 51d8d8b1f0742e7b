using System.Numerics;
using System.Runtime.CompilerServices;
using LossGen.Numerics;

namespace LossGen.Simd;

public static partial class SimdMath
{
    /// <summary>The tangent.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Tan<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        PerLane<V, T, TanLane>(x);

    /// <summary>The angle in [-pi/2, pi/2] whose sine is x; NaN outside [-1, 1].</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Asin<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        PerLane<V, T, AsinLane>(x);

    /// <summary>The angle in [0, pi] whose cosine is x; NaN outside [-1, 1].</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Acos<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        PerLane<V, T, AcosLane>(x);

    /// <summary>The angle in [-pi/2, pi/2] whose tangent is x.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Atan<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        PerLane<V, T, AtanLane>(x);

    /// <summary>The angle of the point (x, y).</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Atan2<V, T>(V y, V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        PerLane<V, T, Atan2Lane>(y, x);

    private readonly struct TanLane : IUnaryLane
    {
        public static double Invoke(double x) => ScalarMath.Tan(x);
    }

    private readonly struct AsinLane : IUnaryLane
    {
        public static double Invoke(double x) => ScalarMath.Asin(x);
    }

    private readonly struct AcosLane : IUnaryLane
    {
        public static double Invoke(double x) => ScalarMath.Acos(x);
    }

    private readonly struct AtanLane : IUnaryLane
    {
        public static double Invoke(double x) => ScalarMath.Atan(x);
    }

    private readonly struct Atan2Lane : IBinaryLane
    {
        public static double Invoke(double y, double x) => ScalarMath.Atan2(y, x);
    }
}
