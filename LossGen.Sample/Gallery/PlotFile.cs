using System.Xml.Linq;

namespace LossGen.Sample.Gallery;

/// <summary>A plot as a file of its own, which brings what it has from the page otherwise: the style sheet, a ground, and the legend.</summary>
internal static class PlotFile
{
    private const double Margin = 44, RowHeight = 20, KeyWidth = 26, Space = 18;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>The text of the file.</summary>
    public static string Of(LossFigure figure)
    {
        CurvePlot plot = new(figure, "area");
        XElement svg = plot.Svg();
        (XElement legend, double height) = Legend(plot.Keys);
        svg.SetAttributeValue("width", CurvePlot.Width);
        svg.SetAttributeValue("height", CurvePlot.Height + height);
        svg.SetAttributeValue("viewBox", FormattableString.Invariant($"0 0 {CurvePlot.Width} {CurvePlot.Height + height}"));
        svg.SetAttributeValue("font-family", "system-ui, sans-serif");
        svg.AddFirst(
            new XElement("style", Html.Resource("plot.css").ReplaceLineEndings("\n")),
            Html.Classed("rect", "card", new XAttribute("width", "100%"), new XAttribute("height", "100%"), new XAttribute("rx", 10)));
        svg.Add(legend);
        foreach (XElement element in svg.DescendantsAndSelf())
            element.Name = Svg + element.Name.LocalName;
        return $"{svg.ToString(SaveOptions.None).ReplaceLineEndings("\n")}\n";
    }

    /// <summary>The keys one after the other, in as many rows as they take.</summary>
    private static (XElement Legend, double Height) Legend(IEnumerable<(string Classes, string Text)> keys)
    {
        XElement legend = new("g");
        double x = Margin, y = CurvePlot.Height + RowHeight / 2;
        foreach ((string classes, string text) in keys)
        {
            double width = KeyWidth + 6 + TextWidth(text);
            if (x > Margin && x + width > CurvePlot.Width)
                (x, y) = (Margin, y + RowHeight);
            legend.Add(
                Html.Classed("path", $"curve {classes}".TrimEnd(), new XAttribute("d", FormattableString.Invariant($"M{x:0.#} {y:0.#}h{KeyWidth}"))),
                CurvePlot.Label("axis", x + KeyWidth + 6, y + 4, "start", text));
            x += width + Space;
        }

        return (legend, y + RowHeight - CurvePlot.Height);
    }

    /// <summary>About what a text takes in a font that only the reader's machine knows.</summary>
    private static double TextWidth(string text) => 6.4 * text.Length;
}
