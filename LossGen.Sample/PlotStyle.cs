using ScottPlot;
using ScottPlot.Plottables;

namespace LossGen.Sample;

/// <summary>What all pictures have in common.</summary>
public static class PlotStyle
{
    /// <summary>Four colours that differ in lightness too (Okabe and Ito's palette, for readers who see fewer hues).</summary>
    public static readonly Color[] Colors =
        [Color.FromHex("#D55E00"), Color.FromHex("#0072B2"), Color.FromHex("#009E73"), Color.FromHex("#AA4499")];

    public static readonly Color Ink = Color.FromHex("#222222");

    public static readonly Color Faint = Color.FromHex("#888888");

    private static readonly string[] Typefaces = ["Segoe UI", "Helvetica Neue", "Arial", "Liberation Sans", "Noto Sans", "DejaVu Sans"];

    /// <summary>The first of the common sans-serif typefaces that the system has; without one ScottPlot may pick a serif.</summary>
    private static readonly string? Typeface = Typefaces.FirstOrDefault(SkiaSharp.SKFontManager.Default.FontFamilies.Contains);

    public static Plot NewPlot(string title, string xLabel, string yLabel)
    {
        Plot plot = new();
        plot.FigureBackground.Color = ScottPlot.Colors.White;
        plot.Title(title, 16);
        plot.Axes.Title.Label.Bold = false;
        plot.XLabel(xLabel, 15);
        plot.YLabel(yLabel, 15);
        plot.Axes.Bottom.TickLabelStyle.FontSize = 13;
        plot.Axes.Left.TickLabelStyle.FontSize = 13;
        plot.Legend.FontSize = 14;
        plot.Legend.SymbolWidth = 36;
        plot.Legend.Padding = new(12, 12, 10, 10);
        if (Typeface is { } typeface)
            plot.Font.Set(typeface);
        return plot;
    }

    public static Scatter AddLine(Plot plot, double[] x, double[] y, Color color, LinePattern pattern, string legend = "")
    {
        Scatter line = plot.Add.ScatterLine(x, y, color);
        line.LineWidth = 2.5f;
        line.LinePattern = pattern;
        line.LegendText = legend;
        return line;
    }
}
