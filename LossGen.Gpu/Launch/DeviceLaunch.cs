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

    /// <summary>Elements of a row that are worth a thread.</summary>
    private const int RowElementsPerThread = 4;

    /// <summary>The threads of a warp on the most common devices.</summary>
    private const int SmallestTeam = 32;

    /// <summary>Enough groups for any device; what they leave behind is added up by one.</summary>
    private const int MostGroups = 2048;

    private readonly AcceleratorStream stream;
    private readonly StreamScratch scratch;
    private readonly int threads;

    private DeviceLaunch(AcceleratorStream stream, StreamScratch scratch, int threads)
    {
        this.stream = stream;
        this.scratch = scratch;
        this.threads = threads;
    }

    /// <summary>Begins a call; other threads that enqueue on the stream wait until it is disposed.</summary>
    public static DeviceLaunch Begin(AcceleratorStream stream) => new(stream, StreamScratch.Enter(stream), GroupSize(stream.Accelerator, Device.LargestGroup));

    /// <summary>A grid for elements that each thread takes some of.</summary>
    public DeviceGrid Elements(long count)
    {
        long groups = (count + (threads * ElementsPerThread) - 1) / (threads * ElementsPerThread);
        return new DeviceGrid((int)Math.Clamp(groups, 1, MostGroups), threads);
    }

    /// <summary>A grid for rows that each group takes some of, with as many threads as their length is worth.</summary>
    public DeviceGrid Rows(long count, long length)
    {
        int wanted = (int)Math.Max(SmallestTeam, Math.Min(length / RowElementsPerThread, threads));
        return new DeviceGrid((int)Math.Clamp(count, 1, MostGroups), GroupSize(stream.Accelerator, wanted));
    }

    /// <summary>Memory for the totals of each group.</summary>
    public ArrayView<TTotals> Totals<TTotals>(DeviceGrid grid)
        where TTotals : unmanaged, ITotals<TTotals> =>
        scratch.Take<TTotals>(grid.Groups);

    /// <summary>Memory that kernels of this call pass values in.</summary>
    public ArrayView<T> Scratch<T>(long count)
        where T : unmanaged =>
        scratch.Take<T>(count);

    /// <summary>Where indices outside are noted: see <see cref="DeviceFaults"/>.</summary>
    public ArrayView<int> Faults() => DeviceFaults.Of(stream).Slots;

    /// <summary>Whether four elements of the view can be loaded at once from its start.</summary>
    public bool IsAligned<T>(ArrayView<T> view)
        where T : unmanaged =>
        view.Length == 0 || ((stream.Accelerator.AcceleratorType == AcceleratorType.OpenCL ? RequireView.Place(view).Start : view.LoadEffectiveAddressAsPtr()) & 15) == 0;

    /// <summary>Enqueues a kernel.</summary>
    /// <exception cref="LossDeviceException">The device does not compile or run it.</exception>
    public void Run<TCall>(Action<TCall> kernel, TCall call, DeviceGrid grid)
        where TCall : struct
    {
        Action<AcceleratorStream, KernelConfig, TCall> launch = KernelCache.Get(stream.Accelerator, kernel);
        try
        {
            var config = new KernelConfig(grid.Groups, grid.Threads);
            if (stream.Accelerator.AcceleratorType != AcceleratorType.OpenCL)
            {
                launch(stream, config, call);
                return;
            }

            // A kernel of OpenCL holds its arguments until it is enqueued: two threads would mix theirs.
            lock (launch)
                launch(stream, config, call);
        }
        catch (Exception exception) when (DeviceFailure.IsOne(exception))
        {
            throw DeviceFailure.Of(stream.Accelerator, exception);
        }
    }

    /// <summary>Enqueues the second stage of a total.</summary>
    public void Combine<TTotals>(ArrayView<TTotals> totals)
        where TTotals : unmanaged, ITotals<TTotals>
    {
        if (totals.Length > 1)
            Run(Device.Combine, totals, new DeviceGrid(1, threads));
    }

    /// <summary>Enqueues a kernel of one thread.</summary>
    public void Single<TCall>(Action<TCall> kernel, TCall call)
        where TCall : struct =>
        Run(kernel, call, new DeviceGrid(1, 1));

    /// <summary>Ends the call: what is enqueued stays so.</summary>
    public void Dispose() => scratch.Leave();

    /// <summary>The largest power of two up to the wanted size that the device allows.</summary>
    private static int GroupSize(Accelerator accelerator, int wanted)
    {
        int size = 1;
        while (size * 2 <= Math.Min(wanted, accelerator.MaxNumThreadsPerGroup))
            size *= 2;
        return size;
    }
}

/// <summary>How many groups of how many threads run a kernel.</summary>
public readonly record struct DeviceGrid(int Groups, int Threads);
