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
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        OutOfLine<V, T, ExpKernel>(x);

    /// <summary>exp(x) - 1, accurate relative to the result near 0 too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Expm1<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        OutOfLine<V, T, Expm1Kernel>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V ExpInline<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Just beyond the limits of the result, where it already is 0 or infinity. NaN passes.
        x = V.AtMost(Constant<V, T>(89, 710), V.AtLeast(Constant<V, T>(-104, -746), x));

        V exp = ExpReduced<V, T>(x, out V n);

        // In two steps: 2^n itself may lie outside the normal range where the result is denormal or near the overflow.
        V half = V.Floor(n * Constant<V, T>(0.5));
        return exp * V.PowerOfTwo(half) * V.PowerOfTwo(n - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Expm1Inline<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V bounded = V.AtMost(Constant<V, T>(89, 710), V.AtLeast(Constant<V, T>(-20, -40), x));
        V p = Expm1Reduced<V, T>(bounded, out V n);

        // 2^n * (p + 1) - 1 = 2 * (h * p + (h - 1/2)) with h = 2^(n - 1), which is finite wherever the result is. Where n is 0, halving
        // could cost a denormal p its last bit.
        V h = V.PowerOfTwo(n - Constant<V, T>(1));
        V scaled = V.MultiplyAdd(h, p, h - Constant<V, T>(0.5));
        return V.CopySign(V.Select(V.Equal(n, Constant<V, T>(0)), p, scaled + scaled), x);
    }

    /// <summary>exp(r) for x = n * ln2 + r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ExpReduced<V, T>(V x, out V n)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        n = V.Round(x * Constant<V, T>(Log2E));
        V r = V.MultiplyAdd(n, Constant<V, T>(-Ln2HighSingle, -Ln2HighDouble), x);
        r = V.MultiplyAdd(n, Constant<V, T>(-Ln2LowSingle, -Ln2LowDouble), r);
        return Constant<V, T>(1) + V.MultiplyAdd(r * r, ExpTail<V, T>(r), r);
    }

    /// <summary>expm1(r) for x = n * ln2 + r; the caller keeps n in the range of its <see cref="ISimd{V, T}.PowerOfTwo"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Expm1Reduced<V, T>(V x, out V n)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        n = V.Round(x * Constant<V, T>(Log2E));
        V high = V.MultiplyAdd(n, Constant<V, T>(-Ln2HighSingle, -Ln2HighDouble), x);
        V low = n * Constant<V, T>(Ln2LowSingle, Ln2LowDouble);
        V r = high - low;

        // What the rounding of r lost counts here, since the caller subtracts 1 (as fdlibm's expm1 does).
        V lost = high - r - low;
        lost = V.MultiplyAdd(lost, r, lost);
        return r + V.MultiplyAdd(r * r, ExpTail<V, T>(r), lost);
    }

    /// <summary>(exp(r) - 1 - r) / r^2 for |r| up to ln2 / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V ExpTail<V, T>(V r)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V tail;

        if (V.IsSingle)
        {
            tail = Constant<V, T>(0.001394649573941866306);
            tail = Then<V, T>(tail, r, 0.008366610596749351154);
            tail = Then<V, T>(tail, r, 0.04166628141784043937);
            tail = Then<V, T>(tail, r, 0.1666654279398537455);
            return Then<V, T>(tail, r, 0.5000000062082490661);
        }

        tail = Constant<V, T>(2.092447713760632525e-9);
        tail = Then<V, T>(tail, r, 2.510909056550779038e-8);
        tail = Then<V, T>(tail, r, 2.755724264980451156e-7);
        tail = Then<V, T>(tail, r, 2.755724406150518689e-6);
        tail = Then<V, T>(tail, r, 0.00002480158736068579196);
        tail = Then<V, T>(tail, r, 0.0001984126988626662648);
        tail = Then<V, T>(tail, r, 0.001388888888886677134);
        tail = Then<V, T>(tail, r, 0.008333333333321578173);
        tail = Then<V, T>(tail, r, 0.0416666666666667015);
        tail = Then<V, T>(tail, r, 0.1666666666666667664);
        return Then<V, T>(tail, r, 0.5);
    }

    private readonly struct ExpKernel : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            ExpInline<V, T>(x);
    }

    private readonly struct Expm1Kernel : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Expm1Inline<V, T>(x);
    }
}
