using System.Globalization;
using System.Xml.Linq;

namespace LossGen.Sample.Gallery;

/// <summary>
/// Draws a loss and its gradient as SVG of classes instead of colours, so that the page's style sheet gives it those of light and dark.
/// </summary>
internal sealed class CurvePlot
{
    public const double Width = 460, Height = 270;

    private const double Left = 44, Right = 450, Top = 10, Bottom = 226;

    private const int Points = 400;

    /// <summary>The part of the range within which the curves have to step to count as continuous.</summary>
    private const double Jump = 0.12;

    private readonly LossFigure figure;
    private readonly string id;
    private readonly List<(string Classes, double[] Values)> lines = [];
    private readonly double lowest, highest;

    public CurvePlot(LossFigure figure, string id)
    {
        this.figure = figure;
        this.id = id;
        foreach ((LossCurve curve, int i) in figure.Curves.Select((curve, i) => (curve, i)))
        {
            (float Loss, float Gradient)[] values = [.. Enumerable.Range(0, Points + 1).Select(at => curve.At(At(at)))];
            lines.Add(($"curve c{i}", [.. values.Select(value => (double)value.Loss)]));
            lines.Add(($"curve gradient {GradientColor(i)}", [.. values.Select(value => (double)value.Gradient)]));
        }

        (lowest, highest) = Limits([.. lines.SelectMany(line => line.Values).Where(double.IsFinite).Order()]);
    }

    /// <summary>What the legend says of which line: with several curves, colours are the curves', and dashes the gradients'.</summary>
    public IEnumerable<(string Classes, string Text)> Keys => figure.Curves.Length == 1
        ? [("c0", "loss"), ("gradient c1", "gradient")]
        : [.. figure.Curves.Select((curve, i) => ($"c{i}", curve.Label)), ("", "loss"), ("gradient", "gradient")];

    /// <summary>The picture with its legend, for a page.</summary>
    public XElement Figure() => new(
        "figure", Svg(), new XElement("figcaption", Keys.Select(key => Html.Classed("span", $"key {key.Classes}".TrimEnd(), key.Text))));

    /// <summary>The picture in words.</summary>
    public static string Description(LossFigure figure) => $"{figure.Title} and its gradient by the {figure.XLabel}";

    /// <summary>What nearly all values lie between; a pole runs out of the picture.</summary>
    private static (double Lowest, double Highest) Limits(double[] sorted)
    {
        double low = sorted[sorted.Length / 50], high = sorted[sorted.Length - 1 - sorted.Length / 50];
        double range = Math.Max(high - low, 1e-3);
        // Values that lie just beyond are shown whole.
        low = Math.Max(sorted[0], low - range / 2);
        high = Math.Min(sorted[^1], high + range / 2);
        double margin = 0.06 * Math.Max(high - low, 1e-3);
        return (low - margin, high + margin);
    }

    private string GradientColor(int curve) => figure.Curves.Length == 1 ? "c1" : $"c{curve}";

    private float At(int point) => point == Points ? figure.To : figure.From + (figure.To - figure.From) * point / Points;

    private double X(double value) => Left + (Right - Left) * (value - figure.From) / (figure.To - figure.From);

    private double Y(double value) => Bottom - (Bottom - Top) * (value - lowest) / (highest - lowest);

    /// <summary>The picture without its legend.</summary>
    public XElement Svg() => new(
        "svg", new XAttribute("viewBox", $"0 0 {Width} {Height}"), new XAttribute("role", "img"),
        new XAttribute("aria-label", Description(figure)),
        new XElement("clipPath", Html.Id(id), new XElement(
            "rect", Number("x", Left), Number("y", Top), Number("width", Right - Left), Number("height", Bottom - Top))),
        Ticks(figure.From, figure.To).Select(VerticalTick), Ticks(lowest, highest).Select(HorizontalTick),
        Html.Classed("g", "curves", new XAttribute("clip-path", $"url(#{id})"), lines.Select(line =>
            Html.Classed("path", line.Classes, new XAttribute("d", Path(line.Values))))),
        Label("axis", (Left + Right) / 2, Height - 8, "middle", figure.XLabel));

    private XElement VerticalTick(double value) => new(
        "g", Line(value == 0 ? "zero" : "grid", X(value), Top, X(value), Bottom),
        Label("tick", X(value), Bottom + 16, "middle", Text(value)));

    private XElement HorizontalTick(double value) => new(
        "g", Line(value == 0 ? "zero" : "grid", Left, Y(value), Right, Y(value)),
        Label("tick", Left - 7, Y(value) + 4, "end", Text(value)));

    public static XElement Label(string classes, double x, double y, string anchor, string text) =>
        Html.Classed("text", classes, Number("x", x), Number("y", y), new XAttribute("text-anchor", anchor), text);

    private static XElement Line(string classes, double x1, double y1, double x2, double y2) =>
        Html.Classed("line", classes, Number("x1", x1), Number("y1", y1), Number("x2", x2), Number("y2", y2));

    /// <summary>The points of a line, with a gap where it jumps.</summary>
    private string Path(double[] values)
    {
        List<string> path = [];
        double previous = double.NaN;
        for (int i = 0; i < values.Length; i++)
        {
            double value = values[i];
            if (!double.IsFinite(value))
            {
                previous = double.NaN;
                continue;
            }

            bool continues = Math.Abs(value - previous) <= Jump * (highest - lowest);
            // Far outside, coordinates would only make the page longer.
            double y = Math.Clamp(Y(value), -Height, 2 * Height);
            path.Add(string.Create(CultureInfo.InvariantCulture, $"{(continues ? 'L' : 'M')}{X(At(i)):0.#} {y:0.#}"));
            previous = value;
        }

        return string.Concat(path);
    }

    /// <summary>Round numbers within a range, about five.</summary>
    private static IEnumerable<double> Ticks(double from, double to)
    {
        double rough = (to - from) / 5, magnitude = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = magnitude * (rough / magnitude) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 };
        // The factor is a whole number: adding up steps would make 0 into a small number. And -0 is 0.
        for (double factor = Math.Ceiling(from / step - 1e-9); factor * step <= to + 1e-9 * step; factor++)
            yield return factor == 0 ? 0 : factor * step;
    }

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture).Replace('-', '−');

    private static XAttribute Number(string name, double value) => new(name, value.ToString("0.##", CultureInfo.InvariantCulture));
}
