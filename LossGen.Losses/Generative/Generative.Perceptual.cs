using System.Numerics.Tensors;

namespace LossGen.Losses;

public static partial class Generative
{
    private const string FeatureDistanceTerm = " where l[n] = mean[i](sum[c](weight[c] * (prediction[n, c, i] - target[n, c, i])^2))";

    /// <summary>
    /// Feature distance (perceptual loss) at one layer of a network: Σ weight · (prediction - target)² over the channels, averaged over
    /// the positions. Add the layers up with accumulate.
    /// </summary>
    /// <param name="prediction">The features of the generated images at one layer, [n, c, i]: images, channels, positions.</param>
    /// <param name="target">The features of the true images, [n, c, i].</param>
    /// <param name="weight">The weights of the channels, c.</param>
    /// <returns>The mean of all images.</returns>
    /// <remarks>
    /// <para>Use it for: perceptual similarity; super-resolution; style transfer; image synthesis.</para>
    /// <para>Avoid it alone where pixels must be right: add AbsoluteError.</para>
    /// <para>
    /// Reference: J. Johnson, A. Alahi and L. Fei-Fei, "Perceptual losses for real-time style transfer and super-resolution", ECCV
    /// 2016.
    /// </para>
    /// </remarks>
    [Loss("mean[n](l[n])" + FeatureDistanceTerm)]
    public static partial float FeatureDistance(
        ReadOnlyTensorSpan<float> prediction, ReadOnlyTensorSpan<float> target, ReadOnlySpan<float> weight);

    /// <inheritdoc cref="FeatureDistance(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float})"/>
    [Loss("mean[n](l[n])" + FeatureDistanceTerm)]
    public static partial double FeatureDistance(
        ReadOnlyTensorSpan<double> prediction, ReadOnlyTensorSpan<double> target, ReadOnlySpan<double> weight);

    /// <summary>FeatureDistance with reduction 'sum': the sum over the images in place of the mean.</summary>
    /// <inheritdoc
    /// cref="FeatureDistance(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float})"
    /// path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + FeatureDistanceTerm)]
    public static partial float FeatureDistanceSum(
        ReadOnlyTensorSpan<float> prediction, ReadOnlyTensorSpan<float> target, ReadOnlySpan<float> weight);

    /// <summary>FeatureDistance with reduction 'sum': the sum over the images in place of the mean.</summary>
    /// <inheritdoc
    /// cref="FeatureDistance(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float})"
    /// path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + FeatureDistanceTerm)]
    public static partial double FeatureDistanceSum(
        ReadOnlyTensorSpan<double> prediction, ReadOnlyTensorSpan<double> target, ReadOnlySpan<double> weight);

    /// <summary>FeatureDistance with reduction 'none': the loss of each image, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc
    /// cref="FeatureDistance(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float})"
    /// path="/param|/remarks"/>
    [Loss("l[n]" + FeatureDistanceTerm)]
    public static partial void FeatureDistance(
        ReadOnlyTensorSpan<float> prediction, ReadOnlyTensorSpan<float> target, ReadOnlySpan<float> weight, Span<float> loss);

    /// <summary>FeatureDistance with reduction 'none': the loss of each image, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc
    /// cref="FeatureDistance(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float})"
    /// path="/param|/remarks"/>
    [Loss("l[n]" + FeatureDistanceTerm)]
    public static partial void FeatureDistance(
        ReadOnlyTensorSpan<double> prediction, ReadOnlyTensorSpan<double> target, ReadOnlySpan<double> weight, Span<double> loss);

    private const string NormalizedFeatureDistanceTerm =
        " where l[n] = mean[i](sum[c](weight[c] * (p[n, c, i] - t[n, c, i])^2))," +
        " p[n, c, i] = prediction[n, c, i] / (norm[c](prediction[n, c, i]) + 1e-10)," +
        " t[n, c, i] = target[n, c, i] / (norm[c](target[n, c, i]) + 1e-10)";

    /// <summary>
    /// Feature distance at one layer of features that are scaled to unit length over the channels, as LPIPS has it: Σ weight · (p - t)²
    /// averaged over the positions.
    /// </summary>
    /// <param name="prediction">The features of the generated images at one layer, [n, c, i]: images, channels, positions.</param>
    /// <param name="target">The features of the true images, [n, c, i].</param>
    /// <param name="weight">The weights of the channels, c.</param>
    /// <returns>The mean of all images.</returns>
    /// <remarks>
    /// <para>Use it for: perceptual similarity; learned perceptual metrics (LPIPS); super-resolution.</para>
    /// <para>Avoid it where the strength of features carries meaning: use FeatureDistance.</para>
    /// <para>
    /// Reference: R. Zhang, P. Isola, A. A. Efros, E. Shechtman and O. Wang, "The unreasonable effectiveness of deep features as a
    /// perceptual metric", CVPR 2018.
    /// </para>
    /// </remarks>
    [Loss("mean[n](l[n])" + NormalizedFeatureDistanceTerm)]
    public static partial float NormalizedFeatureDistance(
        ReadOnlyTensorSpan<float> prediction, ReadOnlyTensorSpan<float> target, ReadOnlySpan<float> weight);

    /// <inheritdoc cref="NormalizedFeatureDistance(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float})"/>
    [Loss("mean[n](l[n])" + NormalizedFeatureDistanceTerm)]
    public static partial double NormalizedFeatureDistance(
        ReadOnlyTensorSpan<double> prediction, ReadOnlyTensorSpan<double> target, ReadOnlySpan<double> weight);

    /// <summary>NormalizedFeatureDistance with reduction 'sum': the sum over the images in place of the mean.</summary>
    /// <inheritdoc
    /// cref="NormalizedFeatureDistance(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float})"
    /// path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + NormalizedFeatureDistanceTerm)]
    public static partial float NormalizedFeatureDistanceSum(
        ReadOnlyTensorSpan<float> prediction, ReadOnlyTensorSpan<float> target, ReadOnlySpan<float> weight);

    /// <summary>NormalizedFeatureDistance with reduction 'sum': the sum over the images in place of the mean.</summary>
    /// <inheritdoc
    /// cref="NormalizedFeatureDistance(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float})"
    /// path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + NormalizedFeatureDistanceTerm)]
    public static partial double NormalizedFeatureDistanceSum(
        ReadOnlyTensorSpan<double> prediction, ReadOnlyTensorSpan<double> target, ReadOnlySpan<double> weight);

    /// <summary>NormalizedFeatureDistance with reduction 'none': the loss of each image, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc
    /// cref="NormalizedFeatureDistance(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float})"
    /// path="/param|/remarks"/>
    [Loss("l[n]" + NormalizedFeatureDistanceTerm)]
    public static partial void NormalizedFeatureDistance(
        ReadOnlyTensorSpan<float> prediction, ReadOnlyTensorSpan<float> target, ReadOnlySpan<float> weight, Span<float> loss);

    /// <summary>NormalizedFeatureDistance with reduction 'none': the loss of each image, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc
    /// cref="NormalizedFeatureDistance(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float})"
    /// path="/param|/remarks"/>
    [Loss("l[n]" + NormalizedFeatureDistanceTerm)]
    public static partial void NormalizedFeatureDistance(
        ReadOnlyTensorSpan<double> prediction, ReadOnlyTensorSpan<double> target, ReadOnlySpan<double> weight, Span<double> loss);
}
