using ILGPU;
using ILGPU.Runtime;

namespace LossGen.Benchmarks.Gpu.Cases;

/// <summary>The tensors of a case on a device, at a shape of its own.</summary>
internal sealed class DeviceTensors : IDisposable
{
    /// <summary>Four of these bytes are NaN: what a kernel does not write is then found out.</summary>
    private const byte Poison = 0xFF;

    private readonly MemoryBuffer1D<float, Stride1D.Dense>?[] inputs;
    private readonly MemoryBuffer1D<int, Stride1D.Dense>?[] labels;
    private readonly MemoryBuffer1D<float, Stride1D.Dense>[] gradients;
    private readonly MemoryBuffer1D<float, Stride1D.Dense> loss;
    private readonly Shape shape;

    public DeviceTensors(AcceleratorStream stream, LossCase lossCase, Shape shape)
    {
        Accelerator accelerator = stream.Accelerator;
        Stream = stream;
        this.shape = shape;
        inputs = [.. lossCase.Inputs.Select(input => input == Input.Labels ? null : accelerator.Allocate1D<float>(shape.Elements))];
        labels = [.. lossCase.Inputs.Select(input => input == Input.Labels ? accelerator.Allocate1D<int>(shape.Rows) : null)];
        gradients = [.. Enumerable.Range(0, lossCase.WithGradient is null ? 0 : lossCase.Gradients).Select(_ => accelerator.Allocate1D<float>(shape.Elements))];
        loss = accelerator.Allocate1D<float>(1);
        for (int index = 0; index < inputs.Length; index++)
        {
            if (labels[index] is { } indices)
                RandomFill.Labels(stream, indices.View.BaseView, shape.Columns);
            else
                RandomFill.Floats(stream, Flat(index), lossCase.Inputs[index], seed: index + 1);
        }

        PoisonOutputs();
    }

    public AcceleratorStream Stream { get; }

    public ArrayView<float> Loss => loss.View.BaseView;

    public ArrayView<float> Flat(int input) => inputs[input]!.View.BaseView;

    public ArrayView2D<float, Stride2D.DenseY> Rows(int input) => InRows(Flat(input));

    public ArrayView<int> Labels(int input) => labels[input]!.View.BaseView;

    public ArrayView<float> FlatGradient(int input) => gradients[input].View.BaseView;

    public ArrayView2D<float, Stride2D.DenseY> RowGradient(int input) => InRows(FlatGradient(input));

    public void PoisonOutputs()
    {
        Loss.MemSet(Stream, Poison);
        foreach (MemoryBuffer1D<float, Stride1D.Dense> gradient in gradients)
            gradient.View.BaseView.MemSet(Stream, Poison);
    }

    /// <summary>The inputs on the CPU, with gradients of its own.</summary>
    public HostTensors ToHost() => new(
        shape,
        [.. inputs.Select(buffer => buffer is null ? [] : Read(buffer.View.BaseView))],
        [.. labels.Select(buffer => buffer is null ? [] : Read(buffer.View.BaseView))]);

    public T[] Read<T>(ArrayView<T> view)
        where T : unmanaged
    {
        var values = new T[view.Length];
        view.CopyToCPU(Stream, ref values[0], values.Length);
        Stream.Synchronize();
        return values;
    }

    public void Dispose()
    {
        Stream.Synchronize();
        foreach (MemoryBuffer? buffer in (MemoryBuffer?[])[.. inputs, .. labels, .. gradients, loss])
            buffer?.Dispose();
    }

    private ArrayView2D<float, Stride2D.DenseY> InRows(ArrayView<float> view) =>
        new(view, new LongIndex2D(shape.Rows, shape.Columns), new Stride2D.DenseY(shape.Columns));
}
