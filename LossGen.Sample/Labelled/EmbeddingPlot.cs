using ScottPlot;
using ScottPlot.Plottables;

namespace LossGen.Sample;

/// <summary>Draws points of a plane, coloured by class.</summary>
public static class EmbeddingPlot
{
    private static readonly MarkerShape[] Shapes =
        [MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond, MarkerShape.Cross];

    /// <summary>Writes a PNG with both embeddings and gives its path.</summary>
    public static IEnumerable<string> Save(string folder, LabelledData data, Embedding before, Embedding after)
    {
        Multiplot both = PlotStyle.Together(
        [
            Draw($"{data.Title} by a random map", data, before, hasLegend: false),
            Draw("and by the map trained with the triplet loss", data, after, hasLegend: true),
        ]);
        string path = Path.Combine(folder, "embedding.png");
        both.SavePng(path, 1300, 600);
        yield return path;
    }

    private static Plot Draw(string title, LabelledData data, Embedding embedding, bool hasLegend)
    {
        Plot plot = PlotStyle.NewPlot(title, "first coordinate", "second coordinate");
        for (int label = 0; label < data.Classes.Length; label++)
        {
            int[] rows = [.. Enumerable.Range(0, data.Labels.Length).Where(row => data.Labels[row] == label)];
            // More markers would only blacken the picture.
            const int most = 1000;
            rows = [.. rows.Where((_, position) => position % (1 + rows.Length / most) == 0)];
            Markers points = plot.Add.Markers(
                rows.Select(row => (double)embedding.Points[row, 0]).ToArray(),
                rows.Select(row => (double)embedding.Points[row, 1]).ToArray(),
                Shapes[label % Shapes.Length],
                8, PlotStyle.Colors[label % PlotStyle.Colors.Length].WithAlpha(0.75));
            points.LegendText = data.Classes[label];
        }

        plot.Axes.SquareUnits();
        if (hasLegend)
            plot.ShowLegend(Alignment.UpperLeft);
        else
            plot.HideLegend();
        return plot;
    }
}
