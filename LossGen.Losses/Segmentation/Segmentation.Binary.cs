namespace LossGen.Losses;

public static partial class Segmentation
{
    /// <summary>Soft Dice loss of one mask: 1 - (2 Σ prediction · target + smooth) / (Σ prediction + Σ target + smooth).</summary>
    /// <param name="prediction">The predicted probabilities of the foreground, from 0 to 1: any number of pixels.</param>
    /// <param name="target">The mask, from 0 to 1, as many.</param>
    /// <param name="smooth">What is added to both counts, so that an empty mask has a loss too.</param>
    /// <returns>One number for all pixels.</returns>
    /// <remarks>
    /// <para>Use it for: imbalanced segmentation; medical image segmentation; small foreground.</para>
    /// <para>
    /// Avoid it alone where most masks are empty, and where probabilities must be calibrated: add BinaryCrossEntropyWithLogits.
    /// </para>
    /// <para>
    /// Reference: F. Milletari, N. Navab and S.-A. Ahmadi, "V-Net: fully convolutional neural networks for volumetric medical image
    /// segmentation", 3DV 2016.
    /// </para>
    /// </remarks>
    [Loss("1 - (2 * sum(prediction * target) + smooth) / (sum(prediction) + sum(target) + smooth)")]
    public static partial float BinaryDice(
        [Range(0, 1)] ReadOnlySpan<float> prediction, [Range(0, 1)] ReadOnlySpan<float> target, [Range(1e-10, 1e10)] float smooth = 1);

    /// <inheritdoc cref="BinaryDice(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss("1 - (2 * sum(prediction * target) + smooth) / (sum(prediction) + sum(target) + smooth)")]
    public static partial double BinaryDice(
        [Range(0, 1)] ReadOnlySpan<double> prediction, [Range(0, 1)] ReadOnlySpan<double> target,
        [Range(1e-10, 1e10)] double smooth = 1);

    /// <summary>
    /// Soft Jaccard loss (IoU loss) of one mask: 1 - (Σ prediction · target + smooth) / (Σ prediction + Σ target - Σ prediction ·
    /// target + smooth).
    /// </summary>
    /// <param name="prediction">The predicted probabilities of the foreground, from 0 to 1: any number of pixels.</param>
    /// <param name="target">The mask, from 0 to 1, as many.</param>
    /// <param name="smooth">What is added to both counts, so that an empty mask has a loss too.</param>
    /// <returns>One number for all pixels.</returns>
    /// <remarks>
    /// <para>Use it for: segmentation that is judged by intersection over union; imbalanced segmentation.</para>
    /// <para>Avoid it alone at the start of training, where masks do not overlap yet: add BinaryCrossEntropyWithLogits.</para>
    /// <para>
    /// Reference: M. A. Rahman and Y. Wang, "Optimizing intersection-over-union in deep neural networks for image segmentation", ISVC
    /// 2016.
    /// </para>
    /// </remarks>
    [Loss("1 - (sum(prediction * target) + smooth) / (sum(prediction + target - prediction * target) + smooth)")]
    public static partial float BinaryJaccard(
        [Range(0, 1)] ReadOnlySpan<float> prediction, [Range(0, 1)] ReadOnlySpan<float> target, [Range(1e-10, 1e10)] float smooth = 1);

    /// <inheritdoc cref="BinaryJaccard(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss("1 - (sum(prediction * target) + smooth) / (sum(prediction + target - prediction * target) + smooth)")]
    public static partial double BinaryJaccard(
        [Range(0, 1)] ReadOnlySpan<double> prediction, [Range(0, 1)] ReadOnlySpan<double> target,
        [Range(1e-10, 1e10)] double smooth = 1);

    private const string BinaryTverskyTerm = " where hits = sum(prediction * target) + smooth";

