using System.Numerics;

namespace LossGen.Simd;

/// <summary>What is done with masks: lanes of all ones or all zeros. A part of <see cref="ISimd{V, T}"/>.</summary>
/// <typeparam name="V">The implementing type itself.</typeparam>
/// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface ISimdMasks<V, T>
    where V : struct, ISimdMasks<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Lane by lane <paramref name="whenTrue"/> where the mask is set, else <paramref name="whenFalse"/>.</summary>
    static abstract V Select(V mask, V whenTrue, V whenFalse);

    /// <summary>Bitwise and: of masks, the conjunction.</summary>
    static abstract V operator &(V left, V right);

    /// <summary>Bitwise or: of masks, the disjunction.</summary>
    static abstract V operator |(V left, V right);

    /// <summary>Bitwise complement: of a mask, the negation.</summary>
    static abstract V operator ~(V value);
}
