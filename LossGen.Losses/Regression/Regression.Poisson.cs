namespace LossGen.Losses;

public static partial class Regression
{
    private const string PoissonNllTerm = " where l = exp(prediction) - target * prediction";

    /// <summary>
    /// Poisson negative log-likelihood of log-rates (torch.nn.PoissonNLLLoss, log_input=True): exp(prediction) - target · prediction.
    /// </summary>
    /// <param name="prediction">The logarithms of the predicted rates: any number of elements.</param>
    /// <param name="target">The counts, at least 0, as many.</param>
    /// <returns>The mean of all elements.</returns>
    /// <remarks>
    /// <para>Use it for: counts; event rates; count regression.</para>
    /// <para>Avoid it where the variance of counts exceeds their mean by much (overdispersion), and for targets below 0.</para>
    /// <para>Reference: The Poisson distribution: S. D. Poisson, 1837. As torch.nn.PoissonNLLLoss.</para>
    /// </remarks>
    [Loss("mean(l)" + PoissonNllTerm, Hessian = true)]
    public static partial float PoissonNll(
        [Range(-80, 80)] ReadOnlySpan<float> prediction, [Range(0, 1e30)] ReadOnlySpan<float> target);

    /// <inheritdoc cref="PoissonNll(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss("mean(l)" + PoissonNllTerm, Hessian = true)]
    public static partial double PoissonNll(
        [Range(-80, 80)] ReadOnlySpan<double> prediction, [Range(0, 1e30)] ReadOnlySpan<double> target);

    /// <summary>PoissonNll with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="PoissonNll(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum(l)" + PoissonNllTerm, Hessian = true)]
    public static partial float PoissonNllSum(
        [Range(-80, 80)] ReadOnlySpan<float> prediction, [Range(0, 1e30)] ReadOnlySpan<float> target);

    /// <summary>PoissonNll with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="PoissonNll(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum(l)" + PoissonNllTerm, Hessian = true)]
    public static partial double PoissonNllSum(
        [Range(-80, 80)] ReadOnlySpan<double> prediction, [Range(0, 1e30)] ReadOnlySpan<double> target);

    /// <summary>PoissonNll with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="PoissonNll(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("l" + PoissonNllTerm)]
    public static partial void PoissonNll(
        [Range(-80, 80)] ReadOnlySpan<float> prediction, [Range(0, 1e30)] ReadOnlySpan<float> target, Span<float> loss);

    /// <summary>PoissonNll with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="PoissonNll(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("l" + PoissonNllTerm)]
    public static partial void PoissonNll(
        [Range(-80, 80)] ReadOnlySpan<double> prediction, [Range(0, 1e30)] ReadOnlySpan<double> target, Span<double> loss);

    private const string PoissonNllFullTerm =
        " where l = exp(prediction) - target * prediction + stirling," +
        " stirling = target > 1 ? s * log(s) - s + log(2 * pi * s) / 2 : 0, s = max(target, 1)";

    /// <summary>
    /// Poisson negative log-likelihood of log-rates with Stirling's term (torch.nn.PoissonNLLLoss, full=True): exp(prediction) - target
    /// · prediction + log(target!), the last approximated for targets above 1 and 0 below.
    /// </summary>
    /// <param name="prediction">The logarithms of the predicted rates: any number of elements.</param>
    /// <param name="target">The counts, at least 0, as many.</param>
    /// <returns>The mean of all elements.</returns>
    /// <remarks>
    /// <para>Use it for: counts whose likelihood is reported; comparison of count models.</para>
    /// <para>Avoid it for training alone: the term costs a logarithm per element and has no gradient. Use PoissonNll.</para>
    /// <para>Reference: The Poisson distribution: S. D. Poisson, 1837. As torch.nn.PoissonNLLLoss.</para>
    /// </remarks>
    [Loss("mean(l)" + PoissonNllFullTerm)]
    public static partial float PoissonNllFull(
        [Range(-80, 80)] ReadOnlySpan<float> prediction, [Range(0, 1e30)] ReadOnlySpan<float> target);

    /// <inheritdoc cref="PoissonNllFull(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss("mean(l)" + PoissonNllFullTerm)]
    public static partial double PoissonNllFull(
        [Range(-80, 80)] ReadOnlySpan<double> prediction, [Range(0, 1e30)] ReadOnlySpan<double> target);

    /// <summary>PoissonNllFull with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="PoissonNllFull(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum(l)" + PoissonNllFullTerm)]
    public static partial float PoissonNllFullSum(
        [Range(-80, 80)] ReadOnlySpan<float> prediction, [Range(0, 1e30)] ReadOnlySpan<float> target);

    /// <summary>PoissonNllFull with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="PoissonNllFull(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum(l)" + PoissonNllFullTerm)]
    public static partial double PoissonNllFullSum(
        [Range(-80, 80)] ReadOnlySpan<double> prediction, [Range(0, 1e30)] ReadOnlySpan<double> target);

    /// <summary>PoissonNllFull with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="PoissonNllFull(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("l" + PoissonNllFullTerm)]
    public static partial void PoissonNllFull(
        [Range(-80, 80)] ReadOnlySpan<float> prediction, [Range(0, 1e30)] ReadOnlySpan<float> target, Span<float> loss);

    /// <summary>PoissonNllFull with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="PoissonNllFull(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("l" + PoissonNllFullTerm)]
    public static partial void PoissonNllFull(
        [Range(-80, 80)] ReadOnlySpan<double> prediction, [Range(0, 1e30)] ReadOnlySpan<double> target, Span<double> loss);
}
