using System.Diagnostics;
using System.Numerics;
using System.Runtime.Intrinsics;
using LossGen.Simd;

namespace LossGen.Gpu;

/// <summary>Measures the CPU with all threads that losses may use.</summary>
internal static class CpuCalibration
{
    private const int Bytes = 64 * 1024 * 1024, Repetitions = 5, BlockLength = 2048, BlocksPerThread = 400;

    private static ParallelOptions Threads => new() { MaxDegreeOfParallelism = LossRuntime.MaxDegreeOfParallelism };

    /// <summary>Bytes read and written per second by a copy that no cache holds.</summary>
    public static double Bandwidth()
    {
        byte[] from = GC.AllocateUninitializedArray<byte>(Bytes), to = GC.AllocateUninitializedArray<byte>(Bytes);
        from.AsSpan().Fill(1);
        int threads = LossRuntime.MaxDegreeOfParallelism, each = Bytes / threads;
        return 2.0 * each * threads / Shortest(() => Parallel.For(0, threads, Threads, thread => from.AsSpan(thread * each, each).CopyTo(to.AsSpan(thread * each, each))));
    }

    /// <summary>Additions per second, by exponentials over blocks that lie in the first-level cache.</summary>
    public static double Operations<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int threads = LossRuntime.MaxDegreeOfParallelism;
        double seconds = Shortest(() => Parallel.For(0, threads, Threads, _ =>
        {
            var block = new T[BlockLength];
            for (int round = 0; round < BlocksPerThread; round++)
                Exponentials<T>(block);
        }));
        return (double)threads * BlocksPerThread * BlockLength * CalibrationKernels.OperationsOfExp / seconds;
    }

    private static double Shortest(Action run)
    {
        double shortest = double.PositiveInfinity;
        for (int repetition = 0; repetition <= Repetitions; repetition++)
        {
            long start = Stopwatch.GetTimestamp();
            run();
            shortest = Math.Min(shortest, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return shortest;
    }

    private static void Exponentials<T>(Span<T> block)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            Exponentials<Lanes512<T>, T>(block);
        else if (Vector256.IsHardwareAccelerated)
            Exponentials<Lanes256<T>, T>(block);
        else
            Exponentials<Lanes128<T>, T>(block);
    }

    private static void Exponentials<V, T>(Span<T> block)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref T first = ref block[0];
        for (int place = 0; place < block.Length; place += V.Count)
            V.Store(ref first, place, V.Exp(-V.Load(in first, place)));
    }
}
