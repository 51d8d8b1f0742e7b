using System.Numerics.Tensors;

namespace LossGen.Losses;

public static partial class Sequence
{
    private const string LinearChainTerm = """
         where l[n] = logsumexp[j](alpha[n, lengths[n] - 1, j] + end[j]) - score[n],
         alpha[n, t, j] = emissions[n, t, j] + (t == 0 ? start[j] : logsumexp[i](alpha[n, t - 1, i] + transitions[i, j])),
         score[n] = start[labels[n, 0]] + end[labels[n, lengths[n] - 1]] + sum[t | t < lengths[n]](emissions[n, t, labels[n, t]])
             + sum[t | t > 0 && t < lengths[n]](transitions[labels[n, t - 1], labels[n, t]])
        """;

    /// <summary>
    /// Negative log-likelihood of a linear-chain conditional random field (CRF): the logarithm of the sum of exp(score) over
    /// all sequences of labels, less the score of the true one.
    /// </summary>
    /// <param name="emissions">The scores of the labels at each step, [n, t, j].</param>
    /// <param name="labels">The labels, [n, t], padded behind those that count.</param>
    /// <param name="lengths">How many steps of each sequence count, [n]: 1 … the extent of t.</param>
    /// <param name="transitions">The score of a label j that follows a label i, [i, j].</param>
    /// <param name="start">The score of each label at the first step, [j].</param>
    /// <param name="end">The score of each label at the last step, [j].</param>
    /// <returns>The mean of all sequences.</returns>
    /// <remarks>
    /// <para>Use it for: sequence labelling; part-of-speech tagging and named entities; segmentation of sequences.</para>
    /// <para>Avoid it where labels of neighbouring steps do not depend on each other: use SparseCrossEntropy of each step.</para>
    /// <para>
    /// Reference: J. Lafferty, A. McCallum and F. Pereira, "Conditional random fields: probabilistic models for segmenting and
    /// labeling sequence data", ICML 2001.
    /// </para>
    /// </remarks>
    [Loss("mean[n](l[n])" + LinearChainTerm)]
    public static partial float LinearChain(
        [Gradient] ReadOnlyTensorSpan<float> emissions, ReadOnlyTensorSpan<int> labels, ReadOnlySpan<int> lengths,
        [Gradient] ReadOnlyTensorSpan<float> transitions, [Gradient] ReadOnlySpan<float> start, [Gradient] ReadOnlySpan<float> end);

    /// <inheritdoc cref="LinearChain(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss("mean[n](l[n])" + LinearChainTerm)]
    public static partial double LinearChain(
        [Gradient] ReadOnlyTensorSpan<double> emissions, ReadOnlyTensorSpan<int> labels, ReadOnlySpan<int> lengths,
        [Gradient] ReadOnlyTensorSpan<double> transitions, [Gradient] ReadOnlySpan<double> start,
        [Gradient] ReadOnlySpan<double> end);

    /// <summary>LinearChain with reduction 'sum': the sum over the sequences in place of the mean.</summary>
    /// <inheritdoc cref="LinearChain(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + LinearChainTerm)]
    public static partial float LinearChainSum(
        [Gradient] ReadOnlyTensorSpan<float> emissions, ReadOnlyTensorSpan<int> labels, ReadOnlySpan<int> lengths,
        [Gradient] ReadOnlyTensorSpan<float> transitions, [Gradient] ReadOnlySpan<float> start, [Gradient] ReadOnlySpan<float> end);

    /// <summary>LinearChain with reduction 'sum': the sum over the sequences in place of the mean.</summary>
    /// <inheritdoc cref="LinearChain(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + LinearChainTerm)]
    public static partial double LinearChainSum(
        [Gradient] ReadOnlyTensorSpan<double> emissions, ReadOnlyTensorSpan<int> labels, ReadOnlySpan<int> lengths,
        [Gradient] ReadOnlyTensorSpan<double> transitions, [Gradient] ReadOnlySpan<double> start,
        [Gradient] ReadOnlySpan<double> end);

    /// <summary>LinearChain with reduction 'none': the loss of each sequence, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="LinearChain(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("l[n]" + LinearChainTerm)]
    public static partial void LinearChain(
        [Gradient] ReadOnlyTensorSpan<float> emissions, ReadOnlyTensorSpan<int> labels, ReadOnlySpan<int> lengths,
        [Gradient] ReadOnlyTensorSpan<float> transitions, [Gradient] ReadOnlySpan<float> start, [Gradient] ReadOnlySpan<float> end,
        Span<float> loss);

