using System.Numerics.Tensors;

namespace LossGen.Losses;

#pragma warning disable LOSSGEN053 // Focal, WeightedFocal: a softmax is at most 1.

public static partial class Classification
{
    private const string FocalTerm =
        " where l[n] = -(1 - q[n, target[n]])^gamma * log(q[n, target[n]]), q[n, c] = softmax[c](logits[n, c])";

    /// <summary>Multi-class focal loss: -(1 - p)^gamma · log p, p the softmax of the target class.</summary>
    /// <param name="logits">The logits, [n, c]: a row of class scores for each sample.</param>
    /// <param name="target">The classes, n: from 0 to c - 1, or ignoreIndex.</param>
    /// <param name="gamma">How strongly well-classified samples are faded out; at 0 not at all.</param>
    /// <param name="ignoreIndex">The class of samples that are left out.</param>
    /// <returns>The mean of all samples that are not ignored.</returns>
    /// <remarks>
    /// <para>Use it for: imbalanced multi-class classification; many easy samples; hard example mining.</para>
    /// <para>Avoid it where labels are noisy, which it takes for hard examples.</para>
    /// <para>
    /// Reference: T.-Y. Lin, P. Goyal, R. Girshick, K. He and P. Dollár, "Focal Loss for Dense Object Detection", ICCV 2017.
    /// </para>
    /// </remarks>
    [Loss("mean[n | target[n] != ignoreIndex](l[n])" + FocalTerm)]
    public static partial float Focal(
        ReadOnlyTensorSpan<float> logits, ReadOnlySpan<int> target, [Range(0, 10)] float gamma = 2, int ignoreIndex = -100);

    /// <inheritdoc cref="Focal(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, float, int)"/>
    [Loss("mean[n | target[n] != ignoreIndex](l[n])" + FocalTerm)]
    public static partial double Focal(
        ReadOnlyTensorSpan<double> logits, ReadOnlySpan<int> target, [Range(0, 10)] double gamma = 2, int ignoreIndex = -100);

    /// <summary>Focal with reduction 'sum': the sum over the samples in place of the mean.</summary>
    /// <inheritdoc cref="Focal(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, float, int)" path="/param|/remarks"/>
    [Loss("sum[n | target[n] != ignoreIndex](l[n])" + FocalTerm)]
    public static partial float FocalSum(
        ReadOnlyTensorSpan<float> logits, ReadOnlySpan<int> target, [Range(0, 10)] float gamma = 2, int ignoreIndex = -100);

    /// <summary>Focal with reduction 'sum': the sum over the samples in place of the mean.</summary>
    /// <inheritdoc cref="Focal(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, float, int)" path="/param|/remarks"/>
    [Loss("sum[n | target[n] != ignoreIndex](l[n])" + FocalTerm)]
    public static partial double FocalSum(
        ReadOnlyTensorSpan<double> logits, ReadOnlySpan<int> target, [Range(0, 10)] double gamma = 2, int ignoreIndex = -100);

    /// <summary>Focal with reduction 'none': the loss of each sample, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="Focal(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, float, int)" path="/param|/remarks"/>
    [Loss("target[n] != ignoreIndex ? l[n] : 0" + FocalTerm)]
    public static partial void Focal(
        ReadOnlyTensorSpan<float> logits, ReadOnlySpan<int> target, Span<float> loss, [Range(0, 10)] float gamma = 2,
        int ignoreIndex = -100);

    /// <summary>Focal with reduction 'none': the loss of each sample, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="Focal(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, float, int)" path="/param|/remarks"/>
    [Loss("target[n] != ignoreIndex ? l[n] : 0" + FocalTerm)]
    public static partial void Focal(
        ReadOnlyTensorSpan<double> logits, ReadOnlySpan<int> target, Span<double> loss, [Range(0, 10)] double gamma = 2,
        int ignoreIndex = -100);

    private const string WeightedFocalTerm =
        " where l[n] = -alpha[target[n]] * (1 - q[n, target[n]])^gamma * log(q[n, target[n]]), q[n, c] = softmax[c](logits[n, c])";

    /// <summary>
    /// Multi-class focal loss with a weight for each class: -alpha · (1 - p)^gamma · log p, p the softmax of the target class; its mean
    /// divides by the number of samples.
    /// </summary>
    /// <param name="logits">The logits, [n, c]: a row of class scores for each sample.</param>
    /// <param name="target">The classes, n: from 0 to c - 1, or ignoreIndex.</param>
    /// <param name="alpha">The weights of the classes, c.</param>
    /// <param name="gamma">How strongly well-classified samples are faded out; at 0 not at all.</param>
    /// <param name="ignoreIndex">The class of samples that are left out.</param>
    /// <returns>The mean of all samples that are not ignored.</returns>
    /// <remarks>
    /// <para>Use it for: imbalanced multi-class classification; imbalanced semantic segmentation; long-tailed classes.</para>
    /// <para>Avoid it where labels are noisy, which it takes for hard examples.</para>
    /// <para>
    /// Reference: T.-Y. Lin, P. Goyal, R. Girshick, K. He and P. Dollár, "Focal Loss for Dense Object Detection", ICCV 2017.
    /// </para>
    /// </remarks>
    [Loss("mean[n | target[n] != ignoreIndex](l[n])" + WeightedFocalTerm)]
    public static partial float WeightedFocal(
        ReadOnlyTensorSpan<float> logits, ReadOnlySpan<int> target, [Range(0, 1e30)] ReadOnlySpan<float> alpha,
        [Range(0, 10)] float gamma = 2, int ignoreIndex = -100);

