using ScottPlot;

namespace LossGen.Sample;

/// <summary>Draws each loss and its gradient.</summary>
public static class LossPlots
{
    /// <summary>Writes one PNG per loss and gives their paths.</summary>
    public static IEnumerable<string> Save(string folder)
    {
        foreach (LossFigure figure in LossFigure.All)
        {
            string path = Path.Combine(folder, $"loss-{figure.Loss}.png");
            Draw(figure).SavePng(path, 900, 560);
            yield return path;
        }
    }

    private static Plot Draw(LossFigure figure)
    {
        Plot plot = PlotStyle.NewPlot(
            $"{figure.Title}\n{Wrap(LossCase.FormulaOf(figure.Loss))}", figure.XLabel, "loss and its gradient");
        plot.Add.HorizontalLine(0, 1, PlotStyle.Faint);
        for (int i = 0; i < figure.Curves.Length; i++)
        {
            LossCurve curve = figure.Curves[i];
            // Two curves in one picture differ in style, and where there are several settings in colour.
            bool single = figure.Curves.Length == 1;
            Color lossColor = PlotStyle.Colors[i], gradientColor = single ? PlotStyle.Colors[1] : lossColor;
            string setting = single ? "" : $", {curve.Label}";
            AddCurve(plot, figure, curve, point => point.Loss, lossColor, LinePattern.Solid, "loss" + setting);
            AddCurve(plot, figure, curve, point => point.Gradient, gradientColor, LinePattern.Dashed, "gradient" + setting);
        }

        plot.Axes.SetLimitsX(figure.From, figure.To);
        plot.ShowLegend(Edge.Right);
        return plot;
    }

    private static void AddCurve(
        Plot plot, LossFigure figure, LossCurve curve, Func<(float Loss, float Gradient), float> part,
        Color color, LinePattern pattern, string legend)
    {
        // A jump is drawn as two branches, not as a steep line that the gradient does not have.
        (float From, float To)[] branches = curve.Jump is { } jump
            ? [(figure.From, MathF.BitDecrement(jump)), (MathF.BitIncrement(jump), figure.To)]
            : [(figure.From, figure.To)];
        foreach ((float from, float to) in branches)
        {
            const int points = 400;
            float[] x = [.. Enumerable.Range(0, points + 1).Select(i => i == points ? to : from + (to - from) * i / points)];
            double[] y = [.. x.Select(value => (double)part(curve.At(value)))];
            PlotStyle.AddLine(plot, [.. x.Select(value => (double)value)], y, color, pattern, legend);
            legend = "";
        }
    }

    /// <summary>Breaks a long formula where its definitions begin.</summary>
    private static string Wrap(string formula) => formula.Length > 70 ? formula.Replace(" where ", "\nwhere ") : formula;
}
