namespace LossGen.Losses;

public static partial class Generative
{
    /// <summary>The critic's Wasserstein loss: fake - real.</summary>
    /// <param name="real">The critic's scores of real samples: any number of elements.</param>
    /// <param name="fake">The critic's scores of generated samples, as many.</param>
    /// <returns>The difference of the means over generated and over real samples.</returns>
    /// <remarks>
    /// <para>Use it for: generative adversarial networks with stable training; Wasserstein distance; mode dropping.</para>
    /// <para>Avoid it without a bound on the critic's slope: add GradientPenalty or clip its weights.</para>
    /// <para>Reference: M. Arjovsky, S. Chintala and L. Bottou, "Wasserstein GAN", ICML 2017.</para>
    /// </remarks>
    [Loss("mean[j](fake[j]) - mean[i](real[i])")]
    public static partial float WassersteinCritic([Gradient] ReadOnlySpan<float> real, [Gradient] ReadOnlySpan<float> fake);

    /// <inheritdoc cref="WassersteinCritic(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss("mean[j](fake[j]) - mean[i](real[i])")]
    public static partial double WassersteinCritic([Gradient] ReadOnlySpan<double> real, [Gradient] ReadOnlySpan<double> fake);

    /// <summary>WassersteinCritic with reduction 'sum': the sum over the scores in place of the mean.</summary>
    /// <inheritdoc cref="WassersteinCritic(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum[j](fake[j]) - sum[i](real[i])")]
    public static partial float WassersteinCriticSum([Gradient] ReadOnlySpan<float> real, [Gradient] ReadOnlySpan<float> fake);

    /// <summary>WassersteinCritic with reduction 'sum': the sum over the scores in place of the mean.</summary>
    /// <inheritdoc cref="WassersteinCritic(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum[j](fake[j]) - sum[i](real[i])")]
    public static partial double WassersteinCriticSum([Gradient] ReadOnlySpan<double> real, [Gradient] ReadOnlySpan<double> fake);

    private const string WassersteinGeneratorTerm = " where l = -fake";

    /// <summary>The generator's Wasserstein loss: -fake.</summary>
    /// <param name="fake">The critic's scores of generated samples: any number of elements.</param>
    /// <returns>The mean of all elements.</returns>
    /// <remarks>
    /// <para>Use it for: generative adversarial networks with stable training; generator training.</para>
    /// <para>Avoid it with a critic whose slope is not bounded.</para>
    /// <para>Reference: M. Arjovsky, S. Chintala and L. Bottou, "Wasserstein GAN", ICML 2017.</para>
    /// </remarks>
    [Loss("mean(l)" + WassersteinGeneratorTerm)]
    public static partial float WassersteinGenerator(ReadOnlySpan<float> fake);

    /// <inheritdoc cref="WassersteinGenerator(ReadOnlySpan{float})"/>
    [Loss("mean(l)" + WassersteinGeneratorTerm)]
    public static partial double WassersteinGenerator(ReadOnlySpan<double> fake);

    /// <summary>WassersteinGenerator with reduction 'sum': the sum over the scores in place of the mean.</summary>
    /// <inheritdoc cref="WassersteinGenerator(ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum(l)" + WassersteinGeneratorTerm)]
    public static partial float WassersteinGeneratorSum(ReadOnlySpan<float> fake);

    /// <summary>WassersteinGenerator with reduction 'sum': the sum over the scores in place of the mean.</summary>
    /// <inheritdoc cref="WassersteinGenerator(ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum(l)" + WassersteinGeneratorTerm)]
    public static partial double WassersteinGeneratorSum(ReadOnlySpan<double> fake);

    /// <summary>WassersteinGenerator with reduction 'none': the loss of each score, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="WassersteinGenerator(ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("l" + WassersteinGeneratorTerm)]
    public static partial void WassersteinGenerator(ReadOnlySpan<float> fake, Span<float> loss);

    /// <summary>WassersteinGenerator with reduction 'none': the loss of each score, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="WassersteinGenerator(ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("l" + WassersteinGeneratorTerm)]
    public static partial void WassersteinGenerator(ReadOnlySpan<double> fake, Span<double> loss);
}
