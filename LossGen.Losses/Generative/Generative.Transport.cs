using System.Numerics.Tensors;

namespace LossGen.Losses;

public static partial class Generative
{
    private const string GradientPenaltyTerm = " where l[n] = weight * (norm[d](gradient[n, d]) - 1)^2";

    /// <summary>
    /// The gradient penalty of WGAN-GP: weight · (‖gradient‖ - 1)², of the critic's gradients at points between real and generated
    /// samples.
    /// </summary>
    /// <param name="gradient">The gradients of the critic's scores by its inputs, [n, d].</param>
    /// <param name="weight">What the penalty is multiplied by, the paper's λ.</param>
    /// <returns>The mean of all samples.</returns>
    /// <remarks>
    /// <para>
    /// Use it for: Wasserstein distance; generative adversarial networks with stable training; bounding the slope of a critic.
    /// </para>
    /// <para>Avoid it where second derivatives of the critic are not to be had: its gradient by the weights needs them.</para>
    /// <para>
    /// Reference: I. Gulrajani, F. Ahmed, M. Arjovsky, V. Dumoulin and A. Courville, "Improved training of Wasserstein GANs", NeurIPS
    /// 2017.
    /// </para>
    /// </remarks>
    [Loss("mean[n](l[n])" + GradientPenaltyTerm)]
    public static partial float GradientPenalty(ReadOnlyTensorSpan<float> gradient, float weight = 10);

    /// <inheritdoc cref="GradientPenalty(ReadOnlyTensorSpan{float}, float)"/>
    [Loss("mean[n](l[n])" + GradientPenaltyTerm)]
    public static partial double GradientPenalty(ReadOnlyTensorSpan<double> gradient, double weight = 10);

    /// <summary>GradientPenalty with reduction 'sum': the sum over the samples in place of the mean.</summary>
    /// <inheritdoc cref="GradientPenalty(ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + GradientPenaltyTerm)]
    public static partial float GradientPenaltySum(ReadOnlyTensorSpan<float> gradient, float weight = 10);

    /// <summary>GradientPenalty with reduction 'sum': the sum over the samples in place of the mean.</summary>
    /// <inheritdoc cref="GradientPenalty(ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + GradientPenaltyTerm)]
    public static partial double GradientPenaltySum(ReadOnlyTensorSpan<double> gradient, double weight = 10);

    /// <summary>GradientPenalty with reduction 'none': the loss of each sample, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="GradientPenalty(ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("l[n]" + GradientPenaltyTerm)]
    public static partial void GradientPenalty(ReadOnlyTensorSpan<float> gradient, Span<float> loss, float weight = 10);

    /// <summary>GradientPenalty with reduction 'none': the loss of each sample, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="GradientPenalty(ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("l[n]" + GradientPenaltyTerm)]
    public static partial void GradientPenalty(ReadOnlyTensorSpan<double> gradient, Span<double> loss, double weight = 10);

    private const string EarthMoverTerm = " where l[n] = sum[b](abs(cumsum[b](prediction[n, b] - target[n, b])))";

    /// <summary>
    /// Earth mover's distance (Wasserstein-1) of histograms over the same ordered bins a unit apart: Σ |cumulated prediction -
    /// cumulated target|.
    /// </summary>
    /// <param name="prediction">The predicted histograms, [n, b]; a row sums to 1.</param>
    /// <param name="target">The true histograms, [n, b]; a row sums to 1.</param>
    /// <returns>The mean of all histograms.</returns>
    /// <remarks>
    /// <para>
    /// Use it for: ordered classes; histograms and distributions over ordered bins; age and rating prediction; optimal transport.
    /// </para>
    /// <para>Avoid it for classes without an order, and for histograms of different mass.</para>
    /// <para>
    /// Reference: Y. Rubner, C. Tomasi and L. J. Guibas, "The earth mover's distance as a metric for image retrieval", IJCV 40 (2000).
    /// </para>
    /// </remarks>
    [Loss("mean[n](l[n])" + EarthMoverTerm)]
    public static partial float EarthMover(ReadOnlyTensorSpan<float> prediction, ReadOnlyTensorSpan<float> target);

    /// <inheritdoc cref="EarthMover(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float})"/>
    [Loss("mean[n](l[n])" + EarthMoverTerm)]
    public static partial double EarthMover(ReadOnlyTensorSpan<double> prediction, ReadOnlyTensorSpan<double> target);

