using System.Numerics.Tensors;

namespace LossGen.Losses;

public static partial class Segmentation
{
    private const string TverskyTerm =
        " where l[n, c] = 1 - hits[n, c] / (hits[n, c] + misses[n, c])," +
        " hits[n, c] = sum[i](prediction[n, c, i] * target[n, c, i]) + smooth," +
        " misses[n, c] = alpha * sum[i](prediction[n, c, i] * (1 - target[n, c, i])) + beta * sum[i]((1" +
        " - prediction[n, c, i]) * target[n, c, i])";

    /// <summary>
    /// Tversky loss of each class: 1 - hits / (hits + alpha · false positives + beta · false negatives), all of them soft sums over the
    /// pixels.
    /// </summary>
    /// <param name="prediction">The predicted probabilities, [n, c, i]: images, classes, pixels.</param>
    /// <param name="target">The masks, [n, c, i], from 0 to 1.</param>
    /// <param name="alpha">The weight of false positives.</param>
    /// <param name="beta">The weight of false negatives; above alpha it raises recall.</param>
    /// <param name="smooth">What is added to both counts, so that an empty mask has a loss too.</param>
    /// <returns>The mean over images and classes.</returns>
    /// <remarks>
    /// <para>
    /// Use it for: imbalanced segmentation with few foreground pixels; lesion segmentation; segmentation where recall matters more than
    /// precision; multi-class segmentation.
    /// </para>
    /// <para>Avoid it where false positives and false negatives cost the same: Dice has no weights to choose.</para>
    /// <para>
    /// Reference: S. S. M. Salehi, D. Erdogmus and A. Gholipour, "Tversky loss function for image segmentation using 3D fully
    /// convolutional deep networks", MLMI 2017.
    /// </para>
    /// </remarks>
    [Loss("mean[n, c](l[n, c])" + TverskyTerm)]
    public static partial float Tversky(
        [Range(0, 1)] ReadOnlyTensorSpan<float> prediction, [Range(0, 1)] ReadOnlyTensorSpan<float> target,
        [Range(0, 1)] float alpha = 0.3f, [Range(0, 1)] float beta = 0.7f, [Range(1e-10, 1e10)] float smooth = 1e-5f);

    /// <inheritdoc cref="Tversky(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float, float, float)"/>
    [Loss("mean[n, c](l[n, c])" + TverskyTerm)]
    public static partial double Tversky(
        [Range(0, 1)] ReadOnlyTensorSpan<double> prediction, [Range(0, 1)] ReadOnlyTensorSpan<double> target,
        [Range(0, 1)] double alpha = 0.3, [Range(0, 1)] double beta = 0.7, [Range(1e-10, 1e10)] double smooth = 1e-5);

    /// <summary>Tversky with reduction 'sum': the sum over the classes of all images in place of the mean.</summary>
    /// <inheritdoc cref="Tversky(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float, float, float)" path="/param|/remarks"/>
    [Loss("sum[n, c](l[n, c])" + TverskyTerm)]
    public static partial float TverskySum(
        [Range(0, 1)] ReadOnlyTensorSpan<float> prediction, [Range(0, 1)] ReadOnlyTensorSpan<float> target,
        [Range(0, 1)] float alpha = 0.3f, [Range(0, 1)] float beta = 0.7f, [Range(1e-10, 1e10)] float smooth = 1e-5f);

    /// <summary>Tversky with reduction 'sum': the sum over the classes of all images in place of the mean.</summary>
    /// <inheritdoc cref="Tversky(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float, float, float)" path="/param|/remarks"/>
    [Loss("sum[n, c](l[n, c])" + TverskyTerm)]
    public static partial double TverskySum(
        [Range(0, 1)] ReadOnlyTensorSpan<double> prediction, [Range(0, 1)] ReadOnlyTensorSpan<double> target,
        [Range(0, 1)] double alpha = 0.3, [Range(0, 1)] double beta = 0.7, [Range(1e-10, 1e10)] double smooth = 1e-5);

    /// <summary>Tversky with reduction 'none': the loss of each class of each image, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="Tversky(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float, float, float)" path="/param|/remarks"/>
    [Loss("l[n, c]" + TverskyTerm)]
    public static partial void Tversky(
        [Range(0, 1)] ReadOnlyTensorSpan<float> prediction, [Range(0, 1)] ReadOnlyTensorSpan<float> target, Span<float> loss,
        [Range(0, 1)] float alpha = 0.3f, [Range(0, 1)] float beta = 0.7f, [Range(1e-10, 1e10)] float smooth = 1e-5f);

    /// <summary>Tversky with reduction 'none': the loss of each class of each image, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="Tversky(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float, float, float)" path="/param|/remarks"/>
    [Loss("l[n, c]" + TverskyTerm)]
    public static partial void Tversky(
        [Range(0, 1)] ReadOnlyTensorSpan<double> prediction, [Range(0, 1)] ReadOnlyTensorSpan<double> target, Span<double> loss,
        [Range(0, 1)] double alpha = 0.3, [Range(0, 1)] double beta = 0.7, [Range(1e-10, 1e10)] double smooth = 1e-5);

    private const string FocalTverskyTerm =
        " where l[n, c] = (misses[n, c] / (hits[n, c] + misses[n, c]))^gamma," +
        " hits[n, c] = sum[i](prediction[n, c, i] * target[n, c, i]) + smooth," +
        " misses[n, c] = alpha * sum[i](prediction[n, c, i] * (1 - target[n, c, i])) + beta * sum[i]((1" +
        " - prediction[n, c, i]) * target[n, c, i])";

