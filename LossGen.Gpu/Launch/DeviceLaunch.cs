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

    /// <summary>Groups of losses that need no larger ones.</summary>
    private const int OrdinaryGroup = 256;

    /// <summary>The threads of a warp on the most common devices.</summary>
    private const int Warp = 32;

    /// <summary>Rows up to this length are taken by a warp at most, which needs no barrier.</summary>
    private const int ShortRow = 1024;

    /// <summary>Elements of a long row that are worth a thread.</summary>
    private const int LongRowElementsPerThread = 16;

    /// <summary>Below as many threads a device is not busy, so that shorter stretches of a row are worth a thread.</summary>
    private const long BusyThreads = 1 << 16;

    /// <summary>Columns side by side that a group takes, so that its loads are contiguous.</summary>
    private const int ColumnsPerGroup = 32;

    /// <summary>Enough groups for any device; what they leave behind is added up by one.</summary>
    private const int MostGroups = 2048;

    /// <summary>
    /// Rows that are read again for their gradient shall still lie in the second-level cache: so many threads of a multiprocessor work on long rows.
    /// </summary>
    private const int ThreadsOnLongRows = 1024;

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
    public static DeviceLaunch Begin(AcceleratorStream stream) => new(stream, StreamScratch.Enter(stream), GroupSize(stream.Accelerator, OrdinaryGroup));

    /// <summary>A grid for elements that each thread takes some of.</summary>
    public DeviceGrid Elements(long count)
    {
        long groups = (count + (threads * ElementsPerThread) - 1) / (threads * ElementsPerThread);
        return new DeviceGrid((int)Math.Clamp(groups, 1, MostGroups), threads);
    }

    /// <summary>
    /// A grid for rows: some lanes of a warp for a short one, a warp for one of medium length, a group for a long one; more where rows are few.
    /// </summary>
    public DeviceGrid Rows(long count, long length)
    {
        long wanted = length <= ShortRow ? Math.Clamp((length + 3) / 4, 1, Warp) : length / LongRowElementsPerThread;
        while (wanted * count < BusyThreads && wanted * 8 <= length)
            wanted *= 2;
        int lanes = GroupSize(stream.Accelerator, (int)Math.Clamp(RoundUp(wanted), 1, Device.LargestGroup));

        // A team of more than a warp is a group: its threads meet at barriers.
        return Grid(count, lanes, lanes > Warp ? lanes : threads);
    }

    /// <summary>A grid for columns: neighbouring ones for each group, so that loads are contiguous, and lanes for stretches of their rows.</summary>
    public DeviceGrid Columns(long count, long length)
    {
        long columns = Math.Min(RoundUp(count), ColumnsPerGroup);
        int size = GroupSize(stream.Accelerator, (int)Math.Clamp(columns * RoundUp((length + 3) / 4), columns, Device.LargestGroup));
        return Grid(count, (int)Math.Max(size / columns, 1), size);
    }

    /// <summary>A grid for pairs of rows and columns, which groups take in tiles: see <see cref="PairTile"/>. Few rows are shared by more groups.</summary>
    /// <exception cref="NotSupportedException">The device's groups have too few threads for a tile.</exception>
    public DeviceGrid Pairs(long count)
    {
        int size = GroupSize(stream.Accelerator, PairTile.LargestGroup), lanes = PairTile.Width / PairTile.Each;
        if (size < PairTile.Width)
            throw new NotSupportedException($"Losses of pairs need groups of {PairTile.Width} threads, and '{stream.Accelerator.Name}' has at most {stream.Accelerator.MaxNumThreadsPerGroup}: run the overload for spans.");
        if (size > Warp && (count * lanes) / size < 2L * stream.Accelerator.NumMultiprocessors)
            size /= 2;
        return Grid(count, lanes, size);
    }

    /// <summary>A grid of one group, all threads of which work together.</summary>
    public DeviceGrid OneGroup()
    {
        int size = GroupSize(stream.Accelerator, Device.LargestGroup);
        return new DeviceGrid(1, size) { Lanes = size };
    }

    /// <summary>
    /// A grid for recurrences: a group for each, with a thread for each state, since they wait for one another at every step. Several share a warp
    /// where states are few.
    /// </summary>
    public DeviceGrid Recurrences(long count, long states)
    {
        int lanes = GroupSize(stream.Accelerator, (int)Math.Clamp(RoundUp(states), 1, Device.LargestGroup));
        return Grid(count, lanes, GroupSize(stream.Accelerator, Math.Max(lanes, Warp)));
    }

    /// <summary>A grid for one recurrence, which one team goes along.</summary>
    public DeviceGrid Recurrence(long states)
    {
        DeviceGrid grid = Recurrences(1, states > 1 ? Math.Max(states, Warp) : states);
        return grid with { Groups = 1, Threads = grid.Lanes };
    }

    private DeviceGrid Grid(long count, int lanes, int size)
    {
        long busy = lanes > OrdinaryGroup ? (long)Math.Max(stream.Accelerator.NumMultiprocessors, 1) * ThreadsOnLongRows / size : MostGroups;
        int teams = size / lanes;
        return new DeviceGrid((int)Math.Clamp((count + teams - 1) / teams, 1, Math.Clamp(busy, 1, MostGroups)), size) { Lanes = lanes };
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

    /// <summary>How many groups of four elements there are, where they can be loaded at once.</summary>
    public static long Quads(long length, bool areAligned) => areAligned ? length / 4 : 0;

    /// <summary>Whether a row that starts so many elements later is aligned where the first is.</summary>
    public static bool IsAligned(long stride) => (stride & 3) == 0;

    /// <summary>Whether four elements of the view can be loaded at once from its start.</summary>
    public bool IsAligned<T>(ArrayView<T> view)
        where T : unmanaged =>
        view.Length == 0 || ((stream.Accelerator.AcceleratorType == AcceleratorType.OpenCL ? RequireView.Place(view).Start : view.LoadEffectiveAddressAsPtr()) & 15) == 0;

    /// <summary>Enqueues a kernel, in the form that the device has the means for.</summary>
    /// <exception cref="LossDeviceException">The device does not compile or run it.</exception>
    public void Run<TCall>(Action<TCall> byShuffles, Action<TCall> byPlaces, TCall call, DeviceGrid grid)
        where TCall : struct =>
        Run(HasShuffles ? byShuffles : byPlaces, call, grid);

    /// <summary>Enqueues a kernel that has one form.</summary>
    /// <exception cref="LossDeviceException">The device does not compile or run it.</exception>
    public void Run<TCall>(Action<TCall> kernel, TCall call, DeviceGrid grid)
        where TCall : struct =>
        Run(kernel, call, new KernelConfig(grid.Groups, grid.Threads));

    private void Run<TCall>(Action<TCall> kernel, TCall call, KernelConfig grid)
        where TCall : struct
    {
        Action<AcceleratorStream, KernelConfig, TCall> launch = KernelCache.Get(stream.Accelerator, kernel);
        try
        {
            if (stream.Accelerator.AcceleratorType != AcceleratorType.OpenCL)
            {
                launch(stream, grid, call);
                return;
            }

            // A kernel of OpenCL holds its arguments until it is enqueued: two threads would mix theirs.
            lock (launch)
                launch(stream, grid, call);
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
            Run(Device.Combine<Shuffles, TTotals>, Device.Combine<Places, TTotals>, totals, new DeviceGrid(1, threads));
    }

    /// <summary>Enqueues a kernel of one thread.</summary>
    public void Single<TCall>(Action<TCall> kernel, TCall call)
        where TCall : struct =>
        Run(kernel, call, new KernelConfig(1, 1));

    /// <summary>Ends the call: what is enqueued stays so.</summary>
    public void Dispose() => scratch.Leave();

    /// <summary>ILGPU has shuffles on NVIDIA's devices; its OpenCL has none, and its CPU simulates warps of other sizes.</summary>
    private bool HasShuffles => stream.Accelerator.AcceleratorType == AcceleratorType.Cuda;

    private static long RoundUp(long size) => (long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)Math.Max(size, 1));

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
public readonly record struct DeviceGrid(int Groups, int Threads)
{
    /// <summary>The threads of a group that share a row or a column.</summary>
    public int Lanes { get; init; } = 1;

    /// <summary>All teams of the grid.</summary>
    public long Teams => (long)Groups * Threads / Lanes;
}
