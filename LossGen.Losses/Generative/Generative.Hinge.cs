namespace LossGen.Losses;

public static partial class Generative
{
    /// <summary>The discriminator's hinge loss: max(0, 1 - real) + max(0, 1 + fake).</summary>
    /// <param name="real">The critic's scores of real samples: any number of elements.</param>
    /// <param name="fake">The critic's scores of generated samples, as many.</param>
    /// <returns>The sum of the means over real and over generated samples.</returns>
    /// <remarks>
    /// <para>Use it for: generative adversarial networks; large-scale image synthesis; discriminator training.</para>
    /// <para>Avoid it without a bound on the discriminator, such as spectral normalisation.</para>
    /// <para>
    /// Reference: J. H. Lim and J. C. Ye, "Geometric GAN", 2017; T. Miyato et al., "Spectral normalization for generative adversarial
    /// networks", ICLR 2018.
    /// </para>
    /// </remarks>
    [Loss("mean[i](relu(1 - real[i])) + mean[j](relu(1 + fake[j]))")]
    public static partial float HingeDiscriminator([Gradient] ReadOnlySpan<float> real, [Gradient] ReadOnlySpan<float> fake);

    /// <inheritdoc cref="HingeDiscriminator(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss("mean[i](relu(1 - real[i])) + mean[j](relu(1 + fake[j]))")]
    public static partial double HingeDiscriminator([Gradient] ReadOnlySpan<double> real, [Gradient] ReadOnlySpan<double> fake);

    /// <summary>HingeDiscriminator with reduction 'sum': the sum over the scores in place of the mean.</summary>
    /// <inheritdoc cref="HingeDiscriminator(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum[i](relu(1 - real[i])) + sum[j](relu(1 + fake[j]))")]
    public static partial float HingeDiscriminatorSum([Gradient] ReadOnlySpan<float> real, [Gradient] ReadOnlySpan<float> fake);

    /// <summary>HingeDiscriminator with reduction 'sum': the sum over the scores in place of the mean.</summary>
    /// <inheritdoc cref="HingeDiscriminator(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum[i](relu(1 - real[i])) + sum[j](relu(1 + fake[j]))")]
    public static partial double HingeDiscriminatorSum([Gradient] ReadOnlySpan<double> real, [Gradient] ReadOnlySpan<double> fake);

    private const string HingeGeneratorTerm = " where l = -fake";

    /// <summary>The generator's loss of the hinge game: -fake.</summary>
    /// <param name="fake">The critic's scores of generated samples: any number of elements.</param>
    /// <returns>The mean of all elements.</returns>
    /// <remarks>
    /// <para>Use it for: generative adversarial networks; large-scale image synthesis; generator training.</para>
    /// <para>Avoid it with another discriminator's loss.</para>
    /// <para>
    /// Reference: J. H. Lim and J. C. Ye, "Geometric GAN", 2017; T. Miyato et al., "Spectral normalization for generative adversarial
    /// networks", ICLR 2018.
    /// </para>
    /// </remarks>
    [Loss("mean(l)" + HingeGeneratorTerm)]
    public static partial float HingeGenerator(ReadOnlySpan<float> fake);

    /// <inheritdoc cref="HingeGenerator(ReadOnlySpan{float})"/>
    [Loss("mean(l)" + HingeGeneratorTerm)]
    public static partial double HingeGenerator(ReadOnlySpan<double> fake);

    /// <summary>HingeGenerator with reduction 'sum': the sum over the scores in place of the mean.</summary>
    /// <inheritdoc cref="HingeGenerator(ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum(l)" + HingeGeneratorTerm)]
    public static partial float HingeGeneratorSum(ReadOnlySpan<float> fake);

    /// <summary>HingeGenerator with reduction 'sum': the sum over the scores in place of the mean.</summary>
    /// <inheritdoc cref="HingeGenerator(ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum(l)" + HingeGeneratorTerm)]
    public static partial double HingeGeneratorSum(ReadOnlySpan<double> fake);

    /// <summary>HingeGenerator with reduction 'none': the loss of each score, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="HingeGenerator(ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("l" + HingeGeneratorTerm)]
    public static partial void HingeGenerator(ReadOnlySpan<float> fake, Span<float> loss);

    /// <summary>HingeGenerator with reduction 'none': the loss of each score, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="HingeGenerator(ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("l" + HingeGeneratorTerm)]
    public static partial void HingeGenerator(ReadOnlySpan<double> fake, Span<double> loss);
}
