namespace LossGen.Losses;

public static partial class Regression
{
    private const string GaussianNllTerm =
        " where l = (log(v) + (prediction - target)^2 / v) / 2," +
        " v = max(stopgrad(max(variance, eps)) + (variance - stopgrad(variance)), eps / 2)";

    /// <summary>
    /// Gaussian negative log-likelihood (torch.nn.GaussianNLLLoss): (log v + (prediction - target)²/v)/2 with v = max(variance, eps).
    /// </summary>
    /// <param name="prediction">The predicted means: any number of elements.</param>
    /// <param name="target">The targets, as many.</param>
    /// <param name="variance">The predicted variances, as many.</param>
    /// <param name="eps">The least variance that is computed with; the gradient is passed on to smaller ones, as in PyTorch.</param>
    /// <returns>The mean of all elements.</returns>
    /// <remarks>
    /// <para>Use it for: regression with predicted uncertainty; heteroscedastic noise; aleatoric uncertainty.</para>
    /// <para>
    /// Avoid it where targets have outliers, and at the start of training with unscaled targets: a small variance makes gradients
    /// large.
    /// </para>
    /// <para>
    /// Reference: D. A. Nix and A. S. Weigend, "Estimating the mean and variance of the target probability distribution", ICNN 1994.
    /// </para>
    /// </remarks>
    [Loss("mean(l)" + GaussianNllTerm)]
    public static partial float GaussianNll(
        [Gradient] ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, [Gradient, Range(0, 1e30)] ReadOnlySpan<float> variance,
        [Range(1e-30, 1)] float eps = 1e-6f);

    /// <inheritdoc cref="GaussianNll(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss("mean(l)" + GaussianNllTerm)]
    public static partial double GaussianNll(
        [Gradient] ReadOnlySpan<double> prediction, ReadOnlySpan<double> target,
        [Gradient, Range(0, 1e30)] ReadOnlySpan<double> variance, [Range(1e-30, 1)] double eps = 1e-6);

    /// <summary>GaussianNll with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="GaussianNll(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum(l)" + GaussianNllTerm)]
    public static partial float GaussianNllSum(
        [Gradient] ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, [Gradient, Range(0, 1e30)] ReadOnlySpan<float> variance,
        [Range(1e-30, 1)] float eps = 1e-6f);

    /// <summary>GaussianNll with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="GaussianNll(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum(l)" + GaussianNllTerm)]
    public static partial double GaussianNllSum(
        [Gradient] ReadOnlySpan<double> prediction, ReadOnlySpan<double> target,
        [Gradient, Range(0, 1e30)] ReadOnlySpan<double> variance, [Range(1e-30, 1)] double eps = 1e-6);

    /// <summary>GaussianNll with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="GaussianNll(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("l" + GaussianNllTerm)]
    public static partial void GaussianNll(
        [Gradient] ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, [Gradient, Range(0, 1e30)] ReadOnlySpan<float> variance,
        Span<float> loss, [Range(1e-30, 1)] float eps = 1e-6f);

    /// <summary>GaussianNll with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="GaussianNll(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("l" + GaussianNllTerm)]
    public static partial void GaussianNll(
        [Gradient] ReadOnlySpan<double> prediction, ReadOnlySpan<double> target,
        [Gradient, Range(0, 1e30)] ReadOnlySpan<double> variance, Span<double> loss, [Range(1e-30, 1)] double eps = 1e-6);

    private const string GaussianNllFullTerm =
        " where l = (log(v) + (prediction - target)^2 / v + log(2 * pi)) / 2," +
        " v = max(stopgrad(max(variance, eps)) + (variance - stopgrad(variance)), eps / 2)";

    /// <summary>
    /// Gaussian negative log-likelihood with its constant (torch.nn.GaussianNLLLoss, full=True): (log v + (prediction - target)²/v +
    /// log 2π)/2 with v = max(variance, eps).
    /// </summary>
    /// <param name="prediction">The predicted means: any number of elements.</param>
    /// <param name="target">The targets, as many.</param>
    /// <param name="variance">The predicted variances, as many.</param>
    /// <param name="eps">The least variance that is computed with; the gradient is passed on to smaller ones, as in PyTorch.</param>
    /// <returns>The mean of all elements.</returns>
    /// <remarks>
    /// <para>Use it for: regression whose likelihood is reported; comparison of models of uncertainty.</para>
    /// <para>Avoid it for training alone, where the constant says nothing: use GaussianNll.</para>
    /// <para>
    /// Reference: D. A. Nix and A. S. Weigend, "Estimating the mean and variance of the target probability distribution", ICNN 1994.
    /// </para>
    /// </remarks>
    [Loss("mean(l)" + GaussianNllFullTerm)]
    public static partial float GaussianNllFull(
        [Gradient] ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, [Gradient, Range(0, 1e30)] ReadOnlySpan<float> variance,
        [Range(1e-30, 1)] float eps = 1e-6f);

    /// <inheritdoc cref="GaussianNllFull(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss("mean(l)" + GaussianNllFullTerm)]
    public static partial double GaussianNllFull(
        [Gradient] ReadOnlySpan<double> prediction, ReadOnlySpan<double> target,
        [Gradient, Range(0, 1e30)] ReadOnlySpan<double> variance, [Range(1e-30, 1)] double eps = 1e-6);

    /// <summary>GaussianNllFull with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="GaussianNllFull(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum(l)" + GaussianNllFullTerm)]
    public static partial float GaussianNllFullSum(
        [Gradient] ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, [Gradient, Range(0, 1e30)] ReadOnlySpan<float> variance,
        [Range(1e-30, 1)] float eps = 1e-6f);

    /// <summary>GaussianNllFull with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="GaussianNllFull(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum(l)" + GaussianNllFullTerm)]
    public static partial double GaussianNllFullSum(
        [Gradient] ReadOnlySpan<double> prediction, ReadOnlySpan<double> target,
        [Gradient, Range(0, 1e30)] ReadOnlySpan<double> variance, [Range(1e-30, 1)] double eps = 1e-6);

    /// <summary>GaussianNllFull with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="GaussianNllFull(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("l" + GaussianNllFullTerm)]
    public static partial void GaussianNllFull(
        [Gradient] ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, [Gradient, Range(0, 1e30)] ReadOnlySpan<float> variance,
        Span<float> loss, [Range(1e-30, 1)] float eps = 1e-6f);

    /// <summary>GaussianNllFull with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="GaussianNllFull(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("l" + GaussianNllFullTerm)]
    public static partial void GaussianNllFull(
        [Gradient] ReadOnlySpan<double> prediction, ReadOnlySpan<double> target,
        [Gradient, Range(0, 1e30)] ReadOnlySpan<double> variance, Span<double> loss, [Range(1e-30, 1)] double eps = 1e-6);
}