    /// <summary>
    /// Tversky loss of one mask: 1 - hits / (hits + alpha · false positives + beta · false negatives), all of them soft; with alpha =
    /// beta = 0.5 it is Dice.
    /// </summary>
    /// <param name="prediction">The predicted probabilities of the foreground, from 0 to 1: any number of pixels.</param>
    /// <param name="target">The mask, from 0 to 1, as many.</param>
    /// <param name="alpha">The weight of false positives.</param>
    /// <param name="beta">The weight of false negatives; above alpha it raises recall.</param>
    /// <param name="smooth">What is added to both counts, so that an empty mask has a loss too.</param>
    /// <returns>One number for all pixels.</returns>
    /// <remarks>
    /// <para>
    /// Use it for: imbalanced segmentation with few foreground pixels; lesion segmentation; segmentation where recall matters more than
    /// precision.
    /// </para>
    /// <para>Avoid it where false positives and false negatives cost the same: BinaryDice has no weights to choose.</para>
    /// <para>
    /// Reference: S. S. M. Salehi, D. Erdogmus and A. Gholipour, "Tversky loss function for image segmentation using 3D fully
    /// convolutional deep networks", MLMI 2017.
    /// </para>
    /// </remarks>
    [Loss("1 - hits / (hits + alpha * sum(prediction * (1 - target)) + beta * sum((1 - prediction) * target))" + BinaryTverskyTerm)]
    public static partial float BinaryTversky(
        [Range(0, 1)] ReadOnlySpan<float> prediction, [Range(0, 1)] ReadOnlySpan<float> target, [Range(0, 1)] float alpha = 0.3f,
        [Range(0, 1)] float beta = 0.7f, [Range(1e-10, 1e10)] float smooth = 1);

    /// <inheritdoc cref="BinaryTversky(ReadOnlySpan{float}, ReadOnlySpan{float}, float, float, float)"/>
    [Loss("1 - hits / (hits + alpha * sum(prediction * (1 - target)) + beta * sum((1 - prediction) * target))" + BinaryTverskyTerm)]
    public static partial double BinaryTversky(
        [Range(0, 1)] ReadOnlySpan<double> prediction, [Range(0, 1)] ReadOnlySpan<double> target, [Range(0, 1)] double alpha = 0.3,
        [Range(0, 1)] double beta = 0.7, [Range(1e-10, 1e10)] double smooth = 1);

    private const string BinaryFocalTverskyTerm =
        " where hits = sum(prediction * target) + smooth," +
        " misses = alpha * sum(prediction * (1 - target)) + beta * sum((1 - prediction) * target)";

    /// <summary>Focal Tversky loss of one mask: the Tversky loss to the power gamma.</summary>
    /// <param name="prediction">The predicted probabilities of the foreground, from 0 to 1: any number of pixels.</param>
    /// <param name="target">The mask, from 0 to 1, as many.</param>
    /// <param name="alpha">The weight of false positives.</param>
    /// <param name="beta">The weight of false negatives; above alpha it raises recall.</param>
    /// <param name="gamma">The exponent: below 1 it raises the gradient of masks that are almost right, above 1 that of others.</param>
    /// <param name="smooth">What is added to both counts, so that an empty mask has a loss too.</param>
    /// <returns>One number for all pixels.</returns>
    /// <remarks>
    /// <para>
    /// Use it for: imbalanced segmentation with small and hard structures; lesion segmentation; segmentation where recall matters more
    /// than precision.
    /// </para>
    /// <para>Avoid it where labels are noisy: it dwells on what is hard.</para>
    /// <para>
    /// Reference: N. Abraham and N. M. Khan, "A novel focal Tversky loss function with improved attention U-Net for lesion
    /// segmentation", ISBI 2019.
    /// </para>
    /// </remarks>
    [Loss("(misses / (hits + misses))^gamma" + BinaryFocalTverskyTerm)]
    public static partial float BinaryFocalTversky(
        [Range(0, 1)] ReadOnlySpan<float> prediction, [Range(0, 1)] ReadOnlySpan<float> target, [Range(0, 1)] float alpha = 0.3f,
        [Range(0, 1)] float beta = 0.7f, [Range(0.1, 10)] float gamma = 0.75f, [Range(1e-10, 1e10)] float smooth = 1);

    /// <inheritdoc cref="BinaryFocalTversky(ReadOnlySpan{float}, ReadOnlySpan{float}, float, float, float, float)"/>
    [Loss("(misses / (hits + misses))^gamma" + BinaryFocalTverskyTerm)]
    public static partial double BinaryFocalTversky(
        [Range(0, 1)] ReadOnlySpan<double> prediction, [Range(0, 1)] ReadOnlySpan<double> target, [Range(0, 1)] double alpha = 0.3,
        [Range(0, 1)] double beta = 0.7, [Range(0.1, 10)] double gamma = 0.75, [Range(1e-10, 1e10)] double smooth = 1);
}
