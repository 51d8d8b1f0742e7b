using ILGPU.Runtime;

namespace LossGen.Gpu;

/// <summary>
/// What calls with host arrays need, kept between them: each takes a stream and buffers that no other call uses meanwhile, so that several threads
/// can call at a time, and the same call again allocates nothing.
/// </summary>
internal sealed class HostCallPool(LossDevice device) : IDisposable
{
    private readonly Stack<HostBuffers> idle = [];

    /// <summary>The memory of the device that idle calls keep.</summary>
    internal IReadOnlyList<MemoryBuffer> Kept
    {
        get
        {
            lock (idle)
                return [.. idle.SelectMany(buffers => buffers.Kept)];
        }
    }

    public HostBuffers Take()
    {
        Accelerator accelerator = device.Accelerator;
        lock (idle)
        {
            if (idle.TryPop(out HostBuffers? buffers))
                return buffers;
        }

        return new HostBuffers(device, accelerator);
    }

    public void Return(HostBuffers buffers)
    {
        lock (idle)
            idle.Push(buffers);
    }

    /// <summary>Frees the buffers that no call uses.</summary>
    public void Dispose()
    {
        lock (idle)
        {
            while (idle.TryPop(out HostBuffers? buffers))
                buffers.Dispose();
        }
    }
}

/// <summary>The stream and the buffers of a call.</summary>
internal sealed class HostBuffers(LossDevice device, Accelerator accelerator) : IDisposable
{
    private readonly List<StagedMemory> tensors = [];
    private readonly List<(StagedMemory Memory, long Bytes)> outputs = [];
    private int taken;

    // Whether an index outside may have been noted that no call asked for.
    private bool hasUncheckedFaults;

    public AcceleratorStream Stream { get; } = accelerator.CreateStream();

    public Accelerator Accelerator => accelerator;

    internal IEnumerable<MemoryBuffer> Kept => tensors.Select(memory => memory.Buffer).OfType<MemoryBuffer>();

    /// <summary>Begins a call.</summary>
    /// <param name="hasChecks">Whether the loss indexes by what it reads.</param>
    /// <param name="isChecked">Whether the call asks for indices outside.</param>
    public void Begin(bool hasChecks, bool isChecked)
    {
        taken = 0;
        outputs.Clear();
        if (!hasChecks)
            return;
        if (isChecked && hasUncheckedFaults)
            DeviceFaults.TakeAny(Stream);
        hasUncheckedFaults = !isChecked;
    }

    /// <summary>Memory for the next tensor.</summary>
    public StagedMemory Next(long bytes)
    {
        if (taken == tensors.Count)
            tensors.Add(new StagedMemory(accelerator));
        StagedMemory memory = tensors[taken++];
        try
        {
            memory.Reserve(Stream, bytes);
        }
        catch (LossDeviceException exception) when (exception.Error == LossDeviceError.OutOfMemory)
        {
            // What idle calls have kept may be what is missing.
            device.Calls.Dispose();
            memory.Reserve(Stream, bytes);
        }

        return memory;
    }

    /// <summary>Memory that is fetched at the end of the call.</summary>
    public void IsOutput(StagedMemory memory, long bytes) => outputs.Add((memory, bytes));

    public void Fetch()
    {
        foreach ((StagedMemory memory, long bytes) in outputs)
            memory.Fetch(Stream, bytes);
    }

    public void Dispose()
    {
        LossDevice.Quietly(Stream.Synchronize);
        tensors.ForEach(memory => memory.Dispose());
        LossDevice.Quietly(Stream.Dispose);
    }
}
