namespace LossGen.Losses;

public static partial class LossCatalogue
{
    private static IEnumerable<LossEntry> RegressionOfRowsLosses() =>
    [
        new(
            nameof(Regression.Quantiles),
            Regression.QuantilesInfo,
            LossTask.Regression,
            "Quantile loss (pinball loss) of several quantiles of each target: quantiles[q] · e where e = target[n] - prediction[n," +
                " q] is at least 0, else (quantiles[q] - 1) · e.",
            ["predicting several quantiles", "prediction intervals", "probabilistic forecasting", "distributional regression"],
            "Avoid it where quantiles must not cross: nothing in the loss keeps their order.",
            "R. Koenker and G. Bassett, \"Regression Quantiles\", Econometrica 46 (1978)."),
    ];
}
