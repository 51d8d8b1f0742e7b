namespace LossGen.Losses;

public static partial class Generative
{
    /// <summary>The discriminator's least-squares loss (LSGAN): (real - realLabel)²/2 + (fake - fakeLabel)²/2.</summary>
    /// <param name="real">The critic's scores of real samples: any number of elements.</param>
    /// <param name="fake">The critic's scores of generated samples, as many.</param>
    /// <param name="realLabel">The score that real samples are to have.</param>
    /// <param name="fakeLabel">The score that generated samples are to have.</param>
    /// <returns>The sum of the means over real and over generated samples.</returns>
    /// <remarks>
    /// <para>Use it for: generative adversarial networks with stable gradients; discriminator training.</para>
    /// <para>Avoid it where scores can grow without bound, which the square punishes even where they are right.</para>
    /// <para>
    /// Reference: X. Mao, Q. Li, H. Xie, R. Y. K. Lau, Z. Wang and S. P. Smolley, "Least Squares Generative Adversarial Networks", ICCV
    /// 2017.
    /// </para>
    /// </remarks>
    [Loss("mean[i]((real[i] - realLabel)^2 / 2) + mean[j]((fake[j] - fakeLabel)^2 / 2)")]
    public static partial float LeastSquaresDiscriminator(
        [Gradient] ReadOnlySpan<float> real, [Gradient] ReadOnlySpan<float> fake, float realLabel = 1, float fakeLabel = 0);

    /// <inheritdoc cref="LeastSquaresDiscriminator(ReadOnlySpan{float}, ReadOnlySpan{float}, float, float)"/>
    [Loss("mean[i]((real[i] - realLabel)^2 / 2) + mean[j]((fake[j] - fakeLabel)^2 / 2)")]
    public static partial double LeastSquaresDiscriminator(
        [Gradient] ReadOnlySpan<double> real, [Gradient] ReadOnlySpan<double> fake, double realLabel = 1, double fakeLabel = 0);

    /// <summary>LeastSquaresDiscriminator with reduction 'sum': the sum over the scores in place of the mean.</summary>
    /// <inheritdoc cref="LeastSquaresDiscriminator(ReadOnlySpan{float}, ReadOnlySpan{float}, float, float)" path="/param|/remarks"/>
    [Loss("sum[i]((real[i] - realLabel)^2 / 2) + sum[j]((fake[j] - fakeLabel)^2 / 2)")]
    public static partial float LeastSquaresDiscriminatorSum(
        [Gradient] ReadOnlySpan<float> real, [Gradient] ReadOnlySpan<float> fake, float realLabel = 1, float fakeLabel = 0);

    /// <summary>LeastSquaresDiscriminator with reduction 'sum': the sum over the scores in place of the mean.</summary>
    /// <inheritdoc cref="LeastSquaresDiscriminator(ReadOnlySpan{float}, ReadOnlySpan{float}, float, float)" path="/param|/remarks"/>
    [Loss("sum[i]((real[i] - realLabel)^2 / 2) + sum[j]((fake[j] - fakeLabel)^2 / 2)")]
    public static partial double LeastSquaresDiscriminatorSum(
        [Gradient] ReadOnlySpan<double> real, [Gradient] ReadOnlySpan<double> fake, double realLabel = 1, double fakeLabel = 0);

    private const string LeastSquaresGeneratorTerm = " where l = (fake - realLabel)^2 / 2";

    /// <summary>The generator's least-squares loss (LSGAN): (fake - realLabel)²/2.</summary>
    /// <param name="fake">The critic's scores of generated samples: any number of elements.</param>
    /// <param name="realLabel">The score that generated samples are to reach.</param>
    /// <returns>The mean of all elements.</returns>
    /// <remarks>
    /// <para>Use it for: generative adversarial networks with stable gradients; generator training; image translation.</para>
    /// <para>Avoid it with another discriminator's loss.</para>
    /// <para>
    /// Reference: X. Mao, Q. Li, H. Xie, R. Y. K. Lau, Z. Wang and S. P. Smolley, "Least Squares Generative Adversarial Networks", ICCV
    /// 2017.
    /// </para>
    /// </remarks>
    [Loss("mean(l)" + LeastSquaresGeneratorTerm)]
    public static partial float LeastSquaresGenerator(ReadOnlySpan<float> fake, float realLabel = 1);

    /// <inheritdoc cref="LeastSquaresGenerator(ReadOnlySpan{float}, float)"/>
    [Loss("mean(l)" + LeastSquaresGeneratorTerm)]
    public static partial double LeastSquaresGenerator(ReadOnlySpan<double> fake, double realLabel = 1);

    /// <summary>LeastSquaresGenerator with reduction 'sum': the sum over the scores in place of the mean.</summary>
    /// <inheritdoc cref="LeastSquaresGenerator(ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum(l)" + LeastSquaresGeneratorTerm)]
    public static partial float LeastSquaresGeneratorSum(ReadOnlySpan<float> fake, float realLabel = 1);

    /// <summary>LeastSquaresGenerator with reduction 'sum': the sum over the scores in place of the mean.</summary>
    /// <inheritdoc cref="LeastSquaresGenerator(ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum(l)" + LeastSquaresGeneratorTerm)]
    public static partial double LeastSquaresGeneratorSum(ReadOnlySpan<double> fake, double realLabel = 1);

    /// <summary>LeastSquaresGenerator with reduction 'none': the loss of each score, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="LeastSquaresGenerator(ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("l" + LeastSquaresGeneratorTerm)]
    public static partial void LeastSquaresGenerator(ReadOnlySpan<float> fake, Span<float> loss, float realLabel = 1);

    /// <summary>LeastSquaresGenerator with reduction 'none': the loss of each score, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="LeastSquaresGenerator(ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("l" + LeastSquaresGeneratorTerm)]
    public static partial void LeastSquaresGenerator(ReadOnlySpan<double> fake, Span<double> loss, double realLabel = 1);
}
