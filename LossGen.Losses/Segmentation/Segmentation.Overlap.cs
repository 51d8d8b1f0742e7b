using System.Numerics.Tensors;

namespace LossGen.Losses;

public static partial class Segmentation
{
    private const string DiceTerm =
        " where l[n, c] = 1 - (2 * sum[i](prediction[n, c, i] * target[n, c, i]) + smooth) / (sum[i](prediction[n, c, i])" +
        " + sum[i](target[n, c, i]) + smooth)";

    /// <summary>
    /// Soft Dice loss of each class: 1 - (2 Σ prediction · target + smooth) / (Σ prediction + Σ target + smooth) over the pixels.
    /// </summary>
    /// <param name="prediction">The predicted probabilities, [n, c, i]: images, classes, pixels.</param>
    /// <param name="target">The masks, [n, c, i], from 0 to 1.</param>
    /// <param name="smooth">What is added to both counts, so that an empty mask has a loss too.</param>
    /// <returns>The mean over images and classes.</returns>
    /// <remarks>
    /// <para>Use it for: imbalanced segmentation; medical image segmentation; small foreground; multi-class segmentation.</para>
    /// <para>Avoid it alone where classes are often absent, and where probabilities must be calibrated: add a cross-entropy.</para>
    /// <para>
    /// Reference: F. Milletari, N. Navab and S.-A. Ahmadi, "V-Net: fully convolutional neural networks for volumetric medical image
    /// segmentation", 3DV 2016.
    /// </para>
    /// </remarks>
    [Loss("mean[n, c](l[n, c])" + DiceTerm)]
    public static partial float Dice(
        [Range(0, 1)] ReadOnlyTensorSpan<float> prediction, [Range(0, 1)] ReadOnlyTensorSpan<float> target,
        [Range(1e-10, 1e10)] float smooth = 1e-5f);

    /// <inheritdoc cref="Dice(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)"/>
    [Loss("mean[n, c](l[n, c])" + DiceTerm)]
    public static partial double Dice(
        [Range(0, 1)] ReadOnlyTensorSpan<double> prediction, [Range(0, 1)] ReadOnlyTensorSpan<double> target,
        [Range(1e-10, 1e10)] double smooth = 1e-5);

    /// <summary>Dice with reduction 'sum': the sum over the classes of all images in place of the mean.</summary>
    /// <inheritdoc cref="Dice(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum[n, c](l[n, c])" + DiceTerm)]
    public static partial float DiceSum(
        [Range(0, 1)] ReadOnlyTensorSpan<float> prediction, [Range(0, 1)] ReadOnlyTensorSpan<float> target,
        [Range(1e-10, 1e10)] float smooth = 1e-5f);

    /// <summary>Dice with reduction 'sum': the sum over the classes of all images in place of the mean.</summary>
    /// <inheritdoc cref="Dice(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum[n, c](l[n, c])" + DiceTerm)]
    public static partial double DiceSum(
        [Range(0, 1)] ReadOnlyTensorSpan<double> prediction, [Range(0, 1)] ReadOnlyTensorSpan<double> target,
        [Range(1e-10, 1e10)] double smooth = 1e-5);

    /// <summary>Dice with reduction 'none': the loss of each class of each image, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="Dice(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("l[n, c]" + DiceTerm)]
    public static partial void Dice(
        [Range(0, 1)] ReadOnlyTensorSpan<float> prediction, [Range(0, 1)] ReadOnlyTensorSpan<float> target, Span<float> loss,
        [Range(1e-10, 1e10)] float smooth = 1e-5f);

    /// <summary>Dice with reduction 'none': the loss of each class of each image, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="Dice(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("l[n, c]" + DiceTerm)]
    public static partial void Dice(
        [Range(0, 1)] ReadOnlyTensorSpan<double> prediction, [Range(0, 1)] ReadOnlyTensorSpan<double> target, Span<double> loss,
        [Range(1e-10, 1e10)] double smooth = 1e-5);