    /// <summary>Focal Tversky loss of each class: the Tversky loss to the power gamma.</summary>
    /// <param name="prediction">The predicted probabilities, [n, c, i]: images, classes, pixels.</param>
    /// <param name="target">The masks, [n, c, i], from 0 to 1.</param>
    /// <param name="alpha">The weight of false positives.</param>
    /// <param name="beta">The weight of false negatives; above alpha it raises recall.</param>
    /// <param name="gamma">The exponent: below 1 it raises the gradient of masks that are almost right, above 1 that of others.</param>
    /// <param name="smooth">What is added to both counts, so that an empty mask has a loss too.</param>
    /// <returns>The mean over images and classes.</returns>
    /// <remarks>
    /// <para>
    /// Use it for: imbalanced segmentation with small and hard structures; lesion segmentation; segmentation where recall matters more
    /// than precision; multi-class segmentation.
    /// </para>
    /// <para>Avoid it where labels are noisy: it dwells on what is hard.</para>
    /// <para>
    /// Reference: N. Abraham and N. M. Khan, "A novel focal Tversky loss function with improved attention U-Net for lesion
    /// segmentation", ISBI 2019.
    /// </para>
    /// </remarks>
    [Loss("mean[n, c](l[n, c])" + FocalTverskyTerm)]
    public static partial float FocalTversky(
        [Range(0, 1)] ReadOnlyTensorSpan<float> prediction, [Range(0, 1)] ReadOnlyTensorSpan<float> target,
        [Range(0, 1)] float alpha = 0.3f, [Range(0, 1)] float beta = 0.7f, [Range(0.1, 10)] float gamma = 0.75f,
        [Range(1e-10, 1e10)] float smooth = 1e-5f);

    /// <inheritdoc cref="FocalTversky(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float, float, float, float)"/>
    [Loss("mean[n, c](l[n, c])" + FocalTverskyTerm)]
    public static partial double FocalTversky(
        [Range(0, 1)] ReadOnlyTensorSpan<double> prediction, [Range(0, 1)] ReadOnlyTensorSpan<double> target,
        [Range(0, 1)] double alpha = 0.3, [Range(0, 1)] double beta = 0.7, [Range(0.1, 10)] double gamma = 0.75,
        [Range(1e-10, 1e10)] double smooth = 1e-5);

    /// <summary>FocalTversky with reduction 'sum': the sum over the classes of all images in place of the mean.</summary>
    /// <inheritdoc
    /// cref="FocalTversky(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float, float, float, float)"
    /// path="/param|/remarks"/>
    [Loss("sum[n, c](l[n, c])" + FocalTverskyTerm)]
    public static partial float FocalTverskySum(
        [Range(0, 1)] ReadOnlyTensorSpan<float> prediction, [Range(0, 1)] ReadOnlyTensorSpan<float> target,
        [Range(0, 1)] float alpha = 0.3f, [Range(0, 1)] float beta = 0.7f, [Range(0.1, 10)] float gamma = 0.75f,
        [Range(1e-10, 1e10)] float smooth = 1e-5f);

    /// <summary>FocalTversky with reduction 'sum': the sum over the classes of all images in place of the mean.</summary>
    /// <inheritdoc
    /// cref="FocalTversky(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float, float, float, float)"
    /// path="/param|/remarks"/>
    [Loss("sum[n, c](l[n, c])" + FocalTverskyTerm)]
    public static partial double FocalTverskySum(
        [Range(0, 1)] ReadOnlyTensorSpan<double> prediction, [Range(0, 1)] ReadOnlyTensorSpan<double> target,
        [Range(0, 1)] double alpha = 0.3, [Range(0, 1)] double beta = 0.7, [Range(0.1, 10)] double gamma = 0.75,
        [Range(1e-10, 1e10)] double smooth = 1e-5);

    /// <summary>FocalTversky with reduction 'none': the loss of each class of each image, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc
    /// cref="FocalTversky(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float, float, float, float)"
    /// path="/param|/remarks"/>
    [Loss("l[n, c]" + FocalTverskyTerm)]
    public static partial void FocalTversky(
        [Range(0, 1)] ReadOnlyTensorSpan<float> prediction, [Range(0, 1)] ReadOnlyTensorSpan<float> target, Span<float> loss,
        [Range(0, 1)] float alpha = 0.3f, [Range(0, 1)] float beta = 0.7f, [Range(0.1, 10)] float gamma = 0.75f,
        [Range(1e-10, 1e10)] float smooth = 1e-5f);

    /// <summary>FocalTversky with reduction 'none': the loss of each class of each image, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc
    /// cref="FocalTversky(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float, float, float, float)"
    /// path="/param|/remarks"/>
    [Loss("l[n, c]" + FocalTverskyTerm)]
    public static partial void FocalTversky(
        [Range(0, 1)] ReadOnlyTensorSpan<double> prediction, [Range(0, 1)] ReadOnlyTensorSpan<double> target, Span<double> loss,
        [Range(0, 1)] double alpha = 0.3, [Range(0, 1)] double beta = 0.7, [Range(0.1, 10)] double gamma = 0.75,
        [Range(1e-10, 1e10)] double smooth = 1e-5);
}
