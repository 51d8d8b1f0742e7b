using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace LossGen.Nests;

/// <summary>Elements by their distance from the first.</summary>
public static class Row
{
    private const int Line = 64, MostAhead = 16 * Line;

    /// <summary>Whether an index lies in an axis, in one comparison.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsInside(nint index, nint extent) => (nuint)index < (nuint)extent;

    /// <summary>
    /// A value that is an integer as an index, in checked code too: what argmax gives over nothing, +inf, is an index outside of any axis.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Index(double value) => (nint)value;

    /// <summary>Asks for elements that will be read soon, from <paramref name="offset"/> on: of long rows their first, behind which the processor itself looks ahead.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Prefetch<T>(ref readonly T first, nint offset, nint count)
        where T : unmanaged
    {
        if (!Sse.IsSupported)
            return;

        // No element is read: it does not matter where the collector moves them meanwhile, nor whether they exist.
        byte* start = (byte*)Unsafe.AsPointer(ref At(in first, offset)), end = start + nint.Min(count * sizeof(T), MostAhead);
        for (byte* line = (byte*)((nint)start & -Line); line < end; line += Line)
            Sse.Prefetch0(line);
    }

    /// <summary>The element so many after the first. Not bounds-checked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T At<T>(ref readonly T first, nint offset) => ref Unsafe.Add(ref Unsafe.AsRef(in first), offset);
}
