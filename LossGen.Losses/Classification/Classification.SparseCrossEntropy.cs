using System.Numerics.Tensors;

namespace LossGen.Losses;

public static partial class Classification
{
    private const string SparseCrossEntropyTerm =
        " where l[n] = -(1 - labelSmoothing) * q[n, target[n]] - (labelSmoothing == 0 ? 0 : labelSmoothing * mean[c](q[n, c]))," +
        " q[n, c] = logsoftmax[c](logits[n, c])";

    /// <summary>
    /// Cross-entropy of logits and class indices (torch.nn.CrossEntropyLoss): -log softmax(logits) at the target, with label smoothing
    /// -(1 - labelSmoothing) · that - labelSmoothing · its mean over the classes.
    /// </summary>
    /// <param name="logits">The logits, [n, c]: a row of class scores for each sample.</param>
    /// <param name="target">The classes, n: from 0 to c - 1, or ignoreIndex.</param>
    /// <param name="ignoreIndex">The class of samples that are left out.</param>
    /// <param name="labelSmoothing">The share of each target that is spread evenly over all classes, from 0 to 1.</param>
    /// <returns>The mean of all samples that are not ignored.</returns>
    /// <remarks>
    /// <para>Use it for: multi-class classification; language modelling; label smoothing; padding and ignored labels.</para>
    /// <para>
    /// Avoid it where several classes can be true at once (MultiLabelCrossEntropy), and unweighted where classes are imbalanced.
    /// </para>
    /// <para>
    /// Reference: J. S. Bridle, "Probabilistic interpretation of feedforward classification network outputs", Neurocomputing, 1990;
    /// label smoothing: C. Szegedy et al., CVPR 2016.
    /// </para>
    /// </remarks>
    [Loss("mean[n | target[n] != ignoreIndex](l[n])" + SparseCrossEntropyTerm)]
    public static partial float SparseCrossEntropy(
        ReadOnlyTensorSpan<float> logits, ReadOnlySpan<int> target, int ignoreIndex = -100, [Range(0, 1)] float labelSmoothing = 0);

    /// <inheritdoc cref="SparseCrossEntropy(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, int, float)"/>
    [Loss("mean[n | target[n] != ignoreIndex](l[n])" + SparseCrossEntropyTerm)]
    public static partial double SparseCrossEntropy(
        ReadOnlyTensorSpan<double> logits, ReadOnlySpan<int> target, int ignoreIndex = -100, [Range(0, 1)] double labelSmoothing = 0);

    /// <summary>SparseCrossEntropy with reduction 'sum': the sum over the samples in place of the mean.</summary>
    /// <inheritdoc cref="SparseCrossEntropy(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, int, float)" path="/param|/remarks"/>
    [Loss("sum[n | target[n] != ignoreIndex](l[n])" + SparseCrossEntropyTerm)]
    public static partial float SparseCrossEntropySum(
        ReadOnlyTensorSpan<float> logits, ReadOnlySpan<int> target, int ignoreIndex = -100, [Range(0, 1)] float labelSmoothing = 0);

    /// <summary>SparseCrossEntropy with reduction 'sum': the sum over the samples in place of the mean.</summary>
    /// <inheritdoc cref="SparseCrossEntropy(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, int, float)" path="/param|/remarks"/>
    [Loss("sum[n | target[n] != ignoreIndex](l[n])" + SparseCrossEntropyTerm)]
    public static partial double SparseCrossEntropySum(
        ReadOnlyTensorSpan<double> logits, ReadOnlySpan<int> target, int ignoreIndex = -100, [Range(0, 1)] double labelSmoothing = 0);

    /// <summary>SparseCrossEntropy with reduction 'none': the loss of each sample, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="SparseCrossEntropy(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, int, float)" path="/param|/remarks"/>
    [Loss("target[n] != ignoreIndex ? l[n] : 0" + SparseCrossEntropyTerm)]
    public static partial void SparseCrossEntropy(
        ReadOnlyTensorSpan<float> logits, ReadOnlySpan<int> target, Span<float> loss, int ignoreIndex = -100,
        [Range(0, 1)] float labelSmoothing = 0);

    /// <summary>SparseCrossEntropy with reduction 'none': the loss of each sample, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="SparseCrossEntropy(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, int, float)" path="/param|/remarks"/>
    [Loss("target[n] != ignoreIndex ? l[n] : 0" + SparseCrossEntropyTerm)]
    public static partial void SparseCrossEntropy(
        ReadOnlyTensorSpan<double> logits, ReadOnlySpan<int> target, Span<double> loss, int ignoreIndex = -100,
        [Range(0, 1)] double labelSmoothing = 0);