    /// <summary>LinearChain with reduction 'none': the loss of each sequence, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="LinearChain(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("l[n]" + LinearChainTerm)]
    public static partial void LinearChain(
        [Gradient] ReadOnlyTensorSpan<double> emissions, ReadOnlyTensorSpan<int> labels, ReadOnlySpan<int> lengths,
        [Gradient] ReadOnlyTensorSpan<double> transitions, [Gradient] ReadOnlySpan<double> start,
        [Gradient] ReadOnlySpan<double> end, Span<double> loss);

    private const string HiddenMarkovTerm = """
         where l[n] = -logsumexp[j](alpha[n, lengths[n] - 1, j]),
         alpha[n, t, j] = logEmissions[n, t, j] + (t == 0 ? logInitial[j] : logsumexp[i](alpha[n, t - 1, i] + logTransitions[i, j]))
        """;

    /// <summary>
    /// Negative log-likelihood of a hidden Markov model: -log of the probability of what is seen, over all sequences of states
    /// (the forward algorithm).
    /// </summary>
    /// <param name="logEmissions">The log-probability of what is seen at each step in each state, [n, t, j].</param>
    /// <param name="lengths">How many steps of each sequence count, [n]: 1 … the extent of t.</param>
    /// <param name="logTransitions">The log-probability of a state j after a state i, [i, j].</param>
    /// <param name="logInitial">The log-probability of each state at the first step, [j].</param>
    /// <returns>The mean of all sequences.</returns>
    /// <remarks>
    /// <para>Use it for: hidden states; speech and regime models; unsupervised segmentation of sequences.</para>
    /// <para>
    /// Avoid it where states are known in training: add up the log-probabilities; or where they need not be generated: use
    /// LinearChain.
    /// </para>
    /// <para>
    /// Reference: L. R. Rabiner, "A tutorial on hidden Markov models and selected applications in speech recognition",
    /// Proceedings of the IEEE 77 (1989).
    /// </para>
    /// </remarks>
    [Loss("mean[n](l[n])" + HiddenMarkovTerm)]
    public static partial float HiddenMarkov(
        [Gradient] ReadOnlyTensorSpan<float> logEmissions, ReadOnlySpan<int> lengths,
        [Gradient] ReadOnlyTensorSpan<float> logTransitions, [Gradient] ReadOnlySpan<float> logInitial);

    /// <inheritdoc cref="HiddenMarkov(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float})"/>
    [Loss("mean[n](l[n])" + HiddenMarkovTerm)]
    public static partial double HiddenMarkov(
        [Gradient] ReadOnlyTensorSpan<double> logEmissions, ReadOnlySpan<int> lengths,
        [Gradient] ReadOnlyTensorSpan<double> logTransitions, [Gradient] ReadOnlySpan<double> logInitial);

    /// <summary>HiddenMarkov with reduction 'sum': the sum over the sequences in place of the mean.</summary>
    /// <inheritdoc cref="HiddenMarkov(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + HiddenMarkovTerm)]
    public static partial float HiddenMarkovSum(
        [Gradient] ReadOnlyTensorSpan<float> logEmissions, ReadOnlySpan<int> lengths,
        [Gradient] ReadOnlyTensorSpan<float> logTransitions, [Gradient] ReadOnlySpan<float> logInitial);

    /// <summary>HiddenMarkov with reduction 'sum': the sum over the sequences in place of the mean.</summary>
    /// <inheritdoc cref="HiddenMarkov(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + HiddenMarkovTerm)]
    public static partial double HiddenMarkovSum(
        [Gradient] ReadOnlyTensorSpan<double> logEmissions, ReadOnlySpan<int> lengths,
        [Gradient] ReadOnlyTensorSpan<double> logTransitions, [Gradient] ReadOnlySpan<double> logInitial);

    /// <summary>HiddenMarkov with reduction 'none': the loss of each sequence, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="HiddenMarkov(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("l[n]" + HiddenMarkovTerm)]
    public static partial void HiddenMarkov(
        [Gradient] ReadOnlyTensorSpan<float> logEmissions, ReadOnlySpan<int> lengths,
        [Gradient] ReadOnlyTensorSpan<float> logTransitions, [Gradient] ReadOnlySpan<float> logInitial, Span<float> loss);

    /// <summary>HiddenMarkov with reduction 'none': the loss of each sequence, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="HiddenMarkov(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("l[n]" + HiddenMarkovTerm)]
    public static partial void HiddenMarkov(
        [Gradient] ReadOnlyTensorSpan<double> logEmissions, ReadOnlySpan<int> lengths,
        [Gradient] ReadOnlyTensorSpan<double> logTransitions, [Gradient] ReadOnlySpan<double> logInitial, Span<double> loss);
}