    /// <summary>EarthMover with reduction 'sum': the sum over the histograms in place of the mean.</summary>
    /// <inheritdoc cref="EarthMover(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float})" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + EarthMoverTerm)]
    public static partial float EarthMoverSum(ReadOnlyTensorSpan<float> prediction, ReadOnlyTensorSpan<float> target);

    /// <summary>EarthMover with reduction 'sum': the sum over the histograms in place of the mean.</summary>
    /// <inheritdoc cref="EarthMover(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float})" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + EarthMoverTerm)]
    public static partial double EarthMoverSum(ReadOnlyTensorSpan<double> prediction, ReadOnlyTensorSpan<double> target);

    /// <summary>EarthMover with reduction 'none': the loss of each histogram, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="EarthMover(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float})" path="/param|/remarks"/>
    [Loss("l[n]" + EarthMoverTerm)]
    public static partial void EarthMover(ReadOnlyTensorSpan<float> prediction, ReadOnlyTensorSpan<float> target, Span<float> loss);

    /// <summary>EarthMover with reduction 'none': the loss of each histogram, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="EarthMover(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float})" path="/param|/remarks"/>
    [Loss("l[n]" + EarthMoverTerm)]
    public static partial void EarthMover(ReadOnlyTensorSpan<double> prediction, ReadOnlyTensorSpan<double> target, Span<double> loss);

    private const string SquaredEarthMoverTerm = " where l[n] = sum[b](cumsum[b](prediction[n, b] - target[n, b])^2)";

    /// <summary>
    /// Squared earth mover's distance of histograms over the same ordered bins (Cramér's distance): Σ (cumulated prediction - cumulated
    /// target)².
    /// </summary>
    /// <param name="prediction">The predicted histograms, [n, b]; a row sums to 1.</param>
    /// <param name="target">The true histograms, [n, b]; a row sums to 1.</param>
    /// <returns>The mean of all histograms.</returns>
    /// <remarks>
    /// <para>Use it for: ordered classes; image quality and rating prediction; ranked probability score.</para>
    /// <para>Avoid it for classes without an order.</para>
    /// <para>
    /// Reference: L. Hou, C.-P. Yu and D. Samaras, "Squared earth mover's distance-based loss for training deep neural networks", 2016.
    /// </para>
    /// </remarks>
    [Loss("mean[n](l[n])" + SquaredEarthMoverTerm)]
    public static partial float SquaredEarthMover(ReadOnlyTensorSpan<float> prediction, ReadOnlyTensorSpan<float> target);

    /// <inheritdoc cref="SquaredEarthMover(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float})"/>
    [Loss("mean[n](l[n])" + SquaredEarthMoverTerm)]
    public static partial double SquaredEarthMover(ReadOnlyTensorSpan<double> prediction, ReadOnlyTensorSpan<double> target);

    /// <summary>SquaredEarthMover with reduction 'sum': the sum over the histograms in place of the mean.</summary>
    /// <inheritdoc cref="SquaredEarthMover(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float})" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + SquaredEarthMoverTerm)]
    public static partial float SquaredEarthMoverSum(ReadOnlyTensorSpan<float> prediction, ReadOnlyTensorSpan<float> target);

    /// <summary>SquaredEarthMover with reduction 'sum': the sum over the histograms in place of the mean.</summary>
    /// <inheritdoc cref="SquaredEarthMover(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float})" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + SquaredEarthMoverTerm)]
    public static partial double SquaredEarthMoverSum(ReadOnlyTensorSpan<double> prediction, ReadOnlyTensorSpan<double> target);

    /// <summary>SquaredEarthMover with reduction 'none': the loss of each histogram, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="SquaredEarthMover(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float})" path="/param|/remarks"/>
    [Loss("l[n]" + SquaredEarthMoverTerm)]
    public static partial void SquaredEarthMover(
        ReadOnlyTensorSpan<float> prediction, ReadOnlyTensorSpan<float> target, Span<float> loss);

    /// <summary>SquaredEarthMover with reduction 'none': the loss of each histogram, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="SquaredEarthMover(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float})" path="/param|/remarks"/>
    [Loss("l[n]" + SquaredEarthMoverTerm)]
    public static partial void SquaredEarthMover(
        ReadOnlyTensorSpan<double> prediction, ReadOnlyTensorSpan<double> target, Span<double> loss);
}
