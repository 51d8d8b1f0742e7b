using System.Numerics.Tensors;

namespace LossGen.Losses;

#pragma warning disable LOSSGEN053 // CrossEntropyOfProbabilities: the logarithm of 0 is held at -100.

public static partial class Classification
{
    private const string CrossEntropyTerm =
        " where l[n] = -sum[c](t[n, c] * q[n, c]), t[n, c] = (1 - labelSmoothing) * target[n, c] + labelSmoothing / size(c)," +
        " q[n, c] = logsoftmax[c](logits[n, c])";

    /// <summary>
    /// Categorical cross-entropy of logits and target probabilities (torch.nn.CrossEntropyLoss of probabilities): -Σ target · log
    /// softmax(logits) over the classes.
    /// </summary>
    /// <param name="logits">The logits, [n, c]: a row of class scores for each sample.</param>
    /// <param name="target">The target probabilities, [n, c]; a row sums to 1.</param>
    /// <param name="labelSmoothing">The share of each target that is spread evenly over all classes, from 0 to 1.</param>
    /// <returns>The mean of all samples.</returns>
    /// <remarks>
    /// <para>
    /// Use it for: multi-class classification with one-hot or soft targets; knowledge distillation; mixup; label smoothing.
    /// </para>
    /// <para>Avoid it where each sample has one class: SparseCrossEntropy reads one number in place of a row.</para>
    /// <para>
    /// Reference: J. S. Bridle, "Probabilistic interpretation of feedforward classification network outputs", Neurocomputing, 1990;
    /// label smoothing: C. Szegedy et al., CVPR 2016.
    /// </para>
    /// </remarks>
    [Loss("mean[n](l[n])" + CrossEntropyTerm)]
    public static partial float CrossEntropy(
        ReadOnlyTensorSpan<float> logits, [Range(0, 1)] ReadOnlyTensorSpan<float> target, [Range(0, 1)] float labelSmoothing = 0);

    /// <inheritdoc cref="CrossEntropy(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)"/>
    [Loss("mean[n](l[n])" + CrossEntropyTerm)]
    public static partial double CrossEntropy(
        ReadOnlyTensorSpan<double> logits, [Range(0, 1)] ReadOnlyTensorSpan<double> target, [Range(0, 1)] double labelSmoothing = 0);

    /// <summary>CrossEntropy with reduction 'sum': the sum over the samples in place of the mean.</summary>
    /// <inheritdoc cref="CrossEntropy(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + CrossEntropyTerm)]
    public static partial float CrossEntropySum(
        ReadOnlyTensorSpan<float> logits, [Range(0, 1)] ReadOnlyTensorSpan<float> target, [Range(0, 1)] float labelSmoothing = 0);

    /// <summary>CrossEntropy with reduction 'sum': the sum over the samples in place of the mean.</summary>
    /// <inheritdoc cref="CrossEntropy(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + CrossEntropyTerm)]
    public static partial double CrossEntropySum(
        ReadOnlyTensorSpan<double> logits, [Range(0, 1)] ReadOnlyTensorSpan<double> target, [Range(0, 1)] double labelSmoothing = 0);

    /// <summary>CrossEntropy with reduction 'none': the loss of each sample, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="CrossEntropy(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("l[n]" + CrossEntropyTerm)]
    public static partial void CrossEntropy(
        ReadOnlyTensorSpan<float> logits, [Range(0, 1)] ReadOnlyTensorSpan<float> target, Span<float> loss,
        [Range(0, 1)] float labelSmoothing = 0);

    /// <summary>CrossEntropy with reduction 'none': the loss of each sample, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="CrossEntropy(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("l[n]" + CrossEntropyTerm)]
    public static partial void CrossEntropy(
        ReadOnlyTensorSpan<double> logits, [Range(0, 1)] ReadOnlyTensorSpan<double> target, Span<double> loss,
        [Range(0, 1)] double labelSmoothing = 0);

    private const string WeightedCrossEntropyTerm =
        " where l[n] = -sum[c](weight[c] * t[n, c] * q[n, c])," +
        " t[n, c] = (1 - labelSmoothing) * target[n, c] + labelSmoothing / size(c), q[n, c] = logsoftmax[c](logits[n, c])";

