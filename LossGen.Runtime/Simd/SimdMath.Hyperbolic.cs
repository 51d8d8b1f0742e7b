using System.Numerics;
using System.Runtime.CompilerServices;

namespace LossGen.Simd;

public static partial class SimdMath
{
    /// <summary>The hyperbolic sine, accurate relative to the result near 0 too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sinh<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // (e - 1 / e) / 2 for e = exp(|x|), of which a quarter does not overflow before the result; below 1, where it cancels, a polynomial.
        V magnitude = V.Abs(x);
        V quarter = QuarterExp<V, T>(magnitude);
        V half = quarter - Constant<V, T>(1) / (Constant<V, T>(16) * quarter);
        V square = x * x;
        V near = V.MultiplyAdd(x * square, SinhTail<V, T>(square), x);
        return V.Select(V.LessThan(magnitude, Constant<V, T>(1)), near, V.CopySign(half + half, x));
    }

    /// <summary>The hyperbolic cosine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Cosh<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V quarter = QuarterExp<V, T>(V.Abs(x));
        V half = quarter + Constant<V, T>(1) / (Constant<V, T>(16) * quarter);
        return half + half;
    }

    /// <summary>The hyperbolic tangent, accurate relative to the result near 0 too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TanhFrom<V, T>(x, Exp<V, T>(Constant<V, T>(-2) * V.Abs(x)));

    /// <summary>tanh(x), given decay = exp(-2|x|), which it shares with other functions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V TanhFrom<V, T>(V x, V decay)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // 1 - 2 decay / (1 + decay), where the subtraction rounds once to the result; before, where it would cancel, a polynomial.
        V far = Constant<V, T>(1) - (decay + decay) / (Constant<V, T>(1) + decay);
        V square = x * x;
        V near = V.MultiplyAdd(x * square, TanhTail<V, T>(square), x);
        return V.CopySign(V.Select(V.LessThan(V.Abs(x), Constant<V, T>(0.55)), near, far), x);
    }

    /// <summary>(tanh(x) - x) / x^3 for square = x^2, |x| up to 0.55.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V TanhTail<V, T>(V square)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V tail;

        if (V.IsSingle)
        {
            tail = Constant<V, T>(-0.006273174108173502365);
            tail = V.MultiplyAdd(tail, square, 0.02107091035879858355);
            tail = V.MultiplyAdd(tail, square, -0.05385212009626558843);
            tail = V.MultiplyAdd(tail, square, 0.1333258431280962054);
            return V.MultiplyAdd(tail, square, -0.333333175062389105);
        }

        tail = Constant<V, T>(0.00005101269842578198148);
        tail = V.MultiplyAdd(tail, square, -0.0002102893465762996591);
        tail = V.MultiplyAdd(tail, square, 0.0005791287918339809277);
        tail = V.MultiplyAdd(tail, square, -0.0014532138987087131);
        tail = V.MultiplyAdd(tail, square, 0.003591719100279235047);
        tail = V.MultiplyAdd(tail, square, -0.008863194427400572563);
        tail = V.MultiplyAdd(tail, square, 0.02186948596887240107);
        tail = V.MultiplyAdd(tail, square, -0.0539682538758208189);
        tail = V.MultiplyAdd(tail, square, 0.1333333333316815841);
        return V.MultiplyAdd(tail, square, -0.3333333333333230935);
    }

    /// <summary>(sinh(x) - x) / x^3 for square = x^2, |x| up to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SinhTail<V, T>(V square)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V tail;

        if (V.IsSingle)
        {
            tail = Constant<V, T>(2.816974147414634034e-6);
            tail = V.MultiplyAdd(tail, square, 0.0001983615553238804594);
            tail = V.MultiplyAdd(tail, square, 0.00833335008151024534);
            return V.MultiplyAdd(tail, square, 0.1666666649720776977);
        }

        tail = Constant<V, T>(7.758774806409927236e-13);
        tail = V.MultiplyAdd(tail, square, 1.605725888905948601e-10);
        tail = V.MultiplyAdd(tail, square, 2.50521231483064476e-8);
        tail = V.MultiplyAdd(tail, square, 2.75573191569972912e-6);
        tail = V.MultiplyAdd(tail, square, 0.0001984126984143211326);
        tail = V.MultiplyAdd(tail, square, 0.00833333333333314739);
        return V.MultiplyAdd(tail, square, 0.1666666666666666739);
    }

    /// <summary>exp(|x|) / 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V QuarterExp<V, T>(V magnitude)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Half of the exponential overflows just below the bound.
        V p = Expm1Reduced<V, T>(V.AtMost(Constant<V, T>(89.6, 710.6), magnitude), out V n);
        V quarter = V.PowerOfTwo(n - Constant<V, T>(2));
        return V.MultiplyAdd(quarter, p, quarter);
    }
}
