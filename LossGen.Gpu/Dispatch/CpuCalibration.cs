using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LossGen.Simd;

namespace LossGen.Gpu;

/// <summary>Measures the CPU with all threads that losses may use.</summary>
internal static class CpuCalibration
{
    private const int Bytes = 64 * 1024 * 1024, BlockLength = 2048, BlocksPerThread = 100;

    /// <summary>Additions per second of a thread that any processor reaches in compiled code, and none in code that .NET has not optimised yet.</summary>
    private const double SlowestThread = 0.5e9;

    /// <summary>The runtime compiles what a loop calls for speed once it has seen it run for a while.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(0.25);

    private static ParallelOptions Threads => new() { MaxDegreeOfParallelism = LossRuntime.MaxDegreeOfParallelism };

    /// <summary>Bytes read and written per second by a copy that no cache holds.</summary>
    public static double Bandwidth()
    {
        byte[] from = GC.AllocateUninitializedArray<byte>(Bytes), to = GC.AllocateUninitializedArray<byte>(Bytes);
        from.AsSpan().Fill(1);
        int threads = LossRuntime.MaxDegreeOfParallelism, each = Bytes / threads;
        return 2.0 * each * threads / Timing.Shortest(Settling, () => Parallel.For(0, threads, Threads, thread => from.AsSpan(thread * each, each).CopyTo(to.AsSpan(thread * each, each))));
    }

    /// <summary>Additions per second, by exponentials over blocks that lie in the first-level cache.</summary>
    public static double Operations<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int threads = LossRuntime.MaxDegreeOfParallelism;
        double each = (double)BlocksPerThread * BlockLength * CalibrationKernels.OperationsOfExp;
        void Compute() => Parallel.For(0, threads, Threads, _ =>
        {
            var block = new T[BlockLength];
            for (int round = 0; round < BlocksPerThread; round++)
                Exponentials<T>(block);
        });
        return threads * each / Timing.Shortest(Settling, Compute, plausible: each / SlowestThread);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Exponentials<V, T>(Span<T> block)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref T first = ref block[0];
        for (int place = 0; place < block.Length; place += V.Count)
            V.Store(ref first, place, V.Exp(-V.Load(in first, place)));
    }
}
