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
    public TensorValues Select(TensorValues condition, TensorValues whenTrue, TensorValues whenFalse) => where(condition.Tensor, whenTrue.Tensor, whenFalse.Tensor);

    /// <summary>One value where a condition holds, a number elsewhere.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="whenTrue">What is taken where it holds.</param>
    /// <param name="whenFalse">What is taken elsewhere.</param>
    /// <returns>The values.</returns>
    public TensorValues Select(TensorValues condition, TensorValues whenTrue, double whenFalse) => where(condition.Tensor, whenTrue.Tensor, Constant(whenFalse));

    /// <summary>A number where a condition holds, a value elsewhere.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="whenTrue">What is taken where it holds.</param>
    /// <param name="whenFalse">What is taken elsewhere.</param>
    /// <returns>The values.</returns>
    public TensorValues Select(TensorValues condition, double whenTrue, TensorValues whenFalse) => where(condition.Tensor, Constant(whenTrue), whenFalse.Tensor);

    /// <summary>The sum over an axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="values">What is summed.</param>
    /// <param name="mask">What is left in; everything, where it is null.</param>
    /// <returns>The sums.</returns>
    public TensorValues Sum(int axis, TensorValues values, TensorValues? mask = null) => Along(axis, Masked(values.Tensor, mask?.Tensor, 0)).sum([axis], keepdim: true);

    /// <summary>The sum of products over an axis, without all products in memory where a product of matrices forms it.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="left">The first factors.</param>
    /// <param name="right">The second factors.</param>
    /// <returns>The sums.</returns>
    public TensorValues SumOfProducts(int axis, TensorValues left, TensorValues right)
    {
        string all = new([.. Enumerable.Range(0, extents.Count).Select(i => (char)('a' + i))]);
        return einsum($"{all},{all}->{all.Remove(axis, 1)}", Along(axis, left.Tensor), Along(axis, right.Tensor)).unsqueeze(axis);
    }

    /// <summary>The product over an axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="values">What is multiplied.</param>
    /// <param name="mask">What is left in; everything, where it is null.</param>
    /// <returns>The products.</returns>
    public TensorValues Product(int axis, TensorValues values, TensorValues? mask = null) => Along(axis, Masked(values.Tensor, mask?.Tensor, 1)).prod(axis, keepdim: true);

    /// <summary>The largest value along an axis, minus infinity over nothing.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="values">The values.</param>
    /// <param name="mask">What is left in; everything, where it is null.</param>
    /// <returns>The largest values.</returns>
    public TensorValues Max(int axis, TensorValues values, TensorValues? mask = null) => Extremum(axis, values.Tensor, mask?.Tensor, double.NegativeInfinity, all => all.amax([axis], keepdim: true));

    /// <summary>The smallest value along an axis, infinity over nothing.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="values">The values.</param>
    /// <param name="mask">What is left in; everything, where it is null.</param>
    /// <returns>The smallest values.</returns>
    public TensorValues Min(int axis, TensorValues values, TensorValues? mask = null) => Extremum(axis, values.Tensor, mask?.Tensor, double.PositiveInfinity, all => all.amin([axis], keepdim: true));

    /// <summary>How many positions of an axis a condition holds at.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="condition">The condition.</param>
    /// <returns>The numbers, as integers.</returns>
    public TensorValues Count(int axis, TensorValues condition) => Along(axis, condition.Tensor).sum([axis], keepdim: true);

    /// <summary>What exponents are shifted by before they are summed: the largest, or 0 where that is infinite. No gradient passes.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="values">The exponents.</param>
    /// <param name="mask">What is left in; everything, where it is null.</param>
    /// <returns>The shifts.</returns>
    public TensorValues Shift(int axis, TensorValues values, TensorValues? mask = null)
    {
        Tensor largest = Max(axis, values.Tensor.detach(), mask).Tensor;
        return where(largest.isinf(), zeros_like(largest), largest);
    }

    /// <summary>The sums up to each position of an axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="values">What is summed.</param>
    /// <returns>The running sums.</returns>
    public TensorValues SumUpTo(int axis, TensorValues values) => Along(axis, values.Tensor).cumsum(axis);

    /// <summary>The sums from each position of an axis on.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="values">What is summed.</param>
    /// <returns>The running sums.</returns>
    public TensorValues SumFrom(int axis, TensorValues values) => SumUpTo(axis, Along(axis, values.Tensor).flip(axis)).Tensor.flip(axis);

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