    /// <summary>
    /// Categorical cross-entropy of logits and target probabilities with a weight for each class (torch.nn.CrossEntropyLoss of
    /// probabilities with weight); its mean divides by the number of samples.
    /// </summary>
    /// <param name="logits">The logits, [n, c]: a row of class scores for each sample.</param>
    /// <param name="target">The target probabilities, [n, c]; a row sums to 1.</param>
    /// <param name="weight">The weights of the classes, c.</param>
    /// <param name="labelSmoothing">The share of each target that is spread evenly over all classes, from 0 to 1.</param>
    /// <returns>The mean of all samples.</returns>
    /// <remarks>
    /// <para>Use it for: imbalanced multi-class classification with soft targets; costs that differ by class.</para>
    /// <para>Avoid weights of great range, which make steps uneven: resample instead.</para>
    /// <para>
    /// Reference: J. S. Bridle, "Probabilistic interpretation of feedforward classification network outputs", Neurocomputing, 1990;
    /// label smoothing: C. Szegedy et al., CVPR 2016.
    /// </para>
    /// </remarks>
    [Loss("mean[n](l[n])" + WeightedCrossEntropyTerm)]
    public static partial float WeightedCrossEntropy(
        ReadOnlyTensorSpan<float> logits, [Range(0, 1)] ReadOnlyTensorSpan<float> target, [Range(0, 1e30)] ReadOnlySpan<float> weight,
        [Range(0, 1)] float labelSmoothing = 0);

    /// <inheritdoc cref="WeightedCrossEntropy(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss("mean[n](l[n])" + WeightedCrossEntropyTerm)]
    public static partial double WeightedCrossEntropy(
        ReadOnlyTensorSpan<double> logits, [Range(0, 1)] ReadOnlyTensorSpan<double> target,
        [Range(0, 1e30)] ReadOnlySpan<double> weight, [Range(0, 1)] double labelSmoothing = 0);

    /// <summary>WeightedCrossEntropy with reduction 'sum': the sum over the samples in place of the mean.</summary>
    /// <inheritdoc
    /// cref="WeightedCrossEntropy(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, float)"
    /// path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + WeightedCrossEntropyTerm)]
    public static partial float WeightedCrossEntropySum(
        ReadOnlyTensorSpan<float> logits, [Range(0, 1)] ReadOnlyTensorSpan<float> target, [Range(0, 1e30)] ReadOnlySpan<float> weight,
        [Range(0, 1)] float labelSmoothing = 0);

    /// <summary>WeightedCrossEntropy with reduction 'sum': the sum over the samples in place of the mean.</summary>
    /// <inheritdoc
    /// cref="WeightedCrossEntropy(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, float)"
    /// path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + WeightedCrossEntropyTerm)]
    public static partial double WeightedCrossEntropySum(
        ReadOnlyTensorSpan<double> logits, [Range(0, 1)] ReadOnlyTensorSpan<double> target,
        [Range(0, 1e30)] ReadOnlySpan<double> weight, [Range(0, 1)] double labelSmoothing = 0);

    /// <summary>WeightedCrossEntropy with reduction 'none': the loss of each sample, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc
    /// cref="WeightedCrossEntropy(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, float)"
    /// path="/param|/remarks"/>
    [Loss("l[n]" + WeightedCrossEntropyTerm)]
    public static partial void WeightedCrossEntropy(
        ReadOnlyTensorSpan<float> logits, [Range(0, 1)] ReadOnlyTensorSpan<float> target, [Range(0, 1e30)] ReadOnlySpan<float> weight,
        Span<float> loss, [Range(0, 1)] float labelSmoothing = 0);

    /// <summary>WeightedCrossEntropy with reduction 'none': the loss of each sample, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc
    /// cref="WeightedCrossEntropy(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, float)"
    /// path="/param|/remarks"/>
    [Loss("l[n]" + WeightedCrossEntropyTerm)]
    public static partial void WeightedCrossEntropy(
        ReadOnlyTensorSpan<double> logits, [Range(0, 1)] ReadOnlyTensorSpan<double> target,
        [Range(0, 1e30)] ReadOnlySpan<double> weight, Span<double> loss, [Range(0, 1)] double labelSmoothing = 0);

