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
        ThroughDoubles.Invoke<V, T, CbrtThroughDoubles>(x);

    /// <summary>x to the power y, with the special cases of <see cref="Math.Pow"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Pow<V, T>(V x, V y)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ThroughDoubles.Invoke<V, T, PowThroughDoubles>(x, y);

    /// <summary>x to the power y, of doubles that go into floats: its error is that of a double times the magnitude of the exponent.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static V PowForFloats<V>(V x, V y)
        where V : struct, ISimd<V, double> => PowThroughDoubles.Invoke(x, y);

    private readonly struct CbrtThroughDoubles : IUnaryThroughDoubles
    {
        public static double Invoke(double x) => ScalarMath.Cbrt(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V x)
            where V : struct, ISimd<V, double> =>
            V.CopySign(Exp<V, double>(Log<V, double>(V.Abs(x)) * V.Constant(1.0 / 3)), x);
    }

    private readonly struct PowThroughDoubles : IBinaryThroughDoubles
    {
        public static double Invoke(double x, double y) => ScalarMath.Pow(x, y);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V x, V y)
            where V : struct, ISimd<V, double>
        {
            V zero = V.Constant(0);
            V one = V.Constant(1);
            V magnitude = V.Abs(x);
            V power = Exp<V, double>(y * Log<V, double>(magnitude));

            // 1 to the power of an infinity, whose product with the logarithm is no number.
            power = V.Select(V.Equal(magnitude, one), one, power);

            // Below 0: the sign of an odd power, and NaN for a power between integers. Infinities are even integers.
            V half = V.Constant(0.5) * y;
            V isInteger = V.Equal(y, V.Floor(y));
            V isOdd = isInteger & V.NotEqual(half, V.Floor(half));
            power = V.Select(isOdd, V.CopySign(power, x), power);
            V isNegative = V.LessThan(x, zero) & V.GreaterThan(x, V.Constant(double.NegativeInfinity));
            power = V.Select(isNegative & ~isInteger, V.Constant(double.NaN), power);
            return V.Select(V.Equal(y, zero), one, power);
        }
    }
}
