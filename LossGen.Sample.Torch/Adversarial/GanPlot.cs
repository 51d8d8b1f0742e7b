using ScottPlot;
using ScottPlot.MultiplotLayouts;
using TorchSharp;

namespace LossGen.Sample.Torch;

/// <summary>Draws what the generators draw as they learn, a row for each objective.</summary>
internal static class GanPlot
{
    public static IEnumerable<string> Save(string folder, List<GanTrained> runs)
    {
        float[] real = [.. RingOfGaussians.Sample(1024).data<float>()];
        int columns = runs.Max(run => run.Course.Count);
        IEnumerable<Plot> plots = runs.SelectMany(run => run.Course.Select(snapshot => Cloud(run.Objective.Name, snapshot, real)));
        return PlotStyle.Save(PlotStyle.Together(plots, new Grid(runs.Count, columns)), folder, "torch-gan", 310 * columns, 310 * runs.Count);
    }

    private static Plot Cloud(string name, GanSnapshot snapshot, float[] real)
    {
        Plot plot = PlotStyle.NewPlot($"{name}, step {snapshot.Step}", "", "");
        Add(real, PlotStyle.Faint.WithAlpha(0.35));
        Add(snapshot.Samples, PlotStyle.Colors[1].WithAlpha(0.5));
        plot.Axes.SetLimits(-3, 3, -3, 3);
        return plot;

        void Add(float[] points, Color color)
        {
            double[] x = [.. points.Where((_, i) => i % 2 == 0)], y = [.. points.Where((_, i) => i % 2 == 1)];
            plot.Add.ScatterPoints(x, y, color).MarkerSize = 3;
        }
    }
}