    private const string CrossEntropyOfProbabilitiesTerm = " where l[n] = -sum[c](target[n, c] * max(log(prediction[n, c]), -100))";

    /// <summary>
    /// Categorical cross-entropy of probabilities: -Σ target · log(prediction) over the classes, each logarithm at least -100.
    /// </summary>
    /// <param name="prediction">The predicted probabilities, [n, c]; a row sums to 1.</param>
    /// <param name="target">The target probabilities, [n, c]; a row sums to 1.</param>
    /// <returns>The mean of all samples.</returns>
    /// <remarks>
    /// <para>Use it for: multi-class classification from probabilities; models that end in a softmax.</para>
    /// <para>Avoid it where logits are at hand: use CrossEntropy. Where a logarithm is held at -100 its gradient is 0.</para>
    /// <para>Reference: I. J. Good, "Rational Decisions", Journal of the Royal Statistical Society B 14 (1952).</para>
    /// </remarks>
    [Loss("mean[n](l[n])" + CrossEntropyOfProbabilitiesTerm)]
    public static partial float CrossEntropyOfProbabilities(
        [Range(0, 1)] ReadOnlyTensorSpan<float> prediction, [Range(0, 1)] ReadOnlyTensorSpan<float> target);

    /// <inheritdoc cref="CrossEntropyOfProbabilities(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float})"/>
    [Loss("mean[n](l[n])" + CrossEntropyOfProbabilitiesTerm)]
    public static partial double CrossEntropyOfProbabilities(
        [Range(0, 1)] ReadOnlyTensorSpan<double> prediction, [Range(0, 1)] ReadOnlyTensorSpan<double> target);

    /// <summary>CrossEntropyOfProbabilities with reduction 'sum': the sum over the samples in place of the mean.</summary>
    /// <inheritdoc cref="CrossEntropyOfProbabilities(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float})" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + CrossEntropyOfProbabilitiesTerm)]
    public static partial float CrossEntropyOfProbabilitiesSum(
        [Range(0, 1)] ReadOnlyTensorSpan<float> prediction, [Range(0, 1)] ReadOnlyTensorSpan<float> target);

    /// <summary>CrossEntropyOfProbabilities with reduction 'sum': the sum over the samples in place of the mean.</summary>
    /// <inheritdoc cref="CrossEntropyOfProbabilities(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float})" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + CrossEntropyOfProbabilitiesTerm)]
    public static partial double CrossEntropyOfProbabilitiesSum(
        [Range(0, 1)] ReadOnlyTensorSpan<double> prediction, [Range(0, 1)] ReadOnlyTensorSpan<double> target);

    /// <summary>
    /// CrossEntropyOfProbabilities with reduction 'none': the loss of each sample, written to <paramref name="loss"/>.
    /// </summary>
    /// <inheritdoc cref="CrossEntropyOfProbabilities(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float})" path="/param|/remarks"/>
    [Loss("l[n]" + CrossEntropyOfProbabilitiesTerm)]
    public static partial void CrossEntropyOfProbabilities(
        [Range(0, 1)] ReadOnlyTensorSpan<float> prediction, [Range(0, 1)] ReadOnlyTensorSpan<float> target, Span<float> loss);

    /// <summary>
    /// CrossEntropyOfProbabilities with reduction 'none': the loss of each sample, written to <paramref name="loss"/>.
    /// </summary>
    /// <inheritdoc cref="CrossEntropyOfProbabilities(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float})" path="/param|/remarks"/>
    [Loss("l[n]" + CrossEntropyOfProbabilitiesTerm)]
    public static partial void CrossEntropyOfProbabilities(
        [Range(0, 1)] ReadOnlyTensorSpan<double> prediction, [Range(0, 1)] ReadOnlyTensorSpan<double> target, Span<double> loss);

    private const string MultiLabelCrossEntropyTerm =
        " where l[n, c] = -(posWeight[c] * target[n, c] * log(sigmoid(logits[n, c])) + (1 - target[n, c]) * log(1" +
        " - sigmoid(logits[n, c])))";

