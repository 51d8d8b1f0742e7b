using System.Numerics;
using System.Runtime.CompilerServices;

namespace LossGen.Simd;

// x = n * ln2 + r with integer n and |r| <= ln2 / 2; exp(x) = 2^n * exp(r) (Cody and Waite, 1980).
public static partial class SimdMath
{
    /// <summary>e to the power x; overflows to infinity and underflows through the denormal numbers to 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Just beyond the limits of the result, where it already is 0 or infinity. NaN passes.
        x = V.AtMost(Constant<V, T>(89, 710), V.AtLeast(Constant<V, T>(-104, -746), x));
        V expm1 = Expm1Reduced<V, T>(x, out V n);
        return V.Scale(Constant<V, T>(1) + expm1, n);
    }

    /// <summary>exp(x) - 1, accurate relative to the result near 0 too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Expm1<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // 2^n * (p + 1) - 1 = 2^n * (p + (1 - 2^-n)), which is p itself where n is 0.
        V bounded = V.AtMost(Constant<V, T>(89, 710), V.AtLeast(Constant<V, T>(-20, -40), x));
        V p = Expm1Reduced<V, T>(bounded, out V n);
        V rest = Constant<V, T>(1) - V.PowerOfTwo(V.AtLeast(Constant<V, T>(-126, -1022), -n));
        return V.CopySign(V.Scale(p + rest, n), x);
    }

    /// <summary>exp(r) - 1 for x = n * ln2 + r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Expm1Reduced<V, T>(V x, out V n)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        n = V.Round(x * Constant<V, T>(Log2E));
        V r = V.MultiplyAdd(n, Constant<V, T>(-Ln2HighSingle, -Ln2HighDouble), x);
        r = V.MultiplyAdd(n, Constant<V, T>(-Ln2LowSingle, -Ln2LowDouble), r);
        V square = r * r;
        return V.MultiplyAdd(square, ExpTail<V, T>(r, square), r);
    }

    /// <summary>(exp(r) - 1 - r) / r^2 for |r| up to ln2 / 2: even and odd powers apart, so that half of the steps wait for one another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V ExpTail<V, T>(V r, V square)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V even, odd;

        if (V.IsSingle)
        {
            even = V.MultiplyAdd(Constant<V, T>(0.001394649573941866306), square, 0.04166628141784043937);
            even = V.MultiplyAdd(even, square, 0.5000000062082490661);
            odd = V.MultiplyAdd(Constant<V, T>(0.008366610596749351154), square, 0.1666654279398537455);
            return V.MultiplyAdd(odd, r, even);
        }

        even = V.MultiplyAdd(Constant<V, T>(2.092447713760632525e-9), square, 2.755724264980451156e-7);
        even = V.MultiplyAdd(even, square, 0.00002480158736068579196);
        even = V.MultiplyAdd(even, square, 0.001388888888886677134);
        even = V.MultiplyAdd(even, square, 0.0416666666666667015);
        even = V.MultiplyAdd(even, square, 0.5);
        odd = V.MultiplyAdd(Constant<V, T>(2.510909056550779038e-8), square, 2.755724406150518689e-6);
        odd = V.MultiplyAdd(odd, square, 0.0001984126988626662648);
        odd = V.MultiplyAdd(odd, square, 0.008333333333321578173);
        odd = V.MultiplyAdd(odd, square, 0.1666666666666667764);
        return V.MultiplyAdd(odd, r, even);
    }
}
