using System.Numerics;
using System.Runtime.CompilerServices;
using LossGen.Passes;

namespace LossGen.Simd;

/// <summary>
/// A running sum along a loop, of which every position is kept. It is formed in double: over the lanes of a register in a few steps, and from one register to the
/// next with what rounding lost.
/// </summary>
/// <typeparam name="V">The lanes.</typeparam>
/// <typeparam name="T">The element.</typeparam>
public struct RunningSum<V, T>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private SumTotal before;

    /// <summary>Adds the lanes, the first one first, and returns the sum up to each of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Add(V value) => Add(value, isFromEnd: false);

    /// <summary>Adds the lanes, the last one first, and returns the sum from each of them on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V AddFromEnd(V value) => Add(value, isFromEnd: true);

    /// <summary>Adds the lanes that are left of the row, the last one first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V AddFromEnd(V value, nint left) => AddFromEnd(Edge.Kept(value, left, T.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V Add(V value, bool isFromEnd)
    {
        if (typeof(V) == typeof(Lanes512<float>))
            return Add<Pair<Lanes512<double>>>(value, isFromEnd);
        if (typeof(V) == typeof(Lanes512<double>))
            return Add<Lanes512<double>>(value, isFromEnd);
        if (typeof(V) == typeof(Lanes256<float>))
            return Add<Pair<Lanes256<double>>>(value, isFromEnd);
        if (typeof(V) == typeof(Lanes256<double>))
            return Add<Lanes256<double>>(value, isFromEnd);
        if (typeof(V) == typeof(Lanes128<float>))
            return Add<Pair<Lanes128<double>>>(value, isFromEnd);
        return typeof(V) == typeof(Lanes128<double>) ? Add<Lanes128<double>>(value, isFromEnd) : Add<Lane<double>>(value, isFromEnd);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V Add<D>(V value, bool isFromEnd)
        where D : struct, ISimd<D, double>
    {
        D wide = Widths<V, T, D>.Wide(value), sums = isFromEnd ? D.SumsFrom(wide) : D.SumsUpTo(wide);
        D all = sums + D.Create(before.Value);
        before.Add(D.GetLane(sums, isFromEnd ? 0 : D.Count - 1));
        return Widths<V, T, D>.Narrow(all);
    }
}