    /// <summary>
    /// Binary cross-entropy of each class with a positive weight for each (torch.nn.BCEWithLogitsLoss with a vector pos_weight).
    /// </summary>
    /// <param name="logits">The logits, [n, c]: a row of class scores for each sample.</param>
    /// <param name="target">The labels, [n, c], from 0 to 1; any number of classes of a sample can be 1.</param>
    /// <param name="posWeight">The weights of the labels 1 of each class, c.</param>
    /// <returns>The mean over samples and classes.</returns>
    /// <remarks>
    /// <para>Use it for: multi-label classification; imbalanced multi-label classification; tagging.</para>
    /// <para>Avoid it where classes exclude one another: use SparseCrossEntropy.</para>
    /// <para>
    /// Reference: D. R. Cox, "The regression analysis of binary sequences", Journal of the Royal Statistical Society B 20 (1958).
    /// </para>
    /// </remarks>
    [Loss("mean[n, c](l[n, c])" + MultiLabelCrossEntropyTerm)]
    public static partial float MultiLabelCrossEntropy(
        ReadOnlyTensorSpan<float> logits, [Range(0, 1)] ReadOnlyTensorSpan<float> target,
        [Range(0, 1e30)] ReadOnlySpan<float> posWeight);

    /// <inheritdoc cref="MultiLabelCrossEntropy(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float})"/>
    [Loss("mean[n, c](l[n, c])" + MultiLabelCrossEntropyTerm)]
    public static partial double MultiLabelCrossEntropy(
        ReadOnlyTensorSpan<double> logits, [Range(0, 1)] ReadOnlyTensorSpan<double> target,
        [Range(0, 1e30)] ReadOnlySpan<double> posWeight);

    /// <summary>MultiLabelCrossEntropy with reduction 'sum': the sum over the classes of all samples in place of the mean.</summary>
    /// <inheritdoc
    /// cref="MultiLabelCrossEntropy(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float})"
    /// path="/param|/remarks"/>
    [Loss("sum[n, c](l[n, c])" + MultiLabelCrossEntropyTerm)]
    public static partial float MultiLabelCrossEntropySum(
        ReadOnlyTensorSpan<float> logits, [Range(0, 1)] ReadOnlyTensorSpan<float> target,
        [Range(0, 1e30)] ReadOnlySpan<float> posWeight);

    /// <summary>MultiLabelCrossEntropy with reduction 'sum': the sum over the classes of all samples in place of the mean.</summary>
    /// <inheritdoc
    /// cref="MultiLabelCrossEntropy(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float})"
    /// path="/param|/remarks"/>
    [Loss("sum[n, c](l[n, c])" + MultiLabelCrossEntropyTerm)]
    public static partial double MultiLabelCrossEntropySum(
        ReadOnlyTensorSpan<double> logits, [Range(0, 1)] ReadOnlyTensorSpan<double> target,
        [Range(0, 1e30)] ReadOnlySpan<double> posWeight);

    /// <summary>
    /// MultiLabelCrossEntropy with reduction 'none': the loss of each class of each sample, written to <paramref name="loss"/>.
    /// </summary>
    /// <inheritdoc
    /// cref="MultiLabelCrossEntropy(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float})"
    /// path="/param|/remarks"/>
    [Loss("l[n, c]" + MultiLabelCrossEntropyTerm)]
    public static partial void MultiLabelCrossEntropy(
        ReadOnlyTensorSpan<float> logits, [Range(0, 1)] ReadOnlyTensorSpan<float> target,
        [Range(0, 1e30)] ReadOnlySpan<float> posWeight, Span<float> loss);

    /// <summary>
    /// MultiLabelCrossEntropy with reduction 'none': the loss of each class of each sample, written to <paramref name="loss"/>.
    /// </summary>
    /// <inheritdoc
    /// cref="MultiLabelCrossEntropy(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float})"
    /// path="/param|/remarks"/>
    [Loss("l[n, c]" + MultiLabelCrossEntropyTerm)]
    public static partial void MultiLabelCrossEntropy(
        ReadOnlyTensorSpan<double> logits, [Range(0, 1)] ReadOnlyTensorSpan<double> target,
        [Range(0, 1e30)] ReadOnlySpan<double> posWeight, Span<double> loss);
}
