using System.Globalization;
using ScottPlot;
using ScottPlot.MultiplotLayouts;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace LossGen.Sample;

/// <summary>Draws a signal, what is taken for what at each step, and the lattice of alignments, before and after training.</summary>
public static class AlignmentPlot
{
    private const int MostLetters = 16, MostCells = 20_000;

    private static readonly IColormap
        OfSignal = new ScottPlot.Colormaps.CustomInterpolated([Colors.White, PlotStyle.Ink]),
        OfProbability = new ScottPlot.Colormaps.CustomInterpolated(
            [Colors.White, Color.FromHex("#7FB8DB"), PlotStyle.Colors[1], Color.FromHex("#002540")]);

    /// <summary>Writes a PNG and an SVG and gives their paths.</summary>
    public static IEnumerable<string> Save(string folder, SequenceData data, Reading before, Reading after)
    {
        // The signal, a strip, needs less height than what is read out of it.
        const int signalRows = 2, rows = 4, allRows = signalRows + 2 * rows;
        List<Plot> plots = [];
        CustomGrid grid = new();
        Add("before training", before, 0);
        Add("after training", after, 1);
        return PlotStyle.Save(PlotStyle.Together(plots, grid), folder, "recognise-alignment", 1500, 1050);

        void Add(string when, Reading reading, int column)
        {
            Place(Signal(data, reading), 0, signalRows);
            Place(Classes(data, reading, when), signalRows, rows);
            Place(Alignments(data, reading, when), signalRows + rows, rows);

            void Place(Plot plot, int row, int height)
            {
                plots.Add(plot);
                grid.Set(plot, new GridCell(row, column, allRows, 2, height, 1));
            }
        }
    }

    private static Plot Signal(SequenceData data, Reading reading)
    {
        Matrix steps = reading.Sequence.Steps;
        double[,] values = new double[steps.Columns, steps.Rows];
        for (int t = 0; t < steps.Rows; t++)
        {
            for (int feature = 0; feature < steps.Columns; feature++)
                values[feature, t] = steps[t, feature];
        }

        string title = $"{reading.Sequence.Name}, \"{data.Text(reading.Sequence.Labels, MostLetters)}\": the signal, standardised";
        return HeatMap(title, "", "feature", values, data.Features, mostNames: 4, OfSignal, null);
    }

    private static Plot Classes(SequenceData data, Reading reading, string when)
    {
        string title = $"Probabilities of the symbols {when}, read as \"{data.Text(reading.Decoded, MostLetters)}\"";
        return HeatMap(
            title, "", "symbol", Transposed(reading.Probabilities), data.Symbols, mostNames: 20, OfProbability, new(0, 1));
    }

    private static Plot Alignments(SequenceData data, Reading reading, string when)
    {
        Lattice lattice = reading.Lattice;
        string title = $"Posterior of the lattice {when}; p(labels) = {Text(Math.Exp(lattice.LogProbability))}";
        string[] states = [.. lattice.States.Select(state => data.Symbols[state])];
        Plot plot = HeatMap(
            title, "step", "state of the alignment", Transposed(lattice.Posterior), states, mostNames: 20, OfProbability, new(0, 1));
        Scatter line = PlotStyle.AddLine(
            plot, [.. lattice.BestPath.Select((_, t) => (double)t)],
            [.. lattice.BestPath.Select(state => (double)(states.Length - 1 - state))], PlotStyle.Colors[0], LinePattern.Solid,
            $"best alignment, {Text(lattice.BestShare)} of all");
        line.MarkerSize = 5;
        plot.ShowLegend(Alignment.UpperRight);
        return plot;
    }

    private static string Text(double probability) =>
        probability.ToString(probability < 0.001 ? "0e0" : "0.000", CultureInfo.InvariantCulture);

    /// <summary>A matrix whose first row is on top, with as many of the names of rows as there is room for.</summary>
    private static Plot HeatMap(
        string title, string xLabel, string yLabel, double[,] values, string[] names, int mostNames, IColormap colors,
        ScottPlot.Range? range)
    {
        Plot plot = PlotStyle.NewPlot(title, xLabel, yLabel);
        Heatmap map = plot.Add.Heatmap(values);
        map.Colormap = colors;
        map.ManualRange = range;
        // Viewers smooth the bitmaps of SVGs; cells drawn one by one stay sharp, where they are not too many.
        if (values.Length <= MostCells)
            map.RenderStrategy = new Heatmap.RenderStrategies.Rectangles();
        plot.Add.ColorBar(map);
        int stride = (names.Length + mostNames - 1) / mostNames;
        int[] rows = [.. Enumerable.Range(0, names.Length).Where(row => row % stride == 0)];
        plot.Axes.Left.SetTicks(
            [.. rows.Select(row => (double)(names.Length - 1 - row))], [.. rows.Select(row => CsvText.Shown(names[row]))]);
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { IntegerTicksOnly = true };
        plot.Axes.SetLimits(-0.5, values.GetLength(1) - 0.5, -0.5, names.Length - 0.5);
        // The same margins everywhere, so that steps stand below each other.
        plot.Layout.Fixed(new PixelPadding(90, 80, xLabel.Length > 0 ? 55 : 30, 40));
        plot.HideGrid();
        return plot;
    }

    private static double[,] Transposed(double[,] values)
    {
        double[,] result = new double[values.GetLength(1), values.GetLength(0)];
        for (int row = 0; row < result.GetLength(0); row++)
        {
            for (int column = 0; column < result.GetLength(1); column++)
                result[row, column] = values[column, row];
        }

        return result;
    }
}