    private const string WeightedSparseCrossEntropyTerm =
        " where l[n] = -(1 - labelSmoothing) * weight[target[n]] * q[n, target[n]]" +
        " - (labelSmoothing == 0 ? 0 : labelSmoothing * mean[c](weight[c] * q[n, c]))," +
        " q[n, c] = logsoftmax[c](logits[n, c])";

    /// <summary>
    /// Weighted cross-entropy of logits and class indices (torch.nn.CrossEntropyLoss with weight): SparseCrossEntropy times the weight
    /// of the class; the mean divides by the sum of the weights.
    /// </summary>
    /// <param name="logits">The logits, [n, c]: a row of class scores for each sample.</param>
    /// <param name="target">The classes, n: from 0 to c - 1, or ignoreIndex.</param>
    /// <param name="weight">The weights of the classes, c.</param>
    /// <param name="ignoreIndex">The class of samples that are left out.</param>
    /// <param name="labelSmoothing">The share of each target that is spread evenly over all classes, from 0 to 1.</param>
    /// <returns>The sum over the samples divided by the sum of their weights.</returns>
    /// <remarks>
    /// <para>Use it for: imbalanced multi-class classification; imbalanced semantic segmentation; costs that differ by class.</para>
    /// <para>Avoid weights of great range, which make steps uneven: resample, or use WeightedFocal.</para>
    /// <para>
    /// Reference: J. S. Bridle, "Probabilistic interpretation of feedforward classification network outputs", Neurocomputing, 1990;
    /// label smoothing: C. Szegedy et al., CVPR 2016.
    /// </para>
    /// </remarks>
    [Loss(
        "sum[n | target[n] != ignoreIndex](l[n])" +
        " / sum[n | target[n] != ignoreIndex](weight[target[n]])" + WeightedSparseCrossEntropyTerm)]
    public static partial float WeightedSparseCrossEntropy(
        ReadOnlyTensorSpan<float> logits, ReadOnlySpan<int> target, [Range(0, 1e30)] ReadOnlySpan<float> weight, int ignoreIndex = -100,
        [Range(0, 1)] float labelSmoothing = 0);

    /// <inheritdoc cref="WeightedSparseCrossEntropy(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float}, int, float)"/>
    [Loss(
        "sum[n | target[n] != ignoreIndex](l[n])" +
        " / sum[n | target[n] != ignoreIndex](weight[target[n]])" + WeightedSparseCrossEntropyTerm)]
    public static partial double WeightedSparseCrossEntropy(
        ReadOnlyTensorSpan<double> logits, ReadOnlySpan<int> target, [Range(0, 1e30)] ReadOnlySpan<double> weight,
        int ignoreIndex = -100, [Range(0, 1)] double labelSmoothing = 0);

    /// <summary>WeightedSparseCrossEntropy with reduction 'sum': the sum over the samples in place of the mean.</summary>
    /// <inheritdoc
    /// cref="WeightedSparseCrossEntropy(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float}, int, float)"
    /// path="/param|/remarks"/>
    [Loss("sum[n | target[n] != ignoreIndex](l[n])" + WeightedSparseCrossEntropyTerm)]
    public static partial float WeightedSparseCrossEntropySum(
        ReadOnlyTensorSpan<float> logits, ReadOnlySpan<int> target, [Range(0, 1e30)] ReadOnlySpan<float> weight, int ignoreIndex = -100,
        [Range(0, 1)] float labelSmoothing = 0);

    /// <summary>WeightedSparseCrossEntropy with reduction 'sum': the sum over the samples in place of the mean.</summary>
    /// <inheritdoc
    /// cref="WeightedSparseCrossEntropy(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float}, int, float)"
    /// path="/param|/remarks"/>
    [Loss("sum[n | target[n] != ignoreIndex](l[n])" + WeightedSparseCrossEntropyTerm)]
    public static partial double WeightedSparseCrossEntropySum(
        ReadOnlyTensorSpan<double> logits, ReadOnlySpan<int> target, [Range(0, 1e30)] ReadOnlySpan<double> weight,
        int ignoreIndex = -100, [Range(0, 1)] double labelSmoothing = 0);

