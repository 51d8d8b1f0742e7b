namespace LossGen.Losses;

public static partial class Generative
{
    /// <summary>The discriminator's loss of the original GAN, of logits: -log σ(real) - log(1 - σ(fake)).</summary>
    /// <param name="real">The critic's scores of real samples: any number of elements.</param>
    /// <param name="fake">The critic's scores of generated samples, as many.</param>
    /// <returns>The sum of the means over real and over generated samples.</returns>
    /// <remarks>
    /// <para>Use it for: generative adversarial networks; discriminator training.</para>
    /// <para>
    /// Avoid it where the discriminator is soon perfect: its generator then has no gradient. Use WassersteinCritic or
    /// HingeDiscriminator.
    /// </para>
    /// <para>Reference: I. Goodfellow et al., "Generative Adversarial Nets", NeurIPS 2014.</para>
    /// </remarks>
    [Loss("mean[i](-log(sigmoid(real[i]))) + mean[j](-log(1 - sigmoid(fake[j])))")]
    public static partial float MinimaxDiscriminator([Gradient] ReadOnlySpan<float> real, [Gradient] ReadOnlySpan<float> fake);

    /// <inheritdoc cref="MinimaxDiscriminator(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss("mean[i](-log(sigmoid(real[i]))) + mean[j](-log(1 - sigmoid(fake[j])))")]
    public static partial double MinimaxDiscriminator([Gradient] ReadOnlySpan<double> real, [Gradient] ReadOnlySpan<double> fake);

    /// <summary>MinimaxDiscriminator with reduction 'sum': the sum over the scores in place of the mean.</summary>
    /// <inheritdoc cref="MinimaxDiscriminator(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum[i](-log(sigmoid(real[i]))) + sum[j](-log(1 - sigmoid(fake[j])))")]
    public static partial float MinimaxDiscriminatorSum([Gradient] ReadOnlySpan<float> real, [Gradient] ReadOnlySpan<float> fake);

    /// <summary>MinimaxDiscriminator with reduction 'sum': the sum over the scores in place of the mean.</summary>
    /// <inheritdoc cref="MinimaxDiscriminator(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum[i](-log(sigmoid(real[i]))) + sum[j](-log(1 - sigmoid(fake[j])))")]
    public static partial double MinimaxDiscriminatorSum([Gradient] ReadOnlySpan<double> real, [Gradient] ReadOnlySpan<double> fake);

    private const string MinimaxGeneratorTerm = " where l = log(1 - sigmoid(fake))";

    /// <summary>The generator's minimax loss of the original GAN, of logits: log(1 - σ(fake)).</summary>
    /// <param name="fake">The critic's scores of generated samples: any number of elements.</param>
    /// <returns>The mean of all elements.</returns>
    /// <remarks>
    /// <para>Use it for: generative adversarial networks; analysis of the minimax game.</para>
    /// <para>Avoid it in training: where the discriminator is sure, its gradient vanishes. Use NonSaturatingGenerator.</para>
    /// <para>Reference: I. Goodfellow et al., "Generative Adversarial Nets", NeurIPS 2014.</para>
    /// </remarks>
    [Loss("mean(l)" + MinimaxGeneratorTerm)]
    public static partial float MinimaxGenerator(ReadOnlySpan<float> fake);

    /// <inheritdoc cref="MinimaxGenerator(ReadOnlySpan{float})"/>
    [Loss("mean(l)" + MinimaxGeneratorTerm)]
    public static partial double MinimaxGenerator(ReadOnlySpan<double> fake);

    /// <summary>MinimaxGenerator with reduction 'sum': the sum over the scores in place of the mean.</summary>
    /// <inheritdoc cref="MinimaxGenerator(ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum(l)" + MinimaxGeneratorTerm)]
    public static partial float MinimaxGeneratorSum(ReadOnlySpan<float> fake);

    /// <summary>MinimaxGenerator with reduction 'sum': the sum over the scores in place of the mean.</summary>
    /// <inheritdoc cref="MinimaxGenerator(ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum(l)" + MinimaxGeneratorTerm)]
    public static partial double MinimaxGeneratorSum(ReadOnlySpan<double> fake);

    /// <summary>MinimaxGenerator with reduction 'none': the loss of each score, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="MinimaxGenerator(ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("l" + MinimaxGeneratorTerm)]
    public static partial void MinimaxGenerator(ReadOnlySpan<float> fake, Span<float> loss);

    /// <summary>MinimaxGenerator with reduction 'none': the loss of each score, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="MinimaxGenerator(ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("l" + MinimaxGeneratorTerm)]
    public static partial void MinimaxGenerator(ReadOnlySpan<double> fake, Span<double> loss);

