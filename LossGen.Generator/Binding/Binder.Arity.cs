using LossGen.Generator.Diagnostics;
using LossGen.Generator.Syntax;

namespace LossGen.Generator.Binding;

/// <summary>Calls with too many or too few arguments.</summary>
internal sealed partial class Binder
{
    /// <summary>The expression that is reduced; null after an error.</summary>
    private ExpressionSyntax? Argument(NameSyntax syntax, string name, Scope inner)
    {
        if (syntax.Arguments is { Count: 1 } arguments)
            return arguments[0];
        int given = syntax.Arguments?.Count ?? 0;
        var index = syntax.Arguments?.FirstOrDefault(IsUnknownName) as NameSyntax;
        string advice = index is not null ? $": a reduction over an index is written '{name}[{Shown(index.Name.Text)}](...)'"
            : given > 1 && syntax.Arguments!.Skip(1).All(IsNumber) ? $": an axis has a name, and is given in brackets, '{name}[i](...)'"
            : "";
        ReportCount(syntax, name, "1 argument, the expression to reduce", 1, $"are {given}", advice);

        // Which axis was meant is not known: in what is reduced any index may stand.
        inner = index is null ? inner : inner with { IsFree = true };
        foreach (ExpressionSyntax argument in (syntax.Arguments ?? []).Where(argument => !IsUnknownName(argument)))
            Bind(argument, inner);
        return null;
    }

    /// <summary>Reports the number of arguments; where a decimal comma makes it wrong, at the number.</summary>
    private void ReportCount(NameSyntax syntax, string name, string takes, int needed, string given, string advice)
    {
        List<TextRange> commas = DecimalCommas(syntax.Arguments ?? []);
        if (commas.Count > 0 && syntax.Arguments!.Count - commas.Count == needed)
        {
            string number = Text(commas[0]);
            diagnostics.Report(
                Rules.ArgumentCount, commas[0], Mend.Replace(commas[0], number.Replace(',', '.')), name, takes, $"{given}: ',' separates arguments, and a number has a point: write '{number.Replace(',', '.')}'");
        }
        else
            diagnostics.Report(Rules.ArgumentCount, syntax.Place, name, takes, given + advice);
    }

    /// <summary>The places of '1,5': digits, a comma and digits with nothing between them, each of which makes one argument two.</summary>
    private List<TextRange> DecimalCommas(IReadOnlyList<ExpressionSyntax> arguments)
    {
        string text = declaration.Formula;
        var found = new List<TextRange>();
        for (int i = 0; i + 1 < arguments.Count; i++)
        {
            int comma = arguments[i].Extent.End, start = comma, end = comma + 1;
            while (start > 0 && char.IsDigit(text[start - 1]))
                start--;
            while (end < text.Length && char.IsDigit(text[end]))
                end++;
            bool isWhole = start < comma && (start == 0 || !(char.IsLetter(text[start - 1]) || text[start - 1] is '.' or '_'));
            bool isFraction = end > comma + 1 && text[comma] == ',' && (end == text.Length || !(char.IsLetter(text[end]) || text[end] is '.' or '_'));
            if (!isWhole || !isFraction)
                continue;
            found.Add(TextRange.FromBounds(start, end));
            i++;
        }

        return found;
    }

    /// <summary>Whether it is a number as other libraries have for an axis: 0, 1, -1.</summary>
    private static bool IsNumber(ExpressionSyntax syntax) => syntax is NumberSyntax or UnarySyntax { Operand: NumberSyntax };

    private bool IsUnknownName(ExpressionSyntax syntax) => syntax is NameSyntax { Indices: null, Arguments: null, IsErroneous: false } name
        && !parameters.ContainsKey(name.Name.Text) && !definitions.ContainsKey(name.Name.Text);
}
