using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LossGen.Simd;

namespace LossGen.Nests;

/// <summary>
/// The states of a recurrence, a row for each step, with zeros around them: cells and steps outside are read as any others are, in whole registers
/// ("ghost cells", as in stencil codes). Rows end at the border of a register, so that they are written in whole registers too, with zeros behind them.
/// </summary>
/// <typeparam name="T">The element.</typeparam>
public readonly ref struct BorderedTable<T>
    where T : unmanaged
{
    private readonly Scratch<T> memory;
    private readonly int first;

    private BorderedTable(Scratch<T> memory, int first)
    {
        this.memory = memory;
        this.first = first;
    }

    /// <summary>The first state of the first step. Steps and cells before it are 0.</summary>
    public ref T First => ref Unsafe.Add(ref MemoryMarshal.GetReference(memory.Span), first);

    /// <summary>How far steps are apart.</summary>
    /// <param name="states">The number of states of each.</param>
    /// <param name="cellsAround">How many cells before and behind a row are read.</param>
    public static nint Pitch(nint states, int cellsAround) => (states + cellsAround + Edge.MostLanes - 1) / Edge.MostLanes * Edge.MostLanes;

    /// <summary>Takes memory for a table; its states are of unknown content.</summary>
    /// <param name="steps">The number of steps.</param>
    /// <param name="states">The number of states of each.</param>
    /// <param name="stepsAround">How many steps before and behind them are read.</param>
    /// <param name="cellsAround">How many cells before and behind a row are read, no more than a register has lanes.</param>
    public static BorderedTable<T> Take(nint steps, nint states, int stepsAround, int cellsAround)
    {
        const int lanes = Edge.MostLanes;
        int pitch = checked((int)Pitch(states, cellsAround)), first = checked(lanes + (stepsAround * pitch));
        int end = checked(first + (int)(steps * pitch)), length = checked(end + (stepsAround * pitch) + (2 * lanes));
        Scratch<T> memory = Scratch<T>.Take(length);
        Span<T> cells = memory.Span;
        cells[..first].Clear();
        for (int row = first; cellsAround > 0 && row < end; row += pitch)
            ClearBorder(ref cells[row + (int)states], pitch - (int)states);
        cells[end..].Clear();
        return new BorderedTable<T>(memory, first);
    }

    /// <summary>Clears what lies between two rows, a register at a time: beyond the border it meets states that are not there yet.</summary>
    private static void ClearBorder(ref T cell, int count)
    {
        for (int done = 0; done < count; done += Vector512<T>.Count)
            Vector512<T>.Zero.StoreUnsafe(ref cell, (nuint)done);
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => memory.Dispose();
}
