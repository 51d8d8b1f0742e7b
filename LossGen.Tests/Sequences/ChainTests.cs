using System.Numerics.Tensors;
using LossGen.Losses;

namespace LossGen.Tests.Sequences;

/// <summary>Chains of labels and of states against the sum over all of them, one by one.</summary>
public sealed class ChainTests
{
    private const int Batch = 4;
    private const int Steps = 4;
    private const int States = 3;
    private static readonly int[] Lengths = [4, 1, 3, 2];
    private static readonly int[] Labels = [0, 2, 1, 1, 2, -9, -9, -9, 1, 1, 0, 99, 2, 0, -1, -1];

    private readonly double[] scores;
    private readonly double[] transitions;
    private readonly double[] start;
    private readonly double[] end;

    public ChainTests()
    {
        var random = new Random(11);
        (scores, transitions) = (random.Normal(Batch * Steps * States), random.Normal(States * States));
        (start, end) = (random.Normal(States), random.Normal(States));
    }

    private ReadOnlyTensorSpan<double> Scores => new(scores, [Batch, Steps, States]);

    private ReadOnlyTensorSpan<double> Transitions => new(transitions, [States, States]);

    private static ReadOnlyTensorSpan<int> Tags => new(Labels, [Batch, Steps]);

    [Fact]
    public void A_linear_chain_is_normalized_over_all_labellings()
    {
        double Score(int n, int[] labels) => Path(n, labels) + end[labels[^1]];
        double[] expected = [.. Enumerable.Range(0, Batch).Select(n =>
            Slopes.LogSumExp(Slopes.Words(Lengths[n], States).Select(word => Score(n, word))) - Score(n, Labels[(n * Steps)..((n * Steps) + Lengths[n])]))];
        var each = new double[Batch];
        Sequence.LinearChain(Scores, Tags, Lengths, Transitions, start, end, each);
        Assert.Equal(expected, each, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(expected.Average(), Value(), 1e-12);
        Assert.Equal(expected.Sum(), Sequence.LinearChainSum(Scores, Tags, Lengths, Transitions, start, end), 1e-12);

        double[] byScores = new double[scores.Length], byTransitions = new double[9], byStart = new double[3], byEnd = new double[3];
        Sequence.LinearChainWithGradient(
            Scores, Tags, Lengths, Transitions, start, end,
            new TensorSpan<double>(byScores, [Batch, Steps, States]), new TensorSpan<double>(byTransitions, [States, States]), byStart, byEnd);
        Slopes.Check(scores, byScores, Value);
        Slopes.Check(transitions, byTransitions, Value);
        Slopes.Check(start, byStart, Value);
        Slopes.Check(end, byEnd, Value);

        double Value() => Sequence.LinearChain(Scores, Tags, Lengths, Transitions, start, end);
    }

    [Fact]
    public void A_hidden_Markov_model_adds_up_all_sequences_of_states()
    {
        double[] expected = [.. Enumerable.Range(0, Batch).Select(n => -Slopes.LogSumExp(Slopes.Words(Lengths[n], States).Select(word => Path(n, word))))];
        Assert.Equal(expected.Average(), Value(), 1e-12);
        double[] byScores = new double[scores.Length], byTransitions = new double[9], byStart = new double[3];
        Sequence.HiddenMarkovWithGradient(
            Scores, Lengths, Transitions, start,
            new TensorSpan<double>(byScores, [Batch, Steps, States]), new TensorSpan<double>(byTransitions, [States, States]), byStart);
        Slopes.Check(scores, byScores, Value);
        Slopes.Check(transitions, byTransitions, Value);
        Slopes.Check(start, byStart, Value);

        double Value() => Sequence.HiddenMarkov(Scores, Lengths, Transitions, start);
    }

    [Fact]
    public void A_transition_that_cannot_be_has_no_gradient()
    {
        transitions[0] = transitions[4] = transitions[8] = double.NegativeInfinity;
        double[] byScores = new double[scores.Length], byTransitions = new double[9], byStart = new double[3];
        double value = Sequence.HiddenMarkovWithGradient(
            Scores, Lengths, Transitions, start,
            new TensorSpan<double>(byScores, [Batch, Steps, States]), new TensorSpan<double>(byTransitions, [States, States]), byStart);
        double[] expected = [.. Enumerable.Range(0, Batch).Select(n => -Slopes.LogSumExp(Slopes.Words(Lengths[n], States).Select(word => Path(n, word))))];
        Assert.Equal(expected.Average(), value, 1e-12);
        Assert.Equal([0, 0, 0], new[] { byTransitions[0], byTransitions[4], byTransitions[8] });
        Slopes.Check(scores, byScores, () => Sequence.HiddenMarkov(Scores, Lengths, Transitions, start));
    }

    private double Path(int n, int[] word)
    {
        double sum = start[word[0]];
        for (int t = 0; t < word.Length; t++)
            sum += scores[(((n * Steps) + t) * States) + word[t]] + (t == 0 ? 0 : transitions[(word[t - 1] * States) + word[t]]);
        return sum;
    }
}
