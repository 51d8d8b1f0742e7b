using System.Numerics.Tensors;

namespace LossGen.Losses;

public static partial class MetricLearning
{
    private const string TripletTerm =
        " where l[n] = clamp(ap[n] - an[n] + margin, 0, inf), ap[n] = norm[k](anchor[n, k] - positive[n, k] + eps)," +
        " an[n] = norm[k](anchor[n, k] - negative[n, k] + eps)";

    /// <summary>Triplet margin loss (torch.nn.TripletMarginLoss): max(0, ‖anchor - positive‖ - ‖anchor - negative‖ + margin).</summary>
    /// <param name="anchor">The embeddings of the anchors, [n, k].</param>
    /// <param name="positive">Those of samples of the same class, [n, k].</param>
    /// <param name="negative">Those of samples of another class, [n, k].</param>
    /// <param name="margin">By how much the negative is to be farther than the positive.</param>
    /// <param name="eps">What is added to each difference, as in PyTorch.</param>
    /// <returns>The mean of all triplets.</returns>
    /// <remarks>
    /// <para>Use it for: similarity learning from triplets; face recognition; image retrieval.</para>
    /// <para>Avoid it without mining: most random triplets soon have no gradient. InfoNce compares with all others at once.</para>
    /// <para>
    /// Reference: F. Schroff, D. Kalenichenko and J. Philbin, "FaceNet: a unified embedding for face recognition and clustering", CVPR
    /// 2015.
    /// </para>
    /// </remarks>
    [Loss("mean[n](l[n])" + TripletTerm)]
    public static partial float Triplet(
        [Gradient] ReadOnlyTensorSpan<float> anchor, [Gradient] ReadOnlyTensorSpan<float> positive,
        [Gradient] ReadOnlyTensorSpan<float> negative, float margin = 1, [Range(0, 1)] float eps = 1e-6f);

    /// <inheritdoc cref="Triplet(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float, float)"/>
    [Loss("mean[n](l[n])" + TripletTerm)]
    public static partial double Triplet(
        [Gradient] ReadOnlyTensorSpan<double> anchor, [Gradient] ReadOnlyTensorSpan<double> positive,
        [Gradient] ReadOnlyTensorSpan<double> negative, double margin = 1, [Range(0, 1)] double eps = 1e-6);

    /// <summary>Triplet with reduction 'sum': the sum over the triplets in place of the mean.</summary>
    /// <inheritdoc
    /// cref="Triplet(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float, float)"
    /// path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + TripletTerm)]
    public static partial float TripletSum(
        [Gradient] ReadOnlyTensorSpan<float> anchor, [Gradient] ReadOnlyTensorSpan<float> positive,
        [Gradient] ReadOnlyTensorSpan<float> negative, float margin = 1, [Range(0, 1)] float eps = 1e-6f);

    /// <summary>Triplet with reduction 'sum': the sum over the triplets in place of the mean.</summary>
    /// <inheritdoc
    /// cref="Triplet(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float, float)"
    /// path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + TripletTerm)]
    public static partial double TripletSum(
        [Gradient] ReadOnlyTensorSpan<double> anchor, [Gradient] ReadOnlyTensorSpan<double> positive,
        [Gradient] ReadOnlyTensorSpan<double> negative, double margin = 1, [Range(0, 1)] double eps = 1e-6);

    /// <summary>Triplet with reduction 'none': the loss of each triplet, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc
    /// cref="Triplet(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float, float)"
    /// path="/param|/remarks"/>
    [Loss("l[n]" + TripletTerm)]
    public static partial void Triplet(
        [Gradient] ReadOnlyTensorSpan<float> anchor, [Gradient] ReadOnlyTensorSpan<float> positive,
        [Gradient] ReadOnlyTensorSpan<float> negative, Span<float> loss, float margin = 1, [Range(0, 1)] float eps = 1e-6f);

    /// <summary>Triplet with reduction 'none': the loss of each triplet, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc
    /// cref="Triplet(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float, float)"
    /// path="/param|/remarks"/>
    [Loss("l[n]" + TripletTerm)]
    public static partial void Triplet(
        [Gradient] ReadOnlyTensorSpan<double> anchor, [Gradient] ReadOnlyTensorSpan<double> positive,
        [Gradient] ReadOnlyTensorSpan<double> negative, Span<double> loss, double margin = 1, [Range(0, 1)] double eps = 1e-6);

