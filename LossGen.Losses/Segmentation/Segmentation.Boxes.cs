using System.Numerics.Tensors;

namespace LossGen.Losses;

public static partial class Segmentation
{
    private const string BoxIouTerm =
        " where l[n] = 1 - inter[n] / (area[n] + eps)," +
        " inter[n] = relu(min(prediction[n, 2], target[n, 2])" +
        " - max(prediction[n, 0], target[n, 0])) * relu(min(prediction[n, 3], target[n, 3]) - max(prediction[n, 1], target[n, 1]))," +
        " area[n] = (prediction[n, 2] - prediction[n, 0]) * (prediction[n, 3] - prediction[n, 1]) + (target[n, 2]" +
        " - target[n, 0]) * (target[n, 3] - target[n, 1]) - inter[n]";

    /// <summary>Box IoU loss: 1 - intersection over union of two boxes.</summary>
    /// <param name="prediction">The predicted boxes, [n, 4]: x1, y1, x2, y2 with x1 &lt; x2 and y1 &lt; y2.</param>
    /// <param name="target">The true boxes, [n, 4].</param>
    /// <param name="eps">What is added to the divisors.</param>
    /// <returns>The mean of all boxes.</returns>
    /// <remarks>
    /// <para>Use it for: bounding box regression; object detection that is judged by intersection over union.</para>
    /// <para>Avoid it where boxes may not overlap, which have no gradient: use GeneralizedBoxIou or DistanceBoxIou.</para>
    /// <para>
    /// Reference: J. Yu, Y. Jiang, Z. Wang, Z. Cao and T. Huang, "UnitBox: an advanced object detection network", ACM Multimedia 2016.
    /// </para>
    /// </remarks>
    [Loss("mean[n](l[n])" + BoxIouTerm)]
    public static partial float BoxIou(
        ReadOnlyTensorSpan<float> prediction, ReadOnlyTensorSpan<float> target, [Range(1e-30, 1)] float eps = 1e-7f);

    /// <inheritdoc cref="BoxIou(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)"/>
    [Loss("mean[n](l[n])" + BoxIouTerm)]
    public static partial double BoxIou(
        ReadOnlyTensorSpan<double> prediction, ReadOnlyTensorSpan<double> target, [Range(1e-30, 1)] double eps = 1e-7);

    /// <summary>BoxIou with reduction 'sum': the sum over the boxes in place of the mean.</summary>
    /// <inheritdoc cref="BoxIou(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + BoxIouTerm)]
    public static partial float BoxIouSum(
        ReadOnlyTensorSpan<float> prediction, ReadOnlyTensorSpan<float> target, [Range(1e-30, 1)] float eps = 1e-7f);

    /// <summary>BoxIou with reduction 'sum': the sum over the boxes in place of the mean.</summary>
    /// <inheritdoc cref="BoxIou(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + BoxIouTerm)]
    public static partial double BoxIouSum(
        ReadOnlyTensorSpan<double> prediction, ReadOnlyTensorSpan<double> target, [Range(1e-30, 1)] double eps = 1e-7);

    /// <summary>BoxIou with reduction 'none': the loss of each box, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="BoxIou(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("l[n]" + BoxIouTerm)]
    public static partial void BoxIou(
        ReadOnlyTensorSpan<float> prediction, ReadOnlyTensorSpan<float> target, Span<float> loss, [Range(1e-30, 1)] float eps = 1e-7f);

    /// <summary>BoxIou with reduction 'none': the loss of each box, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="BoxIou(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("l[n]" + BoxIouTerm)]
    public static partial void BoxIou(
        ReadOnlyTensorSpan<double> prediction, ReadOnlyTensorSpan<double> target, Span<double> loss,
        [Range(1e-30, 1)] double eps = 1e-7);

