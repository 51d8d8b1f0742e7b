using System.Numerics.Tensors;

namespace LossGen.Losses;

public static partial class Sequence
{
    // Before each label a gap of blanks, behind the last one a gap more. A label may follow the one before it without a gap where the two differ.
    // What is before the first step is a probability of 1 of having begun.
    private const string CtcTerms = """
         where l[n] = zeroInfinity != 0 && nll[n] == inf ? 0 : nll[n],
         nll[n] = inputLengths[n] == 0 ? (targetLengths[n] == 0 ? 0 : inf) : -logsumexp(
             last[inputLengths[n] - 1, n], targetLengths[n] == 0 ? -inf : label[inputLengths[n] - 1, n, targetLengths[n] - 1]),
         gap[t, n, u] = lp[t, n, blank] + (t == 0 ? (u == 0 ? 0 : -inf) : logsumexp(gap[t - 1, n, u], label[t - 1, n, u - 1] ?? -inf)),
         label[t, n, u] = u >= targetLengths[n] ? -inf : lp[t, n, target[n, u]] + (t == 0 ? (u == 0 ? 0 : -inf) : logsumexp(
             label[t - 1, n, u], gap[t - 1, n, u], target[n, u] == (target[n, u - 1] ?? -1) ? -inf : label[t - 1, n, u - 1] ?? -inf)),
         last[t, n] = lp[t, n, blank] + (t == 0 ? (targetLengths[n] == 0 ? 0 : -inf) : logsumexp(
             last[t - 1, n], label[t - 1, n, targetLengths[n] - 1] ?? -inf))
        """;

    private const string CtcTerm = CtcTerms + ", lp[t, n, k] = logProbabilities[t, n, k]";

    /// <summary>
    /// Connectionist temporal classification: -log of the probability of all alignments of the labels with the steps, repeated
    /// labels and blanks being dropped.
    /// </summary>
    /// <param name="logProbabilities">
    /// The logarithms of the probabilities of the classes, [t, n, c]: steps, sequences, classes.
    /// </param>
    /// <param name="target">The labels, [n, u], padded behind those that count; none of them is the blank.</param>
    /// <param name="inputLengths">How many steps of each sequence count, [n]: 0 … the extent of t.</param>
    /// <param name="targetLengths">How many labels of each sequence count, [n]: 0 … the extent of u.</param>
    /// <param name="blank">The class of the blank.</param>
    /// <param name="zeroInfinity">
    /// Whether, other than 0, a sequence counts as 0 that has no alignment: its labels, and a blank between equal ones, are
    /// more than its steps. Otherwise its loss is infinite and its gradient 0.
    /// </param>
    /// <returns>The mean over the sequences of the loss divided by the number of labels, at least 1.</returns>
    /// <remarks>
    /// <para>
    /// Use it for: speech and handwriting recognition; sequences without alignment; labels that come in the order of the input.
    /// </para>
    /// <para>
    /// The gradient is that of the formula, by every log-probability by itself. PyTorch's is that by logits behind a log-
    /// softmax, whichever are given; the two agree behind one.
    /// </para>
    /// <para>Avoid it where the boundaries of the labels are known: use SparseCrossEntropy of each step.</para>
    /// <para>
    /// Reference: A. Graves, S. Fernández, F. Gomez and J. Schmidhuber, "Connectionist temporal classification: labelling
    /// unsegmented sequence data with recurrent neural networks", ICML 2006.
    /// </para>
    /// </remarks>
    [Loss("mean[n](l[n] / max(targetLengths[n], 1))" + CtcTerm)]
    public static partial float Ctc(
        [Gradient] ReadOnlyTensorSpan<float> logProbabilities, ReadOnlyTensorSpan<int> target, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, int blank = 0, [Range(0, 1)] int zeroInfinity = 0);

    /// <inheritdoc cref="Ctc(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, int, int)"/>
    [Loss("mean[n](l[n] / max(targetLengths[n], 1))" + CtcTerm)]
    public static partial double Ctc(
        [Gradient] ReadOnlyTensorSpan<double> logProbabilities, ReadOnlyTensorSpan<int> target, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, int blank = 0, [Range(0, 1)] int zeroInfinity = 0);

    /// <summary>Ctc with reduction 'sum': the sum over the sequences in place of the mean.</summary>
    /// <inheritdoc cref="Ctc(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, int, int)" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + CtcTerm)]
    public static partial float CtcSum(
        [Gradient] ReadOnlyTensorSpan<float> logProbabilities, ReadOnlyTensorSpan<int> target, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, int blank = 0, [Range(0, 1)] int zeroInfinity = 0);

    /// <summary>Ctc with reduction 'sum': the sum over the sequences in place of the mean.</summary>
    /// <inheritdoc cref="Ctc(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, int, int)" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + CtcTerm)]
    public static partial double CtcSum(
        [Gradient] ReadOnlyTensorSpan<double> logProbabilities, ReadOnlyTensorSpan<int> target, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, int blank = 0, [Range(0, 1)] int zeroInfinity = 0);

