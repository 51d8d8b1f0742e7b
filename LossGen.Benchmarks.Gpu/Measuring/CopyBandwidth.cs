using ILGPU;
using ILGPU.Runtime;
using OnDevice = LossGen.Gpu.Device;

namespace LossGen.Benchmarks.Gpu.Measuring;

/// <summary>
/// The least that moving so many bytes can cost: the fastest of three copies of half of them, by the driver and by a kernel that loads and stores
/// 128 bits as emitted kernels do, with few groups that loop or with a thread for each load.
/// </summary>
internal sealed class CopyBandwidth(EventTimer timer)
{
    private const int GroupsThatLoop = 2048, BytesPerQuad = 16, FloatsPerQuad = 4;

    private readonly Dictionary<long, Timing> measured = [];

    /// <summary>The time of the fastest copy that reads and writes so many bytes together.</summary>
    public Timing Measure(long bytes)
    {
        if (!measured.TryGetValue(bytes, out Timing? fastest))
            measured[bytes] = fastest = Fastest(bytes);
        return fastest;
    }

    private Timing Fastest(long bytes)
    {
        long quads = Math.Max(1, bytes / (2 * BytesPerQuad));
        AcceleratorStream stream = timer.Stream;
        using MemoryBuffer1D<float, Stride1D.Dense> source = stream.Accelerator.Allocate1D<float>(quads * FloatsPerQuad);
        using MemoryBuffer1D<float, Stride1D.Dense> target = stream.Accelerator.Allocate1D<float>(quads * FloatsPerQuad);
        Cases.RandomFill.Floats(stream, source.View.BaseView, Cases.Input.Logits, seed: 1);
        ArrayView<float> from = source.View.BaseView, to = target.View.BaseView;
        var kernel = stream.Accelerator.LoadKernel<ArrayView<float>, ArrayView<float>, long>(Copy);
        KernelConfig thatLoop = Grids.Of(stream.Accelerator, quads, GroupsThatLoop), all = Grids.Of(stream.Accelerator, quads);
        Timing[] timings =
        [
            timer.Measure(() => from.CopyTo(stream, to)),
            timer.Measure(() => kernel(stream, thatLoop, from, to, quads)),
            timer.Measure(() => kernel(stream, all, from, to, quads)),
        ];
        return timings.MinBy(timing => timing.Median)!;
    }

    private static void Copy(ArrayView<float> source, ArrayView<float> target, long quads)
    {
        for (long quad = OnDevice.FirstPosition; quad < quads; quad += OnDevice.Positions)
            OnDevice.StoreQuad(target, FloatsPerQuad * quad, OnDevice.LoadQuad(source, FloatsPerQuad * quad), accumulates: false);
    }
}