    private const string GeneralizedBoxIouTerm =
        " where l[n] = 1 - inter[n] / (area[n] + eps) + (hull[n] - area[n]) / (hull[n] + eps), hull[n] = width[n] * height[n]," +
        " inter[n] = relu(min(prediction[n, 2], target[n, 2])" +
        " - max(prediction[n, 0], target[n, 0])) * relu(min(prediction[n, 3], target[n, 3]) - max(prediction[n, 1], target[n, 1]))," +
        " area[n] = (prediction[n, 2] - prediction[n, 0]) * (prediction[n, 3] - prediction[n, 1]) + (target[n, 2]" +
        " - target[n, 0]) * (target[n, 3] - target[n, 1]) - inter[n]," +
        " width[n] = max(prediction[n, 2], target[n, 2]) - min(prediction[n, 0], target[n, 0])," +
        " height[n] = max(prediction[n, 3], target[n, 3]) - min(prediction[n, 1], target[n, 1])";

    /// <summary>
    /// Generalised IoU loss (GIoU; torchvision.ops.generalized_box_iou_loss): the IoU loss plus the share of the smallest enclosing box
    /// that neither box covers.
    /// </summary>
    /// <param name="prediction">The predicted boxes, [n, 4]: x1, y1, x2, y2 with x1 &lt; x2 and y1 &lt; y2.</param>
    /// <param name="target">The true boxes, [n, 4].</param>
    /// <param name="eps">What is added to the divisors.</param>
    /// <returns>The mean of all boxes.</returns>
    /// <remarks>
    /// <para>Use it for: bounding box regression; object detection; boxes that do not overlap.</para>
    /// <para>Avoid it where convergence matters most and boxes lie within one another: DistanceBoxIou has a gradient there.</para>
    /// <para>
    /// Reference: H. Rezatofighi et al., "Generalized intersection over union: a metric and a loss for bounding box regression", CVPR
    /// 2019.
    /// </para>
    /// </remarks>
    [Loss("mean[n](l[n])" + GeneralizedBoxIouTerm)]
    public static partial float GeneralizedBoxIou(
        ReadOnlyTensorSpan<float> prediction, ReadOnlyTensorSpan<float> target, [Range(1e-30, 1)] float eps = 1e-7f);

    /// <inheritdoc cref="GeneralizedBoxIou(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)"/>
    [Loss("mean[n](l[n])" + GeneralizedBoxIouTerm)]
    public static partial double GeneralizedBoxIou(
        ReadOnlyTensorSpan<double> prediction, ReadOnlyTensorSpan<double> target, [Range(1e-30, 1)] double eps = 1e-7);

    /// <summary>GeneralizedBoxIou with reduction 'sum': the sum over the boxes in place of the mean.</summary>
    /// <inheritdoc cref="GeneralizedBoxIou(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + GeneralizedBoxIouTerm)]
    public static partial float GeneralizedBoxIouSum(
        ReadOnlyTensorSpan<float> prediction, ReadOnlyTensorSpan<float> target, [Range(1e-30, 1)] float eps = 1e-7f);

    /// <summary>GeneralizedBoxIou with reduction 'sum': the sum over the boxes in place of the mean.</summary>
    /// <inheritdoc cref="GeneralizedBoxIou(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + GeneralizedBoxIouTerm)]
    public static partial double GeneralizedBoxIouSum(
        ReadOnlyTensorSpan<double> prediction, ReadOnlyTensorSpan<double> target, [Range(1e-30, 1)] double eps = 1e-7);

    /// <summary>GeneralizedBoxIou with reduction 'none': the loss of each box, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="GeneralizedBoxIou(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("l[n]" + GeneralizedBoxIouTerm)]
    public static partial void GeneralizedBoxIou(
        ReadOnlyTensorSpan<float> prediction, ReadOnlyTensorSpan<float> target, Span<float> loss, [Range(1e-30, 1)] float eps = 1e-7f);

    /// <summary>GeneralizedBoxIou with reduction 'none': the loss of each box, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="GeneralizedBoxIou(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("l[n]" + GeneralizedBoxIouTerm)]
    public static partial void GeneralizedBoxIou(
        ReadOnlyTensorSpan<double> prediction, ReadOnlyTensorSpan<double> target, Span<double> loss,
        [Range(1e-30, 1)] double eps = 1e-7);

