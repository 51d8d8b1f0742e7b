using System.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace LossGen.Tests.Torch;

/// <summary>
/// The inputs as libtorch's tensors. They are double for float losses too: the reference then has no rounding of its own to speak of,
/// and an intermediate result that overflows a float is LossGen's to avoid.
/// </summary>
internal sealed class Tensors
{
    private readonly Dictionary<string, Tensor> leaves;

    private Tensors(Dictionary<string, Tensor> leaves, Tensor labels)
    {
        this.leaves = leaves;
        K = labels;
    }

    public Tensor P => leaves[nameof(P)];

    public Tensor Q => leaves[nameof(Q)];

    public Tensor Y => leaves[nameof(Y)];

    public Tensor B => leaves[nameof(B)];

    public Tensor W => leaves[nameof(W)];

    public Tensor S => leaves[nameof(S)];

    public Tensor K { get; }

    /// <summary>Gets the binary labels as signs, -1 or 1.</summary>
    public Tensor Signs => (2 * B) - 1;

    public static Tensors From<T>(Inputs<T> inputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var leaves = new Dictionary<string, Tensor>
        {
            [nameof(P)] = Leaf(inputs.P),
            [nameof(Q)] = Leaf(inputs.Q),
            [nameof(Y)] = Leaf(inputs.Y),
            [nameof(B)] = Leaf(inputs.B),
            [nameof(W)] = Leaf(inputs.W),
            [nameof(S)] = tensor(double.CreateChecked(inputs.S), float64, requires_grad: true),
        };
        return new Tensors(leaves, tensor(inputs.K));
    }

    /// <summary>The gradient of a scalar by an input; 0 where it does not depend on it.</summary>
    public double[] GradientOf(Tensor value, string input)
    {
        Tensor? gradient = Gradient(value, input, keepsGraph: false);
        return gradient is null ? new double[leaves[input].numel()] : Values(gradient);
    }

    /// <summary>The diagonal of the Hessian, of a loss in which no element's gradient depends on another element.</summary>
    public double[] HessianOf(Tensor value, string input)
    {
        Tensor? gradient = Gradient(value, input, keepsGraph: true);
        return gradient is { requires_grad: true } ? GradientOf(gradient.sum(), input) : new double[leaves[input].numel()];
    }

    public static double[] Values(Tensor tensor) => tensor.detach().reshape(-1).contiguous().data<double>().ToArray();

    private Tensor? Gradient(Tensor value, string input, bool keepsGraph)
    {
        Tensor? gradient = autograd.grad([value], [leaves[input]], retain_graph: true, create_graph: keepsGraph, allow_unused: true)[0];
        return gradient is { IsInvalid: false } ? gradient : null;
    }

    private static Tensor Leaf<T>(T[] values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        tensor(Array.ConvertAll(values, double.CreateChecked), float64, requires_grad: true);
}
