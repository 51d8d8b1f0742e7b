using System.Numerics;
using System.Runtime.CompilerServices;

namespace LossGen.Simd;

public static partial class SimdMath
{
    /// <summary>The hyperbolic sine, accurate relative to the result near 0 too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sinh<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        OutOfLine<V, T, SinhKernel>(x);

    /// <summary>The hyperbolic cosine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Cosh<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        OutOfLine<V, T, CoshKernel>(x);

    /// <summary>The hyperbolic tangent, accurate relative to the result near 0 too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        OutOfLine<V, T, TanhKernel>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V SinhInline<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V magnitude = V.Abs(x);
        V q = QuarterScale<V, T>(magnitude, out V p);

        // sinh = (t + t / (t + 1)) / 2 for t = expm1(|x|), here on a quarter of t, which does not overflow before the result.
        V t = V.MultiplyAdd(q, p, q - Constant<V, T>(0.25));
        V half = t + t / V.MultiplyAdd(Constant<V, T>(4), t, Constant<V, T>(1));

        // Tiny numbers are their own sine; a quarter of a denormal number would lose bits.
        V tiny = V.LessThan(magnitude, Constant<V, T>(1.0 / (1 << 13), 1.0 / (1 << 28)));
        return V.Select(tiny, x, V.CopySign(half + half, x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V CoshInline<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V q = QuarterScale<V, T>(V.Abs(x), out V p);
        V quarter = V.MultiplyAdd(q, p, q);
        V half = quarter + Constant<V, T>(1) / (Constant<V, T>(16) * quarter);
        return half + half;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V TanhInline<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // With t = expm1(-2|x|) in (-1, 0], tanh = -t / (t + 2), and nothing can overflow; beyond the bound it is 1.
        V magnitude = V.Abs(x);
        V p = Expm1Reduced<V, T>(V.AtLeast(Constant<V, T>(-20, -40), -(magnitude + magnitude)), out V n);
        V scale = V.PowerOfTwo(n);
        V t = V.MultiplyAdd(scale, p, scale - Constant<V, T>(1));
        return V.CopySign(t / (t + Constant<V, T>(2)), x);
    }

    /// <summary>exp(|x|) / 4 = q * (1 + p), where q is returned and p is accurate near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V QuarterScale<V, T>(V magnitude, out V p)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Half of the exponential overflows just below the bound.
        p = Expm1Reduced<V, T>(V.AtMost(Constant<V, T>(89.6, 710.6), magnitude), out V n);
        return V.PowerOfTwo(n - Constant<V, T>(2));
    }

    private readonly struct SinhKernel : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            SinhInline<V, T>(x);
    }

    private readonly struct CoshKernel : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            CoshInline<V, T>(x);
    }

    private readonly struct TanhKernel : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            TanhInline<V, T>(x);
    }
}