    /// <summary>
    /// WeightedSparseCrossEntropy with reduction 'none': the loss of each sample, written to <paramref name="loss"/>.
    /// </summary>
    /// <inheritdoc
    /// cref="WeightedSparseCrossEntropy(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float}, int, float)"
    /// path="/param|/remarks"/>
    [Loss("target[n] != ignoreIndex ? l[n] : 0" + WeightedSparseCrossEntropyTerm)]
    public static partial void WeightedSparseCrossEntropy(
        ReadOnlyTensorSpan<float> logits, ReadOnlySpan<int> target, [Range(0, 1e30)] ReadOnlySpan<float> weight, Span<float> loss,
        int ignoreIndex = -100, [Range(0, 1)] float labelSmoothing = 0);

    /// <summary>
    /// WeightedSparseCrossEntropy with reduction 'none': the loss of each sample, written to <paramref name="loss"/>.
    /// </summary>
    /// <inheritdoc
    /// cref="WeightedSparseCrossEntropy(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float}, int, float)"
    /// path="/param|/remarks"/>
    [Loss("target[n] != ignoreIndex ? l[n] : 0" + WeightedSparseCrossEntropyTerm)]
    public static partial void WeightedSparseCrossEntropy(
        ReadOnlyTensorSpan<double> logits, ReadOnlySpan<int> target, [Range(0, 1e30)] ReadOnlySpan<double> weight, Span<double> loss,
        int ignoreIndex = -100, [Range(0, 1)] double labelSmoothing = 0);

    private const string NllTerm = " where l[n] = -logProbabilities[n, target[n]]";

    /// <summary>
    /// Negative log-likelihood of log-probabilities and class indices (torch.nn.NLLLoss): -logProbabilities at the target.
    /// </summary>
    /// <param name="logProbabilities">The logarithms of the class probabilities, [n, c].</param>
    /// <param name="target">The classes, n: from 0 to c - 1, or ignoreIndex.</param>
    /// <param name="ignoreIndex">The class of samples that are left out.</param>
    /// <returns>The mean of all samples that are not ignored.</returns>
    /// <remarks>
    /// <para>Use it for: models that end in a log-softmax; log-probabilities from elsewhere.</para>
    /// <para>Avoid it on logits: it does not normalise them. Use SparseCrossEntropy.</para>
    /// <para>Reference: R. A. Fisher, "On the mathematical foundations of theoretical statistics", 1922. As torch.nn.NLLLoss.</para>
    /// </remarks>
    [Loss("mean[n | target[n] != ignoreIndex](l[n])" + NllTerm)]
    public static partial float Nll(ReadOnlyTensorSpan<float> logProbabilities, ReadOnlySpan<int> target, int ignoreIndex = -100);

    /// <inheritdoc cref="Nll(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, int)"/>
    [Loss("mean[n | target[n] != ignoreIndex](l[n])" + NllTerm)]
    public static partial double Nll(ReadOnlyTensorSpan<double> logProbabilities, ReadOnlySpan<int> target, int ignoreIndex = -100);

    /// <summary>Nll with reduction 'sum': the sum over the samples in place of the mean.</summary>
    /// <inheritdoc cref="Nll(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, int)" path="/param|/remarks"/>
    [Loss("sum[n | target[n] != ignoreIndex](l[n])" + NllTerm)]
    public static partial float NllSum(ReadOnlyTensorSpan<float> logProbabilities, ReadOnlySpan<int> target, int ignoreIndex = -100);

    /// <summary>Nll with reduction 'sum': the sum over the samples in place of the mean.</summary>
    /// <inheritdoc cref="Nll(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, int)" path="/param|/remarks"/>
    [Loss("sum[n | target[n] != ignoreIndex](l[n])" + NllTerm)]
    public static partial double NllSum(ReadOnlyTensorSpan<double> logProbabilities, ReadOnlySpan<int> target, int ignoreIndex = -100);

    /// <summary>Nll with reduction 'none': the loss of each sample, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="Nll(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, int)" path="/param|/remarks"/>
    [Loss("target[n] != ignoreIndex ? l[n] : 0" + NllTerm)]
    public static partial void Nll(
        ReadOnlyTensorSpan<float> logProbabilities, ReadOnlySpan<int> target, Span<float> loss, int ignoreIndex = -100);