    /// <summary>Ctc with reduction 'none': the loss of each sequence, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="Ctc(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, int, int)" path="/param|/remarks"/>
    [Loss("l[n]" + CtcTerm)]
    public static partial void Ctc(
        [Gradient] ReadOnlyTensorSpan<float> logProbabilities, ReadOnlyTensorSpan<int> target, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, Span<float> loss, int blank = 0, [Range(0, 1)] int zeroInfinity = 0);

    /// <summary>Ctc with reduction 'none': the loss of each sequence, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="Ctc(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, int, int)" path="/param|/remarks"/>
    [Loss("l[n]" + CtcTerm)]
    public static partial void Ctc(
        [Gradient] ReadOnlyTensorSpan<double> logProbabilities, ReadOnlyTensorSpan<int> target, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, Span<double> loss, int blank = 0, [Range(0, 1)] int zeroInfinity = 0);

    private const string CtcWithLogitsTerm = CtcTerms + ", lp[t, n, k] = logits[t, n, k] - logsumexp[c](logits[t, n, c])";

    /// <summary>Connectionist temporal classification of logits: Ctc of their log-softmax, in one.</summary>
    /// <param name="logits">The logits of the classes, [t, n, c]: steps, sequences, classes.</param>
    /// <param name="target">The labels, [n, u], padded behind those that count; none of them is the blank.</param>
    /// <param name="inputLengths">How many steps of each sequence count, [n]: 0 … the extent of t.</param>
    /// <param name="targetLengths">How many labels of each sequence count, [n]: 0 … the extent of u.</param>
    /// <param name="blank">The class of the blank.</param>
    /// <param name="zeroInfinity">
    /// Whether, other than 0, a sequence counts as 0 that has no alignment: its labels, and a blank between equal ones, are
    /// more than its steps. Otherwise its loss is infinite and its gradient 0.
    /// </param>
    /// <returns>The mean over the sequences of the loss divided by the number of labels, at least 1.</returns>
    /// <remarks>
    /// <para>
    /// Use it for: speech and handwriting recognition; sequences without alignment; labels that come in the order of the input.
    /// </para>
    /// <para>Avoid it where the boundaries of the labels are known: use SparseCrossEntropy of each step.</para>
    /// <para>
    /// Reference: A. Graves, S. Fernández, F. Gomez and J. Schmidhuber, "Connectionist temporal classification: labelling
    /// unsegmented sequence data with recurrent neural networks", ICML 2006.
    /// </para>
    /// </remarks>
    [Loss("mean[n](l[n] / max(targetLengths[n], 1))" + CtcWithLogitsTerm)]
    public static partial float CtcWithLogits(
        [Gradient] ReadOnlyTensorSpan<float> logits, ReadOnlyTensorSpan<int> target, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, int blank = 0, [Range(0, 1)] int zeroInfinity = 0);

    /// <inheritdoc cref="CtcWithLogits(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, int, int)"/>
    [Loss("mean[n](l[n] / max(targetLengths[n], 1))" + CtcWithLogitsTerm)]
    public static partial double CtcWithLogits(
        [Gradient] ReadOnlyTensorSpan<double> logits, ReadOnlyTensorSpan<int> target, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, int blank = 0, [Range(0, 1)] int zeroInfinity = 0);

    /// <summary>CtcWithLogits with reduction 'sum': the sum over the sequences in place of the mean.</summary>
    /// <inheritdoc cref="CtcWithLogits(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, int, int)" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + CtcWithLogitsTerm)]
    public static partial float CtcWithLogitsSum(
        [Gradient] ReadOnlyTensorSpan<float> logits, ReadOnlyTensorSpan<int> target, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, int blank = 0, [Range(0, 1)] int zeroInfinity = 0);

    /// <summary>CtcWithLogits with reduction 'sum': the sum over the sequences in place of the mean.</summary>
    /// <inheritdoc cref="CtcWithLogits(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, int, int)" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + CtcWithLogitsTerm)]
    public static partial double CtcWithLogitsSum(
        [Gradient] ReadOnlyTensorSpan<double> logits, ReadOnlyTensorSpan<int> target, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, int blank = 0, [Range(0, 1)] int zeroInfinity = 0);

    /// <summary>CtcWithLogits with reduction 'none': the loss of each sequence, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="CtcWithLogits(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, int, int)" path="/param|/remarks"/>
    [Loss("l[n]" + CtcWithLogitsTerm)]
    public static partial void CtcWithLogits(
        [Gradient] ReadOnlyTensorSpan<float> logits, ReadOnlyTensorSpan<int> target, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, Span<float> loss, int blank = 0, [Range(0, 1)] int zeroInfinity = 0);

    /// <summary>CtcWithLogits with reduction 'none': the loss of each sequence, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="CtcWithLogits(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, int, int)" path="/param|/remarks"/>
    [Loss("l[n]" + CtcWithLogitsTerm)]
    public static partial void CtcWithLogits(
        [Gradient] ReadOnlyTensorSpan<double> logits, ReadOnlyTensorSpan<int> target, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, Span<double> loss, int blank = 0, [Range(0, 1)] int zeroInfinity = 0);
}
