using System.Numerics;

namespace LossGen.Simd;

/// <summary>The exponents of numbers, of which exponentials and logarithms are made. A part of <see cref="ISimd{V, T}"/>.</summary>
/// <typeparam name="V">The implementing type itself.</typeparam>
/// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface ISimdExponents<V, T>
    where V : struct, ISimdExponents<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>2 to the power of an integer-valued exponent in the normal range of <typeparamref name="T"/>; unspecified elsewhere.</summary>
    static abstract V PowerOfTwo(V exponent);

    /// <summary>value * 2^exponent for an integer-valued exponent, rounded once, also where the result is denormal or infinite.</summary>
    static abstract V Scale(V value, V exponent);

    /// <summary>
    /// Splits a positive number into m * 2^e with m in [3/4, 3/2). Zero and infinity give 1 and the infinity that is their logarithm; for
    /// NaN and numbers below zero, m is NaN.
    /// </summary>
    static abstract V Decompose(V value, out V exponent);

    /// <summary>The same for a positive normal number; unspecified elsewhere.</summary>
    static abstract V DecomposeNormal(V value, out V exponent);
}
