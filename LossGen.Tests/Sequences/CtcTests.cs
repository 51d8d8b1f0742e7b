using System.Numerics.Tensors;
using LossGen.Losses;

namespace LossGen.Tests.Sequences;

/// <summary>CTC against the sum over all alignments, one by one.</summary>
public sealed class CtcTests
{
    private const int Steps = 5;
    private const int Classes = 3;

    /// <summary>The labels of each sequence, and its steps: none, equal ones in a row, as many as there are steps, and more than can be aligned.</summary>
    private static readonly (int[] Labels, int Steps)[] Batch =
    [
        ([1, 2], 5), ([], 3), ([1, 1], 4), ([2], 1), ([1, 1], 2), ([2, 1, 2], 3), ([1], 0), ([], 0), ([1, 2, 2, 1], 5), ([2, 2, 2], 5), ([1, 1, 2, 2], 5),
    ];

    private static int[] InputLengths => [.. Batch.Select(one => one.Steps)];

    private static int[] TargetLengths => [.. Batch.Select(one => one.Labels.Length)];

    private static int[] Concatenated => [.. Batch.SelectMany(one => one.Labels)];

    private static ReadOnlyTensorSpan<int> Padded =>
        new((int[])[.. Batch.SelectMany(one => one.Labels.Concat(Enumerable.Repeat(-7, 4 - one.Labels.Length)))], [Batch.Length, 4]);

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Is_the_sum_over_all_alignments(int blank)
    {
        double[] logits = new Random(blank).Normal(Steps * Batch.Length * Classes);
        int[,] labels = Labels(blank);
        double[] expected = Expected(logits, labels, blank);
        var z = new ReadOnlyTensorSpan<double>(logits, [Steps, Batch.Length, Classes]);
        double[] each = new double[Batch.Length], others = new double[Batch.Length];
        Sequence.CtcWithLogits(z, new ReadOnlyTensorSpan<int>(labels), InputLengths, TargetLengths, each, blank);
        Sequence.Ctc(new ReadOnlyTensorSpan<double>(LogSoftmax(logits), [Steps, Batch.Length, Classes]), new ReadOnlyTensorSpan<int>(labels), InputLengths, TargetLengths, others, blank);
        Assert.Equal(expected, each, Near);
        Assert.Equal(expected, others, Near);
        Assert.Contains(double.PositiveInfinity, expected);
        Assert.True(expected.Count(double.IsFinite) >= 8);

        // As PyTorch: the mean is of the losses per label.
        double[] counted = [.. expected.Select(value => double.IsInfinity(value) ? 0 : value)];
        Assert.Equal(counted.Sum(), Sequence.CtcWithLogitsSum(z, new ReadOnlyTensorSpan<int>(labels), InputLengths, TargetLengths, blank, zeroInfinity: 1), 1e-12);
        Assert.Equal(
            counted.Select((value, n) => value / Math.Max(TargetLengths[n], 1)).Average(),
            Sequence.CtcWithLogits(z, new ReadOnlyTensorSpan<int>(labels), InputLengths, TargetLengths, blank, zeroInfinity: 1), 1e-12);
        Assert.Equal(double.PositiveInfinity, Sequence.CtcWithLogits(z, new ReadOnlyTensorSpan<int>(labels), InputLengths, TargetLengths, blank));
    }

    [Fact]
    public void Gradients_are_the_slopes_and_those_of_impossible_targets_0()
    {
        double[] logits = new Random(3).Normal(Steps * Batch.Length * Classes), gradient = new double[logits.Length], other = new double[logits.Length];
        double Value() => Sequence.CtcWithLogitsSum(new ReadOnlyTensorSpan<double>(logits, [Steps, Batch.Length, Classes]), Padded, InputLengths, TargetLengths, zeroInfinity: 1);
        var z = new ReadOnlyTensorSpan<double>(logits, [Steps, Batch.Length, Classes]);
        double value = Sequence.CtcWithLogitsSumWithGradient(z, target: Padded, InputLengths, TargetLengths, new TensorSpan<double>(gradient, [Steps, Batch.Length, Classes]), zeroInfinity: 1);
        Assert.Equal(Value(), value, 1e-12);
        Slopes.Check(logits, gradient, Value);

        // Without zeroInfinity too: no alignment leads anywhere.
        Assert.Equal(double.PositiveInfinity, Sequence.CtcWithLogitsSumWithGradient(
            z, target: Padded, InputLengths, TargetLengths, new TensorSpan<double>(other, [Steps, Batch.Length, Classes])));
        Assert.Equal(gradient, other);
    }

    [Fact]
    public void Gradients_by_log_probabilities_are_the_slopes()
    {
        double[] logProbabilities = LogSoftmax(new Random(5).Normal(Steps * Batch.Length * Classes)), gradient = new double[logProbabilities.Length];
        double Value() => Sequence.Ctc(new ReadOnlyTensorSpan<double>(logProbabilities, [Steps, Batch.Length, Classes]), Padded, InputLengths, TargetLengths, zeroInfinity: 1);
        Sequence.CtcWithGradient(
            new ReadOnlyTensorSpan<double>(logProbabilities, [Steps, Batch.Length, Classes]), target: Padded, InputLengths, TargetLengths,
            new TensorSpan<double>(gradient, [Steps, Batch.Length, Classes]), zeroInfinity: 1);
        Slopes.Check(logProbabilities, gradient, Value);
    }

