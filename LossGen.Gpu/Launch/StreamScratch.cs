using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Runtime;

namespace LossGen.Gpu;

/// <summary>
/// Device memory for the totals of the calls on one stream. Calls on a stream run one after the other, so that all use the same memory; it grows to
/// what the largest needs and goes with the accelerator.
/// </summary>
internal sealed class StreamScratch
{
    private const int SmallestBytes = 64 * 1024, Alignment = 256;

    private static readonly ConditionalWeakTable<AcceleratorStream, StreamScratch> OfStreams = [];

    private readonly AcceleratorStream stream;
    private readonly Lock inUse = new();
    private readonly List<MemoryBuffer1D<byte, Stride1D.Dense>> outgrown = [];
    private MemoryBuffer1D<byte, Stride1D.Dense>? memory;
    private long taken;

    private StreamScratch(AcceleratorStream stream) => this.stream = stream;

    /// <summary>The memory of the stream, for this thread alone until <see cref="Leave"/>.</summary>
    public static StreamScratch Enter(AcceleratorStream stream)
    {
        StreamScratch scratch = OfStreams.GetValue(stream, static key => new StreamScratch(key));
        scratch.inUse.Enter();
        scratch.taken = 0;
        return scratch;
    }

    public void Leave()
    {
        // What was outgrown may still be read by what is enqueued, until the stream has run that far.
        if (outgrown.Count > 0)
        {
            stream.Synchronize();
            outgrown.ForEach(buffer => buffer.Dispose());
            outgrown.Clear();
        }

        inUse.Exit();
    }

    /// <summary>Memory for as many values, of unknown content.</summary>
    public ArrayView<T> Take<T>(long count)
        where T : unmanaged
    {
        long size = Unsafe.SizeOf<T>(), bytes = count * size;

        // A view of other elements starts at a multiple of their size, in whatever it is a view of: ILGPU counts in elements.
        long step = Alignment / Math.Min(size & -size, Alignment) * size;
        taken = (taken + step - 1) / step * step;
        if (memory is null || taken + bytes > memory.Length)
        {
            if (memory is not null)
                outgrown.Add(memory);
            memory = null;
            memory = Allocate(Math.Max(SmallestBytes, 2 * (taken + bytes)));
            taken = 0;
        }

        ArrayView<T> view = memory.View.BaseView.SubView(taken, bytes).Cast<T>();
        taken += bytes;
        return view;
    }

    private MemoryBuffer1D<byte, Stride1D.Dense> Allocate(long bytes)
    {
        try
        {
            return stream.Accelerator.Allocate1D<byte>(bytes);
        }
        catch (Exception exception) when (DeviceFailure.IsOne(exception))
        {
            throw DeviceFailure.Allocating(stream.Accelerator, bytes, exception);
        }
    }
}
