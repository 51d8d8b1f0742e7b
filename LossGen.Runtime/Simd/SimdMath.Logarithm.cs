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
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V f = V.Decompose(x, out V e) - Constant<V, T>(1);
        return LogOfParts<V, T>(e, f);
    }

    /// <summary>The logarithm to base 2, exact at powers of 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log2<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V f = V.Decompose(x, out V e) - Constant<V, T>(1);

        // What the rounding of the logarithm loses enters last, for where the sum cancels it would be felt.
        V rest = LogRest<V, T>(f, Constant<V, T>(0));
        V log = f + rest;
        V lost = f - log + rest;
        return V.MultiplyAdd(lost, Constant<V, T>(Log2E), V.MultiplyAdd(log, Constant<V, T>(Log2E), e));
    }

    /// <summary>log(1 + x), accurate relative to the result near 0 too: -infinity at -1, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log1p<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V one = Constant<V, T>(1);
        V u = one + x;
        V m = V.Decompose(u, out V e);

        // 2^-e * (1 + x) - 1, in which the rounding of u plays no part; of large numbers it is that of m, and 2^-e leaves the normal range.
        V scale = V.PowerOfTwo(-e);
        V f = V.Select(V.LessThan(e, Constant<V, T>(60)), V.MultiplyAdd(x, scale, scale - one), m - one);
        V log = LogOfParts<V, T>(e, f);
        return V.Select(V.LessThan(u, Constant<V, T>(0)), Constant<V, T>(double.NaN), V.CopySign(log, x));
    }

    /// <summary>log(2^e * (1 + f)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogOfParts<V, T>(V e, V f)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V rest = LogRest<V, T>(f, e * Constant<V, T>(Ln2LowSingle, Ln2LowDouble));
        return V.MultiplyAdd(e, Constant<V, T>(Ln2HighSingle, Ln2HighDouble), f + rest);
    }

    /// <summary>log(1 + f) - f + addend, for 1 + f in [3/4, 3/2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogRest<V, T>(V f, V addend)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V s = f / (Constant<V, T>(2) + f);
        V z = s * s;
        V half = Constant<V, T>(0.5) * f * f;
        return V.MultiplyAdd(s, V.MultiplyAdd(z, AtanhTail<V, T>(z), half), addend) - half;
    }

    /// <summary>(2 atanh(s) / s - 2) / z for z = s^2, |s| up to 1/5.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V AtanhTail<V, T>(V z)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V tail;

        if (V.IsSingle)
        {
            tail = Constant<V, T>(0.3036056466383252504);
            tail = V.MultiplyAdd(tail, z, 0.399578256563344237);
            return V.MultiplyAdd(tail, z, 0.6666694734872741186);
        }

        tail = Constant<V, T>(0.1536819357098330384);
        tail = V.MultiplyAdd(tail, z, 0.1525018819241563088);
        tail = V.MultiplyAdd(tail, z, 0.1818635609250579107);
        tail = V.MultiplyAdd(tail, z, 0.2222213850088218876);
        tail = V.MultiplyAdd(tail, z, 0.2857142939529948834);
        tail = V.MultiplyAdd(tail, z, 0.3999999999616162261);
        return V.MultiplyAdd(tail, z, 0.6666666666667271085);
    }
}
