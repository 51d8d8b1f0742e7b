namespace LossGen.Losses;

public static partial class Regression
{
    private const string AbsoluteErrorTerm = " where l = abs(prediction - target)";

    /// <summary>Absolute error (MAE, L1 loss; torch.nn.L1Loss): |prediction - target|.</summary>
    /// <param name="prediction">The predictions: any number of elements, a tensor of any shape flattened.</param>
    /// <param name="target">The targets, as many.</param>
    /// <returns>The mean of all elements.</returns>
    /// <remarks>
    /// <para>Use it for: regression with outliers; predicting the conditional median; image restoration with sharp edges.</para>
    /// <para>
    /// Avoid it where the last digits matter: the gradient has the same size at any residual, so that training does not settle by
    /// itself. Use Huber or SmoothL1 there.
    /// </para>
    /// <para>Reference: R. J. Boscovich, 1757; P. S. Laplace, 1793.</para>
    /// </remarks>
    [Loss("mean(l)" + AbsoluteErrorTerm)]
    public static partial float AbsoluteError(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target);

    /// <inheritdoc cref="AbsoluteError(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss("mean(l)" + AbsoluteErrorTerm)]
    public static partial double AbsoluteError(ReadOnlySpan<double> prediction, ReadOnlySpan<double> target);

    /// <summary>AbsoluteError with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="AbsoluteError(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum(l)" + AbsoluteErrorTerm)]
    public static partial float AbsoluteErrorSum(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target);

    /// <summary>AbsoluteError with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="AbsoluteError(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum(l)" + AbsoluteErrorTerm)]
    public static partial double AbsoluteErrorSum(ReadOnlySpan<double> prediction, ReadOnlySpan<double> target);

    /// <summary>AbsoluteError with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="AbsoluteError(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("l" + AbsoluteErrorTerm)]
    public static partial void AbsoluteError(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, Span<float> loss);

    /// <summary>AbsoluteError with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="AbsoluteError(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("l" + AbsoluteErrorTerm)]
    public static partial void AbsoluteError(ReadOnlySpan<double> prediction, ReadOnlySpan<double> target, Span<double> loss);

    private const string AbsolutePercentageErrorTerm = " where l = abs(prediction - target) / max(abs(target), eps)";

    /// <summary>Absolute percentage error (MAPE) as a fraction: |prediction - target| / max(|target|, eps).</summary>
    /// <param name="prediction">The predictions: any number of elements, a tensor of any shape flattened.</param>
    /// <param name="target">The targets, as many.</param>
    /// <param name="eps">The least magnitude of a target that is divided by.</param>
    /// <returns>The mean of all elements.</returns>
    /// <remarks>
    /// <para>Use it for: regression with relative errors; forecasts that are judged in percent; demand forecasting.</para>
    /// <para>Avoid it where targets can be 0 or near it, and where too high a forecast must not cost more than too low a one.</para>
    /// <para>
    /// Reference: S. Makridakis, "Accuracy measures: theoretical and practical concerns", International Journal of Forecasting 9
    /// (1993).
    /// </para>
    /// </remarks>
    [Loss("mean(l)" + AbsolutePercentageErrorTerm)]
    public static partial float AbsolutePercentageError(
        ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, [Range(1e-30, 1e30)] float eps = 1e-7f);

    /// <inheritdoc cref="AbsolutePercentageError(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss("mean(l)" + AbsolutePercentageErrorTerm)]
    public static partial double AbsolutePercentageError(
        ReadOnlySpan<double> prediction, ReadOnlySpan<double> target, [Range(1e-30, 1e30)] double eps = 1e-7);

    /// <summary>AbsolutePercentageError with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="AbsolutePercentageError(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum(l)" + AbsolutePercentageErrorTerm)]
    public static partial float AbsolutePercentageErrorSum(
        ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, [Range(1e-30, 1e30)] float eps = 1e-7f);

    /// <summary>AbsolutePercentageError with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="AbsolutePercentageError(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum(l)" + AbsolutePercentageErrorTerm)]
    public static partial double AbsolutePercentageErrorSum(
        ReadOnlySpan<double> prediction, ReadOnlySpan<double> target, [Range(1e-30, 1e30)] double eps = 1e-7);

    /// <summary>AbsolutePercentageError with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="AbsolutePercentageError(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("l" + AbsolutePercentageErrorTerm)]
    public static partial void AbsolutePercentageError(
        ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, Span<float> loss, [Range(1e-30, 1e30)] float eps = 1e-7f);

    /// <summary>AbsolutePercentageError with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="AbsolutePercentageError(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("l" + AbsolutePercentageErrorTerm)]
    public static partial void AbsolutePercentageError(
        ReadOnlySpan<double> prediction, ReadOnlySpan<double> target, Span<double> loss, [Range(1e-30, 1e30)] double eps = 1e-7);

    private const string QuantileTerm = " where l = e >= 0 ? quantile * e : (quantile - 1) * e, e = target - prediction";

    /// <summary>
    /// Quantile loss (pinball loss): quantile · e where e = target - prediction is at least 0, else (quantile - 1) · e.
    /// </summary>
    /// <param name="prediction">The predictions: any number of elements, a tensor of any shape flattened.</param>
    /// <param name="target">The targets, as many.</param>
    /// <param name="quantile">The quantile that is predicted, between 0 and 1.</param>
    /// <returns>The mean of all elements.</returns>
    /// <remarks>
    /// <para>
    /// Use it for: predicting quantiles; prediction intervals; asymmetric costs of too much and too little; regression with outliers.
    /// </para>
    /// <para>
    /// Avoid it where the mean is wanted, and for several quantiles of one model without Quantiles, which shares the targets.
    /// </para>
    /// <para>Reference: R. Koenker and G. Bassett, "Regression Quantiles", Econometrica 46 (1978).</para>
    /// </remarks>
    [Loss("mean(l)" + QuantileTerm)]
    public static partial float Quantile(
        ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, [Range(0, 1)] float quantile = 0.5f);

    /// <inheritdoc cref="Quantile(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss("mean(l)" + QuantileTerm)]
    public static partial double Quantile(
        ReadOnlySpan<double> prediction, ReadOnlySpan<double> target, [Range(0, 1)] double quantile = 0.5);

    /// <summary>Quantile with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="Quantile(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum(l)" + QuantileTerm)]
    public static partial float QuantileSum(
        ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, [Range(0, 1)] float quantile = 0.5f);

    /// <summary>Quantile with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="Quantile(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum(l)" + QuantileTerm)]
    public static partial double QuantileSum(
        ReadOnlySpan<double> prediction, ReadOnlySpan<double> target, [Range(0, 1)] double quantile = 0.5);

    /// <summary>Quantile with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="Quantile(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("l" + QuantileTerm)]
    public static partial void Quantile(
        ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, Span<float> loss, [Range(0, 1)] float quantile = 0.5f);

    /// <summary>Quantile with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="Quantile(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("l" + QuantileTerm)]
    public static partial void Quantile(
        ReadOnlySpan<double> prediction, ReadOnlySpan<double> target, Span<double> loss, [Range(0, 1)] double quantile = 0.5);
}
