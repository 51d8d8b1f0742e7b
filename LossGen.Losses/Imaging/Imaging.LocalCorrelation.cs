using System.Numerics.Tensors;

namespace LossGen.Losses;

public static partial class Imaging
{
    private const string LocalCorrelationTerm = WindowMoments +
        " l[n] = 1 - mean[c, h, w](x[n, c, h, w]^2 / (p[n, c, h, w] * q[n, c, h, w] + eps))";

    /// <summary>
    /// Local normalised cross-correlation (LNCC) as a loss: 1 - covariance² / (variance · variance + eps) in each window that lies
    /// inside of the images.
    /// </summary>
    /// <param name="prediction">The moved images, [n, c, h, w]: images, channels, rows, columns.</param>
    /// <param name="target">The fixed images, [n, c, h, w].</param>
    /// <param name="window">
    /// The weights of the window along one axis, i, of any sum that is not 0: those of a pixel are the products of two. VoxelMorph
    /// has a box of 9.
    /// </param>
    /// <param name="eps">What is added to the product of the variances, so that flat windows have a loss of 1.</param>
    /// <returns>The mean of all images.</returns>
    /// <remarks>
    /// <para>
    /// Use it for: image registration; medical image registration; images of different contrast; optical flow and stereo matching.
    /// </para>
    /// <para>
    /// Avoid it where brightness must be right, which it does not see, and where windows are mostly flat. Images smaller than the
    /// window have no loss (NaN).
    /// </para>
    /// <para>
    /// Reference: G. Balakrishnan, A. Zhao, M. R. Sabuncu, J. Guttag and A. V. Dalca, "VoxelMorph: a learning framework for
    /// deformable medical image registration", IEEE TMI 2019.
    /// </para>
    /// </remarks>
    [Loss("mean[n](l[n])" + LocalCorrelationTerm)]
    public static partial float LocalCorrelation(
        ReadOnlyTensorSpan<float> prediction, ReadOnlyTensorSpan<float> target, [Range(0, 1)] ReadOnlySpan<float> window,
        [Range(1e-30, 1)] float eps = 1e-5f);

    /// <inheritdoc cref="LocalCorrelation(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss("mean[n](l[n])" + LocalCorrelationTerm)]
    public static partial double LocalCorrelation(
        ReadOnlyTensorSpan<double> prediction, ReadOnlyTensorSpan<double> target, [Range(0, 1)] ReadOnlySpan<double> window,
        [Range(1e-30, 1)] double eps = 1e-5);

    /// <summary>LocalCorrelation with reduction 'sum': the sum over the images in place of the mean.</summary>
    /// <inheritdoc
    /// cref="LocalCorrelation(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, float)"
    /// path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + LocalCorrelationTerm)]
    public static partial float LocalCorrelationSum(
        ReadOnlyTensorSpan<float> prediction, ReadOnlyTensorSpan<float> target, [Range(0, 1)] ReadOnlySpan<float> window,
        [Range(1e-30, 1)] float eps = 1e-5f);

    /// <summary>LocalCorrelation with reduction 'sum': the sum over the images in place of the mean.</summary>
    /// <inheritdoc
    /// cref="LocalCorrelation(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, float)"
    /// path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + LocalCorrelationTerm)]
    public static partial double LocalCorrelationSum(
        ReadOnlyTensorSpan<double> prediction, ReadOnlyTensorSpan<double> target, [Range(0, 1)] ReadOnlySpan<double> window,
        [Range(1e-30, 1)] double eps = 1e-5);

    /// <summary>LocalCorrelation with reduction 'none': the loss of each image, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc
    /// cref="LocalCorrelation(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, float)"
    /// path="/param|/remarks"/>
    [Loss("l[n]" + LocalCorrelationTerm)]
    public static partial void LocalCorrelation(
        ReadOnlyTensorSpan<float> prediction, ReadOnlyTensorSpan<float> target, [Range(0, 1)] ReadOnlySpan<float> window,
        Span<float> loss, [Range(1e-30, 1)] float eps = 1e-5f);

    /// <summary>LocalCorrelation with reduction 'none': the loss of each image, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc
    /// cref="LocalCorrelation(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, float)"
    /// path="/param|/remarks"/>
    [Loss("l[n]" + LocalCorrelationTerm)]
    public static partial void LocalCorrelation(
        ReadOnlyTensorSpan<double> prediction, ReadOnlyTensorSpan<double> target, [Range(0, 1)] ReadOnlySpan<double> window,
        Span<double> loss, [Range(1e-30, 1)] double eps = 1e-5);
}