    /// <summary>Nll with reduction 'none': the loss of each sample, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="Nll(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, int)" path="/param|/remarks"/>
    [Loss("target[n] != ignoreIndex ? l[n] : 0" + NllTerm)]
    public static partial void Nll(
        ReadOnlyTensorSpan<double> logProbabilities, ReadOnlySpan<int> target, Span<double> loss, int ignoreIndex = -100);

    private const string WeightedNllTerm = " where l[n] = -weight[target[n]] * logProbabilities[n, target[n]]";

    /// <summary>
    /// Weighted negative log-likelihood of log-probabilities and class indices (torch.nn.NLLLoss with weight); the mean divides by the
    /// sum of the weights.
    /// </summary>
    /// <param name="logProbabilities">The logarithms of the class probabilities, [n, c].</param>
    /// <param name="target">The classes, n: from 0 to c - 1, or ignoreIndex.</param>
    /// <param name="weight">The weights of the classes, c.</param>
    /// <param name="ignoreIndex">The class of samples that are left out.</param>
    /// <returns>The sum over the samples divided by the sum of their weights.</returns>
    /// <remarks>
    /// <para>Use it for: models that end in a log-softmax, with imbalanced classes.</para>
    /// <para>Avoid it on logits: it does not normalise them. Use WeightedSparseCrossEntropy.</para>
    /// <para>Reference: R. A. Fisher, "On the mathematical foundations of theoretical statistics", 1922. As torch.nn.NLLLoss.</para>
    /// </remarks>
    [Loss("sum[n | target[n] != ignoreIndex](l[n]) / sum[n | target[n] != ignoreIndex](weight[target[n]])" + WeightedNllTerm)]
    public static partial float WeightedNll(
        ReadOnlyTensorSpan<float> logProbabilities, ReadOnlySpan<int> target, [Range(0, 1e30)] ReadOnlySpan<float> weight,
        int ignoreIndex = -100);

    /// <inheritdoc cref="WeightedNll(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float}, int)"/>
    [Loss("sum[n | target[n] != ignoreIndex](l[n]) / sum[n | target[n] != ignoreIndex](weight[target[n]])" + WeightedNllTerm)]
    public static partial double WeightedNll(
        ReadOnlyTensorSpan<double> logProbabilities, ReadOnlySpan<int> target, [Range(0, 1e30)] ReadOnlySpan<double> weight,
        int ignoreIndex = -100);

    /// <summary>WeightedNll with reduction 'sum': the sum over the samples in place of the mean.</summary>
    /// <inheritdoc cref="WeightedNll(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float}, int)" path="/param|/remarks"/>
    [Loss("sum[n | target[n] != ignoreIndex](l[n])" + WeightedNllTerm)]
    public static partial float WeightedNllSum(
        ReadOnlyTensorSpan<float> logProbabilities, ReadOnlySpan<int> target, [Range(0, 1e30)] ReadOnlySpan<float> weight,
        int ignoreIndex = -100);

    /// <summary>WeightedNll with reduction 'sum': the sum over the samples in place of the mean.</summary>
    /// <inheritdoc cref="WeightedNll(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float}, int)" path="/param|/remarks"/>
    [Loss("sum[n | target[n] != ignoreIndex](l[n])" + WeightedNllTerm)]
    public static partial double WeightedNllSum(
        ReadOnlyTensorSpan<double> logProbabilities, ReadOnlySpan<int> target, [Range(0, 1e30)] ReadOnlySpan<double> weight,
        int ignoreIndex = -100);

    /// <summary>WeightedNll with reduction 'none': the loss of each sample, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="WeightedNll(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float}, int)" path="/param|/remarks"/>
    [Loss("target[n] != ignoreIndex ? l[n] : 0" + WeightedNllTerm)]
    public static partial void WeightedNll(
        ReadOnlyTensorSpan<float> logProbabilities, ReadOnlySpan<int> target, [Range(0, 1e30)] ReadOnlySpan<float> weight,
        Span<float> loss, int ignoreIndex = -100);

    /// <summary>WeightedNll with reduction 'none': the loss of each sample, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="WeightedNll(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float}, int)" path="/param|/remarks"/>
    [Loss("target[n] != ignoreIndex ? l[n] : 0" + WeightedNllTerm)]
    public static partial void WeightedNll(
        ReadOnlyTensorSpan<double> logProbabilities, ReadOnlySpan<int> target, [Range(0, 1e30)] ReadOnlySpan<double> weight,
        Span<double> loss, int ignoreIndex = -100);
}
