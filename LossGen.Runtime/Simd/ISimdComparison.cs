using System.Numerics;

namespace LossGen.Simd;

/// <summary>Comparisons, which return masks (lanes of all ones or all zeros), and what is done with masks. A part of <see cref="ISimd{V, T}"/>.</summary>
/// <typeparam name="V">The implementing type itself.</typeparam>
/// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface ISimdComparison<V, T>
    where V : struct, ISimdComparison<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A mask: left &lt; right; false for NaN.</summary>
    static abstract V LessThan(V left, V right);

    /// <summary>A mask: left &lt;= right; false for NaN.</summary>
    static abstract V LessThanOrEqual(V left, V right);

    /// <summary>A mask: left &gt; right; false for NaN.</summary>
    static abstract V GreaterThan(V left, V right);

    /// <summary>A mask: left &gt;= right; false for NaN.</summary>
    static abstract V GreaterThanOrEqual(V left, V right);

    /// <summary>A mask: left == right; false for NaN.</summary>
    static abstract V Equal(V left, V right);

    /// <summary>A mask: left != right; true for NaN.</summary>
    static abstract V NotEqual(V left, V right);
}
