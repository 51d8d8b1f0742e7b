using ScottPlot;

namespace LossGen.Sample.Boosting;

/// <summary>Draws what the trees say.</summary>
internal static class BoostingPlot
{
    private static readonly LinePattern[] Patterns = [LinePattern.Solid, LinePattern.Dashed, LinePattern.Solid, LinePattern.Solid];

    public static IEnumerable<string> Save(string folder, BoostingData data, Boosted[] runs)
    {
        Plot plot = PlotStyle.NewPlot("Trees boosted under LightGBM's own objective and under formulas", "x", "y");
        double[] x = [.. Enumerable.Range(0, data.Labels.Length).Select(i => (double)data.Features[i, 0])], y = [.. data.Labels.Select(label => (double)label)];
        plot.Add.ScatterPoints(x, y, PlotStyle.Faint.WithAlpha(0.35)).MarkerSize = 3;
        PlotStyle.AddLine(plot, BoostingCommand.Grid, [.. BoostingCommand.Grid.Select(BoostingData.Curve)], PlotStyle.Ink, LinePattern.Dotted, "the curve");
        for (int i = 0; i < runs.Length; i++)
            PlotStyle.AddLine(plot, BoostingCommand.Grid, runs[i].Fit, PlotStyle.Colors[i], Patterns[i], runs[i].Name);
        plot.Axes.SetLimitsY(-2.5, 5);
        plot.ShowLegend(Alignment.UpperLeft);
        return PlotStyle.Save(PlotStyle.Together([plot]), folder, "boosting", 1100, 620);
    }
}
