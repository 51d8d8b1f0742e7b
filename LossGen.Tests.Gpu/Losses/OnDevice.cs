using ILGPU;
using ILGPU.Runtime;

namespace LossGen.Tests.Gpu.Losses;

/// <summary>Buffers of one test on a stream of their own.</summary>
internal sealed class OnDevice(string kind) : IDisposable
{
    private readonly List<IDisposable> owned = [];

    public Accelerator Accelerator { get; } = Device.Get(kind);

    private AcceleratorStream? stream;

    public AcceleratorStream Stream => stream ??= Accelerator.CreateStream();

    /// <summary>A view of the values, which starts so many elements after the start of its buffer.</summary>
    public ArrayView<T> View<T>(T[] values, int offset = 0)
        where T : unmanaged
    {
        MemoryBuffer1D<T, Stride1D.Dense> buffer = Accelerator.Allocate1D<T>(values.Length + offset + 1);
        owned.Add(buffer);
        ArrayView<T> view = buffer.View.BaseView.SubView(offset, values.Length);
        if (values.Length > 0)
            view.CopyFromCPU(Stream, values);
        Stream.Synchronize();
        return view;
    }

    /// <summary>A view of rows.</summary>
    public ArrayView2D<T, Stride2D.DenseY> Rows<T>(T[] values, int rows, int columns)
        where T : unmanaged
    {
        MemoryBuffer2D<T, Stride2D.DenseY> buffer = Accelerator.Allocate2DDenseY<T>(new Index2D(rows, columns));
        owned.Add(buffer);
        buffer.View.BaseView.CopyFromCPU(Stream, values);
        Stream.Synchronize();
        return buffer.View;
    }

    public T[] Read<T>(ArrayView<T> view)
        where T : unmanaged
    {
        Stream.Synchronize();
        return view.Length == 0 ? [] : view.GetAsArray(Stream);
    }

    public void Dispose()
    {
        Stream.Synchronize();
        owned.ForEach(buffer => buffer.Dispose());
        stream?.Dispose();
    }
}