    /// <inheritdoc cref="WeightedFocal(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float}, float, int)"/>
    [Loss("mean[n | target[n] != ignoreIndex](l[n])" + WeightedFocalTerm)]
    public static partial double WeightedFocal(
        ReadOnlyTensorSpan<double> logits, ReadOnlySpan<int> target, [Range(0, 1e30)] ReadOnlySpan<double> alpha,
        [Range(0, 10)] double gamma = 2, int ignoreIndex = -100);

    /// <summary>WeightedFocal with reduction 'sum': the sum over the samples in place of the mean.</summary>
    /// <inheritdoc
    /// cref="WeightedFocal(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float}, float, int)"
    /// path="/param|/remarks"/>
    [Loss("sum[n | target[n] != ignoreIndex](l[n])" + WeightedFocalTerm)]
    public static partial float WeightedFocalSum(
        ReadOnlyTensorSpan<float> logits, ReadOnlySpan<int> target, [Range(0, 1e30)] ReadOnlySpan<float> alpha,
        [Range(0, 10)] float gamma = 2, int ignoreIndex = -100);

    /// <summary>WeightedFocal with reduction 'sum': the sum over the samples in place of the mean.</summary>
    /// <inheritdoc
    /// cref="WeightedFocal(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float}, float, int)"
    /// path="/param|/remarks"/>
    [Loss("sum[n | target[n] != ignoreIndex](l[n])" + WeightedFocalTerm)]
    public static partial double WeightedFocalSum(
        ReadOnlyTensorSpan<double> logits, ReadOnlySpan<int> target, [Range(0, 1e30)] ReadOnlySpan<double> alpha,
        [Range(0, 10)] double gamma = 2, int ignoreIndex = -100);

    /// <summary>WeightedFocal with reduction 'none': the loss of each sample, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc
    /// cref="WeightedFocal(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float}, float, int)"
    /// path="/param|/remarks"/>
    [Loss("target[n] != ignoreIndex ? l[n] : 0" + WeightedFocalTerm)]
    public static partial void WeightedFocal(
        ReadOnlyTensorSpan<float> logits, ReadOnlySpan<int> target, [Range(0, 1e30)] ReadOnlySpan<float> alpha, Span<float> loss,
        [Range(0, 10)] float gamma = 2, int ignoreIndex = -100);

    /// <summary>WeightedFocal with reduction 'none': the loss of each sample, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc
    /// cref="WeightedFocal(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float}, float, int)"
    /// path="/param|/remarks"/>
    [Loss("target[n] != ignoreIndex ? l[n] : 0" + WeightedFocalTerm)]
    public static partial void WeightedFocal(
        ReadOnlyTensorSpan<double> logits, ReadOnlySpan<int> target, [Range(0, 1e30)] ReadOnlySpan<double> alpha, Span<double> loss,
        [Range(0, 10)] double gamma = 2, int ignoreIndex = -100);

    private const string MultiMarginTerm =
        " where l[n] = sum[c | c != target[n]](relu(margin - logits[n, target[n]] + logits[n, c])) / size(c)";

    /// <summary>
    /// Multi-class hinge loss (torch.nn.MultiMarginLoss): the mean over classes of max(0, margin - score of the target + score), that
    /// of the target being left out.
    /// </summary>
    /// <param name="logits">The logits, [n, c]: a row of class scores for each sample.</param>
    /// <param name="target">The classes, n: from 0 to c - 1.</param>
    /// <param name="margin">The margin by which the score of the target is to exceed the others.</param>
    /// <returns>The mean of all samples.</returns>
    /// <remarks>
    /// <para>Use it for: maximum-margin multi-class classification; support vector machines.</para>
    /// <para>Avoid it where probabilities are wanted: use SparseCrossEntropy.</para>
    /// <para>
    /// Reference: K. Crammer and Y. Singer, "On the algorithmic implementation of multiclass kernel-based vector machines", JMLR 2
    /// (2001); J. Weston and C. Watkins, 1999.
    /// </para>
    /// </remarks>
    [Loss("mean[n](l[n])" + MultiMarginTerm)]
    public static partial float MultiMargin(ReadOnlyTensorSpan<float> logits, ReadOnlySpan<int> target, float margin = 1);

