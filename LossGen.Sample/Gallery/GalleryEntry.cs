using System.Text.RegularExpressions;
using System.Xml.Linq;
using LossGen.Losses;

namespace LossGen.Sample.Gallery;

/// <summary>The card of a loss.</summary>
internal sealed partial class GalleryEntry(LossEntry entry)
{
    /// <summary>The name by which a link finds it: <c>regression-huber</c>.</summary>
    public string Anchor { get; } = $"{entry.Task}-{entry.Name}".ToLowerInvariant();

    public string Name => entry.Name;

    public XElement Card() => new(
        "article", Html.Id(Anchor), new XAttribute("data-task", entry.Task), new XAttribute("data-search", SearchText()),
        new XElement("header",
            new XElement("h3", Html.Link($"#{Anchor}", entry.Name)),
            Html.Classed("p", "badges", Html.Classed("span", "task", Words(entry.Task.ToString())), Badges())),
        Html.Classed("p", "summary", entry.Summary),
        FormulaMarkup.Of(new XElement("mi", entry.Name), entry.Info.Formula),
        Html.Classed("div", GalleryFigures.Of(entry) is null ? "facts" : "facts with-plot",
            Html.Classed("div", "advice", Advice()),
            GalleryFigures.Of(entry) is { } figure ? new CurvePlot(figure, $"{Anchor}-area").Figure() : null),
        Gradients(),
        Html.Folded("Properties", Properties.List(entry.Info)),
        Code(),
        Emitted());

    /// <summary>A name of several words in one: <c>Metric learning</c>.</summary>
    public static string Words(string name)
    {
        string words = WordStart().Replace(name, " ");
        return words[..1] + words[1..].ToLowerInvariant();
    }

    private IEnumerable<XElement> Badges() => Properties.Proven(entry.Info).Select(property => Html.Classed("span", "badge", property));

    private IEnumerable<XElement> Advice()
    {
        yield return new("h4", "Use it for");
        yield return Html.List("uses", entry.UseCases);
        yield return new("h4", "When not");
        yield return new("p", entry.WhenNot);
        yield return new("h4", "Reference");
        yield return Html.Classed("p", "reference", entry.Paper);
    }

    private XElement? Gradients() => entry.Info.Gradients.Count == 0 ? null : Html.Folded(
        entry.Info.Gradients.Count == 1 ? "Gradient" : "Gradients",
        entry.Info.Gradients.OrderBy(pair => pair.Key != entry.Info.Parameter).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => FormulaMarkup.Of(Derivative(pair.Key), pair.Value)),
        entry.Info.Gradients.Values.Any(gradient => gradient.EndsWith("...", StringComparison.Ordinal))
            ? Html.Classed("p", "note", "A long gradient is shown as far as the compiler writes it.") : null);

    private static XElement Derivative(string parameter) => MathMl.Fraction(
        MathMl.Row(MathMl.Operator("∂"), new XElement("mi", "L")), MathMl.Row(MathMl.Operator("∂"), MathMl.Name(parameter)));

    private XElement Code()
    {
        Signatures signatures = new(entry);
        return Html.Folded("C#",
            new XElement("pre", new XElement("code", string.Join("\n\n", signatures.Main))),
            new XElement("p", $"In LossGen.Losses.{entry.Task}. {signatures.Others}"),
            new XElement("p", "The formula as it is declared:"),
            new XElement("pre", new XElement("code", entry.Info.Formula)));
    }

    private XElement? Emitted() => EmittedLoops.Of(entry) is not { } code ? null : Html.Folded("Emitted loops",
        new XElement("p", "What the compiler wrote for the loss with its gradient; V is a vector, of any width that the machine has."),
        Html.Classed("pre", "wide", new XElement("code", code)));

    /// <summary>What a search looks through: names, as written and as words, uses and properties.</summary>
    private string SearchText()
    {
        string task = entry.Task.ToString();
        string[] texts =
            [entry.Name, Words(entry.Name), task, Words(task), entry.Summary, .. entry.UseCases, .. Properties.Proven(entry.Info)];
        return string.Join(' ', texts).ToLowerInvariant();
    }

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex WordStart();
}