    private const string DistanceBoxIouTerm =
        " where l[n] = 1 - inter[n] / (area[n] + eps) + ((dx[n] / 2)^2 + (dy[n] / 2)^2) / (width[n]^2 + height[n]^2 + eps)," +
        " dx[n] = prediction[n, 0] + prediction[n, 2] - target[n, 0] - target[n, 2]," +
        " dy[n] = prediction[n, 1] + prediction[n, 3] - target[n, 1] - target[n, 3]," +
        " inter[n] = relu(min(prediction[n, 2], target[n, 2])" +
        " - max(prediction[n, 0], target[n, 0])) * relu(min(prediction[n, 3], target[n, 3]) - max(prediction[n, 1], target[n, 1]))," +
        " area[n] = (prediction[n, 2] - prediction[n, 0]) * (prediction[n, 3] - prediction[n, 1]) + (target[n, 2]" +
        " - target[n, 0]) * (target[n, 3] - target[n, 1]) - inter[n]," +
        " width[n] = max(prediction[n, 2], target[n, 2]) - min(prediction[n, 0], target[n, 0])," +
        " height[n] = max(prediction[n, 3], target[n, 3]) - min(prediction[n, 1], target[n, 1])";

    /// <summary>
    /// Distance IoU loss (DIoU; torchvision.ops.distance_box_iou_loss): the IoU loss plus the squared distance of the centres over the
    /// squared diagonal of the smallest enclosing box.
    /// </summary>
    /// <param name="prediction">The predicted boxes, [n, 4]: x1, y1, x2, y2 with x1 &lt; x2 and y1 &lt; y2.</param>
    /// <param name="target">The true boxes, [n, 4].</param>
    /// <param name="eps">What is added to the divisors.</param>
    /// <returns>The mean of all boxes.</returns>
    /// <remarks>
    /// <para>Use it for: bounding box regression; object detection; fast convergence of boxes.</para>
    /// <para>Avoid it where the aspect ratio must be right early: nothing but the overlap trains it.</para>
    /// <para>
    /// Reference: Z. Zheng, P. Wang, W. Liu, J. Li, R. Ye and D. Ren, "Distance-IoU loss: faster and better learning for bounding box
    /// regression", AAAI 2020.
    /// </para>
    /// </remarks>
    [Loss("mean[n](l[n])" + DistanceBoxIouTerm)]
    public static partial float DistanceBoxIou(
        ReadOnlyTensorSpan<float> prediction, ReadOnlyTensorSpan<float> target, [Range(1e-30, 1)] float eps = 1e-7f);

    /// <inheritdoc cref="DistanceBoxIou(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)"/>
    [Loss("mean[n](l[n])" + DistanceBoxIouTerm)]
    public static partial double DistanceBoxIou(
        ReadOnlyTensorSpan<double> prediction, ReadOnlyTensorSpan<double> target, [Range(1e-30, 1)] double eps = 1e-7);

    /// <summary>DistanceBoxIou with reduction 'sum': the sum over the boxes in place of the mean.</summary>
    /// <inheritdoc cref="DistanceBoxIou(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + DistanceBoxIouTerm)]
    public static partial float DistanceBoxIouSum(
        ReadOnlyTensorSpan<float> prediction, ReadOnlyTensorSpan<float> target, [Range(1e-30, 1)] float eps = 1e-7f);

    /// <summary>DistanceBoxIou with reduction 'sum': the sum over the boxes in place of the mean.</summary>
    /// <inheritdoc cref="DistanceBoxIou(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + DistanceBoxIouTerm)]
    public static partial double DistanceBoxIouSum(
        ReadOnlyTensorSpan<double> prediction, ReadOnlyTensorSpan<double> target, [Range(1e-30, 1)] double eps = 1e-7);

    /// <summary>DistanceBoxIou with reduction 'none': the loss of each box, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="DistanceBoxIou(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("l[n]" + DistanceBoxIouTerm)]
    public static partial void DistanceBoxIou(
        ReadOnlyTensorSpan<float> prediction, ReadOnlyTensorSpan<float> target, Span<float> loss, [Range(1e-30, 1)] float eps = 1e-7f);

    /// <summary>DistanceBoxIou with reduction 'none': the loss of each box, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="DistanceBoxIou(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("l[n]" + DistanceBoxIouTerm)]
    public static partial void DistanceBoxIou(
        ReadOnlyTensorSpan<double> prediction, ReadOnlyTensorSpan<double> target, Span<double> loss,
        [Range(1e-30, 1)] double eps = 1e-7);
}
