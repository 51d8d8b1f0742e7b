namespace LossGen.Losses;

#pragma warning disable LOSSGEN053 // BinaryCrossEntropy: the logarithm of 0 is held at -100.

public static partial class Classification
{
    private const string BinaryCrossEntropyTerm =
        " where l = -(target * max(log(prediction), -100) + (1 - target) * max(log(1 - prediction), -100))";

    /// <summary>
    /// Binary cross-entropy of probabilities (torch.nn.BCELoss): -(target · log(prediction) + (1 - target) · log(1 - prediction)), each
    /// logarithm at least -100.
    /// </summary>
    /// <param name="prediction">The probabilities of class 1, from 0 to 1: any number of elements.</param>
    /// <param name="target">The labels, from 0 to 1, as many.</param>
    /// <returns>The mean of all elements.</returns>
    /// <remarks>
    /// <para>
    /// Use it for: binary classification from probabilities; multi-label classification from probabilities; models that end in a
    /// sigmoid.
    /// </para>
    /// <para>
    /// Avoid it where logits are at hand: a sigmoid that has saturated has lost its gradient. Use BinaryCrossEntropyWithLogits. Where a
    /// logarithm is held at -100 its gradient is 0.
    /// </para>
    /// <para>Reference: I. J. Good, "Rational Decisions", Journal of the Royal Statistical Society B 14 (1952).</para>
    /// </remarks>
    [Loss("mean(l)" + BinaryCrossEntropyTerm)]
    public static partial float BinaryCrossEntropy(
        [Range(0, 1)] ReadOnlySpan<float> prediction, [Range(0, 1)] ReadOnlySpan<float> target);

    /// <inheritdoc cref="BinaryCrossEntropy(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss("mean(l)" + BinaryCrossEntropyTerm)]
    public static partial double BinaryCrossEntropy(
        [Range(0, 1)] ReadOnlySpan<double> prediction, [Range(0, 1)] ReadOnlySpan<double> target);

    /// <summary>BinaryCrossEntropy with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="BinaryCrossEntropy(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum(l)" + BinaryCrossEntropyTerm)]
    public static partial float BinaryCrossEntropySum(
        [Range(0, 1)] ReadOnlySpan<float> prediction, [Range(0, 1)] ReadOnlySpan<float> target);

    /// <summary>BinaryCrossEntropy with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="BinaryCrossEntropy(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum(l)" + BinaryCrossEntropyTerm)]
    public static partial double BinaryCrossEntropySum(
        [Range(0, 1)] ReadOnlySpan<double> prediction, [Range(0, 1)] ReadOnlySpan<double> target);

    /// <summary>BinaryCrossEntropy with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="BinaryCrossEntropy(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("l" + BinaryCrossEntropyTerm)]
    public static partial void BinaryCrossEntropy(
        [Range(0, 1)] ReadOnlySpan<float> prediction, [Range(0, 1)] ReadOnlySpan<float> target, Span<float> loss);

    /// <summary>BinaryCrossEntropy with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="BinaryCrossEntropy(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("l" + BinaryCrossEntropyTerm)]
    public static partial void BinaryCrossEntropy(
        [Range(0, 1)] ReadOnlySpan<double> prediction, [Range(0, 1)] ReadOnlySpan<double> target, Span<double> loss);

    private const string BinaryCrossEntropyWithLogitsTerm =
        " where l = -(posWeight * target * log(sigmoid(logits)) + (1 - target) * log(1 - sigmoid(logits)))";

    /// <summary>
    /// Binary cross-entropy of logits (torch.nn.BCEWithLogitsLoss): -(posWeight · target · log σ(logits) + (1 - target) · log(1 -
    /// σ(logits))).
    /// </summary>
    /// <param name="logits">The logits, of which the sigmoid is the probability of class 1: any number of elements.</param>
    /// <param name="target">The labels, from 0 to 1, as many.</param>
    /// <param name="posWeight">The weight of class 1, above 0; above 1 it raises recall, below 1 precision.</param>
    /// <returns>The mean of all elements.</returns>
    /// <remarks>
    /// <para>Use it for: binary classification; multi-label classification; imbalanced binary classification with posWeight.</para>
    /// <para>Avoid it where the classes exclude one another: SparseCrossEntropy lets them compete.</para>
    /// <para>
    /// Reference: D. R. Cox, "The regression analysis of binary sequences", Journal of the Royal Statistical Society B 20 (1958).
    /// </para>
    /// </remarks>
    [Loss("mean(l)" + BinaryCrossEntropyWithLogitsTerm, Hessian = true)]
    public static partial float BinaryCrossEntropyWithLogits(
        ReadOnlySpan<float> logits, [Range(0, 1)] ReadOnlySpan<float> target, [Range(0, 1e30)] float posWeight = 1);

    /// <inheritdoc cref="BinaryCrossEntropyWithLogits(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss("mean(l)" + BinaryCrossEntropyWithLogitsTerm, Hessian = true)]
    public static partial double BinaryCrossEntropyWithLogits(
        ReadOnlySpan<double> logits, [Range(0, 1)] ReadOnlySpan<double> target, [Range(0, 1e30)] double posWeight = 1);

    /// <summary>BinaryCrossEntropyWithLogits with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="BinaryCrossEntropyWithLogits(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum(l)" + BinaryCrossEntropyWithLogitsTerm, Hessian = true)]
    public static partial float BinaryCrossEntropyWithLogitsSum(
        ReadOnlySpan<float> logits, [Range(0, 1)] ReadOnlySpan<float> target, [Range(0, 1e30)] float posWeight = 1);