    private const string JaccardTerm =
        " where l[n, c] = 1 - (sum[i](prediction[n, c, i] * target[n, c, i]) + smooth) / (sum[i](prediction[n, c, i]" +
        " + target[n, c, i] - prediction[n, c, i] * target[n, c, i]) + smooth)";

    /// <summary>
    /// Soft Jaccard loss (IoU loss) of each class: 1 - (Σ prediction · target + smooth) / (Σ prediction + Σ target - Σ prediction ·
    /// target + smooth) over the pixels.
    /// </summary>
    /// <param name="prediction">The predicted probabilities, [n, c, i]: images, classes, pixels.</param>
    /// <param name="target">The masks, [n, c, i], from 0 to 1.</param>
    /// <param name="smooth">What is added to both counts, so that an empty mask has a loss too.</param>
    /// <returns>The mean over images and classes.</returns>
    /// <remarks>
    /// <para>
    /// Use it for: segmentation that is judged by intersection over union; imbalanced segmentation; multi-class segmentation.
    /// </para>
    /// <para>Avoid it alone at the start of training, where masks do not overlap yet: add a cross-entropy.</para>
    /// <para>
    /// Reference: M. A. Rahman and Y. Wang, "Optimizing intersection-over-union in deep neural networks for image segmentation", ISVC
    /// 2016.
    /// </para>
    /// </remarks>
    [Loss("mean[n, c](l[n, c])" + JaccardTerm)]
    public static partial float Jaccard(
        [Range(0, 1)] ReadOnlyTensorSpan<float> prediction, [Range(0, 1)] ReadOnlyTensorSpan<float> target,
        [Range(1e-10, 1e10)] float smooth = 1e-5f);

    /// <inheritdoc cref="Jaccard(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)"/>
    [Loss("mean[n, c](l[n, c])" + JaccardTerm)]
    public static partial double Jaccard(
        [Range(0, 1)] ReadOnlyTensorSpan<double> prediction, [Range(0, 1)] ReadOnlyTensorSpan<double> target,
        [Range(1e-10, 1e10)] double smooth = 1e-5);

    /// <summary>Jaccard with reduction 'sum': the sum over the classes of all images in place of the mean.</summary>
    /// <inheritdoc cref="Jaccard(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum[n, c](l[n, c])" + JaccardTerm)]
    public static partial float JaccardSum(
        [Range(0, 1)] ReadOnlyTensorSpan<float> prediction, [Range(0, 1)] ReadOnlyTensorSpan<float> target,
        [Range(1e-10, 1e10)] float smooth = 1e-5f);

    /// <summary>Jaccard with reduction 'sum': the sum over the classes of all images in place of the mean.</summary>
    /// <inheritdoc cref="Jaccard(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum[n, c](l[n, c])" + JaccardTerm)]
    public static partial double JaccardSum(
        [Range(0, 1)] ReadOnlyTensorSpan<double> prediction, [Range(0, 1)] ReadOnlyTensorSpan<double> target,
        [Range(1e-10, 1e10)] double smooth = 1e-5);

    /// <summary>Jaccard with reduction 'none': the loss of each class of each image, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="Jaccard(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("l[n, c]" + JaccardTerm)]
    public static partial void Jaccard(
        [Range(0, 1)] ReadOnlyTensorSpan<float> prediction, [Range(0, 1)] ReadOnlyTensorSpan<float> target, Span<float> loss,
        [Range(1e-10, 1e10)] float smooth = 1e-5f);

    /// <summary>Jaccard with reduction 'none': the loss of each class of each image, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="Jaccard(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("l[n, c]" + JaccardTerm)]
    public static partial void Jaccard(
        [Range(0, 1)] ReadOnlyTensorSpan<double> prediction, [Range(0, 1)] ReadOnlyTensorSpan<double> target, Span<double> loss,
        [Range(1e-10, 1e10)] double smooth = 1e-5);

