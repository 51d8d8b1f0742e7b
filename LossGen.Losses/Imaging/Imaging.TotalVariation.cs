using System.Numerics.Tensors;

namespace LossGen.Losses;

public static partial class Imaging
{
    private const string TotalVariationTerm =
        " where l[n] = sum[c, h, w](abs((prediction[n, c, h + 1, w] ?? prediction[n, c, h, w]) - prediction[n, c, h, w])" +
        " + abs((prediction[n, c, h, w + 1] ?? prediction[n, c, h, w]) - prediction[n, c, h, w]))";

    /// <summary>Anisotropic total variation: the sum of the absolute differences of neighbouring pixels, down and across.</summary>
    /// <param name="prediction">The images, [n, c, h, w]: images, channels, rows, columns.</param>
    /// <returns>The mean of all images.</returns>
    /// <remarks>
    /// <para>
    /// Use it for: denoising; image restoration; smooth images, masks and displacement fields with sharp edges; style transfer.
    /// </para>
    /// <para>Avoid it alone, since a constant image has none: it goes beside a loss of the data, with a small weight.</para>
    /// <para>
    /// Reference: L. I. Rudin, S. Osher and E. Fatemi, "Nonlinear total variation based noise removal algorithms", Physica D 1992.
    /// </para>
    /// </remarks>
    [Loss("mean[n](l[n])" + TotalVariationTerm)]
    public static partial float TotalVariation(
        ReadOnlyTensorSpan<float> prediction);

    /// <inheritdoc cref="TotalVariation(ReadOnlyTensorSpan{float})"/>
    [Loss("mean[n](l[n])" + TotalVariationTerm)]
    public static partial double TotalVariation(
        ReadOnlyTensorSpan<double> prediction);

    /// <summary>TotalVariation with reduction 'sum': the sum over the images in place of the mean.</summary>
    /// <inheritdoc cref="TotalVariation(ReadOnlyTensorSpan{float})" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + TotalVariationTerm)]
    public static partial float TotalVariationSum(
        ReadOnlyTensorSpan<float> prediction);

    /// <summary>TotalVariation with reduction 'sum': the sum over the images in place of the mean.</summary>
    /// <inheritdoc cref="TotalVariation(ReadOnlyTensorSpan{float})" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + TotalVariationTerm)]
    public static partial double TotalVariationSum(
        ReadOnlyTensorSpan<double> prediction);

    /// <summary>TotalVariation with reduction 'none': the loss of each image, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="TotalVariation(ReadOnlyTensorSpan{float})" path="/param|/remarks"/>
    [Loss("l[n]" + TotalVariationTerm)]
    public static partial void TotalVariation(
        ReadOnlyTensorSpan<float> prediction, Span<float> loss);

    /// <summary>TotalVariation with reduction 'none': the loss of each image, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="TotalVariation(ReadOnlyTensorSpan{float})" path="/param|/remarks"/>
    [Loss("l[n]" + TotalVariationTerm)]
    public static partial void TotalVariation(
        ReadOnlyTensorSpan<double> prediction, Span<double> loss);
}