    [Fact]
    public void Labels_may_follow_each_other_without_padding()
    {
        float[] logits = [.. new Random(4).Normal(Steps * Batch.Length * Classes).Select(x => (float)x)];
        float[] gradient = new float[logits.Length], other = new float[logits.Length], losses = new float[Batch.Length], upstream = [.. Enumerable.Range(0, Batch.Length).Select(n => n - 3f)];
        var z = new ReadOnlyTensorSpan<float>(logits, [Steps, Batch.Length, Classes]);
        Assert.Equal(
            Sequence.CtcWithLogitsWithGradient(z, target: Padded, InputLengths, TargetLengths, new TensorSpan<float>(gradient, [Steps, Batch.Length, Classes]), zeroInfinity: 1, upstream: 3),
            Sequence.CtcWithLogitsWithGradient(z, Concatenated, InputLengths, TargetLengths, new TensorSpan<float>(other, [Steps, Batch.Length, Classes]), zeroInfinity: 1, upstream: 3));
        Assert.Equal(gradient, other);
        Sequence.CtcWithLogitsWithGradient(z, target: Padded, InputLengths, TargetLengths, losses, new TensorSpan<float>(gradient, [Steps, Batch.Length, Classes]), upstream);
        float[] expected = [.. losses];
        Sequence.CtcWithLogitsWithGradient(z, Concatenated, InputLengths, TargetLengths, losses, new TensorSpan<float>(other, [Steps, Batch.Length, Classes]), upstream);
        Assert.Equal(expected, losses);
        Assert.Equal(gradient, other);
        ArgumentException error = Assert.Throws<ArgumentException>(() => Sequence.CtcWithLogits(Zeros(2, 2, 3), [1, 2, 1], [2, 2], [1, 1]));
        Assert.Contains("'targetLengths' add up to 2, but 'concatenated' has 3 labels.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Sequence.CtcWithLogits(Zeros(2, 2, 3), [1], [2, 2], [2, -1]));
    }

    [Theory]
    [InlineData(3, 1, 1, "inputLengths")]
    [InlineData(-1, 1, 1, "inputLengths")]
    [InlineData(2, 3, 1, "targetLengths")]
    [InlineData(2, -2, 1, "targetLengths")]
    [InlineData(2, 1, 5, "target")]
    [InlineData(2, 1, -1, "target")]
    public void What_lies_outside_is_named(int inputLength, int targetLength, int label, string name)
    {
        ArgumentException error = Assert.Throws<ArgumentOutOfRangeException>(() =>
            Sequence.CtcWithLogits(Zeros(2, 1, 3), new ReadOnlyTensorSpan<int>([label, label], [1, 2]), [inputLength], [targetLength]));
        Assert.Equal(name, error.ParamName);
    }

    [Fact]
    public void Sure_classes_leave_the_alignment_that_they_allow()
    {
        // Probability 0 is -inf: the only way is 1, blank, 1.
        float[] p = [0, 1, 0, 1, 0, 0, 0, 1, 0], gradient = new float[9];
        float[] logarithms = [.. p.Select(x => MathF.Log(x))];
        var z = new ReadOnlyTensorSpan<float>(logarithms, [3, 1, 3]);
        Assert.Equal(0, Sequence.CtcWithGradient(z, [1, 1], [3], [2], new TensorSpan<float>(gradient, [3, 1, 3])));
        Assert.Equal(p.Select(float (x) => -x / 2), gradient);
        Assert.Equal(float.PositiveInfinity, Sequence.CtcWithGradient(z, [1, 2], [3], [2], new TensorSpan<float>(gradient, [3, 1, 3])));
        Assert.All(gradient, x => Assert.Equal(0, x));
    }

    private static ReadOnlyTensorSpan<float> Zeros(params ReadOnlySpan<nint> lengths) => new(new float[(int)TensorPrimitives.Product(lengths)], lengths);

    private static bool Near(double expected, double actual) => expected.Equals(actual) || Math.Abs(expected - actual) < 1e-12;

    private static int[,] Labels(int blank)
    {
        var padded = new int[Batch.Length, 4];
        for (int n = 0; n < Batch.Length; n++)
            for (int u = 0; u < 4; u++)
                padded[n, u] = u >= Batch[n].Labels.Length ? 1000 : Renamed(Batch[n].Labels[u], blank);
        return padded;
    }

    /// <summary>Labels are written for the blank 0; with another one they change places.</summary>
    private static int Renamed(int label, int blank) => label == blank ? 0 : label;

    private static double[] LogSoftmax(double[] logits) =>
        [.. logits.Chunk(Classes).SelectMany(row => row.Select(x => x - Slopes.LogSumExp(row)))];

    private static double[] Expected(double[] logits, int[,] labels, int blank)
    {
        double[] p = LogSoftmax(logits);
        return [.. Batch.Select((one, n) =>
        {
            int[] target = [.. Enumerable.Range(0, one.Labels.Length).Select(u => labels[n, u])];
            return -Slopes.LogSumExp(Slopes.Words(one.Steps, Classes).Where(word => Collapsed(word, blank).SequenceEqual(target))
                .Select(word => word.Select((c, t) => p[(((t * Batch.Length) + n) * Classes) + c]).Sum()));
        })];
    }

    private static IEnumerable<int> Collapsed(int[] word, int blank) =>
        word.Where((c, t) => c != blank && (t == 0 || word[t - 1] != c));
}
