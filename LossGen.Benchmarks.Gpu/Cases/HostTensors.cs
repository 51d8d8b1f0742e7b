using System.Numerics.Tensors;

namespace LossGen.Benchmarks.Gpu.Cases;

/// <summary>The tensors of a case on the CPU.</summary>
internal sealed class HostTensors(Shape shape, float[][] inputs, int[][] labels)
{
    private readonly float[]?[] gradients = new float[inputs.Length][];

    public ReadOnlySpan<float> Flat(int input) => inputs[input];

    public ReadOnlyTensorSpan<float> Rows(int input) => new(inputs[input], [shape.Rows, shape.Columns]);

    public ReadOnlySpan<int> Labels(int input) => labels[input];

    public Span<float> FlatGradient(int input) => gradients[input] ??= new float[inputs[input].Length];

    public TensorSpan<float> RowGradient(int input) => new(gradients[input] ??= new float[inputs[input].Length], [shape.Rows, shape.Columns]);
}
