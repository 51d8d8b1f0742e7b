using ILGPU;
using ILGPU.Runtime;

namespace LossGen.Benchmarks.Gpu.Measuring;

/// <summary>Grids for kernels whose threads take elements until none is left.</summary>
internal static class Grids
{
    private const int MostThreads = 256;

    /// <summary>The threads of a group, fewer where the device allows no more.</summary>
    public static int Threads(Accelerator accelerator) => Math.Min(MostThreads, accelerator.MaxNumThreadsPerGroup);

    /// <summary>A thread for each element, or as many as so many groups have.</summary>
    public static KernelConfig Of(Accelerator accelerator, long elements, int mostGroups = int.MaxValue)
    {
        int threads = Threads(accelerator);
        return new((int)Math.Clamp((elements + threads - 1) / threads, 1, mostGroups), threads);
    }
}
