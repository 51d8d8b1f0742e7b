using System.Globalization;
using ScottPlot;

namespace LossGen.Benchmarks.Suite;

/// <summary>Draws how much of the roofline each loss reaches with its gradient, a column for each at its largest size.</summary>
internal static class SuitePlot
{
    public static void Save(SuiteReport report, string path)
    {
        List<SuiteResult> largest = [.. report.Results.Where(result => result.Direction == SuiteResult.WithGradient)
            .GroupBy(result => result.Loss).Select(sizes => sizes.MaxBy(result => result.Bytes)!).OrderBy(result => result.OfRoofline)];
        var plot = new Plot();
        Bar[] bars = [.. largest.Select((result, i) => new Bar
        {
            Position = i,
            Value = result.OfRoofline,
            Orientation = Orientation.Horizontal,
            FillColor = Color.FromHex("#0072B2"),
            Label = string.Create(CultureInfo.InvariantCulture, $"{result.OfRoofline:F2}"),
        })];
        plot.Add.Bars(bars).Horizontal = true;
        plot.Axes.Left.SetTicks([.. bars.Select(bar => bar.Position)], [.. largest.Select(result => $"{result.Loss}, {result.Size}")]);
        plot.Axes.Left.TickLabelStyle.FontSize = 11;
        plot.Axes.Margins(left: 0);
        plot.Title(string.Create(CultureInfo.InvariantCulture, $"Value and gradient: fraction of the roofline, {report.Date:yyyy-MM-dd}"));
        plot.XLabel("time of a copy of as many bytes / time of the loss");
        plot.SavePng(path, 1100, 160 + (24 * Math.Max(1, largest.Count)));
    }
}
