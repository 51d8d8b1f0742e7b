using System.Numerics;
using System.Runtime.CompilerServices;
using LossGen.Nests;

namespace LossGen.Simd;

/// <summary>A running maximum over the lanes of a loop: NaN once a NaN was seen, -inf over nothing.</summary>
/// <typeparam name="V">The lanes.</typeparam>
/// <typeparam name="T">The element.</typeparam>
public struct Largest<V, T>()
    where V : struct, ISimd<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Four registers in turn: the next element does not wait for the one before it.
    private V first = V.Create(T.NegativeInfinity);
    private V second = V.Create(T.NegativeInfinity);
    private V third = V.Create(T.NegativeInfinity);
    private V fourth = V.Create(T.NegativeInfinity);

    /// <summary>The largest lane of all values added.</summary>
    public readonly double Total => double.CreateTruncating(V.Largest(V.Max(V.Max(first, second), V.Max(third, fourth))));

    /// <summary>The largest lane, or 0 where that is infinite: what exponents are shifted by.</summary>
    public readonly double Shift => OnlineSum.ShiftBy(Total);

    /// <summary>Takes every lane of <paramref name="value"/> into account.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(V value) => (first, second, third, fourth) = (second, third, fourth, V.Max(first, value));

    /// <summary>Takes the lanes that are left of the row into account.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(V value, nint left) => Add(Edge.Kept(value, left, T.NegativeInfinity));
}

/// <summary>A running minimum over the lanes of a loop: NaN once a NaN was seen, +inf over nothing.</summary>
/// <typeparam name="V">The lanes.</typeparam>
/// <typeparam name="T">The element.</typeparam>
public struct Smallest<V, T>()
    where V : struct, ISimd<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Four registers in turn: the next element does not wait for the one before it.
    private V first = V.Create(T.PositiveInfinity);
    private V second = V.Create(T.PositiveInfinity);
    private V third = V.Create(T.PositiveInfinity);
    private V fourth = V.Create(T.PositiveInfinity);

    /// <summary>The smallest lane of all values added.</summary>
    public readonly double Total => double.CreateTruncating(V.Smallest(V.Min(V.Min(first, second), V.Min(third, fourth))));

    /// <summary>Takes every lane of <paramref name="value"/> into account.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(V value) => (first, second, third, fourth) = (second, third, fourth, V.Min(first, value));

    /// <summary>Takes the lanes that are left of the row into account.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(V value, nint left) => Add(Edge.Kept(value, left, T.PositiveInfinity));
}
