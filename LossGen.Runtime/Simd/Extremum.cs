using System.Numerics;
using System.Runtime.CompilerServices;

namespace LossGen.Simd;

/// <summary>A running maximum over the lanes of a loop: NaN once a NaN was seen, -inf over nothing.</summary>
/// <typeparam name="V">The lanes.</typeparam>
/// <typeparam name="T">The element.</typeparam>
public struct Largest<V, T>()
    where V : struct, ISimd<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private V lanes = V.Create(T.NegativeInfinity);

    /// <summary>The largest lane of all values added.</summary>
    public readonly double Total
    {
        get
        {
            T largest = V.GetLane(lanes, 0);
            for (int lane = 1; lane < V.Count; lane++)
                largest = T.Max(largest, V.GetLane(lanes, lane));
            return double.CreateTruncating(largest);
        }
    }

    /// <summary>The largest lane, or 0 where that is infinite: what exponents are shifted by.</summary>
    public readonly double Shift => Total is var largest && double.IsInfinity(largest) ? 0 : largest;

    /// <summary>Takes every lane of <paramref name="value"/> into account.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(V value) => lanes = V.Max(lanes, value);

    /// <summary>Takes the lanes that are left of the row into account.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(V value, nint left) => Add(left >= V.Count ? value : V.Select(Edge.First<V, T>(left), value, V.Create(T.NegativeInfinity)));
}

/// <summary>A running minimum over the lanes of a loop: NaN once a NaN was seen, +inf over nothing.</summary>
/// <typeparam name="V">The lanes.</typeparam>
/// <typeparam name="T">The element.</typeparam>
public struct Smallest<V, T>()
    where V : struct, ISimd<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private V lanes = V.Create(T.PositiveInfinity);

    /// <summary>The smallest lane of all values added.</summary>
    public readonly double Total
    {
        get
        {
            T smallest = V.GetLane(lanes, 0);
            for (int lane = 1; lane < V.Count; lane++)
                smallest = T.Min(smallest, V.GetLane(lanes, lane));
            return double.CreateTruncating(smallest);
        }
    }

    /// <summary>Takes every lane of <paramref name="value"/> into account.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(V value) => lanes = V.Min(lanes, value);

    /// <summary>Takes the lanes that are left of the row into account.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(V value, nint left) => Add(left >= V.Count ? value : V.Select(Edge.First<V, T>(left), value, V.Create(T.PositiveInfinity)));
}
