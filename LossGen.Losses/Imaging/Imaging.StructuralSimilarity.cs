using System.Numerics.Tensors;

namespace LossGen.Losses;

public static partial class Imaging
{
    private const string StructuralSimilarityTerm = WindowMoments +
        " a = (0.01 * dataRange)^2, b = (0.03 * dataRange)^2," +
        " l[n] = 1 - mean[c, h, w]((2 * m[n, c, h, w] * t[n, c, h, w] + a) * (2 * x[n, c, h, w] + b)" +
        " / ((m[n, c, h, w]^2 + t[n, c, h, w]^2 + a) * (p[n, c, h, w] + q[n, c, h, w] + b)))";

    /// <summary>
    /// Structural similarity (SSIM) as a loss: 1 - SSIM of the means, variances and covariance in each window that lies inside of
    /// the images.
    /// </summary>
    /// <param name="prediction">The predicted images, [n, c, h, w]: images, channels, rows, columns.</param>
    /// <param name="target">The true images, [n, c, h, w].</param>
    /// <param name="window">
    /// The weights of the window along one axis, i, of any sum that is not 0: those of a pixel are the products of two. The paper
    /// has a Gaussian of 11 with a standard deviation of 1.5.
    /// </param>
    /// <param name="dataRange">The range of the pixels: 1 for those from 0 to 1, 255 for bytes.</param>
    /// <returns>The mean of all images.</returns>
    /// <remarks>
    /// <para>Use it for: image restoration; super-resolution; denoising; image compression; perceptual similarity.</para>
    /// <para>
    /// Avoid it alone where colours and brightness must be right: add AbsoluteError. Images smaller than the window have no loss
    /// (NaN).
    /// </para>
    /// <para>
    /// Reference: Z. Wang, A. C. Bovik, H. R. Sheikh and E. P. Simoncelli, "Image quality assessment: from error visibility to
    /// structural similarity", IEEE TIP 2004.
    /// </para>
    /// </remarks>
    [Loss("mean[n](l[n])" + StructuralSimilarityTerm)]
    public static partial float StructuralSimilarity(
        ReadOnlyTensorSpan<float> prediction, ReadOnlyTensorSpan<float> target, [Range(0, 1)] ReadOnlySpan<float> window,
        [Range(1e-10, 1e10)] float dataRange = 1);

    /// <inheritdoc cref="StructuralSimilarity(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss("mean[n](l[n])" + StructuralSimilarityTerm)]
    public static partial double StructuralSimilarity(
        ReadOnlyTensorSpan<double> prediction, ReadOnlyTensorSpan<double> target, [Range(0, 1)] ReadOnlySpan<double> window,
        [Range(1e-10, 1e10)] double dataRange = 1);

    /// <summary>StructuralSimilarity with reduction 'sum': the sum over the images in place of the mean.</summary>
    /// <inheritdoc
    /// cref="StructuralSimilarity(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, float)"
    /// path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + StructuralSimilarityTerm)]
    public static partial float StructuralSimilaritySum(
        ReadOnlyTensorSpan<float> prediction, ReadOnlyTensorSpan<float> target, [Range(0, 1)] ReadOnlySpan<float> window,
        [Range(1e-10, 1e10)] float dataRange = 1);

    /// <summary>StructuralSimilarity with reduction 'sum': the sum over the images in place of the mean.</summary>
    /// <inheritdoc
    /// cref="StructuralSimilarity(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, float)"
    /// path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + StructuralSimilarityTerm)]
    public static partial double StructuralSimilaritySum(
        ReadOnlyTensorSpan<double> prediction, ReadOnlyTensorSpan<double> target, [Range(0, 1)] ReadOnlySpan<double> window,
        [Range(1e-10, 1e10)] double dataRange = 1);

    /// <summary>StructuralSimilarity with reduction 'none': the loss of each image, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc
    /// cref="StructuralSimilarity(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, float)"
    /// path="/param|/remarks"/>
    [Loss("l[n]" + StructuralSimilarityTerm)]
    public static partial void StructuralSimilarity(
        ReadOnlyTensorSpan<float> prediction, ReadOnlyTensorSpan<float> target, [Range(0, 1)] ReadOnlySpan<float> window,
        Span<float> loss, [Range(1e-10, 1e10)] float dataRange = 1);

    /// <summary>StructuralSimilarity with reduction 'none': the loss of each image, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc
    /// cref="StructuralSimilarity(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, float)"
    /// path="/param|/remarks"/>
    [Loss("l[n]" + StructuralSimilarityTerm)]
    public static partial void StructuralSimilarity(
        ReadOnlyTensorSpan<double> prediction, ReadOnlyTensorSpan<double> target, [Range(0, 1)] ReadOnlySpan<double> window,
        Span<double> loss, [Range(1e-10, 1e10)] double dataRange = 1);
}
