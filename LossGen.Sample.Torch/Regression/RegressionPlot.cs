using ScottPlot;

namespace LossGen.Sample.Torch;

/// <summary>Draws the course of the trainings, and what the networks say.</summary>
internal static class RegressionPlot
{
    public static IEnumerable<string> Save(string folder, CurveData data, List<(CurveCase Case, CurveTrained Ours, CurveTrained Theirs)> runs) =>
        PlotStyle.Save(PlotStyle.Together([Course(runs), Fit(data, runs)]), folder, "torch-train", 1300, 520);

    private static Plot Course(List<(CurveCase Case, CurveTrained Ours, CurveTrained Theirs)> runs)
    {
        Plot plot = PlotStyle.NewPlot("The loss as the network trains", "step", "loss");
        for (int i = 0; i < runs.Count; i++)
        {
            double[] steps = [.. Enumerable.Range(0, runs[i].Ours.Losses.Length).Select(step => (double)step)];
            PlotStyle.AddLine(plot, steps, runs[i].Ours.Losses, PlotStyle.Colors[i].WithAlpha(0.45), LinePattern.Solid, $"{runs[i].Case.Name}, LossGen").LineWidth = 6;
            PlotStyle.AddLine(plot, steps, runs[i].Theirs.Losses, PlotStyle.Ink, i == 0 ? LinePattern.Dashed : LinePattern.Dotted, $"{runs[i].Case.Name}, torch").LineWidth = 1.5f;
        }

        plot.Axes.SetLimitsY(0, runs.Max(run => run.Ours.Losses[0]) * 1.05);
        plot.ShowLegend(Alignment.UpperRight);
        return plot;
    }

    private static Plot Fit(CurveData data, List<(CurveCase Case, CurveTrained Ours, CurveTrained Theirs)> runs)
    {
        Plot plot = PlotStyle.NewPlot("What the networks say", "x", "y");
        double[] x = [.. data.X.data<float>().Select(value => (double)value)], y = [.. data.Y.data<float>().Select(value => (double)value)];
        plot.Add.ScatterPoints(x, y, PlotStyle.Faint.WithAlpha(0.6)).MarkerSize = 4;
        PlotStyle.AddLine(plot, CurveTraining.Grid, [.. CurveTraining.Grid.Select(CurveData.Curve)], PlotStyle.Ink, LinePattern.Dashed, "the curve");
        for (int i = 0; i < runs.Count; i++)
            PlotStyle.AddLine(plot, CurveTraining.Grid, runs[i].Ours.Fit, PlotStyle.Colors[i], LinePattern.Solid, runs[i].Case.Name);
        plot.ShowLegend(Alignment.UpperLeft);
        return plot;
    }
}
