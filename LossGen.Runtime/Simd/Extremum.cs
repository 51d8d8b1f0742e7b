using System.Numerics;
using System.Runtime.CompilerServices;
using LossGen.Nests;

namespace LossGen.Simd;

// All members are inlined: a call would make the JIT keep the registers in memory throughout the loop.

/// <summary>A running maximum over the lanes of a loop: NaN once a NaN was seen, -inf over nothing.</summary>
/// <typeparam name="V">The lanes.</typeparam>
/// <typeparam name="T">The element.</typeparam>
public struct Largest<V, T>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Four registers in turn: the next element does not wait for the one before it.
    private V first, second, third, fourth;

    /// <summary>Over nothing yet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Largest() => first = second = third = fourth = V.Create(T.NegativeInfinity);

    /// <summary>The largest lane of all values added.</summary>
    public readonly double Total
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => double.CreateTruncating(V.Largest(V.Max(V.Max(first, second), V.Max(third, fourth))));
    }

    /// <summary>The largest lane, or 0 where that is infinite: what exponents are shifted by.</summary>
    public readonly double Shift
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => OnlineSum.ShiftBy(Total);
    }

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
public struct Smallest<V, T>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Four registers in turn: the next element does not wait for the one before it.
    private V first, second, third, fourth;

    /// <summary>Over nothing yet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Smallest() => first = second = third = fourth = V.Create(T.PositiveInfinity);

    /// <summary>The smallest lane of all values added.</summary>
    public readonly double Total
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => double.CreateTruncating(V.Smallest(V.Min(V.Min(first, second), V.Min(third, fourth))));
    }

    /// <summary>Takes every lane of <paramref name="value"/> into account.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(V value) => (first, second, third, fourth) = (second, third, fourth, V.Min(first, value));

    /// <summary>Takes the lanes that are left of the row into account.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(V value, nint left) => Add(Edge.Kept(value, left, T.PositiveInfinity));
}
