using ScottPlot;

namespace LossGen.Cli.Plotting;

/// <summary>Draws curves into a PNG.</summary>
internal static class PngPlot
{
    // Okabe and Ito's palette, for readers who see fewer hues.
    private static readonly Color[] Colors = [Color.FromHex("#D55E00"), Color.FromHex("#0072B2")];

    public static void Save(IReadOnlyList<Curve> curves, string title, string path)
    {
        Plot plot = new();
        plot.FigureBackground.Color = ScottPlot.Colors.White;
        plot.Title(title.Length > 90 ? title[..87] + "..." : title, 16);
        plot.Axes.Title.Label.Bold = false;
        plot.XLabel(curves.Count == 1 ? curves[0].Along : curves[0].Along.Split(',')[0]);
        plot.Add.HorizontalLine(0, 1, ScottPlot.Colors.Grey);
        for (int i = 0; i < curves.Count; i++)
        {
            string setting = curves.Count == 1 ? "" : curves[i].Along[curves[i].Along.IndexOf(',', StringComparison.Ordinal)..];
            AddLine(plot, curves[i].X, curves[i].Loss, Colors[i], LinePattern.Solid, "loss" + setting);
            AddLine(plot, curves[i].X, curves[i].Gradient, curves.Count == 1 ? Colors[1] : Colors[i], LinePattern.Dashed, "gradient" + setting);
        }

        plot.ShowLegend(Edge.Right);
        plot.SavePng(path, 900, 560);
    }

    private static void AddLine(Plot plot, double[] x, double[] y, Color color, LinePattern pattern, string legend)
    {
        int[] drawn = [.. Enumerable.Range(0, x.Length).Where(i => double.IsFinite(y[i]))];
        ScottPlot.Plottables.Scatter line = plot.Add.ScatterLine(drawn.Select(i => x[i]).ToArray(), drawn.Select(i => y[i]).ToArray(), color);
        line.LineWidth = 2.5f;
        line.LinePattern = pattern;
        line.LegendText = legend;
    }
}
