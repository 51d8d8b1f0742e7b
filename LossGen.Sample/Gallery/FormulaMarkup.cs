using System.Xml.Linq;
using LossGen.Generator.Diagnostics;
using LossGen.Generator.Syntax;

namespace LossGen.Sample.Gallery;

/// <summary>A formula as the page shows it: in MathML, a row for the result and one for each definition.</summary>
internal static class FormulaMarkup
{
    /// <summary>A longer formula is set smaller.</summary>
    private const int Long = 70;

    /// <summary>The longest formula that is typeset; what a page cannot show at once is easier to read as text.</summary>
    private const int Longest = 1500;

    /// <summary>The formula, after a sign of equality; as code where it cannot be typeset.</summary>
    /// <param name="left">What the formula equals, in MathML.</param>
    /// <param name="formula">The formula in the language of LossGen.</param>
    public static XElement Of(XElement left, string formula)
    {
        DiagnosticBag diagnostics = new();
        FormulaSyntax syntax = Parser.Parse(formula, diagnostics);
        if (diagnostics.HasErrors || formula.Length > Longest)
            return AsCode(left, formula);
        try
        {
            string classes = formula.Length > Long ? "formula long" : "formula";
            return Html.Classed("div", classes, Equation(left, syntax.Result), Definitions(syntax.Definitions));
        }
        catch (NotSupportedException)
        {
            return AsCode(left, formula);
        }
    }

    private static IEnumerable<XElement> Definitions(IReadOnlyList<DefinitionSyntax> definitions)
    {
        if (definitions.Count > 0)
            yield return Html.Classed("p", "where", "where");
        foreach (DefinitionSyntax definition in definitions)
        {
            XElement left = Typesetter.Access(definition.Name.Text, [.. definition.Indices.Select(index => MathMl.Name(index.Text))]);
            yield return Equation(left, definition.Body);
        }
    }

    private static XElement Equation(XElement left, ExpressionSyntax right) => Row(left, Typesetter.Expression(right));

    private static XElement Row(XElement left, XElement? right) => Html.Classed(
        "div", "equation", new XElement("math", new XAttribute("displaystyle", "true"), left, MathMl.Operator("="), right));

    private static XElement AsCode(XElement left, string formula) => Html.Classed(
        "div", "as-code", Row(left, right: null), new XElement("pre", new XElement("code", FormulaText.OnLines(formula))));
}
