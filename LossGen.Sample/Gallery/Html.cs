using System.Reflection;
using System.Xml.Linq;

namespace LossGen.Sample.Gallery;

/// <summary>Elements of a page. They are a tree of XML, so that all text is encoded and every element closed.</summary>
internal static class Html
{
    /// <summary>An element with a class.</summary>
    public static XElement Classed(string name, string classes, params object?[] content) =>
        new(name, new XAttribute("class", classes), content);

    public static XAttribute Id(string id) => new("id", id);

    public static XElement Link(string href, params object?[] content) => new("a", new XAttribute("href", href), content);

    public static XElement List(string classes, IEnumerable<object> items) => Classed("ul", classes, items.Select(item => new XElement("li", item)));

    /// <summary>Content that a reader unfolds.</summary>
    public static XElement Folded(string summary, params object?[] content) => new("details", new XElement("summary", summary), content);

    /// <summary>The text of a style or script: both readers of the page, that of HTML and that of XML, take it as it is.</summary>
    public static XElement Raw(string name, string text) => new(name, new XText("/*"), new XCData($"*/\n{text}\n/*"), new XText("*/"));

    /// <summary>A style sheet or script beside this file.</summary>
    public static string Resource(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
