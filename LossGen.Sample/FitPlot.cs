using System.Globalization;
using ScottPlot;
using ScottPlot.Plottables;

namespace LossGen.Sample;

/// <summary>Draws the points and the fitted lines.</summary>
public static class FitPlot
{
    /// <summary>Writes a PNG and an SVG and gives their paths.</summary>
    public static IEnumerable<string> Save(string folder, DataSet data, Fit[] fits)
    {
        Plot plot = Draw(data, fits);
        string png = Path.Combine(folder, "fit.png"), svg = Path.Combine(folder, "fit.svg");
        plot.SavePng(png, 1000, 640);
        plot.SaveSvg(svg, 1000, 640);
        yield return png;
        yield return svg;
    }

    private static Plot Draw(DataSet data, Fit[] fits)
    {
        Plot plot = PlotStyle.NewPlot($"{data.Title}: one line under four losses", data.XLabel, data.YLabel);
        double margin = 0.03 * (data.X.Max() - data.X.Min());
        double from = data.X.Min() - margin, to = Math.Max(data.X.Max(), data.PredictAt) + margin;
        bool[] suspect = data.Suspect ?? new bool[data.X.Length];
        AddPoints(plot, data, i => !suspect[i], MarkerShape.FilledCircle, "points");
        AddPoints(plot, data, i => suspect[i], MarkerShape.OpenSquare, data.SuspectReason);
        if (suspect.Contains(true))
        {
            (double[] x, double[] y) = data.Clean();
            AddLine("least squares of the clean points", Line.LeastSquares(x, y), PlotStyle.Faint).LineWidth = 1.5f;
        }

        for (int i = 0; i < fits.Length; i++)
            AddLine(fits[i].Loss, fits[i].Line, PlotStyle.Colors[i]);
        LabelSuspects(plot, data, suspect);
        plot.Axes.AutoScale();
        plot.Axes.SetLimitsX(from, to);
        MakeRoomForLegend(plot, data);
        plot.ShowLegend(Alignment.UpperLeft);
        return plot;

        // All lines are solid: SkiaSharp's SVG has no dashes.
        Scatter AddLine(string name, Line line, Color color) => PlotStyle.AddLine(
            plot, [from, to], [line.At(from), line.At(to)], color, LinePattern.Solid,
            string.Create(CultureInfo.InvariantCulture, $"{name}: slope {line.Slope:0.####}"));
    }

    private static void AddPoints(Plot plot, DataSet data, Func<int, bool> chosen, MarkerShape shape, string legend)
    {
        int[] indices = [.. Enumerable.Range(0, data.X.Length).Where(chosen)];
        if (indices.Length == 0)
            return;
        // More markers would only blacken the picture and swell the SVG.
        const int most = 2000, few = 100;
        int stride = (indices.Length + most - 1) / most;
        if (stride > 1)
            legend += $" (one in {stride} drawn)";
        indices = [.. indices.Where((_, position) => position % stride == 0)];
        bool isFew = data.X.Length <= few;
        Markers points = plot.Add.Markers(
            indices.Select(i => data.X[i]).ToArray(), indices.Select(i => data.Y[i]).ToArray(), shape,
            isFew ? 9 : 5, PlotStyle.Ink.WithAlpha(isFew ? 1 : 0.35));
        points.MarkerStyle.LineWidth = isFew ? 2 : 1;
        points.LegendText = legend;
    }

    /// <summary>Writes its x above each suspect point, where they are so few that the labels stay apart.</summary>
    private static void LabelSuspects(Plot plot, DataSet data, bool[] suspect)
    {
        const int most = 12;
        int[] indices = [.. Enumerable.Range(0, data.X.Length).Where(i => suspect[i])];
        foreach (int i in indices.Length <= most ? indices : [])
        {
            Text text = plot.Add.Text(data.X[i].ToString("0.###", CultureInfo.InvariantCulture), data.X[i], data.Y[i]);
            text.LabelFontSize = 13;
            text.LabelFontColor = PlotStyle.Ink;
            text.LabelBackgroundColor = Colors.White.WithAlpha(0.8);
            text.LabelPadding = 1;
            text.LabelAlignment = Alignment.LowerCenter;
            text.OffsetY = -8;
        }
    }

    /// <summary>Raises the upper end of the y axis where points lie in the upper left corner, which the legend would hide.</summary>
    private static void MakeRoomForLegend(Plot plot, DataSet data)
    {
        AxisLimits limits = plot.Axes.GetLimits();
        double right = limits.Left + 0.55 * limits.HorizontalSpan, bottom = limits.Bottom + 0.6 * limits.VerticalSpan;
        if (data.X.Zip(data.Y).Any(point => point.First < right && point.Second > bottom))
            plot.Axes.SetLimitsY(limits.Bottom, limits.Top + 0.5 * limits.VerticalSpan);
    }
}
