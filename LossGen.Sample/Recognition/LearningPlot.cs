using ScottPlot;
using ScottPlot.TickGenerators;

namespace LossGen.Sample;

/// <summary>Draws the course of a training.</summary>
public static class LearningPlot
{
    /// <summary>Writes a PNG and an SVG and gives their paths.</summary>
    public static IEnumerable<string> Save(string folder, SequenceData data, List<Epoch> course) =>
        PlotStyle.Save(PlotStyle.Together([Losses(data, course), Rates(course)]), folder, "recognise-learning", 1300, 520);

    private static Plot Losses(SequenceData data, List<Epoch> course)
    {
        Plot plot = PlotStyle.NewPlot($"{data.Title}: CTC loss", "epoch", "loss per label (logarithmic)");
        double[] epochs = Epochs(plot, course);
        // ScottPlot has no logarithmic axis: the logarithms are drawn, and the ticks say of what.
        AddLoss(epoch => epoch.TrainLoss, 1, "learnt from");
        AddLoss(epoch => epoch.Test.Loss, 0, "held out");
        double[] ticks = [.. Enumerable.Range(-4, 10).SelectMany(power => new[] { 1, 2, 5 }.Select(digit => digit * Math.Pow(10, power)))];
        plot.Axes.Left.SetTicks([.. ticks.Select(Math.Log10)], [.. ticks.Select(tick => $"{tick:0.####}")]);
        plot.ShowLegend(Alignment.UpperRight);
        return plot;

        // A loss may become 0 to rounding.
        void AddLoss(Func<Epoch, float> loss, int color, string legend) => PlotStyle.AddLine(
            plot, epochs, [.. course.Select(epoch => Math.Log10(Math.Max(loss(epoch), 1e-4)))], PlotStyle.Colors[color],
            LinePattern.Solid, legend);
    }

    private static Plot Rates(List<Epoch> course)
    {
        Plot plot = PlotStyle.NewPlot("What is read of the sequences held out", "epoch", "share, %");
        double[] epochs = Epochs(plot, course);
        // Before training far more is read than is there.
        PlotStyle.AddLine(
            plot, epochs, [.. course.Select(epoch => Math.Min(100 * epoch.Test.LabelErrorRate, 110))], PlotStyle.Colors[0],
            LinePattern.Solid, "label error rate");
        PlotStyle.AddLine(
            plot, epochs, [.. course.Select(epoch => 100 * epoch.Test.ExactShare)], PlotStyle.Colors[2], LinePattern.Solid,
            "right as a whole");
        plot.Axes.SetLimitsY(0, 103);
        plot.ShowLegend(Alignment.MiddleRight);
        return plot;
    }

    private static double[] Epochs(Plot plot, List<Epoch> course)
    {
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { IntegerTicksOnly = true };
        plot.Axes.SetLimitsX(0, course.Count - 1);
        return [.. course.Select(epoch => (double)epoch.Number)];
    }
}