    /// <summary>BinaryCrossEntropyWithLogits with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="BinaryCrossEntropyWithLogits(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum(l)" + BinaryCrossEntropyWithLogitsTerm, Hessian = true)]
    public static partial double BinaryCrossEntropyWithLogitsSum(
        ReadOnlySpan<double> logits, [Range(0, 1)] ReadOnlySpan<double> target, [Range(0, 1e30)] double posWeight = 1);

    /// <summary>
    /// BinaryCrossEntropyWithLogits with reduction 'none': the loss of each element, written to <paramref name="loss"/>.
    /// </summary>
    /// <inheritdoc cref="BinaryCrossEntropyWithLogits(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("l" + BinaryCrossEntropyWithLogitsTerm)]
    public static partial void BinaryCrossEntropyWithLogits(
        ReadOnlySpan<float> logits, [Range(0, 1)] ReadOnlySpan<float> target, Span<float> loss, [Range(0, 1e30)] float posWeight = 1);

    /// <summary>
    /// BinaryCrossEntropyWithLogits with reduction 'none': the loss of each element, written to <paramref name="loss"/>.
    /// </summary>
    /// <inheritdoc cref="BinaryCrossEntropyWithLogits(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("l" + BinaryCrossEntropyWithLogitsTerm)]
    public static partial void BinaryCrossEntropyWithLogits(
        ReadOnlySpan<double> logits, [Range(0, 1)] ReadOnlySpan<double> target, Span<double> loss,
        [Range(0, 1e30)] double posWeight = 1);

    private const string BinaryFocalTerm =
        " where l = -(target > 0.5 ? alpha : 1 - alpha) * (1 - sigmoid(s))^gamma * log(sigmoid(s)), s = (2 * target - 1) * logits";

    /// <summary>
    /// Binary focal loss of logits (torchvision.ops.sigmoid_focal_loss): -alphaₜ · (1 - pₜ)^gamma · log pₜ, pₜ the probability of the
    /// label.
    /// </summary>
    /// <param name="logits">The logits, of which the sigmoid is the probability of class 1: any number of elements.</param>
    /// <param name="target">The labels, 0 or 1, as many.</param>
    /// <param name="alpha">The weight of class 1; class 0 has 1 - alpha.</param>
    /// <param name="gamma">How strongly well-classified elements are faded out; at 0 not at all.</param>
    /// <returns>The mean of all elements.</returns>
    /// <remarks>
    /// <para>
    /// Use it for: imbalanced binary classification; object detection with few foreground boxes; imbalanced segmentation; many easy
    /// negatives.
    /// </para>
    /// <para>Avoid it where labels are noisy, which it takes for hard examples, and where probabilities must be calibrated.</para>
    /// <para>
    /// Reference: T.-Y. Lin, P. Goyal, R. Girshick, K. He and P. Dollár, "Focal Loss for Dense Object Detection", ICCV 2017.
    /// </para>
    /// </remarks>
    [Loss("mean(l)" + BinaryFocalTerm)]
    public static partial float BinaryFocal(
        ReadOnlySpan<float> logits, [Range(0, 1)] ReadOnlySpan<float> target, [Range(0, 1)] float alpha = 0.25f,
        [Range(0, 10)] float gamma = 2);

    /// <inheritdoc cref="BinaryFocal(ReadOnlySpan{float}, ReadOnlySpan{float}, float, float)"/>
    [Loss("mean(l)" + BinaryFocalTerm)]
    public static partial double BinaryFocal(
        ReadOnlySpan<double> logits, [Range(0, 1)] ReadOnlySpan<double> target, [Range(0, 1)] double alpha = 0.25,
        [Range(0, 10)] double gamma = 2);

    /// <summary>BinaryFocal with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="BinaryFocal(ReadOnlySpan{float}, ReadOnlySpan{float}, float, float)" path="/param|/remarks"/>
    [Loss("sum(l)" + BinaryFocalTerm)]
    public static partial float BinaryFocalSum(
        ReadOnlySpan<float> logits, [Range(0, 1)] ReadOnlySpan<float> target, [Range(0, 1)] float alpha = 0.25f,
        [Range(0, 10)] float gamma = 2);

    /// <summary>BinaryFocal with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="BinaryFocal(ReadOnlySpan{float}, ReadOnlySpan{float}, float, float)" path="/param|/remarks"/>
    [Loss("sum(l)" + BinaryFocalTerm)]
    public static partial double BinaryFocalSum(
        ReadOnlySpan<double> logits, [Range(0, 1)] ReadOnlySpan<double> target, [Range(0, 1)] double alpha = 0.25,
        [Range(0, 10)] double gamma = 2);

    /// <summary>BinaryFocal with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="BinaryFocal(ReadOnlySpan{float}, ReadOnlySpan{float}, float, float)" path="/param|/remarks"/>
    [Loss("l" + BinaryFocalTerm)]
    public static partial void BinaryFocal(
        ReadOnlySpan<float> logits, [Range(0, 1)] ReadOnlySpan<float> target, Span<float> loss, [Range(0, 1)] float alpha = 0.25f,
        [Range(0, 10)] float gamma = 2);

    /// <summary>BinaryFocal with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="BinaryFocal(ReadOnlySpan{float}, ReadOnlySpan{float}, float, float)" path="/param|/remarks"/>
    [Loss("l" + BinaryFocalTerm)]
    public static partial void BinaryFocal(
        ReadOnlySpan<double> logits, [Range(0, 1)] ReadOnlySpan<double> target, Span<double> loss, [Range(0, 1)] double alpha = 0.25,
        [Range(0, 10)] double gamma = 2);
}
