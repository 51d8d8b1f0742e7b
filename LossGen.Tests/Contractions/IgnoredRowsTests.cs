using System.Numerics.Tensors;
using LossGen.Losses;
using LossGen.Tests.Oracle;

namespace LossGen.Tests.Contractions;

/// <summary>Rows that a loss leaves out take no part in its products: what they hold does not matter, be it NaN.</summary>
public sealed class IgnoredRowsTests
{
    private const int Rows = 300, Depth = 7, Classes = 11, Ignored = -100;

    /// <summary>Also where neighbours in a row are no neighbours in memory.</summary>
    [Theory]
    [InlineData(0, false)]
    [InlineData(0.4, false)]
    [InlineData(0.4, true)]
    [InlineData(0.99, false)]
    [InlineData(1, true)]
    public void A_batch_is_worth_what_it_is_without_them(double share, bool isApart) => ProductTests.Always(() =>
    {
        var random = new Random(7);
        int[] target = [.. Enumerable.Range(0, Rows).Select(_ => random.NextDouble() < share ? Ignored : random.Next(Classes))];
        float[] hidden = Numbers(random, Rows * Depth), weight = Numbers(random, Classes * Depth);
        int[] kept = [.. Enumerable.Range(0, Rows).Where(n => target[n] != Ignored)];
        float[] some = [.. kept.SelectMany(n => hidden[(n * Depth)..((n + 1) * Depth)])];
        foreach (int n in Enumerable.Range(0, Rows).Where(n => target[n] == Ignored))
            hidden.AsSpan(n * Depth, Depth).Fill(float.NaN);

        (float loss, float[] byHidden, float[] byWeight) = Run(hidden, weight, target, isApart);
        (float expected, float[] bySome, float[] expectedByWeight) = Run(some, weight, [.. kept.Select(n => target[n])], isApart: false);

        Assert.Equal(expected, loss, Math.Abs(expected) * 1e-6);
        Assert.All(byWeight.Zip(expectedByWeight), pair => Assert.Equal(pair.Second, pair.First, 1e-4));
        float[] expectedByHidden = [.. Enumerable.Repeat(1f, Rows * Depth)];
        foreach ((int i, int n) in kept.Index())
            bySome.AsSpan(i * Depth, Depth).CopyTo(expectedByHidden.AsSpan(n * Depth));
        Assert.All(byHidden.Zip(expectedByHidden), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
    });

    /// <summary>The sum over a batch, and gradients that are added to ones.</summary>
    private static (float Loss, float[] ByHidden, float[] ByWeight) Run(float[] hidden, float[] weight, int[] target, bool isApart)
    {
        int step = isApart ? 2 : 1;
        float[] spread = new float[step * hidden.Length], byHidden = [.. Enumerable.Repeat(1f, spread.Length)], byWeight = [.. Enumerable.Repeat(1f, weight.Length)];
        foreach ((int i, float number) in hidden.Index())
            spread[step * i] = number;
        ReadOnlySpan<nint> lengths = [target.Length, Depth], strides = [step * Depth, step];
        float loss = Classification.LinearCrossEntropySumWithGradient(
            isApart ? new ReadOnlyTensorSpan<float>(spread, lengths, strides) : new ReadOnlyTensorSpan<float>(spread, lengths),
            new ReadOnlyTensorSpan<float>(weight, [Classes, Depth]), target,
            isApart ? new TensorSpan<float>(byHidden, lengths, strides) : new TensorSpan<float>(byHidden, lengths), new TensorSpan<float>(byWeight, [Classes, Depth]), accumulate: true);
        return (loss, [.. byHidden.Where((_, i) => i % step == 0)], byWeight);
    }

    private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (float)((2 * random.NextDouble()) - 1))];
}
