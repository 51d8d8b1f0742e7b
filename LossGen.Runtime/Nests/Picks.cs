using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LossGen.Simd;

namespace LossGen.Nests;

/// <summary>Elements at places that differ from row to row.</summary>
public static class Picks
{
    /// <summary>Of each row the element at the place that an integer of the row says; 0 where that lies outside.</summary>
    /// <param name="picked">Takes the elements, of as many rows as there are; 0 behind them.</param>
    /// <param name="first">The first element of the first row.</param>
    /// <param name="along">How far the rows are apart; 0 where there is but one.</param>
    /// <param name="stride">How far elements of a row are apart.</param>
    /// <param name="extent">How many it has.</param>
    /// <param name="places">The integer of the first row.</param>
    /// <param name="placesStride">How far integers are apart.</param>
    /// <param name="rows">How many rows there are.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void OfRows<T, TElement, TInteger>(
        Span<T> picked, ref readonly TElement first, nint along, nint stride, nint extent, ref readonly TInteger places, nint placesStride, nint rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TElement : unmanaged
        where TInteger : unmanaged, IBinaryInteger<TInteger>
    {
        ref T lane = ref MemoryMarshal.GetReference(picked);
        ref TElement row = ref Unsafe.AsRef(in first);
        ref TInteger integer = ref Unsafe.AsRef(in places);
        nint count = extent == 0 ? 0 : nint.Min(picked.Length, rows);

        // Not by the processor's gathers, which are no faster, and without a branch: which integers lie outside no processor foresees.
        for (nint at = 0; at < count; at++)
        {
            nint place = nint.CreateTruncating(integer), inside = ((place - extent) & ~place) >> 63;
            Unsafe.Add(ref lane, at) = Masked(Elements.Read<TElement, T>(Unsafe.Add(ref row, (place & inside) * stride)), inside);
            row = ref Unsafe.Add(ref row, along);
            integer = ref Unsafe.Add(ref integer, placesStride);
        }

        picked[(int)count..].Clear();
    }

    /// <summary>The value where the mask is -1, 0 where it is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Masked<T>(T value, nint mask)
        where T : unmanaged => Unsafe.SizeOf<T>() == sizeof(int)
            ? Unsafe.BitCast<int, T>(Unsafe.BitCast<T, int>(value) & (int)mask)
            : Unsafe.BitCast<long, T>(Unsafe.BitCast<T, long>(value) & mask);
}
