using System.Xml;
using System.Xml.Linq;
using LossGen.Generator.Declarations;

namespace LossGen.Generator.Emission;

/// <summary>What the user's own XML documentation says of the parameters.</summary>
internal sealed class UserDocumentation
{
    private readonly Dictionary<string, string> parameters = new(StringComparer.Ordinal);

    public UserDocumentation(string xml)
    {
        foreach (XElement element in Elements(xml).Where(element => element.Name == "param"))
        {
            string text = string.Concat(element.Nodes().Select(node => node.ToString(SaveOptions.DisableFormatting))).Trim();
            if (element.Attribute("name") is { } name && text.Length > 0)
                parameters[name.Value] = text;
        }
    }

    /// <summary>The inside of the param tag; null where there is none, or the parameter is not the user's.</summary>
    public string? Parameter(CompanionParameter parameter) =>
        parameter.Role == CompanionRole.Shared && parameters.TryGetValue(parameter.Name, out string? text) ? text : null;

    private static IEnumerable<XElement> Elements(string xml)
    {
        try
        {
            return XElement.Parse($"<member>{xml}</member>", LoadOptions.PreserveWhitespace).Elements();
        }
        catch (XmlException)
        {
            return []; // The compiler warns of it.
        }
    }
}
