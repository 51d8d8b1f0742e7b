using System.Runtime.CompilerServices;

namespace LossGen.Nests;

/// <summary>Elements by their distance from the first.</summary>
public static class Row
{
    /// <summary>Whether an index lies in an axis, in one comparison.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsInside(nint index, nint extent) => (nuint)index < (nuint)extent;

    /// <summary>
    /// A value that is an integer as an index, in checked code too: what argmax gives over nothing, +inf, is an index outside of any axis.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Index(double value) => (nint)value;

    /// <summary>The element so many after the first. Not bounds-checked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T At<T>(ref readonly T first, nint offset) => ref Unsafe.Add(ref Unsafe.AsRef(in first), offset);
}
