using System.Numerics;

namespace LossGen.Simd;

/// <summary>Extrema, and what a machine has for the parts of a number. A part of <see cref="ISimd{V, T}"/>.</summary>
/// <typeparam name="V">The implementing type itself.</typeparam>
/// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface ISimdRounding<V, T>
    where V : struct, ISimdRounding<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The larger one; NaN where either is NaN.</summary>
    static abstract V Max(V left, V right);

    /// <summary>The smaller one; NaN where either is NaN.</summary>
    static abstract V Min(V left, V right);

    /// <summary>The machine's own maximum: <paramref name="value"/>, if that is NaN.</summary>
    static abstract V AtLeast(V bound, V value);

    /// <summary>The machine's own minimum: <paramref name="value"/>, if that is NaN.</summary>
    static abstract V AtMost(V bound, V value);

    /// <summary>The absolute value.</summary>
    static abstract V Abs(V value);

    /// <summary>The square root.</summary>
    static abstract V Sqrt(V value);

    /// <summary>The largest integer not above the value.</summary>
    static abstract V Floor(V value);

    /// <summary>The smallest integer not below the value.</summary>
    static abstract V Ceiling(V value);

    /// <summary>To the nearest integer, halves to even.</summary>
    static abstract V Round(V value);

    /// <summary>The magnitude of the first with the sign bit of the second.</summary>
    static abstract V CopySign(V magnitude, V sign);
}
