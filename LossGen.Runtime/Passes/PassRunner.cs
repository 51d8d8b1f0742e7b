using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LossGen.Simd;

namespace LossGen.Passes;

/// <summary>
/// Runs a pass over its elements. They are cut into blocks of a fixed size, and the blocks into groups that depend on the number of
/// elements only; threads draw groups, and the totals of the groups are added in order. So the result has the same bits on every run and
/// for any number of threads.
/// </summary>
public static unsafe class PassRunner
{
    /// <summary>A block's output fits the first-level cache, with room for the inputs.</summary>
    private const int BlockBytes = 16 * 1024;

    /// <summary>
    /// Where memory is the limit, blocks are small enough for the processor to store one past the cache while it already loads the next.
    /// </summary>
    private const int SmallBlockBytes = 4 * 1024;

    /// <summary>The size of a tensor from which blocks are small. It does not depend on the pass: value and gradient add alike.</summary>
    private const long LargeTensorBytes = 8L * 1024 * 1024;

    private const int MaxGroups = 256;

    /// <summary>Below this much work (see <see cref="IPass{T, TTotals}.CostPerElement"/>) waking a second thread costs more than it gains.</summary>
    internal const long ParallelWork = 500_000;

    /// <summary>Above the last-level cache of common machines, written data is not read back from the cache: stores go past it.</summary>
    internal const long StreamingBytes = 32L * 1024 * 1024;

