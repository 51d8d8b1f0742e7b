using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LossGen.Numerics;
using LossGen.Simd;

namespace LossGen.Nests;

/// <summary>
/// The exponentials of a row, kept by the loop that sums them for the loops that follow. They are formed block after block with the largest value until then as their shift
/// (<see cref="OnlineSum"/>), and brought to the same shift once the row is known. Rows that are longer than the second-level cache are not kept.
/// </summary>
/// <typeparam name="T">The element.</typeparam>
public readonly ref struct KeptRow<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The longest row that is kept.</summary>
    internal const nint Longest = 1 << 18;

    private readonly Scratch<T> memory;
    private readonly Scratch<double> shifts;
    private readonly ref T first;

    private KeptRow(Scratch<T> memory, Scratch<double> shifts)
    {
        this.memory = memory;
        this.shifts = shifts;
        first = ref MemoryMarshal.GetReference(memory.Span);
    }

    /// <summary>Whether the row is kept; else its exponentials are to be computed again.</summary>
    public bool IsKept
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => !Unsafe.IsNullRef(ref first);
    }

    /// <summary>Takes memory for a row of so many elements, unless that is too long.</summary>
    /// <param name="length">How many.</param>
    /// <param name="isAlone">Whether one thread goes along all of the row.</param>
    public static KeptRow<T> Take(nint length, bool isAlone = true) => !isAlone || length > Longest ? default
        : new(Scratch<T>.Take(length + Edge.MostLanes), Scratch<double>.Take((length / OnlineSum.Block) + 1));

    /// <summary>Notes the shift of the block that begins at a position.</summary>
    public void Begin(nint position, double shift)
    {
        if (IsKept)
            shifts.Span[(int)(position / OnlineSum.Block)] = shift;
    }

    /// <summary>Keeps a register of them, also what lies behind the row. Not bounds-checked; only where the row is kept.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put<V>(nint position, V value)
        where V : struct, ISimd<V, T> => V.Store(ref first, position, value);

    /// <summary>A register of them. Not bounds-checked; only where the row is kept.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V At<V>(nint position)
        where V : struct, ISimd<V, T> => V.Load(in first, position);

    /// <summary>Brings all blocks of a row to its shift.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public void Settle<V>(nint length, double shift)
        where V : struct, ISimd<V, T>
    {
        if (!IsKept)
            return;
        for (nint start = 0; start < length; start += OnlineSum.Block)
        {
            double before = shifts.Span[(int)(start / OnlineSum.Block)];
            if (before == shift)
                continue;
            V factor = V.Constant(ScalarMath.Exp(before - shift));
            nint end = nint.Min(start + OnlineSum.Block, length);
            for (nint position = start; position < end; position += V.Count)
                Put(position, At<V>(position) * factor);
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        if (!IsKept)
            return;
        memory.Dispose();
        shifts.Dispose();
    }
}
