using System.Text.RegularExpressions;

namespace LossGen.Sample;

/// <summary>Formulas as they are shown.</summary>
public static partial class FormulaText
{
    /// <summary>A long formula with a line for each definition, indented to stand behind a word like "loss:".</summary>
    public static string OnLines(string formula) =>
        Definition().Replace(formula.Replace(" where ", "\n       where "), ",\n             ");

    /// <summary>The comma before a definition: <c>, name[indices] =</c>.</summary>
    [GeneratedRegex(@",\s+(?=\w+\[[^]]*\] = )")]
    private static partial Regex Definition();
}