    /// <inheritdoc cref="MultiMargin(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, float)"/>
    [Loss("mean[n](l[n])" + MultiMarginTerm)]
    public static partial double MultiMargin(ReadOnlyTensorSpan<double> logits, ReadOnlySpan<int> target, double margin = 1);

    /// <summary>MultiMargin with reduction 'sum': the sum over the samples in place of the mean.</summary>
    /// <inheritdoc cref="MultiMargin(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, float)" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + MultiMarginTerm)]
    public static partial float MultiMarginSum(ReadOnlyTensorSpan<float> logits, ReadOnlySpan<int> target, float margin = 1);

    /// <summary>MultiMargin with reduction 'sum': the sum over the samples in place of the mean.</summary>
    /// <inheritdoc cref="MultiMargin(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, float)" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + MultiMarginTerm)]
    public static partial double MultiMarginSum(ReadOnlyTensorSpan<double> logits, ReadOnlySpan<int> target, double margin = 1);

    /// <summary>MultiMargin with reduction 'none': the loss of each sample, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="MultiMargin(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, float)" path="/param|/remarks"/>
    [Loss("l[n]" + MultiMarginTerm)]
    public static partial void MultiMargin(
        ReadOnlyTensorSpan<float> logits, ReadOnlySpan<int> target, Span<float> loss, float margin = 1);

    /// <summary>MultiMargin with reduction 'none': the loss of each sample, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="MultiMargin(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, float)" path="/param|/remarks"/>
    [Loss("l[n]" + MultiMarginTerm)]
    public static partial void MultiMargin(
        ReadOnlyTensorSpan<double> logits, ReadOnlySpan<int> target, Span<double> loss, double margin = 1);

    private const string SquaredMultiMarginTerm =
        " where l[n] = sum[c | c != target[n]](relu(margin - logits[n, target[n]] + logits[n, c])^2) / size(c)";

    /// <summary>
    /// Squared multi-class hinge loss (torch.nn.MultiMarginLoss, p=2): the mean over classes of max(0, margin - score of the target +
    /// score)², that of the target being left out.
    /// </summary>
    /// <param name="logits">The logits, [n, c]: a row of class scores for each sample.</param>
    /// <param name="target">The classes, n: from 0 to c - 1.</param>
    /// <param name="margin">The margin by which the score of the target is to exceed the others.</param>
    /// <returns>The mean of all samples.</returns>
    /// <remarks>
    /// <para>Use it for: maximum-margin multi-class classification with a smooth gradient.</para>
    /// <para>Avoid it where labels are noisy: the loss grows with the square of the scores.</para>
    /// <para>
    /// Reference: K. Crammer and Y. Singer, "On the algorithmic implementation of multiclass kernel-based vector machines", JMLR 2
    /// (2001); J. Weston and C. Watkins, 1999.
    /// </para>
    /// </remarks>
    [Loss("mean[n](l[n])" + SquaredMultiMarginTerm)]
    public static partial float SquaredMultiMargin(ReadOnlyTensorSpan<float> logits, ReadOnlySpan<int> target, float margin = 1);

    /// <inheritdoc cref="SquaredMultiMargin(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, float)"/>
    [Loss("mean[n](l[n])" + SquaredMultiMarginTerm)]
    public static partial double SquaredMultiMargin(ReadOnlyTensorSpan<double> logits, ReadOnlySpan<int> target, double margin = 1);

    /// <summary>SquaredMultiMargin with reduction 'sum': the sum over the samples in place of the mean.</summary>
    /// <inheritdoc cref="SquaredMultiMargin(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, float)" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + SquaredMultiMarginTerm)]
    public static partial float SquaredMultiMarginSum(ReadOnlyTensorSpan<float> logits, ReadOnlySpan<int> target, float margin = 1);

    /// <summary>SquaredMultiMargin with reduction 'sum': the sum over the samples in place of the mean.</summary>
    /// <inheritdoc cref="SquaredMultiMargin(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, float)" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + SquaredMultiMarginTerm)]
    public static partial double SquaredMultiMarginSum(ReadOnlyTensorSpan<double> logits, ReadOnlySpan<int> target, double margin = 1);

    /// <summary>SquaredMultiMargin with reduction 'none': the loss of each sample, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="SquaredMultiMargin(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, float)" path="/param|/remarks"/>
    [Loss("l[n]" + SquaredMultiMarginTerm)]
    public static partial void SquaredMultiMargin(
        ReadOnlyTensorSpan<float> logits, ReadOnlySpan<int> target, Span<float> loss, float margin = 1);

    /// <summary>SquaredMultiMargin with reduction 'none': the loss of each sample, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="SquaredMultiMargin(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, float)" path="/param|/remarks"/>
    [Loss("l[n]" + SquaredMultiMarginTerm)]
    public static partial void SquaredMultiMargin(
        ReadOnlyTensorSpan<double> logits, ReadOnlySpan<int> target, Span<double> loss, double margin = 1);
}
