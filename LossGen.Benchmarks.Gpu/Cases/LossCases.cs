namespace LossGen.Benchmarks.Gpu.Cases;

/// <summary>What is measured. The shapes are those of training: tensors of 1 GiB, and the vocabularies of language models.</summary>
internal static class LossCases
{
    private const int Flat = 1 << 28;

    private static readonly Shape[] Vocabularies = [new(8192, 32000), new(4096, 128256)];

    public static IReadOnlyList<LossCase> All { get; } =
    [
        new()
        {
            Loss = "MSE",
            Shape = Shape.Flat(Flat),
            Inputs = [Input.Logits, Input.Logits],
            Forward = on => Losses.Mse(on.Stream, on.Flat(0), on.Flat(1), on.Loss),
            WithGradient = on => Losses.MseWithGradient(on.Stream, on.Flat(0), on.Flat(1), on.FlatGradient(0), on.Loss),
            OnCpu = host => Losses.MseWithGradient(host.Flat(0), host.Flat(1), host.FlatGradient(0)),
        },
        new()
        {
            Loss = "Huber",
            Shape = Shape.Flat(Flat),
            Inputs = [Input.Logits, Input.Logits],
            Forward = on => Losses.Huber(on.Stream, on.Flat(0), on.Flat(1), on.Loss),
            WithGradient = on => Losses.HuberWithGradient(on.Stream, on.Flat(0), on.Flat(1), on.FlatGradient(0), on.Loss),
            OnCpu = host => Losses.HuberWithGradient(host.Flat(0), host.Flat(1), host.FlatGradient(0)),
        },
        new()
        {
            Loss = "focal",
            Shape = Shape.Flat(Flat),
            Inputs = [Input.Logits, Input.Binary],
            // Named, since a check of the formatting that runs no generators takes four arguments for those of the CPU's overload.
            Forward = on => Losses.Focal(on.Stream, on.Flat(0), on.Flat(1), loss: on.Loss),
            WithGradient = on => Losses.FocalWithGradient(on.Stream, on.Flat(0), on.Flat(1), on.FlatGradient(0), on.Loss),
            OnCpu = host => Losses.FocalWithGradient(host.Flat(0), host.Flat(1), host.FlatGradient(0)),
        },
        new()
        {
            Loss = "BCE",
            Shape = Shape.Flat(Flat),
            Inputs = [Input.Logits, Input.Binary],
            Forward = on => Losses.Bce(on.Stream, on.Flat(0), on.Flat(1), on.Loss),
            WithGradient = on => Losses.BceWithGradient(on.Stream, on.Flat(0), on.Flat(1), on.FlatGradient(0), on.Loss),
            OnCpu = host => Losses.BceWithGradient(host.Flat(0), host.Flat(1), host.FlatGradient(0)),
        },
        new()
        {
            // Its gradient is y times one number plus another, both of totals: y is read again.
            Loss = "Dice",
            Shape = Shape.Flat(Flat),
            Inputs = [Input.Probabilities, Input.Binary],
            ReadAgain = 1,
            Forward = on => Losses.Dice(on.Stream, on.Flat(0), on.Flat(1), on.Loss),
            WithGradient = on => Losses.DiceWithGradient(on.Stream, on.Flat(0), on.Flat(1), on.FlatGradient(0), on.Loss),
            OnCpu = host => Losses.DiceWithGradient(host.Flat(0), host.Flat(1), host.FlatGradient(0)),
        },
        .. Vocabularies.Select(CrossEntropy),
        new()
        {
            Loss = "KL divergence",
            Shape = Vocabularies[0],
            Inputs = [Input.Logits, Input.Probabilities],
            Forward = on => Losses.KlDivergence(on.Stream, on.Rows(0), on.Rows(1), on.Loss),
            WithGradient = on => Losses.KlDivergenceWithGradient(on.Stream, on.Rows(0), on.Rows(1), on.RowGradient(0), on.Loss),
            OnCpu = host => Losses.KlDivergenceWithGradient(host.Rows(0), host.Rows(1), host.RowGradient(0)),
        },
        new()
        {
            Loss = "triplet",
            Shape = new(1 << 19, 128),
            Inputs = [Input.Embeddings, Input.Embeddings, Input.Embeddings],
            Gradients = 3,
            Forward = on => Losses.Triplet(on.Stream, on.Rows(0), on.Rows(1), on.Rows(2), on.Loss),
            WithGradient = on => Losses.TripletWithGradient(
                on.Stream, on.Rows(0), on.Rows(1), on.Rows(2), on.RowGradient(0), on.RowGradient(1), on.RowGradient(2), on.Loss),
            OnCpu = host => Losses.TripletWithGradient(
                host.Rows(0), host.Rows(1), host.Rows(2), host.RowGradient(0), host.RowGradient(1), host.RowGradient(2)),
        },
        new()
        {
            Loss = "InfoNCE",
            Shape = new(8192, 256),
            Inputs = [Input.Embeddings, Input.Embeddings],
            Gradients = 2,
            Forward = on => Losses.InfoNce(on.Stream, on.Rows(0), on.Rows(1), on.Loss),
            WithGradient = on => Losses.InfoNceWithGradient(on.Stream, on.Rows(0), on.Rows(1), on.RowGradient(0), on.RowGradient(1), on.Loss),
            OnCpu = host => Losses.InfoNceWithGradient(host.Rows(0), host.Rows(1), host.RowGradient(0), host.RowGradient(1)),
            ProductOperations = shape => 2.0 * shape.Rows * shape.Rows * shape.Columns,
        },
    ];

    private static LossCase CrossEntropy(Shape shape) => new()
    {
        Loss = "cross-entropy",
        Shape = shape,
        Inputs = [Input.Logits, Input.Labels],
        Forward = on => Losses.CrossEntropy(on.Stream, on.Rows(0), on.Labels(1), on.Loss),
        WithGradient = on => Losses.CrossEntropyWithGradient(on.Stream, on.Rows(0), on.Labels(1), on.RowGradient(0), on.Loss),
        OnCpu = host => Losses.CrossEntropyWithGradient(host.Rows(0), host.Labels(1), host.RowGradient(0)),
    };
}
