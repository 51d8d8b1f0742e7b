using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace LossGen.Nests;

/// <summary>Elements by their distance from the first.</summary>
public static class Row
{
    private const int Line = 64, MostAhead = 16 * Line;

    /// <summary>How many indices are looked at before those found end the search.</summary>
    private const int IndicesAtOnce = 4096;

    /// <summary>Whether an index lies in an axis, in one comparison.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsInside(nint index, nint extent) => (nuint)index < (nuint)extent;

    /// <summary>Whether so many positions from the first on all lie in an axis.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreInside(nint first, nint count, nint extent) => first >= 0 && first + count <= extent;

    /// <summary>Whether all integers are indices that lie in an axis.</summary>
    /// <param name="indices">The integers.</param>
    /// <param name="extent">The extent of the axis.</param>
    /// <param name="except">An integer that may stand among them wherever it lies, such as that of ignored labels; NaN for none.</param>
    public static bool AreInside<T>(ReadOnlySpan<T> indices, nint extent, double except = double.NaN)
        where T : unmanaged, IBinaryInteger<T>
    {
        // It is taken for 0, as 0 is where there is none, or none that can be among them.
        T ignored = T.CreateSaturating(except);
        if (double.CreateSaturating(ignored) != except)
            ignored = T.Zero;
        for (int start = 0; start < indices.Length; start += IndicesAtOnce)
        {
            (T least, T greatest) = Range(indices.Slice(start, int.Min(IndicesAtOnce, indices.Length - start)), ignored);
            if (T.IsNegative(least) || nint.CreateSaturating(greatest) >= extent)
                return false;
        }

        return true;
    }

    /// <summary>The same of a tensor; false where its elements lie apart, and nothing is said of them.</summary>
    public static bool AreInside<T>(ReadOnlyTensorSpan<T> indices, nint extent, double except = double.NaN)
        where T : unmanaged, IBinaryInteger<T> => Density.IsDense(in indices) && AreInside(Density.Elements(in indices), extent, except);

    // Not by TensorPrimitives: their loops would run unoptimised in the first calls.

    /// <summary>The least and the largest of some integers, of which one is taken for 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (T Least, T Greatest) Range<T>(ReadOnlySpan<T> integers, T zero)
        where T : unmanaged, IBinaryInteger<T>
    {
        T least = T.Zero, greatest = T.Zero;
        int done = 0;
        if (Vector<T>.IsSupported && integers.Length >= Vector<T>.Count)
        {
            Vector<T> zeros = new(zero), lows = Vector<T>.Zero, highs = Vector<T>.Zero;
            for (; done <= integers.Length - Vector<T>.Count; done += Vector<T>.Count)
            {
                var next = new Vector<T>(integers[done..]);
                next = Vector.ConditionalSelect(Vector.Equals(next, zeros), Vector<T>.Zero, next);
                lows = Vector.Min(lows, next);
                highs = Vector.Max(highs, next);
            }

            for (int lane = 0; lane < Vector<T>.Count; lane++)
                (least, greatest) = (T.Min(least, lows[lane]), T.Max(greatest, highs[lane]));
        }

        for (; done < integers.Length; done++)
        {
            T next = integers[done] == zero ? T.Zero : integers[done];
            (least, greatest) = (T.Min(least, next), T.Max(greatest, next));
        }

        return (least, greatest);
    }

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
