using System.Numerics.Tensors;

namespace LossGen.Losses;

public static partial class Classification
{
    private const string LinearCrossEntropyTerm =
        " where l[n] = logsumexp[c](z[n, c]) - (1 - labelSmoothing) * z[n, target[n]] - (labelSmoothing == 0 ? 0 : labelSmoothing * mean[c](z[n, c]))," +
        " z[n, c] = sum[d](hidden[n, d] * weight[c, d])";

    /// <summary>
    /// Cross-entropy of a linear layer's logits and class indices, fused: SparseCrossEntropy of hidden · weightᵀ, without the logits ever being held for more
    /// than a block of samples.
    /// </summary>
    /// <param name="hidden">What the layer takes, [n, d]: a row of features for each sample.</param>
    /// <param name="weight">The weight of the layer, [c, d]: a row of features for each class, as that of torch.nn.Linear.</param>
    /// <param name="target">The classes, n: from 0 to c - 1, or ignoreIndex.</param>
    /// <param name="ignoreIndex">The class of samples that are left out. Their features must be finite nevertheless.</param>
    /// <param name="labelSmoothing">The share of each target that is spread evenly over all classes, from 0 to 1.</param>
    /// <returns>The mean of all samples that are not ignored.</returns>
    /// <remarks>
    /// <para>Use it for: language modelling with large vocabularies; many classes; little memory.</para>
    /// <para>Avoid it where the logits are needed for something else as well: use SparseCrossEntropy.</para>
    /// <para>
    /// Reference: E. Wijmans et al., "Cut your losses in large-vocabulary language models", ICLR 2025; P. Hsu et al., "Liger Kernel: efficient Triton kernels for
    /// LLM training", 2024.
    /// </para>
    /// </remarks>
    [Loss("mean[n | target[n] != ignoreIndex](l[n])" + LinearCrossEntropyTerm)]
    public static partial float LinearCrossEntropy(
        [Gradient] ReadOnlyTensorSpan<float> hidden, [Gradient] ReadOnlyTensorSpan<float> weight, ReadOnlySpan<int> target, int ignoreIndex = -100,
        [Range(0, 1)] float labelSmoothing = 0);

    /// <inheritdoc cref="LinearCrossEntropy(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, int, float)"/>
    [Loss("mean[n | target[n] != ignoreIndex](l[n])" + LinearCrossEntropyTerm)]
    public static partial double LinearCrossEntropy(
        [Gradient] ReadOnlyTensorSpan<double> hidden, [Gradient] ReadOnlyTensorSpan<double> weight, ReadOnlySpan<int> target, int ignoreIndex = -100,
        [Range(0, 1)] double labelSmoothing = 0);

    /// <summary>LinearCrossEntropy with reduction 'sum': the sum over the samples in place of the mean.</summary>
    /// <inheritdoc cref="LinearCrossEntropy(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, int, float)" path="/param|/remarks"/>
    [Loss("sum[n | target[n] != ignoreIndex](l[n])" + LinearCrossEntropyTerm)]
    public static partial float LinearCrossEntropySum(
        [Gradient] ReadOnlyTensorSpan<float> hidden, [Gradient] ReadOnlyTensorSpan<float> weight, ReadOnlySpan<int> target, int ignoreIndex = -100,
        [Range(0, 1)] float labelSmoothing = 0);

    /// <summary>LinearCrossEntropy with reduction 'sum': the sum over the samples in place of the mean.</summary>
    /// <inheritdoc cref="LinearCrossEntropy(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, int, float)" path="/param|/remarks"/>
    [Loss("sum[n | target[n] != ignoreIndex](l[n])" + LinearCrossEntropyTerm)]
    public static partial double LinearCrossEntropySum(
        [Gradient] ReadOnlyTensorSpan<double> hidden, [Gradient] ReadOnlyTensorSpan<double> weight, ReadOnlySpan<int> target, int ignoreIndex = -100,
        [Range(0, 1)] double labelSmoothing = 0);

    /// <summary>LinearCrossEntropy with reduction 'none': the loss of each sample, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="LinearCrossEntropy(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, int, float)" path="/param|/remarks"/>
    [Loss("target[n] != ignoreIndex ? l[n] : 0" + LinearCrossEntropyTerm)]
    public static partial void LinearCrossEntropy(
        [Gradient] ReadOnlyTensorSpan<float> hidden, [Gradient] ReadOnlyTensorSpan<float> weight, ReadOnlySpan<int> target, Span<float> loss,
        int ignoreIndex = -100, [Range(0, 1)] float labelSmoothing = 0);

    /// <summary>LinearCrossEntropy with reduction 'none': the loss of each sample, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="LinearCrossEntropy(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, int, float)" path="/param|/remarks"/>
    [Loss("target[n] != ignoreIndex ? l[n] : 0" + LinearCrossEntropyTerm)]
    public static partial void LinearCrossEntropy(
        [Gradient] ReadOnlyTensorSpan<double> hidden, [Gradient] ReadOnlyTensorSpan<double> weight, ReadOnlySpan<int> target, Span<double> loss,
        int ignoreIndex = -100, [Range(0, 1)] double labelSmoothing = 0);
}
