using System.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace LossGen.Tests.Torch;

/// <summary>A row of the table: a loss that LossGen compiled, and the same in libtorch.</summary>
public abstract class LossCase(string name)
{
    public string Name { get; } = name;

    /// <summary>Gets the largest magnitude of the predictions that the formula, as a user wrote it, is meant for.</summary>
    public double Largest { get; init; } = 1e30;

    /// <summary>Compares on random numbers.</summary>
    public abstract void CheckRandom(int count, int seed);

    /// <summary>Compares on constant tensors of an extreme value, at most <see cref="Largest"/>, or of one at a kink.</summary>
    public abstract void CheckConstant(double p, double y, double q, double b);

    public override string ToString() => Name;
}

/// <summary>A row of the table.</summary>
/// <param name="name">The name, unique in the table.</param>
/// <param name="value">Calls the loss.</param>
/// <param name="gradient">Calls it with the gradients.</param>
/// <param name="torch">The loss in libtorch: one number, or of a loss per element a tensor of it.</param>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class LossCase<T>(string name, Func<Inputs<T>, T> value, Func<Inputs<T>, T> gradient, Func<Tensors, Tensor> torch)
    : LossCase(name)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly double Epsilon = typeof(T) == typeof(float) ? 1e-5 : 1e-11;

    /// <summary>Gets the call with gradients and Hessians; null where there is none.</summary>
    public Func<Inputs<T>, T>? Hessian { get; init; }

    public override void CheckRandom(int count, int seed) => Check(() => Inputs<T>.Random(count, seed), $"n = {count}", 1.0 / count);

    public override void CheckConstant(double p, double y, double q, double b)
    {
        if (Math.Abs(p) <= Largest)
            Check(() => Inputs<T>.Constant(3, p, y, q, b), $"p = {p}, y = {y}, q = {q}, b = {b}", 1);
    }

    private void Check(Func<Inputs<T>> inputs, string where, double leastScale)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensors tensors = Tensors.From(inputs());
        Tensor expected = torch(tensors);
        double[] values = Tensors.Values(expected);
        bool isPerElement = expected.dim() > 0;
        // The gradient of what overflows or of a mean of nothing is anyone's guess.
        bool hasGradient = values.All(value => T.IsFinite(T.CreateSaturating(value)));
        Tensor total = expected.sum();

        foreach ((string call, Func<Inputs<T>, T>? function) in new[] { ("loss", value), ("gradient", gradient), ("Hessian", Hessian) })
        {
            if (function is null)
                continue;
            Inputs<T> actual = inputs();
            T result = function(actual);
            Compare(values, isPerElement ? actual.Losses : [result], 1, isGradient: false, $"{call} call's loss, {where}");
            if (!hasGradient)
                continue;
            double gradientScale = leastScale * (1 + (isPerElement ? 0 : Math.Abs(values[0])));
            foreach ((string input, T[] written) in actual.Gradients)
                Compare(
                    tensors.GradientOf(total, input), written, gradientScale, isGradient: true,
                    $"{call} call's gradient by {input}, {where}");
            foreach ((string input, T[] written) in actual.Hessians)
                Compare(tensors.HessianOf(total, input), written, gradientScale, isGradient: true, $"Hessian by {input}, {where}");
        }
    }

    /// <summary>
    /// Compares relative to the scale of the numbers: the larger of the expected number, the mean magnitude of all and
    /// <paramref name="leastScale"/>, for numbers that cancel to almost 0.
    /// </summary>
    private void Compare(double[] expected, T[] actual, double leastScale, bool isGradient, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        double mean = expected.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Average();
        for (int i = 0; i < expected.Length; i++)
        {
            double target = expected[i];
            double found = double.CreateChecked(actual[i]);
            // Beyond the type's range there is nothing to agree on. libtorch's autograd multiplies 0 by infinity; LossGen need not.
            bool isRepresentable = T.IsFinite(T.CreateSaturating(target));
            if (!isRepresentable && (isGradient || double.IsFinite(target)))
                continue;
            bool agrees = double.IsFinite(target)
                ? Math.Abs(found - target) <= Epsilon * Math.Max(Math.Max(Math.Abs(target), mean), leastScale)
                : found.Equals(target);
            if (!agrees)
                Assert.Fail($"{Name}: {what}, element {i}: libtorch {target:R}, LossGen {found:R}");
        }
    }
}
