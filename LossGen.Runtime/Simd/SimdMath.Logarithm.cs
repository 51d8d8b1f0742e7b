using System.Numerics;
using System.Runtime.CompilerServices;

namespace LossGen.Simd;

// x = 2^e * (1 + f) with 1 + f around 1; log(1 + f) = 2 atanh(s) for s = f / (2 + f), arranged as in fdlibm's e_log.c and s_log1p.c so
// that the largest term, f, enters last and exactly.
public static partial class SimdMath
{
    /// <summary>The natural logarithm: -infinity at 0, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        OutOfLine<V, T, LogKernel>(x);

    /// <summary>The logarithm to base 2, exact at powers of 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log2<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        OutOfLine<V, T, Log2Kernel>(x);

    /// <summary>log(1 + x), accurate relative to the result near 0 too: -infinity at -1, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log1p<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        OutOfLine<V, T, Log1pKernel>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V LogInline<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V f = Split<V, T>(x, out V e);
        V rest = LogRest<V, T>(f, e * Constant<V, T>(Ln2LowSingle, Ln2LowDouble), out _);
        return LogDomain<V, T>(x, V.MultiplyAdd(e, Constant<V, T>(Ln2HighSingle, Ln2HighDouble), f + rest));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Log2Inline<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V f = Split<V, T>(x, out V e);
        V log = f + LogRest<V, T>(f, Constant<V, T>(0), out _);
        return LogDomain<V, T>(x, V.MultiplyAdd(log, Constant<V, T>(Log2E), e));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Log1pInline<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V one = Constant<V, T>(1);
        V zero = Constant<V, T>(0);
        V u = one + x;
        V m = V.Decompose(u, out V e);

        // What the rounding of u lost, on the scale of m. The exponent is bounded, since 2^-e leaves the normal range for the largest u;
        // there the loss is nothing.
        V lost = V.Select(V.LessThan(x, one), x - (u - one), one - (u - x));
        lost *= V.PowerOfTwo(V.AtLeast(Constant<V, T>(-126, -1022), -e));

        // Where u is around 1, x itself is f and nothing was lost.
        V around = V.Equal(e, zero);
        V f = V.Select(around, x, m - one);
        lost = V.Select(around, zero, lost);

        // log(1 + f + lost) = log(1 + f) + lost / (1 + f), and 1 / (1 + f) = (1 - s) / (1 + s) needs a few bits only.
        V rest = LogRest<V, T>(f, e * Constant<V, T>(Ln2LowSingle, Ln2LowDouble), out V s);
        V reciprocal = V.MultiplyAdd(s + s, s - one, one);
        rest = V.MultiplyAdd(lost, reciprocal, rest);
        V log = V.MultiplyAdd(e, Constant<V, T>(Ln2HighSingle, Ln2HighDouble), f + rest);
        return V.CopySign(LogDomain<V, T>(u, log), x);
    }

    /// <summary>f and e for x = 2^e * (1 + f), from denormal numbers on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Split<V, T>(V x, out V e)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const double smallestSingle = 1.17549435082228750797e-38;
        const double smallestDouble = 2.2250738585072013831e-308;

        V denormal = V.LessThan(x, Constant<V, T>(smallestSingle, smallestDouble));
        V m = V.Decompose(V.Select(denormal, x * Constant<V, T>(1 << 25, 1L << 54), x), out e);
        e = V.Select(denormal, e - Constant<V, T>(25, 54), e);
        return m - Constant<V, T>(1);
    }

    /// <summary>The logarithm where x is positive and finite, else what belongs there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogDomain<V, T>(V x, V log)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V zero = Constant<V, T>(0);
        V infinity = Constant<V, T>(double.PositiveInfinity);
        V positive = V.GreaterThan(x, zero);
        V outside = V.Select(V.Equal(x, zero), -infinity, V.Select(positive, x, Constant<V, T>(double.NaN)));
        return V.Select(positive & V.LessThan(x, infinity), log, outside);
    }

    /// <summary>log(1 + f) - f + addend, for 1 + f in [sqrt(1/2), sqrt(2)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogRest<V, T>(V f, V addend, out V s)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        s = f / (Constant<V, T>(2) + f);
        V z = s * s;
        V half = Constant<V, T>(0.5) * f * f;
        return V.MultiplyAdd(s, V.MultiplyAdd(z, AtanhTail<V, T>(z), half), addend) - half;
    }

    /// <summary>(2 atanh(s) / s - 2) / z for z = s^2, |s| up to 3 - sqrt(8).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V AtanhTail<V, T>(V z)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V tail;

        if (V.IsSingle)
        {
            tail = Constant<V, T>(0.2987307304748156392);
            tail = Then<V, T>(tail, z, 0.3997749558801160293);
            return Then<V, T>(tail, z, 0.6666677671700677619);
        }

        tail = Constant<V, T>(0.1479750769219300189);
        tail = Then<V, T>(tail, z, 0.1531390323652360656);
        tail = Then<V, T>(tail, z, 0.1818356974075051738);
        tail = Then<V, T>(tail, z, 0.2222219847595578782);
        tail = Then<V, T>(tail, z, 0.2857142874326311165);
        tail = Then<V, T>(tail, z, 0.3999999999941108982);
        return Then<V, T>(tail, z, 0.6666666666666734896);
    }

    private readonly struct LogKernel : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            LogInline<V, T>(x);
    }

    private readonly struct Log2Kernel : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Log2Inline<V, T>(x);
    }

    private readonly struct Log1pKernel : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Log1pInline<V, T>(x);
    }
}
