using System.Numerics.Tensors;
using LossGen.Losses;

namespace LossGen.Tests.Sequences;

/// <summary>The loss of a transducer against the sum over all alignments, one by one.</summary>
public sealed class TransducerTests
{
    private const int Batch = 4;
    private const int Steps = 4;
    private const int Places = 4;
    private static readonly int[] InputLengths = [4, 1, 3, 2];
    private static readonly int[] TargetLengths = [3, 2, 0, 1];

    [Fact]
    public void Is_the_sum_over_all_alignments()
    {
        var random = new Random(9);
        double[] blank = random.Normal(Batch * Steps * Places), label = random.Normal(Batch * Steps * Places);
        double[] expected = [.. Enumerable.Range(0, Batch).Select(n => -Slopes.LogSumExp(Paths(n, 0, 0)))], each = new double[Batch];
        Sequence.Transducer(Table(blank), Table(label), InputLengths, TargetLengths, each);
        Assert.Equal(expected, each, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(expected.Average(), Value(), 1e-12);

        double[] byBlank = new double[blank.Length], byLabel = new double[label.Length];
        Sequence.TransducerWithGradient(
            Table(blank), Table(label), InputLengths, TargetLengths,
            new TensorSpan<double>(byBlank, [Batch, Steps, Places]), new TensorSpan<double>(byLabel, [Batch, Steps, Places]));
        Slopes.Check(blank, byBlank, Value);
        Slopes.Check(label, byLabel, Value);

        double Value() => Sequence.Transducer(Table(blank), Table(label), InputLengths, TargetLengths);

        // A blank goes on to the next step; the last one ends the sequence once all labels are out.
        IEnumerable<double> Paths(int n, int t, int u)
        {
            int at = (((n * Steps) + t) * Places) + u;
            if (u < TargetLengths[n])
            {
                foreach (double rest in Paths(n, t, u + 1))
                    yield return rest + label[at];
            }

            bool isLast = t == InputLengths[n] - 1;
            foreach (double rest in isLast ? (u == TargetLengths[n] ? [0.0] : []) : Paths(n, t + 1, u))
                yield return rest + blank[at];
        }
    }

    [Fact]
    public void Lengths_outside_are_named()
    {
        double[] zeros = new double[Batch * Steps * Places];
        Assert.Equal("inputLengths", Assert.Throws<ArgumentOutOfRangeException>(() => Sequence.Transducer(Table(zeros), Table(zeros), [4, 1, 3, 5], TargetLengths)).ParamName);
        Assert.Equal("targetLengths", Assert.Throws<ArgumentOutOfRangeException>(() => Sequence.Transducer(Table(zeros), Table(zeros), InputLengths, [4, 0, 0, 0])).ParamName);
    }

    private static ReadOnlyTensorSpan<double> Table(double[] numbers) => new(numbers, [Batch, Steps, Places]);
}
