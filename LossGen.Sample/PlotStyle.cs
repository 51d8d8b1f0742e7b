using ScottPlot;
using ScottPlot.Plottables;
using SkiaSharp;

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
    private static readonly string? Typeface = Typefaces.FirstOrDefault(SKFontManager.Default.FontFamilies.Contains);

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

    /// <summary>Several plots in one picture, side by side or as the layout has it.</summary>
    public static Multiplot Together(IEnumerable<Plot> plots, IMultiplotLayout? layout = null)
    {
        Multiplot all = new();
        // It comes with an empty plot.
        all.RemovePlot(all.GetPlot(0));
        foreach (Plot plot in plots)
            all.AddPlot(plot);
        all.Layout = layout ?? new ScottPlot.MultiplotLayouts.Columns();
        return all;
    }

    /// <summary>Writes a PNG and an SVG and gives their paths. ScottPlot itself writes single plots as SVG only.</summary>
    public static IEnumerable<string> Save(Multiplot plots, string folder, string name, int width, int height)
    {
        string png = Path.Combine(folder, $"{name}.png"), svg = Path.Combine(folder, $"{name}.svg");
        plots.SavePng(png, width, height);
        yield return png;
        using (FileStream stream = File.Create(svg))
        {
            // The end of the document is written as the canvas is disposed of.
            using SKCanvas canvas = SKSvgCanvas.Create(new SKRect(0, 0, width, height), stream);
            plots.Render(canvas, new PixelRect(0, width, height, 0));
        }

        yield return svg;
    }
}
