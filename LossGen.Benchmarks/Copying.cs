using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LossGen.Benchmarks;

/// <summary>The least that moving so many bytes can cost: a copy of half of them, past the caches or through them.</summary>
internal sealed unsafe class Copying : IDisposable
{
    private const int Alignment = 64;

    private readonly float* source, destination;
    private readonly nint count;

    public Copying(long bytes)
    {
        count = (nint)(bytes / (2 * sizeof(float)));
        source = (float*)NativeMemory.AlignedAlloc((nuint)(count * sizeof(float)), Alignment);
        destination = (float*)NativeMemory.AlignedAlloc((nuint)(count * sizeof(float)), Alignment);
        for (nint i = 0; i < count; i++)
            source[i] = destination[i] = i;
    }

    /// <summary>The four copies that the fastest is taken of: past the caches or through them, by one thread or all.</summary>
    public Action[] Variants =>
    [
        () => Run(pastCaches: true, threads: 1),
        () => Run(pastCaches: false, threads: 1),
        () => Run(pastCaches: true, Environment.ProcessorCount),
        () => Run(pastCaches: false, Environment.ProcessorCount),
    ];

    private void Run(bool pastCaches, int threads)
    {
        if (threads == 1)
            Copy(0, count, pastCaches);
        else
            Parallel.For(0, threads, thread => Copy(Share(thread, threads), Share(thread + 1, threads), pastCaches));
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(source);
        NativeMemory.AlignedFree(destination);
    }

    /// <summary>The beginning of a thread's share, on a cache line.</summary>
    private nint Share(int thread, int threads) =>
        thread == threads ? count : count / threads * thread & -(nint)(Alignment / sizeof(float));

    private void Copy(nint start, nint end, bool pastCaches)
    {
        nint i = start;
        if (pastCaches)
        {
            for (; i <= end - (4 * Vector512<float>.Count); i += 4 * Vector512<float>.Count)
            {
                for (nint k = i; k < i + (4 * Vector512<float>.Count); k += Vector512<float>.Count)
                    Vector512.Load(source + k).StoreAlignedNonTemporal(destination + k);
            }
        }

        new ReadOnlySpan<float>(source + i, (int)(end - i)).CopyTo(new Span<float>(destination + i, (int)(end - i)));
    }
}
