namespace LossGen.Losses;

public static partial class Regression
{
    private const string PoissonNllOfRatesTerm = " where l = prediction - target * log(prediction + eps)";

    /// <summary>
    /// Poisson negative log-likelihood of rates (torch.nn.PoissonNLLLoss, log_input=False): prediction - target · log(prediction +
    /// eps).
    /// </summary>
    /// <param name="prediction">The predicted rates, at least 0: any number of elements.</param>
    /// <param name="target">The counts, at least 0, as many.</param>
    /// <param name="eps">What is added to a rate before its logarithm is taken.</param>
    /// <returns>The mean of all elements.</returns>
    /// <remarks>
    /// <para>Use it for: counts; event rates; non-negative models of count data.</para>
    /// <para>Avoid it where the model can predict rates below 0: predict their logarithms and use PoissonNll.</para>
    /// <para>Reference: The Poisson distribution: S. D. Poisson, 1837. As torch.nn.PoissonNLLLoss.</para>
    /// </remarks>
    [Loss("mean(l)" + PoissonNllOfRatesTerm)]
    public static partial float PoissonNllOfRates(
        [Range(0, 1e30)] ReadOnlySpan<float> prediction, [Range(0, 1e30)] ReadOnlySpan<float> target,
        [Range(1e-30, 1)] float eps = 1e-8f);

    /// <inheritdoc cref="PoissonNllOfRates(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss("mean(l)" + PoissonNllOfRatesTerm)]
    public static partial double PoissonNllOfRates(
        [Range(0, 1e30)] ReadOnlySpan<double> prediction, [Range(0, 1e30)] ReadOnlySpan<double> target,
        [Range(1e-30, 1)] double eps = 1e-8);

    /// <summary>PoissonNllOfRates with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="PoissonNllOfRates(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum(l)" + PoissonNllOfRatesTerm)]
    public static partial float PoissonNllOfRatesSum(
        [Range(0, 1e30)] ReadOnlySpan<float> prediction, [Range(0, 1e30)] ReadOnlySpan<float> target,
        [Range(1e-30, 1)] float eps = 1e-8f);

    /// <summary>PoissonNllOfRates with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="PoissonNllOfRates(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum(l)" + PoissonNllOfRatesTerm)]
    public static partial double PoissonNllOfRatesSum(
        [Range(0, 1e30)] ReadOnlySpan<double> prediction, [Range(0, 1e30)] ReadOnlySpan<double> target,
        [Range(1e-30, 1)] double eps = 1e-8);

    /// <summary>PoissonNllOfRates with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="PoissonNllOfRates(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("l" + PoissonNllOfRatesTerm)]
    public static partial void PoissonNllOfRates(
        [Range(0, 1e30)] ReadOnlySpan<float> prediction, [Range(0, 1e30)] ReadOnlySpan<float> target, Span<float> loss,
        [Range(1e-30, 1)] float eps = 1e-8f);

    /// <summary>PoissonNllOfRates with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="PoissonNllOfRates(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("l" + PoissonNllOfRatesTerm)]
    public static partial void PoissonNllOfRates(
        [Range(0, 1e30)] ReadOnlySpan<double> prediction, [Range(0, 1e30)] ReadOnlySpan<double> target, Span<double> loss,
        [Range(1e-30, 1)] double eps = 1e-8);

    private const string PoissonNllOfRatesFullTerm =
        " where l = prediction - target * log(prediction + eps) + stirling," +
        " stirling = target > 1 ? s * log(s) - s + log(2 * pi * s) / 2 : 0, s = max(target, 1)";

    /// <summary>
    /// Poisson negative log-likelihood of rates with Stirling's term (torch.nn.PoissonNLLLoss, log_input=False, full=True).
    /// </summary>
    /// <param name="prediction">The predicted rates, at least 0: any number of elements.</param>
    /// <param name="target">The counts, at least 0, as many.</param>
    /// <param name="eps">What is added to a rate before its logarithm is taken.</param>
    /// <returns>The mean of all elements.</returns>
    /// <remarks>
    /// <para>Use it for: counts whose likelihood is reported; comparison of count models.</para>
    /// <para>Avoid it for training alone: the term costs a logarithm per element and has no gradient. Use PoissonNllOfRates.</para>
    /// <para>Reference: The Poisson distribution: S. D. Poisson, 1837. As torch.nn.PoissonNLLLoss.</para>
    /// </remarks>
    [Loss("mean(l)" + PoissonNllOfRatesFullTerm)]
    public static partial float PoissonNllOfRatesFull(
        [Range(0, 1e30)] ReadOnlySpan<float> prediction, [Range(0, 1e30)] ReadOnlySpan<float> target,
        [Range(1e-30, 1)] float eps = 1e-8f);

    /// <inheritdoc cref="PoissonNllOfRatesFull(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss("mean(l)" + PoissonNllOfRatesFullTerm)]
    public static partial double PoissonNllOfRatesFull(
        [Range(0, 1e30)] ReadOnlySpan<double> prediction, [Range(0, 1e30)] ReadOnlySpan<double> target,
        [Range(1e-30, 1)] double eps = 1e-8);

    /// <summary>PoissonNllOfRatesFull with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="PoissonNllOfRatesFull(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum(l)" + PoissonNllOfRatesFullTerm)]
    public static partial float PoissonNllOfRatesFullSum(
        [Range(0, 1e30)] ReadOnlySpan<float> prediction, [Range(0, 1e30)] ReadOnlySpan<float> target,
        [Range(1e-30, 1)] float eps = 1e-8f);

    /// <summary>PoissonNllOfRatesFull with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="PoissonNllOfRatesFull(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum(l)" + PoissonNllOfRatesFullTerm)]
    public static partial double PoissonNllOfRatesFullSum(
        [Range(0, 1e30)] ReadOnlySpan<double> prediction, [Range(0, 1e30)] ReadOnlySpan<double> target,
        [Range(1e-30, 1)] double eps = 1e-8);

    /// <summary>PoissonNllOfRatesFull with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="PoissonNllOfRatesFull(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("l" + PoissonNllOfRatesFullTerm)]
    public static partial void PoissonNllOfRatesFull(
        [Range(0, 1e30)] ReadOnlySpan<float> prediction, [Range(0, 1e30)] ReadOnlySpan<float> target, Span<float> loss,
        [Range(1e-30, 1)] float eps = 1e-8f);

    /// <summary>PoissonNllOfRatesFull with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="PoissonNllOfRatesFull(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("l" + PoissonNllOfRatesFullTerm)]
    public static partial void PoissonNllOfRatesFull(
        [Range(0, 1e30)] ReadOnlySpan<double> prediction, [Range(0, 1e30)] ReadOnlySpan<double> target, Span<double> loss,
        [Range(1e-30, 1)] double eps = 1e-8);
}
