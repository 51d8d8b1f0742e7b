using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossGen.Nests;

/// <summary>Segments of the steps of a recurrence, of which a table holds one at a time.</summary>
public static class Segments
{
    /// <summary>Steps enough for what is done once a segment not to count, and few enough for the tables to stay in the first-level cache.</summary>
    private const nint RollingSteps = 16;

    /// <summary>The number of steps of a segment where one sweep does: few.</summary>
    /// <param name="steps">The number of all steps.</param>
    /// <param name="least">How many steps before or behind a segment are read.</param>
    public static nint Rolling(nint steps, nint least) => nint.Max(nint.Max(1, least), nint.Min(steps, RollingSteps));

    /// <summary>The number of steps of a segment where the first sweep is run again from checkpoints: as many as there are checkpoints.</summary>
    /// <param name="steps">The number of all steps.</param>
    /// <param name="least">How many steps before or behind a segment are read.</param>
    public static nint Checkpointed(nint steps, nint least) => nint.Max(nint.Max(1, least), (nint)Math.Ceiling(Math.Sqrt(steps)));

    /// <summary>Copies steps of a table, within it or to another.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="source">The first element of the table.</param>
    /// <param name="from">The first step to copy.</param>
    /// <param name="destination">The first element of the table to copy to.</param>
    /// <param name="to">Where the first step goes.</param>
    /// <param name="count">The number of steps.</param>
    /// <param name="width">The number of elements of a step.</param>
    public static void Copy<T>(ref readonly T source, nint from, ref T destination, nint to, nint count, nint width)
        where T : unmanaged
    {
        int length = (int)(count * width);
        MemoryMarshal.CreateReadOnlySpan(in Unsafe.Add(ref Unsafe.AsRef(in source), from * width), length)
            .CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref destination, to * width), length));
    }
}
