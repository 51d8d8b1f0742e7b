using System.Globalization;
using System.Xml.Linq;

namespace LossGen.Sample.Gallery;

/// <summary>The elements of MathML that formulas are made of.</summary>
internal static class MathMl
{
    private static readonly Dictionary<string, string> Greek = new(StringComparer.Ordinal)
    {
        ["alpha"] = "α",
        ["beta"] = "β",
        ["gamma"] = "γ",
        ["delta"] = "δ",
        ["eps"] = "ε",
        ["epsilon"] = "ε",
        ["lambda"] = "λ",
        ["tau"] = "τ",
        ["pi"] = "π",
        ["inf"] = "∞",
    };

    public static XElement Row(params object?[] content) => new("mrow", content);

    public static XElement Name(string name) => new("mi", Greek.GetValueOrDefault(name, name));

    public static XElement Operator(string text) => new("mo", text);

    public static XElement Text(string text) => new("mtext", text);

    public static XElement Space(string width) => new("mspace", new XAttribute("width", width));

    public static XElement Fraction(XElement above, XElement below) => new("mfrac", above, below);

    public static XElement Power(XElement @base, XElement exponent) => new("msup", @base, exponent);

    /// <summary>
    /// An expression between fences, which grow only with what is higher than a line: fonts without MATH tables grow them too far.
    /// </summary>
    public static XElement Fenced(string open, string close, XElement inner)
    {
        bool isHigh = inner.DescendantsAndSelf().Any(part => part.Name.LocalName is "mfrac" or "mtable" or "munder");
        return Row(Fence(open, "prefix", isHigh), inner, Fence(close, "postfix", isHigh));
    }

    /// <summary>Expressions with commas between them.</summary>
    public static XElement Separated(IEnumerable<XElement> parts) =>
        Row(parts.SelectMany((part, i) => i == 0 ? new object[] { part } : [Separator(), part]));

    /// <summary>A sum sign or a word, with the axes below it.</summary>
    public static XElement BigOperator(string symbol, XElement? below)
    {
        // A word is an identifier: as an operator it would be spaced like a sign.
        XElement sign = char.IsLetter(symbol[0]) ? new XElement("mi", symbol)
            : new XElement("mo", new XAttribute("movablelimits", "false"), symbol);
        return below is null ? sign : new XElement("munder", sign, below);
    }

    /// <summary>A number, 10 to a power where it is very large or small.</summary>
    public static Typeset Number(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        int exponent = text.IndexOf('E', StringComparison.Ordinal);
        if (exponent < 0)
            return new(new XElement("mn", text), Binding.Atom);
        int power = int.Parse(text[(exponent + 1)..], CultureInfo.InvariantCulture);
        XElement ten = Power(new XElement("mn", "10"), new XElement("mn", power < 0 ? $"−{-power}" : $"{power}"));
        string factor = text[..exponent];
        return factor == "1" ? new(ten, Binding.Power) : new(Row(new XElement("mn", factor), Operator("·"), ten), Binding.Product);
    }

    /// <summary>A value for each condition, below one another.</summary>
    public static XElement Cases(IEnumerable<(XElement Value, XElement? Condition)> cases) => Row(
        Fence("{", "prefix", isHigh: true),
        new XElement("mtable", new XAttribute("columnalign", "left left"), new XAttribute("displaystyle", "true"), cases.Select(one => new XElement(
            "mtr",
            new XElement("mtd", one.Value),
            new XElement("mtd", one.Condition is null ? Text("otherwise") : Row(Text("if"), Space("0.4em"), one.Condition))))));

    private static XElement Fence(string symbol, string form, bool isHigh) =>
        new("mo", new XAttribute("form", form), new XAttribute("stretchy", isHigh ? "true" : "false"), symbol);

    private static XElement Separator() => new("mo", new XAttribute("separator", "true"), ",");
}