    private const string TripletWithSwapTerm =
        " where l[n] = clamp(ap[n] - min(an[n], pn[n]) + margin, 0, inf), ap[n] = norm[k](anchor[n, k] - positive[n, k] + eps)," +
        " an[n] = norm[k](anchor[n, k] - negative[n, k] + eps), pn[n] = norm[k](positive[n, k] - negative[n, k] + eps)";

    /// <summary>
    /// Triplet margin loss with the distance swap (torch.nn.TripletMarginLoss, swap=True): the negative counts from the nearer of
    /// anchor and positive.
    /// </summary>
    /// <param name="anchor">The embeddings of the anchors, [n, k].</param>
    /// <param name="positive">Those of samples of the same class, [n, k].</param>
    /// <param name="negative">Those of samples of another class, [n, k].</param>
    /// <param name="margin">By how much the negative is to be farther than the positive.</param>
    /// <param name="eps">What is added to each difference, as in PyTorch.</param>
    /// <returns>The mean of all triplets.</returns>
    /// <remarks>
    /// <para>Use it for: similarity learning from triplets; local image descriptors; harder negatives from the same triplets.</para>
    /// <para>Avoid it where anchor and positive play different parts, such as a query and a document.</para>
    /// <para>
    /// Reference: V. Balntas, E. Riba, D. Ponsa and K. Mikolajczyk, "Learning local feature descriptors with triplets and shallow
    /// convolutional neural networks", BMVC 2016.
    /// </para>
    /// </remarks>
    [Loss("mean[n](l[n])" + TripletWithSwapTerm)]
    public static partial float TripletWithSwap(
        [Gradient] ReadOnlyTensorSpan<float> anchor, [Gradient] ReadOnlyTensorSpan<float> positive,
        [Gradient] ReadOnlyTensorSpan<float> negative, float margin = 1, [Range(0, 1)] float eps = 1e-6f);

    /// <inheritdoc cref="TripletWithSwap(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float, float)"/>
    [Loss("mean[n](l[n])" + TripletWithSwapTerm)]
    public static partial double TripletWithSwap(
        [Gradient] ReadOnlyTensorSpan<double> anchor, [Gradient] ReadOnlyTensorSpan<double> positive,
        [Gradient] ReadOnlyTensorSpan<double> negative, double margin = 1, [Range(0, 1)] double eps = 1e-6);

    /// <summary>TripletWithSwap with reduction 'sum': the sum over the triplets in place of the mean.</summary>
    /// <inheritdoc
    /// cref="TripletWithSwap(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float, float)"
    /// path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + TripletWithSwapTerm)]
    public static partial float TripletWithSwapSum(
        [Gradient] ReadOnlyTensorSpan<float> anchor, [Gradient] ReadOnlyTensorSpan<float> positive,
        [Gradient] ReadOnlyTensorSpan<float> negative, float margin = 1, [Range(0, 1)] float eps = 1e-6f);

    /// <summary>TripletWithSwap with reduction 'sum': the sum over the triplets in place of the mean.</summary>
    /// <inheritdoc
    /// cref="TripletWithSwap(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float, float)"
    /// path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + TripletWithSwapTerm)]
    public static partial double TripletWithSwapSum(
        [Gradient] ReadOnlyTensorSpan<double> anchor, [Gradient] ReadOnlyTensorSpan<double> positive,
        [Gradient] ReadOnlyTensorSpan<double> negative, double margin = 1, [Range(0, 1)] double eps = 1e-6);

    /// <summary>TripletWithSwap with reduction 'none': the loss of each triplet, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc
    /// cref="TripletWithSwap(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float, float)"
    /// path="/param|/remarks"/>
    [Loss("l[n]" + TripletWithSwapTerm)]
    public static partial void TripletWithSwap(
        [Gradient] ReadOnlyTensorSpan<float> anchor, [Gradient] ReadOnlyTensorSpan<float> positive,
        [Gradient] ReadOnlyTensorSpan<float> negative, Span<float> loss, float margin = 1, [Range(0, 1)] float eps = 1e-6f);

    /// <summary>TripletWithSwap with reduction 'none': the loss of each triplet, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc
    /// cref="TripletWithSwap(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float, float)"
    /// path="/param|/remarks"/>
    [Loss("l[n]" + TripletWithSwapTerm)]
    public static partial void TripletWithSwap(
        [Gradient] ReadOnlyTensorSpan<double> anchor, [Gradient] ReadOnlyTensorSpan<double> positive,
        [Gradient] ReadOnlyTensorSpan<double> negative, Span<double> loss, double margin = 1, [Range(0, 1)] double eps = 1e-6);
}