    private const string GeneralizedDiceTerm =
        " where l[n] = 1 - (2 * sum[c](w[n, c] * sum[i](prediction[n, c, i] * target[n, c, i]))" +
        " + smooth) / (sum[c](w[n, c] * sum[i](prediction[n, c, i] + target[n, c, i])) + smooth)," +
        " w[n, c] = 1 / max(sum[i](target[n, c, i]), 1)^2";

    /// <summary>
    /// Generalised Dice loss: Dice over all classes at once, a class weighing 1 / (its number of pixels)², a class of less than a pixel
    /// 1.
    /// </summary>
    /// <param name="prediction">The predicted probabilities, [n, c, i]: images, classes, pixels.</param>
    /// <param name="target">The masks, [n, c, i], from 0 to 1.</param>
    /// <param name="smooth">What is added to both counts, so that an empty mask has a loss too.</param>
    /// <returns>The mean of all images.</returns>
    /// <remarks>
    /// <para>Use it for: imbalanced segmentation with many classes; multi-class segmentation; classes of very different size.</para>
    /// <para>Avoid it where a class of few pixels must not decide: its weight is the square of its rarity.</para>
    /// <para>
    /// Reference: C. H. Sudre, W. Li, T. Vercauteren, S. Ourselin and M. J. Cardoso, "Generalised Dice overlap as a deep learning loss
    /// function for highly unbalanced segmentations", DLMIA 2017.
    /// </para>
    /// </remarks>
    [Loss("mean[n](l[n])" + GeneralizedDiceTerm)]
    public static partial float GeneralizedDice(
        [Range(0, 1)] ReadOnlyTensorSpan<float> prediction, [Range(0, 1)] ReadOnlyTensorSpan<float> target,
        [Range(1e-10, 1e10)] float smooth = 1e-5f);

    /// <inheritdoc cref="GeneralizedDice(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)"/>
    [Loss("mean[n](l[n])" + GeneralizedDiceTerm)]
    public static partial double GeneralizedDice(
        [Range(0, 1)] ReadOnlyTensorSpan<double> prediction, [Range(0, 1)] ReadOnlyTensorSpan<double> target,
        [Range(1e-10, 1e10)] double smooth = 1e-5);

    /// <summary>GeneralizedDice with reduction 'sum': the sum over the images in place of the mean.</summary>
    /// <inheritdoc cref="GeneralizedDice(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + GeneralizedDiceTerm)]
    public static partial float GeneralizedDiceSum(
        [Range(0, 1)] ReadOnlyTensorSpan<float> prediction, [Range(0, 1)] ReadOnlyTensorSpan<float> target,
        [Range(1e-10, 1e10)] float smooth = 1e-5f);

    /// <summary>GeneralizedDice with reduction 'sum': the sum over the images in place of the mean.</summary>
    /// <inheritdoc cref="GeneralizedDice(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + GeneralizedDiceTerm)]
    public static partial double GeneralizedDiceSum(
        [Range(0, 1)] ReadOnlyTensorSpan<double> prediction, [Range(0, 1)] ReadOnlyTensorSpan<double> target,
        [Range(1e-10, 1e10)] double smooth = 1e-5);

    /// <summary>GeneralizedDice with reduction 'none': the loss of each image, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="GeneralizedDice(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("l[n]" + GeneralizedDiceTerm)]
    public static partial void GeneralizedDice(
        [Range(0, 1)] ReadOnlyTensorSpan<float> prediction, [Range(0, 1)] ReadOnlyTensorSpan<float> target, Span<float> loss,
        [Range(1e-10, 1e10)] float smooth = 1e-5f);

    /// <summary>GeneralizedDice with reduction 'none': the loss of each image, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="GeneralizedDice(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("l[n]" + GeneralizedDiceTerm)]
    public static partial void GeneralizedDice(
        [Range(0, 1)] ReadOnlyTensorSpan<double> prediction, [Range(0, 1)] ReadOnlyTensorSpan<double> target, Span<double> loss,
        [Range(1e-10, 1e10)] double smooth = 1e-5);
}
