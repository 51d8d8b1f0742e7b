using System.Numerics.Tensors;

namespace LossGen.Losses;

public static partial class Regression
{
    private const string QuantilesTerm =
        " where l[n, q] = e[n, q] >= 0 ? quantiles[q] * e[n, q] : (quantiles[q] - 1) * e[n, q]," +
        " e[n, q] = target[n] - prediction[n, q]";

    /// <summary>
    /// Quantile loss (pinball loss) of several quantiles of each target: quantiles[q] · e where e = target[n] - prediction[n, q] is at
    /// least 0, else (quantiles[q] - 1) · e.
    /// </summary>
    /// <param name="prediction">The predicted quantiles, [n, q].</param>
    /// <param name="target">The targets, n.</param>
    /// <param name="quantiles">The quantiles that are predicted, between 0 and 1: q.</param>
    /// <returns>The mean over targets and quantiles.</returns>
    /// <remarks>
    /// <para>
    /// Use it for: predicting several quantiles; prediction intervals; probabilistic forecasting; distributional regression.
    /// </para>
    /// <para>Avoid it where quantiles must not cross: nothing in the loss keeps their order.</para>
    /// <para>Reference: R. Koenker and G. Bassett, "Regression Quantiles", Econometrica 46 (1978).</para>
    /// </remarks>
    [Loss("mean[n, q](l[n, q])" + QuantilesTerm)]
    public static partial float Quantiles(
        ReadOnlyTensorSpan<float> prediction, ReadOnlySpan<float> target, [Range(0, 1)] ReadOnlySpan<float> quantiles);

    /// <inheritdoc cref="Quantiles(ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss("mean[n, q](l[n, q])" + QuantilesTerm)]
    public static partial double Quantiles(
        ReadOnlyTensorSpan<double> prediction, ReadOnlySpan<double> target, [Range(0, 1)] ReadOnlySpan<double> quantiles);

    /// <summary>Quantiles with reduction 'sum': the sum over the quantiles of all targets in place of the mean.</summary>
    /// <inheritdoc cref="Quantiles(ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum[n, q](l[n, q])" + QuantilesTerm)]
    public static partial float QuantilesSum(
        ReadOnlyTensorSpan<float> prediction, ReadOnlySpan<float> target, [Range(0, 1)] ReadOnlySpan<float> quantiles);

    /// <summary>Quantiles with reduction 'sum': the sum over the quantiles of all targets in place of the mean.</summary>
    /// <inheritdoc cref="Quantiles(ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum[n, q](l[n, q])" + QuantilesTerm)]
    public static partial double QuantilesSum(
        ReadOnlyTensorSpan<double> prediction, ReadOnlySpan<double> target, [Range(0, 1)] ReadOnlySpan<double> quantiles);

    /// <summary>
    /// Quantiles with reduction 'none': the loss of each quantile of each target, written to <paramref name="loss"/>.
    /// </summary>
    /// <inheritdoc cref="Quantiles(ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("l[n, q]" + QuantilesTerm)]
    public static partial void Quantiles(
        ReadOnlyTensorSpan<float> prediction, ReadOnlySpan<float> target, [Range(0, 1)] ReadOnlySpan<float> quantiles,
        Span<float> loss);

    /// <summary>
    /// Quantiles with reduction 'none': the loss of each quantile of each target, written to <paramref name="loss"/>.
    /// </summary>
    /// <inheritdoc cref="Quantiles(ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("l[n, q]" + QuantilesTerm)]
    public static partial void Quantiles(
        ReadOnlyTensorSpan<double> prediction, ReadOnlySpan<double> target, [Range(0, 1)] ReadOnlySpan<double> quantiles,
        Span<double> loss);
}
