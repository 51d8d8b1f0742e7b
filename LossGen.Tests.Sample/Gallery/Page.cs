using System.Xml.Linq;
using LossGen.Sample.Gallery;

namespace LossGen.Tests.Sample.Gallery;

/// <summary>The gallery, written once for all tests, and read as XML: that it can be is one of the claims.</summary>
internal static class Page
{
    private static readonly Lazy<string> WrittenText = new(GalleryPage.Write);

    private static readonly Lazy<XDocument> Read = new(() => XDocument.Parse(Text));

    public static string Text => WrittenText.Value;

    public static XDocument Document => Read.Value;

    /// <summary>The cards of the losses.</summary>
    public static IEnumerable<XElement> Cards => Document.Descendants("article");

    /// <summary>The card of a loss.</summary>
    public static XElement Card(string anchor) => Cards.Single(card => (string?)card.Attribute("id") == anchor);

    public static bool HasClass(this XElement element, string name) => ((string?)element.Attribute("class") ?? "").Split(' ').Contains(name);
}