    /// <summary>
    /// The discriminator's loss of the non-saturating game, of logits; it is the minimax one: -log σ(real) - log(1 - σ(fake)).
    /// </summary>
    /// <param name="real">The critic's scores of real samples: any number of elements.</param>
    /// <param name="fake">The critic's scores of generated samples, as many.</param>
    /// <returns>The sum of the means over real and over generated samples.</returns>
    /// <remarks>
    /// <para>Use it for: generative adversarial networks; discriminator training.</para>
    /// <para>Avoid it without a gradient penalty where the supports of real and generated samples are apart.</para>
    /// <para>Reference: I. Goodfellow et al., "Generative Adversarial Nets", NeurIPS 2014.</para>
    /// </remarks>
    [Loss("mean[i](-log(sigmoid(real[i]))) + mean[j](-log(1 - sigmoid(fake[j])))")]
    public static partial float NonSaturatingDiscriminator([Gradient] ReadOnlySpan<float> real, [Gradient] ReadOnlySpan<float> fake);

    /// <inheritdoc cref="NonSaturatingDiscriminator(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss("mean[i](-log(sigmoid(real[i]))) + mean[j](-log(1 - sigmoid(fake[j])))")]
    public static partial double NonSaturatingDiscriminator([Gradient] ReadOnlySpan<double> real, [Gradient] ReadOnlySpan<double> fake);

    /// <summary>NonSaturatingDiscriminator with reduction 'sum': the sum over the scores in place of the mean.</summary>
    /// <inheritdoc cref="NonSaturatingDiscriminator(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum[i](-log(sigmoid(real[i]))) + sum[j](-log(1 - sigmoid(fake[j])))")]
    public static partial float NonSaturatingDiscriminatorSum([Gradient] ReadOnlySpan<float> real, [Gradient] ReadOnlySpan<float> fake);

    /// <summary>NonSaturatingDiscriminator with reduction 'sum': the sum over the scores in place of the mean.</summary>
    /// <inheritdoc cref="NonSaturatingDiscriminator(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum[i](-log(sigmoid(real[i]))) + sum[j](-log(1 - sigmoid(fake[j])))")]
    public static partial double NonSaturatingDiscriminatorSum(
        [Gradient] ReadOnlySpan<double> real, [Gradient] ReadOnlySpan<double> fake);

    private const string NonSaturatingGeneratorTerm = " where l = -log(sigmoid(fake))";

    /// <summary>The generator's non-saturating loss, of logits: -log σ(fake).</summary>
    /// <param name="fake">The critic's scores of generated samples: any number of elements.</param>
    /// <returns>The mean of all elements.</returns>
    /// <remarks>
    /// <para>Use it for: generative adversarial networks; generator training; image synthesis.</para>
    /// <para>Avoid it where modes are dropped and stability counts more than sharpness: use WassersteinGenerator.</para>
    /// <para>Reference: I. Goodfellow et al., "Generative Adversarial Nets", NeurIPS 2014.</para>
    /// </remarks>
    [Loss("mean(l)" + NonSaturatingGeneratorTerm)]
    public static partial float NonSaturatingGenerator(ReadOnlySpan<float> fake);

    /// <inheritdoc cref="NonSaturatingGenerator(ReadOnlySpan{float})"/>
    [Loss("mean(l)" + NonSaturatingGeneratorTerm)]
    public static partial double NonSaturatingGenerator(ReadOnlySpan<double> fake);

    /// <summary>NonSaturatingGenerator with reduction 'sum': the sum over the scores in place of the mean.</summary>
    /// <inheritdoc cref="NonSaturatingGenerator(ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum(l)" + NonSaturatingGeneratorTerm)]
    public static partial float NonSaturatingGeneratorSum(ReadOnlySpan<float> fake);

    /// <summary>NonSaturatingGenerator with reduction 'sum': the sum over the scores in place of the mean.</summary>
    /// <inheritdoc cref="NonSaturatingGenerator(ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum(l)" + NonSaturatingGeneratorTerm)]
    public static partial double NonSaturatingGeneratorSum(ReadOnlySpan<double> fake);

    /// <summary>NonSaturatingGenerator with reduction 'none': the loss of each score, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="NonSaturatingGenerator(ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("l" + NonSaturatingGeneratorTerm)]
    public static partial void NonSaturatingGenerator(ReadOnlySpan<float> fake, Span<float> loss);

    /// <summary>NonSaturatingGenerator with reduction 'none': the loss of each score, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="NonSaturatingGenerator(ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("l" + NonSaturatingGeneratorTerm)]
    public static partial void NonSaturatingGenerator(ReadOnlySpan<double> fake, Span<double> loss);
}
