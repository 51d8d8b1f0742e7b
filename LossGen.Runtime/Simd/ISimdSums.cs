using System.Numerics;

namespace LossGen.Simd;

/// <summary>Sums of what is in the lanes, and over them; single lanes. A part of <see cref="ISimd{V, T}"/>.</summary>
/// <typeparam name="V">The implementing type itself.</typeparam>
/// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface ISimdSums<V, T>
    where V : struct, ISimdSums<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Adds the lanes, widened to double, to a running sum kept in two registers. See <see cref="Sum{V, T}"/>.</summary>
    static abstract void Accumulate(ref V low, ref V high, V value);

    /// <summary>Adds the products of the lanes, formed in double, to a running sum kept in two registers.</summary>
    static abstract void AccumulateProduct(ref V low, ref V high, V left, V right);

    /// <summary>The total of a running sum over all lanes.</summary>
    static abstract double Total(V low, V high);

    /// <summary>In each lane, the sum of the lanes up to it.</summary>
    static abstract V SumsUpTo(V value);

    /// <summary>In each lane, the sum of the lanes from it on.</summary>
    static abstract V SumsFrom(V value);

    /// <summary>The largest lane; NaN where one is NaN.</summary>
    static abstract T Largest(V value);

    /// <summary>The smallest lane; NaN where one is NaN.</summary>
    static abstract T Smallest(V value);

    /// <summary>The value of one lane.</summary>
    static abstract T GetLane(V value, int lane);

    /// <summary>The value with one lane replaced.</summary>
    static abstract V WithLane(V value, int lane, T element);
}
