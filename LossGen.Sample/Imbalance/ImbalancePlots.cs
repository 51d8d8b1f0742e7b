using System.Globalization;
using ScottPlot;
using ScottPlot.Plottables;

namespace LossGen.Sample;

/// <summary>Draws where classifiers draw the line, and what that is good for.</summary>
public static class ImbalancePlots
{
    private const double Left = -3.6, Right = 4.6;

    /// <summary>Writes two PNGs and gives their paths.</summary>
    public static IEnumerable<string> Save(string folder, RareClass train, RareClassifier[] classifiers)
    {
        string boundaries = Path.Combine(folder, "imbalance-boundaries.png"), scores = Path.Combine(folder, "imbalance-scores.png");
        Boundaries(train, classifiers).SavePng(boundaries, 1000, 720);
        yield return boundaries;
        Scores(classifiers).SavePng(scores, 1000, 560);
        yield return scores;
    }

    private static Plot Boundaries(RareClass train, RareClassifier[] classifiers)
    {
        string title = string.Create(
            CultureInfo.InvariantCulture, $"A class of {RareClass.Share:0 %}: above its line, a classifier says \"rare\"");
        Plot plot = PlotStyle.NewPlot(title, "x", "y");
        AddPoints(plot, train, 0, MarkerShape.FilledCircle, 4, PlotStyle.Faint.WithAlpha(0.35), "common");
        AddPoints(plot, train, 1, MarkerShape.FilledTriangleUp, 9, PlotStyle.Ink.WithAlpha(0.85), "rare");
        for (int i = 0; i < classifiers.Length; i++)
        {
            LinearMap map = classifiers[i].Map;
            // Both weights are far from 0: the rare class lies to the upper right.
            double[] y = [At(map, Left), At(map, Right)];
            PlotStyle.AddLine(plot, [Left, Right], y, PlotStyle.Colors[i], LinePattern.Solid, classifiers[i].Name);
        }

        plot.Axes.SetLimits(Left, Right, Left, Right);
        plot.ShowLegend(Alignment.LowerLeft);
        return plot;

        static double At(LinearMap map, double x) => -(map[0, 0] * x + map[0, 2]) / map[0, 1];
    }

    private static void AddPoints(Plot plot, RareClass data, float label, MarkerShape shape, float size, Color color, string legend)
    {
        int[] rows = [.. Enumerable.Range(0, data.Labels.Length).Where(row => data.Labels[row] == label)];
        Markers points = plot.Add.Markers(
            rows.Select(row => (double)data.Points[row, 0]).ToArray(), rows.Select(row => (double)data.Points[row, 1]).ToArray(),
            shape, size, color);
        points.LegendText = legend;
    }

    private static Plot Scores(RareClassifier[] classifiers)
    {
        Plot plot = PlotStyle.NewPlot("What the losses make of a rare class", "", "score of points not trained on");
        (string Name, Func<RareClassifier, double> Of)[] scores =
            [("precision", item => item.Precision), ("recall", item => item.Recall), ("F1", item => item.F1)];
        for (int s = 0; s < scores.Length; s++)
        {
            for (int i = 0; i < classifiers.Length; i++)
            {
                double value = scores[s].Of(classifiers[i]), x = i + 0.27 * (s - 1);
                BarPlot bar = plot.Add.Bar(x, value);
                bar.Bars[0].Size = 0.25;
                bar.Bars[0].FillColor = PlotStyle.Colors[s];
                bar.Bars[0].LineWidth = 0;
                bar.LegendText = i == 0 ? scores[s].Name : "";
                Text text = plot.Add.Text(value.ToString("0.00", CultureInfo.InvariantCulture), x, value);
                text.LabelFontSize = 13;
                text.LabelFontColor = PlotStyle.Ink;
                text.LabelAlignment = Alignment.LowerCenter;
            }
        }

        // A name that is long stands on two lines, or it would touch its neighbour.
        plot.Axes.Bottom.SetTicks(
            [.. classifiers.Select((_, i) => (double)i)], [.. classifiers.Select(item => item.Name.Replace(", ", "\n"))]);
        plot.Axes.Left.SetTicks([0, 0.25, 0.5, 0.75, 1], ["0", "0.25", "0.5", "0.75", "1"]);
        plot.Axes.SetLimits(-0.6, classifiers.Length - 0.4, 0, 1.1);
        plot.HideGrid();
        plot.ShowLegend(Edge.Right);
        return plot;
    }
}
