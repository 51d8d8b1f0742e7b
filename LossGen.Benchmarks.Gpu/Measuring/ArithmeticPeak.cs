using ILGPU;
using ILGPU.Runtime;
using OnDevice = LossGen.Gpu.Device;

namespace LossGen.Benchmarks.Gpu.Measuring;

/// <summary>The multiplications and additions of floats that the device does in a second: the other side of the roofline.</summary>
internal static class ArithmeticPeak
{
    private const int Threads = 2048 * 256, Chains = 8, Rounds = 4096, FewestRounds = 64;

    public static double OperationsPerSecond(EventTimer timer, int scale)
    {
        AcceleratorStream stream = timer.Stream;
        using MemoryBuffer1D<float, Stride1D.Dense> sums = stream.Accelerator.Allocate1D<float>(Threads);
        ArrayView<float> view = sums.View.BaseView;
        var kernel = stream.Accelerator.LoadKernel<ArrayView<float>, float, int>(MultiplyAndAdd);
        int rounds = Math.Max(FewestRounds, Rounds / scale);
        KernelConfig grid = Grids.Of(stream.Accelerator, Threads);
        Timing timing = timer.Measure(() => kernel(stream, grid, view, 0.999f, rounds));
        return 2.0 * Threads * Chains * rounds / (timing.Median / 1000);
    }

    /// <summary>Chains that do not wait for each other, so that the units are always busy.</summary>
    private static void MultiplyAndAdd(ArrayView<float> sums, float factor, int rounds)
    {
        float start = OnDevice.FirstPosition;
        float a = start, b = start + 1, c = start + 2, d = start + 3, e = start + 4, f = start + 5, g = start + 6, h = start + 7;
        for (int round = 0; round < rounds; round++)
        {
            a = (a * factor) + 1;
            b = (b * factor) + 1;
            c = (c * factor) + 1;
            d = (d * factor) + 1;
            e = (e * factor) + 1;
            f = (f * factor) + 1;
            g = (g * factor) + 1;
            h = (h * factor) + 1;
        }

        sums[OnDevice.FirstPosition] = a + b + c + d + e + f + g + h;
    }
}
