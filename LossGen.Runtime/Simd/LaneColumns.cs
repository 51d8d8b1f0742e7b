using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LossGen.Nests;

namespace LossGen.Simd;

/// <summary>
/// Sums for each position of a row, to which registers are added that hold terms of as many other positions as there are lanes: each lane is added up by itself, and the lanes at
/// the end. What rounding lost is kept beside them, as in <see cref="Columns{V, T}"/>.
/// </summary>
/// <typeparam name="V">The lanes.</typeparam>
/// <typeparam name="T">The element.</typeparam>
public readonly ref struct LaneColumns<V, T>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Scratch<T> sums;
    private readonly nint length;

    private LaneColumns(Scratch<T> sums, nint length)
    {
        this.sums = sums;
        this.length = length;
    }

    /// <summary>Sums of so many positions, 0 at first.</summary>
    public static LaneColumns<V, T> Take(nint length)
    {
        Scratch<T> sums = Scratch<T>.Take(checked(length * V.Count * 2));
        sums.Span.Clear();
        return new(sums, length);
    }

    /// <summary>Adds a term of each lane, of which so many count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddSum(nint position, V value, nint left)
    {
        value = Edge.Kept<V, T>(value, left, T.Zero);
        ref T sum = ref Unsafe.Add(ref MemoryMarshal.GetReference(sums.Span), position * V.Count * 2);
        V before = V.Load(in sum, 0), next = before + value, added = next - before;
        V.Store(ref sum, V.Count, V.Load(in sum, V.Count) + ((before - (next - added)) + (value - added)));
        V.Store(ref sum, 0, next);
    }

    /// <summary>Adds the sums of the lanes to sums that are not settled yet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddTo(Columns<V, T> columns)
    {
        ref T place = ref MemoryMarshal.GetReference(sums.Span);
        for (nint position = 0; position < length; position++)
        {
            V sum = V.Load(in place, position * V.Count * 2), lost = V.Load(in place, ((position * 2) + 1) * V.Count);
            var all = new Sum<V, T>();
            all.Add(sum);

            // What an infinite sum has lost is no number.
            all.Add(V.Select(V.Equal(sum - sum, V.Create(T.Zero)), lost, V.Create(T.Zero)));
            columns.AddSum(position, all.Total);
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => sums.Dispose();
}
