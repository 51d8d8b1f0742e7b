using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace LossGen.Torch;

/// <summary>
/// The gradient of a loss in operations of torch, which torch can differentiate again; emitted code writes the formula of the gradient with it. Every
/// axis of the formula is a dimension: all tensors have as many dimensions as there are axes, and size 1 along those that they do not vary over.
/// </summary>
public sealed partial class TensorGraph
{
    private readonly IReadOnlyList<TensorParameter> parameters;
    private readonly IReadOnlyList<Tensor> given;
    private readonly Tensor upstream;
    private readonly Tensor?[] gradients;
    private readonly ScalarType computed;
    private readonly List<long> extents = [];

    internal TensorGraph(IReadOnlyList<TensorParameter> parameters, IReadOnlyList<Tensor> given, Tensor upstream)
    {
        this.parameters = parameters;
        this.given = given;
        computed = given.Any(tensor => tensor.dtype == ScalarType.Float64) ? ScalarType.Float64 : ScalarType.Float32;
        this.upstream = upstream.to(computed);
        gradients = new Tensor?[given.Count];
    }

    /// <summary>Gets the gradients by the tensors, null where none is wanted.</summary>
    internal IReadOnlyList<Tensor?> Gradients => gradients;

    private long[] Ones => [.. Enumerable.Repeat(1L, extents.Count)];

    /// <summary>An axis of the formula, as long as a dimension of a tensor. All axes come before what varies over them.</summary>
    /// <param name="tensor">Which tensor.</param>
    /// <param name="dimension">Which of its dimensions.</param>
    /// <returns>The dimension that stands for the axis.</returns>
    public int Axis(int tensor, int dimension) =>
        Axis(parameters[tensor].Dimensions == TensorParameter.AnyShape ? given[tensor].numel() : given[tensor].shape[dimension]);

    /// <summary>An axis whose extent is an option.</summary>
    /// <param name="extent">How many positions it has.</param>
    /// <returns>The dimension that stands for the axis.</returns>
    public int Axis(long extent)
    {
        extents.Add(extent);
        return extents.Count - 1;
    }

    /// <summary>The extent of an axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <returns>How many positions it has.</returns>
    public long Size(int axis) => extents[axis];

    /// <summary>A number as a tensor.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The tensor.</returns>
    public TensorValues Number(double value) => Constant(value);

    /// <summary>Integers as numbers.</summary>
    /// <param name="integers">The integers.</param>
    /// <returns>The numbers.</returns>
    public TensorValues Number(TensorValues integers) => integers.Tensor.to(computed);

    /// <summary>An integer as a tensor.</summary>
    /// <param name="value">The integer.</param>
    /// <returns>The tensor.</returns>
    public TensorValues Integer(long value) => full(Ones, value, ScalarType.Int64);

    /// <summary>Numbers without a fraction as integers.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <returns>The integers.</returns>
    public TensorValues Integer(TensorValues numbers) => numbers.Tensor.to(ScalarType.Int64);

    /// <summary>A condition that holds everywhere or nowhere.</summary>
    /// <param name="holds">Whether it holds.</param>
    /// <returns>The condition.</returns>
    public TensorValues Condition(bool holds) => full(Ones, holds, ScalarType.Bool);

    /// <summary>The positions along an axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <returns>The integers from 0 on.</returns>
    public TensorValues Position(int axis) => Aligned(arange(extents[axis], ScalarType.Int64), axis);

    /// <summary>A tensor whose dimensions are axes.</summary>
    /// <param name="tensor">Which tensor.</param>
    /// <param name="axes">The axis of each of its dimensions, all different.</param>
    /// <returns>Its elements.</returns>
    public TensorValues Read(int tensor, params int[] axes) => Aligned(Operand(tensor), axes);

    /// <summary>The elements that indices pick, 0 where one of these lies outside.</summary>
    /// <param name="tensor">Which tensor.</param>
    /// <param name="indices">The index along each of its dimensions.</param>
    /// <returns>The elements.</returns>
    public TensorValues Pick(int tensor, params TensorValues[] indices)
    {
        Tensor operand = Operand(tensor);
        Tensor isInside = Condition(true).Tensor;
        var inside = new Tensor[indices.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            long extent = operand.shape[i];
            Tensor index = indices[i].Tensor;
            isInside &= (index >= 0) & (index < extent);
            inside[i] = index.clamp(0, extent - 1);
        }

        Tensor picked = operand.index(inside);
        return where(isInside, picked, zeros_like(picked));
    }

    /// <summary>The gradient of what follows by the losses of the elements.</summary>
    /// <param name="axes">The axis of each dimension of the losses.</param>
    /// <returns>The gradient.</returns>
    public TensorValues Upstream(params int[] axes) => Aligned(axes.Length == 1 ? upstream.reshape(-1) : upstream, axes);

    /// <summary>Takes the gradient by a tensor, for a loss per element.</summary>
    /// <param name="tensor">Which tensor.</param>
    /// <param name="value">The gradient.</param>
    /// <param name="axes">The axis of each dimension of the tensor.</param>
    public void Gradient(int tensor, TensorValues value, params int[] axes)
    {
        if (!given[tensor].requires_grad)
            return;
        long[] shape = Ones;
        foreach (int axis in axes)
            shape[axis] = extents[axis];
        IEnumerable<int> others = Enumerable.Range(0, shape.Length).Except(axes);
        gradients[tensor] = value.Tensor.expand(shape).permute([.. axes.Concat(others).Select(axis => (long)axis)])
            .reshape(given[tensor].shape).to(given[tensor].dtype);
    }

    /// <summary>Takes the gradient by a tensor, for a loss that is one number, of which that of what follows is a multiple.</summary>
    /// <param name="tensor">Which tensor.</param>
    /// <param name="value">The gradient.</param>
    /// <param name="axes">The axis of each dimension of the tensor.</param>
    public void GradientOfOne(int tensor, TensorValues value, params int[] axes) => Gradient(tensor, value.Tensor * upstream.reshape(Ones), axes);

    private Tensor Constant(double value) => full(Ones, value, computed);

    private Tensor Operand(int tensor)
    {
        Tensor operand = given[tensor].to(parameters[tensor].IsInteger ? ScalarType.Int64 : computed);
        return parameters[tensor].Dimensions == TensorParameter.AnyShape ? operand.reshape(-1) : operand;
    }

    /// <summary>A tensor with its dimensions where those of the axes are, and size 1 along the others.</summary>
    private Tensor Aligned(Tensor tensor, params int[] axes)
    {
        long[] shape = Ones;
        for (int i = 0; i < axes.Length; i++)
            shape[axes[i]] = tensor.shape[i];
        long[] order = [.. Enumerable.Range(0, axes.Length).OrderBy(i => axes[i]).Select(i => (long)i)];
        return (axes.Length > 1 ? tensor.permute(order) : tensor).reshape(shape);
    }
}
