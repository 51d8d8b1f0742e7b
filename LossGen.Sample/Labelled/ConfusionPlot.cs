using System.Globalization;
using ScottPlot;
using ScottPlot.Plottables;

namespace LossGen.Sample;

/// <summary>Draws what a classifier takes for what.</summary>
public static class ConfusionPlot
{
    /// <summary>Writes a PNG and gives its path.</summary>
    public static IEnumerable<string> Save(string folder, LabelledData data, Trained trained)
    {
        string path = Path.Combine(folder, "confusion.png");
        Draw(data, trained).SavePng(path, 320 + 100 * Math.Max(3, data.Classes.Length), 240 + 100 * Math.Max(3, data.Classes.Length));
        yield return path;
    }

    private static Plot Draw(LabelledData data, Trained trained)
    {
        int count = data.Classes.Length;
        string accuracy = trained.TestAccuracy.ToString("0.0 %", CultureInfo.InvariantCulture);
        Plot plot = PlotStyle.NewPlot($"{data.Title}: {accuracy} of the rows held out are right", "predicted", "true class");
        for (int row = 0; row < count; row++)
        {
            int ofClass = Enumerable.Range(0, count).Sum(column => trained.Confusion[row, column]);
            for (int column = 0; column < count; column++)
                AddCell(plot, column, count - 1 - row, trained.Confusion[row, column], ofClass, row == column);
        }

        double[] positions = [.. Enumerable.Range(0, count).Select(i => (double)i)];
        plot.Axes.Bottom.SetTicks(positions, data.Classes);
        plot.Axes.Left.SetTicks(positions, [.. data.Classes.Reverse()]);
        plot.Axes.SetLimits(-0.5, count - 0.5, -0.5, count - 0.5);
        plot.HideGrid();
        return plot;
    }

    private static void AddCell(Plot plot, int x, int y, int value, int ofClass, bool isRight)
    {
        double share = ofClass == 0 ? 0 : (double)value / ofClass;
        Rectangle cell = plot.Add.Rectangle(x - 0.5, x + 0.5, y - 0.5, y + 0.5);
        // Mistakes stand out in another colour, however few they are.
        Color color = isRight ? PlotStyle.Colors[1] : PlotStyle.Colors[0];
        cell.FillColor = value == 0 ? Colors.White : color.WithAlpha(0.25 + 0.75 * share);
        cell.LineColor = Colors.White;
        cell.LineWidth = 2;
        Text text = plot.Add.Text(value.ToString(CultureInfo.InvariantCulture), x, y);
        text.LabelFontSize = 18;
        text.LabelFontColor = share > 0.4 ? Colors.White : value == 0 ? PlotStyle.Faint : PlotStyle.Ink;
        text.LabelAlignment = Alignment.MiddleCenter;
    }
}
