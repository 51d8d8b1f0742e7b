using System.Globalization;

namespace LossGen.Cli.Plotting;

/// <summary>Draws a curve with the characters of a keyboard: <c>*</c> is the loss, <c>o</c> its gradient.</summary>
internal static class TextPlot
{
    private const int Columns = 61, Rows = 17, LabelWidth = 9;

    public static IEnumerable<string> Draw(Curve curve)
    {
        (double low, double high) = Limits(curve);
        char[][] canvas = [.. Enumerable.Range(0, Rows).Select(_ => Enumerable.Repeat(' ', Columns).ToArray())];
        if (low <= 0 && high >= 0)
            Array.Fill(canvas[Row(0, low, high)], '-');
        int zero = Column(curve, 0);
        if (curve.X[0] < 0 && curve.X[^1] > 0)
        {
            foreach (char[] row in canvas)
                row[zero] = row[zero] == '-' ? '+' : '|';
        }

        Mark(canvas, curve, curve.Gradient, 'o', low, high);
        Mark(canvas, curve, curve.Loss, '*', low, high);
        for (int i = 0; i < Rows; i++)
        {
            string label = i == 0 ? Text(high) : i == Rows - 1 ? Text(low) : i == Row(0, low, high) && low < 0 && high > 0 ? "0" : "";
            yield return $"{label,LabelWidth} {new string(canvas[i]).TrimEnd()}";
        }

        string left = Text(curve.X[0]), right = Text(curve.X[^1]);
        yield return $"{"",LabelWidth} {left}{curve.Along.PadLeft(((Columns + curve.Along.Length) / 2) - left.Length).PadRight(Columns - left.Length - right.Length)}{right}";
    }

    /// <summary>The ends of the vertical axis. What grows without bound would flatten all the rest: a few points of it are left out.</summary>
    private static (double Low, double High) Limits(Curve curve)
    {
        List<double> values = [.. curve.Loss.Concat(curve.Gradient).Where(double.IsFinite).Order()];
        int few = values.Count / 25;
        double low = Math.Min(0, Usual(values[0], values[few])), high = Math.Max(0, Usual(values[^1], values[^(few + 1)]));
        return high > low ? (low, high) : (low, low + 1);

        static double Usual(double end, double within) => Math.Abs(end) > 3 * Math.Abs(within) && within != 0 ? within : end;
    }

    private static void Mark(char[][] canvas, Curve curve, double[] values, char mark, double low, double high)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] >= low && values[i] <= high)
                canvas[Row(values[i], low, high)][Column(curve, curve.X[i])] = mark;
        }
    }

    private static int Row(double value, double low, double high) =>
        (int)Math.Round((high - Math.Clamp(value, low, high)) / (high - low) * (Rows - 1));

    private static int Column(Curve curve, double x) => (int)Math.Round(Math.Clamp((x - curve.X[0]) / (curve.X[^1] - curve.X[0]), 0, 1) * (Columns - 1));

    private static string Text(double value) => (value + 0.0).ToString("0.###", CultureInfo.InvariantCulture);
}
