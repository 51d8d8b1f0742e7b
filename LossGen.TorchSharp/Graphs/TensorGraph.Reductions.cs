using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace LossGen.Torch;

/// <summary>Reductions over an axis, choices and running sums, by the rules of the language.</summary>
public sealed partial class TensorGraph
{
    /// <summary>One value where a condition holds, another elsewhere.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="whenTrue">What is taken where it holds.</param>
    /// <param name="whenFalse">What is taken elsewhere.</param>
    /// <returns>The values.</returns>
    public Tensor Select(Tensor condition, Tensor whenTrue, Tensor whenFalse) => where(condition, whenTrue, whenFalse);

    /// <summary>One value where a condition holds, a number elsewhere.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="whenTrue">What is taken where it holds.</param>
    /// <param name="whenFalse">What is taken elsewhere.</param>
    /// <returns>The values.</returns>
    public Tensor Select(Tensor condition, Tensor whenTrue, double whenFalse) => where(condition, whenTrue, Number(whenFalse));

    /// <summary>A number where a condition holds, a value elsewhere.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="whenTrue">What is taken where it holds.</param>
    /// <param name="whenFalse">What is taken elsewhere.</param>
    /// <returns>The values.</returns>
    public Tensor Select(Tensor condition, double whenTrue, Tensor whenFalse) => where(condition, Number(whenTrue), whenFalse);

    /// <summary>The sum over an axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="values">What is summed.</param>
    /// <param name="mask">What is left in; everything, where it is null.</param>
    /// <returns>The sums.</returns>
    public Tensor Sum(int axis, Tensor values, Tensor? mask = null) => Along(axis, Masked(values, mask, 0)).sum([axis], keepdim: true);

    /// <summary>The sum of products over an axis, without all products in memory where a product of matrices forms it.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="left">The first factors.</param>
    /// <param name="right">The second factors.</param>
    /// <returns>The sums.</returns>
    public Tensor SumOfProducts(int axis, Tensor left, Tensor right)
    {
        string all = new([.. Enumerable.Range(0, extents.Count).Select(i => (char)('a' + i))]);
        return einsum($"{all},{all}->{all.Remove(axis, 1)}", Along(axis, left), Along(axis, right)).unsqueeze(axis);
    }

    /// <summary>The product over an axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="values">What is multiplied.</param>
    /// <param name="mask">What is left in; everything, where it is null.</param>
    /// <returns>The products.</returns>
    public Tensor Product(int axis, Tensor values, Tensor? mask = null) => Along(axis, Masked(values, mask, 1)).prod(axis, keepdim: true);

    /// <summary>The largest value along an axis, minus infinity over nothing.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="values">The values.</param>
    /// <param name="mask">What is left in; everything, where it is null.</param>
    /// <returns>The largest values.</returns>
    public Tensor Max(int axis, Tensor values, Tensor? mask = null) => Extremum(axis, values, mask, double.NegativeInfinity, all => all.amax([axis], keepdim: true));

    /// <summary>The smallest value along an axis, infinity over nothing.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="values">The values.</param>
    /// <param name="mask">What is left in; everything, where it is null.</param>
    /// <returns>The smallest values.</returns>
    public Tensor Min(int axis, Tensor values, Tensor? mask = null) => Extremum(axis, values, mask, double.PositiveInfinity, all => all.amin([axis], keepdim: true));

    /// <summary>How many positions of an axis a condition holds at.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="condition">The condition.</param>
    /// <returns>The numbers, as integers.</returns>
    public Tensor Count(int axis, Tensor condition) => Along(axis, condition).sum([axis], keepdim: true);

    /// <summary>What exponents are shifted by before they are summed: the largest, or 0 where that is infinite. No gradient passes.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="values">The exponents.</param>
    /// <param name="mask">What is left in; everything, where it is null.</param>
    /// <returns>The shifts.</returns>
    public Tensor Shift(int axis, Tensor values, Tensor? mask = null)
    {
        Tensor largest = Max(axis, values.detach(), mask);
        return where(largest.isinf(), zeros_like(largest), largest);
    }

    /// <summary>The sums up to each position of an axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="values">What is summed.</param>
    /// <returns>The running sums.</returns>
    public Tensor SumUpTo(int axis, Tensor values) => Along(axis, values).cumsum(axis);

    /// <summary>The sums from each position of an axis on.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="values">What is summed.</param>
    /// <returns>The running sums.</returns>
    public Tensor SumFrom(int axis, Tensor values) => SumUpTo(axis, Along(axis, values).flip(axis)).flip(axis);

    private Tensor Extremum(int axis, Tensor values, Tensor? mask, double overNothing, Func<Tensor, Tensor> reduce)
    {
        bool isInteger = values.dtype == ScalarType.Int64;
        Scalar neutral = isInteger ? (overNothing > 0 ? long.MaxValue : long.MinValue) : overNothing;
        Tensor all = Along(axis, mask is null ? values : where(mask, values, full_like(values, neutral)));
        if (extents[axis] > 0)
            return reduce(all);
        long[] shape = all.shape;
        shape[axis] = 1;
        return full(shape, neutral, values.dtype);
    }

    private static Tensor Masked(Tensor values, Tensor? mask, double neutral) => mask is null ? values : where(mask, values, full_like(values, neutral));

    /// <summary>What does not vary over an axis, at each of its positions.</summary>
    private Tensor Along(int axis, Tensor values)
    {
        if (values.shape[axis] == extents[axis])
            return values;
        long[] shape = values.shape;
        shape[axis] = extents[axis];
        return values.expand(shape);
    }
}
