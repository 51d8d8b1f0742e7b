using System.Numerics;
using System.Runtime.CompilerServices;

namespace LossGen.Simd;

/// <summary>
/// The longer functions of <see cref="SimdMath"/>, out of line: a call costs a few cycles for a whole register, and the loop that calls them
/// stays small enough for the JIT to inline the rest. Short loops call the functions of the lanes instead, which are inlined.
/// </summary>
public static partial class Calls
{
    /// <summary>e to the power x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        OutOfLine.Call<V, T, ExpKernel>(x);

    /// <summary>exp(x) - 1, exact near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Expm1<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        OutOfLine.Call<V, T, Expm1Kernel>(x);

    /// <summary>The natural logarithm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        OutOfLine.Call<V, T, LogKernel>(x);

    /// <summary>log(1 + x), exact near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log1p<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        OutOfLine.Call<V, T, Log1pKernel>(x);

    /// <summary>log(1 + x) for x from 0 to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log1pOfUnit<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        OutOfLine.Call<V, T, Log1pOfUnitKernel>(x);

    /// <summary>The logarithm to base 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log2<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        OutOfLine.Call<V, T, Log2Kernel>(x);

    /// <summary>The sine, of radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sin<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        OutOfLine.Call<V, T, SinKernel>(x);

    /// <summary>The cosine, of radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Cos<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        OutOfLine.Call<V, T, CosKernel>(x);

    /// <summary>The hyperbolic sine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sinh<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        OutOfLine.Call<V, T, SinhKernel>(x);

    /// <summary>The hyperbolic cosine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Cosh<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        OutOfLine.Call<V, T, CoshKernel>(x);

    /// <summary>tanh(x) for a given exp(-2|x|).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V TanhFrom<V, T>(V x, V decay)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        OutOfLine.Call<V, T, TanhFromKernel>(x, decay);

    /// <summary>log(cosh(x)) for a given exp(-2|x|).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LogCoshFrom<V, T>(V x, V decay)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        OutOfLine.Call<V, T, LogCoshFromKernel>(x, decay);

    /// <summary>x * log(y), and 0 where x is 0 and y is not NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V XLogY<V, T>(V x, V y)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        OutOfLine.Call<V, T, XLogYKernel>(x, y);
}
