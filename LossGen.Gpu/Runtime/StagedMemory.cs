using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Runtime;

namespace LossGen.Gpu;

/// <summary>
/// Memory of a device that grows, and memory of the host beside it that copies go through. With CUDA the latter is page-locked, so that copies run
/// while the host prepares the next piece.
/// </summary>
internal sealed unsafe class StagedMemory(Accelerator accelerator) : IDisposable
{
    /// <summary>What one copy takes, and what one thread moves in the host's memory at a time.</summary>
    private const long PieceBytes = 4L * 1024 * 1024;

    /// <summary>Sizes that are alike share a buffer.</summary>
    private const long Granularity = 64 * 1024;

    /// <summary>Up to here copying a tensor once more takes less time than waiting for the device.</summary>
    private const long SmallBytes = 256 * 1024;

    /// <summary>More threads move no more bytes.</summary>
    private const int MostThreads = 8;

    private readonly bool isCuda = accelerator.AcceleratorType == AcceleratorType.Cuda;
    private MemoryBuffer1D<byte, Stride1D.Dense>? memory;
    private PageLockScope<byte>? locked;
    private byte* staging;
    private long stagingBytes;
    private bool isStagingInUse;

    /// <summary>The memory of the device; null before it is reserved.</summary>
    public MemoryBuffer? Buffer => memory;

    /// <summary>Makes the device's memory large enough. What it held is lost where it grows.</summary>
    /// <exception cref="LossDeviceException">The device has not as much.</exception>
    public void Reserve(AcceleratorStream stream, long bytes)
    {
        if (memory is not null && bytes <= memory.Length)
            return;
        if (memory is not null)
        {
            // What is enqueued may still use it.
            stream.Synchronize();
            memory.Dispose();
            memory = null;
        }

        long size = Math.Max(1, (bytes + Granularity - 1) / Granularity) * Granularity;
        try
        {
            memory = accelerator.Allocate1D<byte>(size);
        }
        catch (Exception exception) when (DeviceFailure.IsOne(exception) || exception is OverflowException or ArgumentException)
        {
            throw DeviceFailure.Allocating(accelerator, bytes, exception);
        }
    }

    /// <summary>A view of the first elements.</summary>
    public ArrayView<T> View<T>(long count)
        where T : unmanaged =>
        memory!.View.BaseView.SubView(0, count * sizeof(T)).Cast<T>();

    /// <summary>Copies from the host. The source is free afterwards, while the copy to the device may go on.</summary>
    public void Upload(AcceleratorStream stream, byte* source, long bytes)
    {
        if (bytes == 0)
            return;
        if (isCuda || bytes <= SmallBytes)
        {
            ReserveStaging(stream, bytes);
            isStagingInUse = true;
            InPieces(bytes, (first, length) =>
            {
                System.Buffer.MemoryCopy(source + first, staging + first, length, length);
                memory!.View.BaseView.SubView(first, length).CopyFromCPUUnsafeAsync(stream, ref staging[first], length);
            });
            return;
        }

        memory!.View.BaseView.SubView(0, bytes).CopyFromCPUUnsafeAsync(stream, ref *source, bytes);
        stream.Synchronize();
    }

    /// <summary>Host memory to write elements to, which <see cref="UploadStaging"/> copies.</summary>
    public Span<T> Staging<T>(AcceleratorStream stream, long count)
        where T : unmanaged
    {
        ReserveStaging(stream, count * sizeof(T));
        return new Span<T>(staging, checked((int)count));
    }

    public void UploadStaging(AcceleratorStream stream, long bytes)
    {
        if (bytes == 0)
            return;
        isStagingInUse = true;
        memory!.View.BaseView.SubView(0, bytes).CopyFromCPUUnsafeAsync(stream, ref *staging, bytes);
    }

    /// <summary>Enqueues a copy to the host's memory, to be read once the stream has run that far.</summary>
    public void Fetch(AcceleratorStream stream, long bytes)
    {
        if (bytes == 0)
            return;
        ReserveStaging(stream, bytes);
        isStagingInUse = true;
        memory!.View.BaseView.SubView(0, bytes).CopyToCPUUnsafeAsync(stream, ref *staging, bytes);
    }

    /// <summary>What was fetched.</summary>
    public ReadOnlySpan<T> Fetched<T>(long count)
        where T : unmanaged
    {
        isStagingInUse = false;
        return new ReadOnlySpan<T>(staging, checked((int)count));
    }

    /// <summary>Copies what was fetched.</summary>
    public void Read(byte* destination, long bytes)
    {
        isStagingInUse = false;
        if (bytes > 0)
            InPieces(bytes, (first, length) => System.Buffer.MemoryCopy(staging + first, destination + first, length, length));
    }

    public void Dispose()
    {
        LossDevice.Quietly(() => locked?.Dispose());
        NativeMemory.AlignedFree(staging);
        staging = null;
        stagingBytes = 0;
        locked = null;
        LossDevice.Quietly(() => memory?.Dispose());
        memory = null;
    }

    private void ReserveStaging(AcceleratorStream stream, long bytes)
    {
        if (isStagingInUse)
            stream.Synchronize();
        isStagingInUse = false;
        if (bytes <= stagingBytes)
            return;
        locked?.Dispose();
        locked = null;
        NativeMemory.AlignedFree(staging);
        staging = null;
        stagingBytes = 0;
        long size = (bytes + Granularity - 1) / Granularity * Granularity;
        staging = (byte*)NativeMemory.AlignedAlloc((nuint)size, (nuint)Environment.SystemPageSize);
        stagingBytes = size;
        if (isCuda)
            locked = Lock(size);
    }

    /// <summary>Where the system does not lock as much memory, copies are slower and as right.</summary>
    private PageLockScope<byte>? Lock(long size)
    {
        try
        {
            return accelerator.CreatePageLockFromPinned<byte>((nint)staging, size);
        }
        catch (Exception exception) when (DeviceFailure.IsOne(exception))
        {
            return null;
        }
    }

    private static void InPieces(long bytes, Action<long, long> copy)
    {
        int pieces = (int)((bytes + PieceBytes - 1) / PieceBytes);
        if (pieces == 1)
        {
            copy(0, bytes);
            return;
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Min(LossRuntime.MaxDegreeOfParallelism, MostThreads) };
        Parallel.For(0, pieces, options, piece => copy(piece * PieceBytes, Math.Min(PieceBytes, bytes - (piece * PieceBytes))));
    }
}
