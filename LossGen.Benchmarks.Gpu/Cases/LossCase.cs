namespace LossGen.Benchmarks.Gpu.Cases;

/// <summary>One loss at one shape: its tensors, its calls, and what it must move and compute at least.</summary>
internal sealed record LossCase
{
    public required string Loss { get; init; }

    public required Shape Shape { get; init; }

    public required Input[] Inputs { get; init; }

    /// <summary>The first so many inputs have gradients.</summary>
    public int Gradients { get; init; } = 1;

    /// <summary>
    /// How many inputs the gradient reads a second time, because it depends on a total over all elements and no cache holds the tensor until that is known.
    /// </summary>
    public int ReadAgain { get; init; }

    public required Action<DeviceTensors> Forward { get; init; }

    /// <summary>Value and gradient; null where the loss has no such overload for views.</summary>
    public required Action<DeviceTensors>? WithGradient { get; init; }

    /// <summary>Value and gradient on the CPU, which the device's are compared with.</summary>
    public required Func<HostTensors, float> OnCpu { get; init; }

    /// <summary>
    /// The multiplications and additions of the products of matrices that the value is made of. Of all other losses memory is the limit, and this is 0.
    /// </summary>
    public Func<Shape, double> ProductOperations { get; init; } = static _ => 0;

    /// <summary>The bytes that a call must move at least: inputs once, outputs once, and what is read again.</summary>
    public long Bytes(bool gradient)
    {
        long inputs = Inputs.Sum(input => sizeof(float) * (input == Input.Labels ? Shape.Rows : Shape.Elements));
        return gradient ? inputs + (sizeof(float) * (Gradients + ReadAgain) * Shape.Elements) : inputs;
    }

    /// <summary>What a call must compute at least. The gradient by a factor is a product of the same size.</summary>
    public double Operations(bool gradient) => ProductOperations(Shape) * (gradient ? 1 + Gradients : 1);
}
