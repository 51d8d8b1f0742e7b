using System.Numerics.Tensors;

namespace LossGen.Losses;

public static partial class Sequence
{
    private const string TransducerTerm = """
         where l[n] = -(alpha[n, inputLengths[n] - 1, targetLengths[n]] + blank[n, inputLengths[n] - 1, targetLengths[n]]),
         alpha[n, t, u] = u > targetLengths[n] ? -inf : t == 0 && u == 0 ? 0 : logsumexp(
             t == 0 ? -inf : alpha[n, t - 1, u] + blank[n, t - 1, u], u == 0 ? -inf : alpha[n, t, u - 1] + label[n, t, u - 1])
        """;

    /// <summary>
    /// The loss of a recurrent neural network transducer (RNN-T): -log of the probability of all alignments in which each step
    /// emits any number of labels, and then a blank.
    /// </summary>
    /// <param name="blank">
    /// The log-probability of the blank, which goes on to the next step, after u labels at step t, [n, t, u]: u runs from 0 to
    /// the number of labels.
    /// </param>
    /// <param name="label">The log-probability of the next label after u labels at step t, [n, t, u].</param>
    /// <param name="inputLengths">How many steps of each sequence count, [n]: 1 … the extent of t.</param>
    /// <param name="targetLengths">How many labels each sequence has, [n]: 0 … the extent of u less 1.</param>
    /// <returns>The mean of all sequences.</returns>
    /// <remarks>
    /// <para>Use it for: streaming speech recognition; sequences without alignment; labels that depend on those before.</para>
    /// <para>
    /// Avoid it where labels do not depend on each other, or memory is short: Ctc needs no joint network over steps and labels.
    /// </para>
    /// <para>Reference: A. Graves, "Sequence transduction with recurrent neural networks", 2012.</para>
    /// </remarks>
    [Loss("mean[n](l[n])" + TransducerTerm)]
    public static partial float Transducer(
        [Gradient] ReadOnlyTensorSpan<float> blank, [Gradient] ReadOnlyTensorSpan<float> label, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths);

    /// <inheritdoc cref="Transducer(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, ReadOnlySpan{int})"/>
    [Loss("mean[n](l[n])" + TransducerTerm)]
    public static partial double Transducer(
        [Gradient] ReadOnlyTensorSpan<double> blank, [Gradient] ReadOnlyTensorSpan<double> label, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths);

    /// <summary>Transducer with reduction 'sum': the sum over the sequences in place of the mean.</summary>
    /// <inheritdoc cref="Transducer(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, ReadOnlySpan{int})" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + TransducerTerm)]
    public static partial float TransducerSum(
        [Gradient] ReadOnlyTensorSpan<float> blank, [Gradient] ReadOnlyTensorSpan<float> label, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths);

    /// <summary>Transducer with reduction 'sum': the sum over the sequences in place of the mean.</summary>
    /// <inheritdoc cref="Transducer(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, ReadOnlySpan{int})" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + TransducerTerm)]
    public static partial double TransducerSum(
        [Gradient] ReadOnlyTensorSpan<double> blank, [Gradient] ReadOnlyTensorSpan<double> label, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths);

    /// <summary>Transducer with reduction 'none': the loss of each sequence, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="Transducer(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, ReadOnlySpan{int})" path="/param|/remarks"/>
    [Loss("l[n]" + TransducerTerm)]
    public static partial void Transducer(
        [Gradient] ReadOnlyTensorSpan<float> blank, [Gradient] ReadOnlyTensorSpan<float> label, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, Span<float> loss);

    /// <summary>Transducer with reduction 'none': the loss of each sequence, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="Transducer(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, ReadOnlySpan{int})" path="/param|/remarks"/>
    [Loss("l[n]" + TransducerTerm)]
    public static partial void Transducer(
        [Gradient] ReadOnlyTensorSpan<double> blank, [Gradient] ReadOnlyTensorSpan<double> label, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, Span<double> loss);
}
