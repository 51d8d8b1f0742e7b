using System.Runtime.CompilerServices;
using LossGen.Numerics;

namespace LossGen.Simd;

// The error functions of floats, in double: up to 1 by erf(x) / x, beyond by exp(x^2) * erfc(x).
public static partial class SimdMath
{
    /// <summary>erf(x) / x for square = x^2 up to 1, with an error below 2^-35.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ErfRatio<V>(V square)
        where V : struct, ISimd<V, double>
    {
        V ratio = V.Constant(-9.68013882055208521e-6);
        ratio = V.MultiplyAdd(ratio, square, 0.000112705454668690145);
        ratio = V.MultiplyAdd(ratio, square, -0.000848471160601690908);
        ratio = V.MultiplyAdd(ratio, square, 0.00522107489098996673);
        ratio = V.MultiplyAdd(ratio, square, -0.0268654458271513718);
        ratio = V.MultiplyAdd(ratio, square, 0.112837827473333179);
        ratio = V.MultiplyAdd(ratio, square, -0.376126384838215925);
        return V.MultiplyAdd(ratio, square, 1.12837916706315973);
    }

    /// <summary>erfc(x) for x from 1 on; 0 where a float has nothing left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ErfcTail<V>(V x)
        where V : struct, ISimd<V, double>
    {
        // exp(x^2) * erfc(x) * (x + 2) in t = 1 / (x + 2), for x from 1 to 11.
        V bounded = V.AtMost(V.Constant(11), x);
        V t = V.Constant(1) / (bounded + V.Constant(2));
        V ratio = V.Constant(-74.854324362050722);
        ratio = V.MultiplyAdd(ratio, t, 118.442791598692431);
        ratio = V.MultiplyAdd(ratio, t, -54.1763065405798238);
        ratio = V.MultiplyAdd(ratio, t, -1.44679804116008554);
        ratio = V.MultiplyAdd(ratio, t, -0.152826510959947384);
        ratio = V.MultiplyAdd(ratio, t, 2.4916762612058338);
        ratio = V.MultiplyAdd(ratio, t, 2.8529327971296213);
        ratio = V.MultiplyAdd(ratio, t, 1.9719734967398066);
        ratio = V.MultiplyAdd(ratio, t, 1.12849630481717637);
        ratio = V.MultiplyAdd(ratio, t, 0.564187479065879619);
        return Exp<V, double>(-(bounded * bounded)) * t * ratio;
    }

    private readonly struct ErfThroughDoubles : IUnaryThroughDoubles
    {
        public static double Invoke(double x) => ScalarMath.Erf(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V x)
            where V : struct, ISimd<V, double>
        {
            V one = V.Constant(1);
            V magnitude = V.Abs(x);
            V far = V.CopySign(one - ErfcTail(magnitude), x);
            return V.Select(V.LessThan(magnitude, one), x * ErfRatio(x * x), far);
        }
    }

    private readonly struct ErfcThroughDoubles : IUnaryThroughDoubles
    {
        public static double Invoke(double x) => ScalarMath.Erfc(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V x)
            where V : struct, ISimd<V, double>
        {
            V one = V.Constant(1);
            V magnitude = V.Abs(x);
            V tail = ErfcTail(magnitude);
            V far = V.Select(V.LessThan(x, V.Constant(0)), V.Constant(2) - tail, tail);
            return V.Select(V.LessThan(magnitude, one), V.MultiplyAdd(-x, ErfRatio(x * x), one), far);
        }
    }
}
