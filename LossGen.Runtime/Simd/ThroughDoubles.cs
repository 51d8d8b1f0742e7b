using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.Simd;

/// <summary>A function of one number that floats are computed with in double, and that doubles are computed with one by one.</summary>
internal interface IUnaryThroughDoubles : IUnaryLane
{
    /// <summary>The function with the accuracy of a float and some bits more.</summary>
    static abstract V Invoke<V>(V x)
        where V : struct, ISimd<V, double>;
}

/// <summary>The same of two numbers.</summary>
internal interface IBinaryThroughDoubles : IBinaryLane
{
    /// <summary>The function with the accuracy of a float and some bits more.</summary>
    static abstract V Invoke<V>(V x, V y)
        where V : struct, ISimd<V, double>;
}

/// <summary>
/// Functions of registers of floats, computed on two registers of doubles: what roundings lose on the way does not reach the float, so that
/// polynomials may be short and nothing is kept in two parts. The halves take turns in a loop, since the JIT inlines only so much.
/// </summary>
internal static class ThroughDoubles
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T, F>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where F : struct, IUnaryThroughDoubles
    {
        if (typeof(V) == typeof(Lanes512<float>))
            return Unsafe.BitCast<Lanes512<float>, V>(Lanes512<float>.ThroughDoubles<F>(Unsafe.BitCast<V, Lanes512<float>>(x)));
        if (typeof(V) == typeof(Lanes256<float>))
            return Unsafe.BitCast<Lanes256<float>, V>(Lanes256<float>.ThroughDoubles<F>(Unsafe.BitCast<V, Lanes256<float>>(x)));
        if (typeof(V) == typeof(Lanes128<float>))
            return Unsafe.BitCast<Lanes128<float>, V>(Lanes128<float>.ThroughDoubles<F>(Unsafe.BitCast<V, Lanes128<float>>(x)));
        return SimdMath.PerLane<V, T, F>(x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T, F>(V x, V y)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where F : struct, IBinaryThroughDoubles
    {
        if (typeof(V) == typeof(Lanes512<float>))
        {
            return Unsafe.BitCast<Lanes512<float>, V>(Lanes512<float>.ThroughDoubles<F>(
                Unsafe.BitCast<V, Lanes512<float>>(x), Unsafe.BitCast<V, Lanes512<float>>(y)));
        }

        if (typeof(V) == typeof(Lanes256<float>))
        {
            return Unsafe.BitCast<Lanes256<float>, V>(Lanes256<float>.ThroughDoubles<F>(
                Unsafe.BitCast<V, Lanes256<float>>(x), Unsafe.BitCast<V, Lanes256<float>>(y)));
        }

        if (typeof(V) == typeof(Lanes128<float>))
        {
            return Unsafe.BitCast<Lanes128<float>, V>(Lanes128<float>.ThroughDoubles<F>(
                Unsafe.BitCast<V, Lanes128<float>>(x), Unsafe.BitCast<V, Lanes128<float>>(y)));
        }

        return SimdMath.PerLane<V, T, F>(x, y);
    }
}
