using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Runtime;

namespace LossGen.Gpu;

/// <summary>
/// Elements in the memory of a device, for programs that keep their data there and fill it from host arrays: copies go through page-locked memory
/// with CUDA, and are enqueued on <see cref="LossDevice.Stream"/>. A buffer is used by one thread at a time.
/// </summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public sealed unsafe class DeviceBuffer<T> : IDisposable
    where T : unmanaged
{
    private readonly StagedMemory memory;
    private bool isDisposed;

    /// <summary>Makes a buffer of elements of unknown value.</summary>
    /// <param name="device">Where it lies.</param>
    /// <param name="length">The number of elements.</param>
    /// <exception cref="ArgumentNullException">There is no device.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    /// <exception cref="LossDeviceException">The device has not as much memory.</exception>
    public DeviceBuffer(LossDevice device, long length = 0)
    {
        ArgumentNullException.ThrowIfNull(device);
        Device = device;
        memory = new StagedMemory(device.Accelerator);
        Resize(length);
    }

    /// <summary>Makes a buffer that holds the elements of an array.</summary>
    /// <param name="device">Where it lies.</param>
    /// <param name="values">The elements.</param>
    /// <inheritdoc cref="DeviceBuffer{T}(LossDevice, long)" path="/exception"/>
    public DeviceBuffer(LossDevice device, ReadOnlySpan<T> values)
        : this(device, values.Length) =>
        CopyFrom(values);

    /// <summary>The device that it lies on.</summary>
    public LossDevice Device { get; }

    /// <summary>The number of elements.</summary>
    public long Length { get; private set; }

    /// <summary>All elements, to be handed to overloads for views. It holds until <see cref="Resize"/> makes the buffer larger.</summary>
    /// <exception cref="ObjectDisposedException">The buffer is disposed.</exception>
    public ArrayView<T> View
    {
        get
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            return memory.View<T>(Length);
        }
    }

    /// <summary>The elements as rows, for tensors of two dimensions.</summary>
    /// <param name="columns">The elements of a row.</param>
    /// <exception cref="ArgumentException">The elements are no whole number of rows.</exception>
    public ArrayView2D<T, Stride2D.DenseY> AsRows(long columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (Length % columns != 0)
            throw new ArgumentException($"{Length} elements are no whole number of rows of {columns}.", nameof(columns));
        return Views.Of2D(View, Length / columns, columns);
    }

    /// <summary>Gives it another length. Elements are kept where it has room for the new length, and lost where it grows.</summary>
    /// <param name="length">The number of elements.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    /// <exception cref="LossDeviceException">The device has not as much memory.</exception>
    public void Resize(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ObjectDisposedException.ThrowIf(isDisposed, this);
        memory.Reserve(Device.Stream, checked(length * sizeof(T)));
        Length = length;
    }

    /// <summary>
    /// Copies an array to the device; the buffer takes its length. The array can be changed afterwards, while the copy may still be under way: what is
    /// enqueued on <see cref="LossDevice.Stream"/> later finds it done.
    /// </summary>
    /// <param name="values">The elements.</param>
    /// <exception cref="LossDeviceException">The device has not as much memory, or failed.</exception>
    public void CopyFrom(ReadOnlySpan<T> values)
    {
        Resize(values.Length);
        try
        {
            fixed (T* source = values)
                memory.Upload(Device.Stream, (byte*)source, (long)values.Length * sizeof(T));
        }
        catch (Exception exception) when (DeviceFailure.IsOne(exception))
        {
            throw DeviceFailure.Of(Device.Accelerator, exception);
        }
    }

    /// <summary>Waits for what is enqueued on <see cref="LossDevice.Stream"/>, and copies all elements to an array.</summary>
    /// <param name="destination">Takes them; what lies beyond is left as it is. Nothing of it is written where the device fails.</param>
    /// <exception cref="ArgumentException">The array is too short.</exception>
    /// <exception cref="LossDeviceException">The device failed.</exception>
    public void CopyTo(Span<T> destination)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (destination.Length < Length)
            throw new ArgumentException($"'{nameof(destination)}' is too short: it has {destination.Length} elements, and the buffer {Length}.", nameof(destination));
        long bytes = Length * sizeof(T);
        try
        {
            memory.Fetch(Device.Stream, bytes);
            Device.Stream.Synchronize();
        }
        catch (Exception exception) when (DeviceFailure.IsOne(exception))
        {
            throw DeviceFailure.Of(Device.Accelerator, exception);
        }

        fixed (T* target = &MemoryMarshal.GetReference(destination))
            memory.Read((byte*)target, bytes);
    }

    /// <summary>All elements as an array, once what is enqueued is done.</summary>
    /// <inheritdoc cref="CopyTo" path="/exception"/>
    public T[] ToArray()
    {
        var values = new T[Length];
        CopyTo(values);
        return values;
    }

    /// <summary>Waits for what is enqueued, and frees the memory.</summary>
    public void Dispose()
    {
        if (isDisposed)
            return;
        isDisposed = true;
        LossDevice.Quietly(() => Device.Stream.Synchronize());
        memory.Dispose();
    }
}
