using System.Numerics.Tensors;

namespace LossGen.Benchmarks;

/// <summary>Rows of logits with their labels, and an output for the gradient.</summary>
internal sealed class RowWorkload
{
    private readonly float[] logits, gradient;
    private readonly nint[] shape;

    public RowWorkload(int rows, int classes)
    {
        var random = new Random(1);
        logits = new float[rows * classes];
        for (int i = 0; i < logits.Length; i++)
            logits[i] = (random.NextSingle() * 8) - 4;
        Labels = [.. Enumerable.Range(0, rows).Select(_ => random.Next(classes))];
        gradient = new float[logits.Length];
        shape = [rows, classes];
    }

    /// <summary>The shapes: few classes, a thousand, and those of a language model.</summary>
    public static IReadOnlyList<(int Rows, int Classes)> Shapes { get; } = [(65_536, 10), (1024, 1000), (4096, 32_000)];

    public float[] Logits => logits;

    public int[] Labels { get; }

    /// <summary>One input and one output.</summary>
    public long Bytes => 8L * logits.Length;

    public float CrossEntropy() =>
        Losses.CrossEntropyWithGradient(new ReadOnlyTensorSpan<float>(logits, shape), Labels, new TensorSpan<float>(gradient, shape));
}
