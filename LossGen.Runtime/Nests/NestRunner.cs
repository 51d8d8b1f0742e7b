using System.Numerics;
using System.Runtime.Intrinsics;
using LossGen.Passes;
using LossGen.Simd;

namespace LossGen.Nests;

/// <summary>
/// Runs a nest. Its outermost axis is cut into ranges that depend on the extents only; threads draw ranges, and the totals of the ranges are
/// added in order. So the result has the same bits on every run and for any number of threads.
/// </summary>
public static unsafe class NestRunner
{
    private const int MaxRanges = 256;

    /// <summary>A range holds a multiple of the lanes of the widest register, and of a cache line.</summary>
    private const int RangeMultiple = 16;

    /// <summary>There are so many ranges, for as many threads, before a range gets more than one register.</summary>
    private const int FewestRanges = 64;

    private const int MostRegisters = 4;

    /// <summary>How outputs of so many bytes are written.</summary>
    public static Writing Writing(bool accumulate, long bytes) =>
        accumulate ? Simd.Writing.Accumulate : bytes > PassRunner.StreamingBytes ? Simd.Writing.Stream : Simd.Writing.Overwrite;

    /// <summary>Runs the nest and returns its totals.</summary>
    /// <param name="nest">The kernel.</param>
    /// <param name="extent">The extent of the outermost axis.</param>
    /// <param name="work">The work of one position, in additions.</param>
    /// <param name="isSerial">Whether each position needs the one before it.</param>
    /// <param name="first">The first position.</param>
    /// <param name="fillsLanes">Whether positions stand side by side in lanes, so that a range is to hold whole registers.</param>
    public static TTotals Run<T, TTotals, TNest>(ref TNest nest, nint extent, double work, bool isSerial = false, nint first = 0, bool fillsLanes = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTotals : unmanaged, ITotals<TTotals>
        where TNest : struct, INest<T, TTotals>, allows ref struct =>
        Run<T, TTotals, TNest>(ref nest, first, extent, work, isSerial, fillsLanes || extent >= MaxRanges * RangeMultiple);

    /// <summary>The same for a nest whose rows stand side by side: all ranges but the last fill the lanes.</summary>
    internal static TTotals RunInLanes<T, TTotals, TNest>(ref TNest nest, nint extent, double work)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTotals : unmanaged, ITotals<TTotals>
        where TNest : struct, INest<T, TTotals>, allows ref struct =>
        Run<T, TTotals, TNest>(ref nest, 0, extent, work, isSerial: false, fillsLanes: true);

    private static TTotals Run<T, TTotals, TNest>(ref TNest nest, nint first, nint extent, double work, bool isSerial, bool fillsLanes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTotals : unmanaged, ITotals<TTotals>
        where TNest : struct, INest<T, TTotals>, allows ref struct
    {
        TTotals total = RunPinned<T, TTotals, TNest>(ref nest, 0, first, extent, work, isSerial, fillsLanes);

        // Stores past the cache are ordered with no other: whoever sees what the caller does next must see the outputs too.
        Interlocked.MemoryBarrier();
        return total;
    }

    /// <summary>Pins the outputs one after the other, for stores past the cache take addresses.</summary>
    private static TTotals RunPinned<T, TTotals, TNest>(ref TNest nest, int output, nint first, nint extent, double work, bool isSerial, bool fillsLanes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTotals : unmanaged, ITotals<TTotals>
        where TNest : struct, INest<T, TTotals>, allows ref struct
    {
        if (output == TNest.OutputCount)
            return RunRanges<T, TTotals, TNest>(ref nest, first, extent, work, isSerial, fillsLanes);
        fixed (T* pinned = &nest.Output(output))
            return RunPinned<T, TTotals, TNest>(ref nest, output + 1, first, extent, work, isSerial, fillsLanes);
    }

    private static TTotals RunRanges<T, TTotals, TNest>(ref TNest nest, nint first, nint extent, double work, bool isSerial, bool fillsLanes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTotals : unmanaged, ITotals<TTotals>
        where TNest : struct, INest<T, TTotals>, allows ref struct
    {
        TTotals total = default;
        if (extent * work < PassRunner.ParallelWork || isSerial)
        {
            RunRange<T, TTotals, TNest>(ref nest, first, first + extent, ref total);
            return total;
        }

        nint length = (extent + MaxRanges - 1) / MaxRanges;
        if (fillsLanes)
        {
            // Several registers where there are many: what is loaded and computed for all of them is shared.
            nint multiple = RangeMultiple * nint.Clamp(extent / (RangeMultiple * FewestRanges), 1, MostRegisters);
            length = (length + multiple - 1) / multiple * multiple;
        }
        int ranges = (int)((extent + length - 1) / length);
        TTotals* totals = stackalloc TTotals[ranges];
        new Span<TTotals>(totals, ranges).Clear();

        // Workers read the kernel, a ref struct, from this stack frame, which outlives them: the collector sees and updates it here.
#pragma warning disable CS8500
        fixed (TNest* shared = &nest)
#pragma warning restore CS8500
        {
            var context = new RangeContext { Nest = (nint)shared, Totals = (nint)totals, First = first, Extent = extent, Length = length };
            WorkSharing.Run(&RunRange<T, TTotals, TNest>, (nint)(&context), ranges, LossRuntime.MaxDegreeOfParallelism);
        }

        for (int range = 0; range < ranges; range++)
            total.Add(in totals[range]);
        return total;
    }

    private static void RunRange<T, TTotals, TNest>(nint address, int range)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTotals : unmanaged, ITotals<TTotals>
        where TNest : struct, INest<T, TTotals>, allows ref struct
    {
        ref RangeContext context = ref *(RangeContext*)address;
        nint start = range * context.Length;
#pragma warning disable CS8500
        RunRange<T, TTotals, TNest>(
            ref *(TNest*)context.Nest, context.First + start, context.First + Math.Min(start + context.Length, context.Extent), ref ((TTotals*)context.Totals)[range]);
#pragma warning restore CS8500
    }

    private static void RunRange<T, TTotals, TNest>(ref TNest nest, nint start, nint end, ref TTotals totals)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTotals : unmanaged, ITotals<TTotals>
        where TNest : struct, INest<T, TTotals>, allows ref struct
    {
        if (nest.IsDense)
            RunRange<T, TTotals, TNest, Dense>(ref nest, start, end, ref totals);
        else
            RunRange<T, TTotals, TNest, Strided>(ref nest, start, end, ref totals);
    }

    private static void RunRange<T, TTotals, TNest, TStrides>(ref TNest nest, nint start, nint end, ref TTotals totals)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTotals : unmanaged, ITotals<TTotals>
        where TNest : struct, INest<T, TTotals>, allows ref struct
        where TStrides : struct, IStrides
    {
        if (Vector512.IsHardwareAccelerated)
            nest.Run<Lanes512<T>, TStrides>(start, end, ref totals);
        else if (Vector256.IsHardwareAccelerated)
            nest.Run<Lanes256<T>, TStrides>(start, end, ref totals);
        else
            nest.Run<Lanes128<T>, TStrides>(start, end, ref totals);
    }

    private struct RangeContext
    {
        public nint Nest;
        public nint Totals;
        public nint First;
        public nint Extent;
        public nint Length;
    }
}
