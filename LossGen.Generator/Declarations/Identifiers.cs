using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Generator.Declarations;

/// <summary>Spells names and numbers as C#.</summary>
internal static class Identifiers
{
    /// <summary>The name, with '@' where it is a keyword.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    /// <summary>The name with a capital first letter.</summary>
    public static string Capitalized(string name)
    {
        string trimmed = name.TrimStart('_');
        return trimmed.Length == 0 ? "_" : char.ToUpperInvariant(trimmed[0]) + trimmed.Substring(1);
    }

    public static string Literal(float value) =>
        float.IsNaN(value) ? "float.NaN"
        : float.IsPositiveInfinity(value) ? "float.PositiveInfinity"
        : float.IsNegativeInfinity(value) ? "float.NegativeInfinity"
        : value.ToString("R", CultureInfo.InvariantCulture) + "f";

    public static string Literal(double value)
    {
        if (double.IsNaN(value))
            return "double.NaN";
        if (double.IsInfinity(value))
            return value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity";
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.IndexOfAny(['.', 'E', 'e']) < 0 ? text + ".0" : text;
    }
}
