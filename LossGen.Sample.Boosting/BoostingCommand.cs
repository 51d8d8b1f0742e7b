using System.Globalization;
using Spectre.Console;

namespace LossGen.Sample.Boosting;

/// <summary>What trees say that were boosted under an objective.</summary>
internal sealed record Boosted(string Name, string Formula, double[] Fit);

/// <summary>Boosts trees of LightGBM under its own objectives and under formulas.</summary>
internal static class BoostingCommand
{
    private const int Rounds = 120;

    public static double[] Grid { get; } = [.. Enumerable.Range(0, 401).Select(i => -2 + (i / 100.0))];

    public static IEnumerable<string> Run(int rows, int seed, string folder)
    {
        BoostingData data = BoostingData.Generate(rows, seed);
        Boosted[] runs =
        [
            ByLightGbm(data, "regression"),
            ByFormula(data, nameof(Objectives.Squared), Objectives.SquaredInfo.Formula, (p, y, gradient, hessian) => Objectives.SquaredWithGradientAndHessian(p, y, gradient, hessian)),
            ByFormula(data, nameof(Objectives.PseudoHuber), Objectives.PseudoHuberInfo.Formula, (p, y, gradient, hessian) => Objectives.PseudoHuberWithGradientAndHessian(p, y, gradient, hessian)),
            ByFormula(data, nameof(Objectives.Asymmetric), Objectives.AsymmetricInfo.Formula, (p, y, gradient, hessian) => Objectives.AsymmetricWithGradientAndHessian(p, y, gradient, hessian)),
        ];
        Table table = new Table().RoundedBorder().Title($"{Rounds} trees of LightGBM, {rows} rows");
        foreach (string heading in new[] { "objective", "formula", "mean distance to the curve", "rows below the fit" })
            table.AddColumn(new TableColumn(heading));
        foreach (Boosted run in runs)
        {
            double distance = run.Fit.Zip(Grid, (value, x) => Math.Abs(value - BoostingData.Curve(x))).Average();
            table.AddRow(Markup.Escape(run.Name), Markup.Escape(run.Formula), Text(distance, "0.000"), Text(Below(data, run), "0 %"));
        }

        AnsiConsole.Write(table);
        return BoostingPlot.Save(folder, data, runs);
    }

    private static Boosted ByLightGbm(BoostingData data, string objective)
    {
        using var booster = new Booster(data.Features, data.Labels, objective);
        booster.Train(Rounds);
        return new Boosted($"LightGBM's {objective}", "", booster.Predict(GridFeatures()));
    }

    private static Boosted ByFormula(BoostingData data, string name, string formula, Objective objective)
    {
        using var booster = new Booster(data.Features, data.Labels);
        booster.Train(objective, Rounds);
        return new Boosted(name, formula, booster.Predict(GridFeatures()));
    }

    private static double Below(BoostingData data, Boosted run)
    {
        int below = 0;
        for (int i = 0; i < data.Labels.Length; i++)
        {
            int at = (int)Math.Clamp(Math.Round((data.Features[i, 0] + 2) * 100), 0, Grid.Length - 1);
            below += data.Labels[i] < run.Fit[at] ? 1 : 0;
        }

        return (double)below / data.Labels.Length;
    }

    private static float[,] GridFeatures()
    {
        var features = new float[Grid.Length, 1];
        for (int i = 0; i < Grid.Length; i++)
            features[i, 0] = (float)Grid[i];
        return features;
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
