using System.Numerics;
using System.Runtime.CompilerServices;
using LossGen.Numerics;

namespace LossGen.Simd;

public static partial class SimdMath
{
    /// <summary>The cube root.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Cbrt<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        PerLane<V, T, CbrtLane>(x);

    /// <summary>x to the power y, with the special cases of <see cref="Math.Pow"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Pow<V, T>(V x, V y)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        PerLane<V, T, PowLane>(x, y);

    private readonly struct CbrtLane : IUnaryLane
    {
        public static double Invoke(double x) => ScalarMath.Cbrt(x);
    }

    private readonly struct PowLane : IBinaryLane
    {
        public static double Invoke(double x, double y) => ScalarMath.Pow(x, y);
    }
}