    /// <summary>Runs the pass and returns its totals.</summary>
    /// <param name="pass">The kernel, its outputs pointing at all elements.</param>
    /// <param name="count">The number of elements.</param>
    /// <param name="accumulated">The outputs that are added to what they hold instead of overwritten: bit k for output k.</param>
    [SkipLocalsInit]
    public static TTotals Run<T, TTotals, TPass>(ref TPass pass, int count, int accumulated = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTotals : unmanaged, ITotals<TTotals>
        where TPass : struct, IPass<T, TTotals>, allows ref struct
    {
        int blockLength = BlockLength<T>(count);
        if (count <= blockLength)
        {
            TTotals single = default;
            RunBlocks<T, TTotals, TPass>(ref pass, 0, count, blockLength, accumulated, streams: false, ref single);
            return single;
        }

        return RunPinned<T, TTotals, TPass>(ref pass, 0, count, accumulated);
    }

    private static int BlockLength<T>(int count)
        where T : unmanaged =>
        ((long)count * sizeof(T) < LargeTensorBytes ? BlockBytes : SmallBlockBytes) / sizeof(T);

    /// <summary>Pins the outputs one after the other, for stores past the cache take pointers.</summary>
    private static TTotals RunPinned<T, TTotals, TPass>(ref TPass pass, int output, int count, int accumulated)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTotals : unmanaged, ITotals<TTotals>
        where TPass : struct, IPass<T, TTotals>, allows ref struct
    {
        if (output == TPass.OutputCount)
            return RunGroups<T, TTotals, TPass>(ref pass, count, accumulated);
        fixed (T* pinned = pass.Output(output))
            return RunPinned<T, TTotals, TPass>(ref pass, output + 1, count, accumulated);
    }

    [SkipLocalsInit]
    private static TTotals RunGroups<T, TTotals, TPass>(ref TPass pass, int count, int accumulated)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTotals : unmanaged, ITotals<TTotals>
        where TPass : struct, IPass<T, TTotals>, allows ref struct
    {
        int blockLength = BlockLength<T>(count);
        int blocks = (int)(((long)count + blockLength - 1) / blockLength);
        int blocksPerGroup = (blocks + MaxGroups - 1) / MaxGroups;
        int groups = (blocks + blocksPerGroup - 1) / blocksPerGroup;

        TTotals* totals = stackalloc TTotals[groups];
        new Span<TTotals>(totals, groups).Clear();

        // Workers read the kernel, a ref struct of spans, from this stack frame, which outlives them: the collector sees and updates it here.
#pragma warning disable CS8500
        fixed (TPass* shared = &pass)
#pragma warning restore CS8500
        {
            var context = new GroupContext
            {
                Pass = (nint)shared,
                Totals = (nint)totals,
                Count = count,
                BlockLength = blockLength,
                GroupLength = blocksPerGroup * blockLength,
                Accumulated = accumulated,
                Streams = (long)count * TPass.BytesPerElement > StreamingBytes,
            };
            int threads = (long)count * TPass.CostPerElement < ParallelWork ? 1 : LossRuntime.MaxDegreeOfParallelism;
            WorkSharing.Run(&RunGroup<T, TTotals, TPass>, (nint)(&context), groups, threads);

            // Stores past the cache are ordered with no other: whoever sees what the caller does next must see the outputs too.
            if (context.Streams)
                Interlocked.MemoryBarrier();
        }

        TTotals total = default;
        for (int group = 0; group < groups; group++)
            total.Add(in totals[group]);
        return total;
    }

    private static void RunGroup<T, TTotals, TPass>(nint address, int group)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTotals : unmanaged, ITotals<TTotals>
        where TPass : struct, IPass<T, TTotals>, allows ref struct
    {
        ref GroupContext context = ref *(GroupContext*)address;
        int start = group * context.GroupLength;
        int end = (int)Math.Min((long)start + context.GroupLength, context.Count);
#pragma warning disable CS8500
        ref TPass pass = ref *(TPass*)context.Pass;
#pragma warning restore CS8500
        RunBlocks<T, TTotals, TPass>(
            ref pass, start, end, context.BlockLength, context.Accumulated, context.Streams, ref ((TTotals*)context.Totals)[group]);
    }

    [SkipLocalsInit]
    private static void RunBlocks<T, TTotals, TPass>(
        ref TPass pass, int start, int end, int blockLength, int accumulated, bool streams, ref TTotals totals)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTotals : unmanaged, ITotals<TTotals>
        where TPass : struct, IPass<T, TTotals>, allows ref struct
    {
        T* staged = stackalloc T[streams || accumulated != 0 ? TPass.OutputCount * blockLength : 0];
        TPass local = pass;
        for (int blockStart = start; blockStart < end; blockStart += blockLength)
        {
            int length = Math.Min(blockLength, end - blockStart);
            for (int output = 0; output < TPass.OutputCount; output++)
            {
                bool isStaged = streams || (accumulated >> output & 1) != 0;
                local.Redirect(output, isStaged
                    ? new Span<T>(staged + (output * blockLength), length)
                    : pass.Output(output).Slice(blockStart, length));
            }

            RunBlock<T, TTotals, TPass>(ref local, blockStart, length, ref totals);
            for (int output = 0; output < TPass.OutputCount; output++)
            {
                T* block = staged + (output * blockLength);
                if ((accumulated >> output & 1) != 0)
                    Staging.Add(block, pass.Output(output).Slice(blockStart, length));
                else if (streams)
                    Staging.Stream(block, pass.Output(output).Slice(blockStart, length));
            }
        }
    }

    /// <summary>The widest registers first, then one lane for what does not fill them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RunBlock<T, TTotals, TPass>(ref TPass pass, int start, int length, ref TTotals totals)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTotals : unmanaged, ITotals<TTotals>
        where TPass : struct, IPass<T, TTotals>, allows ref struct
    {
        int wide;
        if (Vector512.IsHardwareAccelerated)
            pass.Block<Lanes512<T>>(start, wide = length & -Vector512<T>.Count, ref totals);
        else if (Vector256.IsHardwareAccelerated)
            pass.Block<Lanes256<T>>(start, wide = length & -Vector256<T>.Count, ref totals);
        else
            pass.Block<Lanes128<T>>(start, wide = length & -Vector128<T>.Count, ref totals);
        if (wide == length)
            return;

        for (int output = 0; output < TPass.OutputCount; output++)
        {
            ref T first = ref MemoryMarshal.GetReference(pass.Output(output));
            pass.Redirect(output, MemoryMarshal.CreateSpan(ref Unsafe.Add(ref first, wide), length - wide));
        }

        pass.Block<Lane<T>>(start + wide, length - wide, ref totals);
    }

    private struct GroupContext
    {
        public nint Pass;
        public nint Totals;
        public int Count;
        public int BlockLength;
        public int GroupLength;
        public int Accumulated;
        public bool Streams;
    }
}
