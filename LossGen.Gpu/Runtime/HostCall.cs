using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using ILGPU.Runtime;
using LossGen.Nests;

namespace LossGen.Gpu;

/// <summary>
/// A call of an emitted overload that takes host spans and a device: inputs are copied to the device, the overload for views runs, and outputs are
/// written once all of it has succeeded.
/// </summary>
public unsafe ref struct HostCall
{
    private readonly LossDevice device;
    private readonly HostBuffers buffers;
    private readonly bool checks;
    private bool isFinished;

    private HostCall(LossDevice device, HostBuffers buffers, bool checks)
    {
        this.device = device;
        this.buffers = buffers;
        this.checks = checks;
    }

    /// <summary>The stream of the call.</summary>
    public readonly AcceleratorStream Stream => buffers.Stream;

    /// <summary>Begins a call; for <see cref="LossDevice.Auto"/> on the default device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="hasChecks">Whether the loss indexes by what it reads.</param>
    /// <exception cref="ObjectDisposedException">The device is disposed.</exception>
    /// <exception cref="LossDeviceException">The device does not work.</exception>
    public static HostCall Begin(LossDevice device, bool hasChecks = false)
    {
        ArgumentNullException.ThrowIfNull(device);
        LossDevice actual = device.IsAuto ? LossDevice.Default : device;
        HostBuffers buffers = actual.Calls.Take();
        buffers.Begin(hasChecks, actual.ChecksIndices);
        return new HostCall(actual, buffers, hasChecks && actual.ChecksIndices);
    }

    /// <summary>A span that is read.</summary>
    public readonly HostTensor<T> Input<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        StagedMemory memory = buffers.Next((long)values.Length * sizeof(T));
        Upload(memory, values);
        return new HostTensor<T>(memory, values.Length);
    }

    /// <summary>A tensor that is read.</summary>
    public readonly HostTensor<T> Input<T>(in ReadOnlyTensorSpan<T> values)
        where T : unmanaged
    {
        StagedMemory memory = buffers.Next(values.FlattenedLength * sizeof(T));
        Upload(memory, values);
        return new HostTensor<T>(memory, values.FlattenedLength, values.Lengths);
    }

    /// <summary>A span that is written; it is copied to the device where it is added to.</summary>
    public readonly HostTensor<T> Output<T>(Span<T> values, bool accumulates = false)
        where T : unmanaged
    {
        StagedMemory memory = Written<T>(values.Length);
        if (accumulates)
            Upload<T>(memory, values);
        return new HostTensor<T>(memory, values.Length);
    }

    /// <summary>A tensor that is written; it is copied to the device where it is added to.</summary>
    public readonly HostTensor<T> Output<T>(in TensorSpan<T> values, bool accumulates = false)
        where T : unmanaged
    {
        StagedMemory memory = Written<T>(values.FlattenedLength);
        if (accumulates)
            Upload<T>(memory, values);
        return new HostTensor<T>(memory, values.FlattenedLength, values.Lengths);
    }

    /// <summary>A result per call.</summary>
    public readonly HostTensor<T> Number<T>()
        where T : unmanaged =>
        new(Written<T>(1), 1);

    /// <summary>Waits for the device. Only after it may results be read.</summary>
    /// <returns>Whether all indices lay inside of their axes; true where they are not checked.</returns>
    /// <exception cref="LossDeviceException">The device failed.</exception>
    public bool Finish()
    {
        try
        {
            buffers.Fetch();
            bool isOutside = checks && DeviceFaults.TakeAny(Stream);
            Stream.Synchronize();
            isFinished = true;
            return !isOutside;
        }
        catch (Exception exception) when (DeviceFailure.IsOne(exception))
        {
            throw DeviceFailure.Of(buffers.Accelerator, exception);
        }
    }

    /// <summary>Ends the call. Its buffers are kept for the next one, unless it failed.</summary>
    public readonly void Dispose()
    {
        if (isFinished)
            device.Calls.Return(buffers);
        else
            buffers.Dispose();
    }

    private readonly StagedMemory Written<T>(long count)
        where T : unmanaged
    {
        StagedMemory memory = buffers.Next(count * sizeof(T));
        buffers.IsOutput(memory, count * sizeof(T));
        return memory;
    }

    private readonly void Upload<T>(StagedMemory memory, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        try
        {
            fixed (T* source = &MemoryMarshal.GetReference(values))
                memory.Upload(Stream, (byte*)source, (long)values.Length * sizeof(T));
        }
        catch (Exception exception) when (DeviceFailure.IsOne(exception))
        {
            throw DeviceFailure.Of(buffers.Accelerator, exception);
        }
    }

    private readonly void Upload<T>(StagedMemory memory, in ReadOnlyTensorSpan<T> values)
        where T : unmanaged
    {
        if (Density.IsDense(values))
        {
            Upload(memory, Density.Elements(values));
            return;
        }

        try
        {
            values.FlattenTo(memory.Staging<T>(Stream, values.FlattenedLength));
            memory.UploadStaging(Stream, values.FlattenedLength * sizeof(T));
        }
        catch (Exception exception) when (DeviceFailure.IsOne(exception))
        {
            throw DeviceFailure.Of(buffers.Accelerator, exception);
        }
    }
}
