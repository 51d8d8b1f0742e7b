using ILGPU;
using ILGPU.Runtime;
using LossGen.Passes;

namespace LossGen.Gpu;

/// <summary>
/// One call of a loss on a stream. The number of groups depends on the number of elements and the accelerator only, and totals are added in a fixed
/// order, so that the result has the same bits on every run. Nothing is allocated once the stream's scratch memory has grown to what its calls need.
/// </summary>
public readonly ref struct DeviceLaunch
{
    /// <summary>Elements that are worth a group of their own, for each of its threads.</summary>
    private const int ElementsPerThread = 8;

    /// <summary>Enough groups for any device; what they leave behind is added up by one.</summary>
    private const int MostGroups = 2048;

    private readonly AcceleratorStream stream;
    private readonly StreamScratch scratch;
    private readonly int groups;
    private readonly int threads;

    private DeviceLaunch(AcceleratorStream stream, StreamScratch scratch, int groups, int threads)
    {
        this.stream = stream;
        this.scratch = scratch;
        this.groups = groups;
        this.threads = threads;
    }

    /// <summary>Begins a call over so many elements; other threads that enqueue on the stream wait until it is disposed.</summary>
    public static DeviceLaunch Begin(AcceleratorStream stream, long count)
    {
        int threads = GroupSize(stream.Accelerator);
        long groups = (count + (threads * ElementsPerThread) - 1) / (threads * ElementsPerThread);
        return new DeviceLaunch(stream, StreamScratch.Enter(stream), (int)Math.Clamp(groups, 1, MostGroups), threads);
    }

    /// <summary>Memory for the totals of each group.</summary>
    public ArrayView<TTotals> Totals<TTotals>()
        where TTotals : unmanaged, ITotals<TTotals> =>
        scratch.Take<TTotals>(groups);

    /// <summary>Whether four elements of the view can be loaded at once from its start.</summary>
    public bool IsAligned<T>(ArrayView<T> view)
        where T : unmanaged =>
        view.Length == 0 || (view.LoadEffectiveAddressAsPtr() & 15) == 0;

    /// <summary>Enqueues a kernel over all elements.</summary>
    public void Pass<TCall>(Action<TCall> kernel, TCall call)
        where TCall : struct =>
        KernelCache.Get(stream.Accelerator, kernel)(stream, new KernelConfig(groups, threads), call);

    /// <summary>Enqueues the second stage of a pass.</summary>
    public void Combine<TTotals>(ArrayView<TTotals> totals)
        where TTotals : unmanaged, ITotals<TTotals>
    {
        if (totals.Length > 1)
            KernelCache.Get<ArrayView<TTotals>>(stream.Accelerator, Device.Combine)(stream, new KernelConfig(1, threads), totals);
    }

    /// <summary>Enqueues a kernel of one thread.</summary>
    public void Single<TCall>(Action<TCall> kernel, TCall call)
        where TCall : struct =>
        KernelCache.Get(stream.Accelerator, kernel)(stream, new KernelConfig(1, 1), call);

    /// <summary>Ends the call: what is enqueued stays so.</summary>
    public void Dispose() => scratch.Leave();

    /// <summary>The largest power of two that the device and the shared memory of totals allow.</summary>
    private static int GroupSize(Accelerator accelerator)
    {
        int size = 1;
        while (size * 2 <= Math.Min(Device.LargestGroup, accelerator.MaxNumThreadsPerGroup))
            size *= 2;
        return size;
    }
}
