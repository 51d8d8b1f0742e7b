using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.Cli.Compilation;

/// <summary>A file of C# with a loss in it.</summary>
/// <param name="Text">The file.</param>
/// <param name="Shown">The declaration without the formula, as it is shown; empty where the user wrote it.</param>
internal sealed record LossSource(string Text, string Shown)
{
    private const string Usings = "using System;\nusing System.Numerics.Tensors;\nusing LossGen;\n\n";

    /// <summary>A declaration of the user's: a method, or a type that has one.</summary>
    public static LossSource OfDeclaration(string declaration)
    {
        string text = declaration.ReplaceLineEndings("\n").Trim('\n');
        bool isType = SyntaxFactory.ParseCompilationUnit(text).Members.Any(member => member is BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax);
        return new LossSource(isType ? Usings + text + "\n" : $"{Usings}public static partial class Losses\n{{\n{text}\n}}\n", "");
    }

    /// <summary>A loss of which the formula is known and the rest was inferred.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="name">The method's name.</param>
    /// <param name="isPerElement">Whether it gives a number for each element rather than one.</param>
    /// <param name="parameters">The parameters as C#.</param>
    public static LossSource OfFormula(string formula, string name, bool isPerElement, IEnumerable<string> parameters)
    {
        // The formula stands on lines of its own, character for character, so that what the compiler underlines can be shown as it was typed.
        string quotes = new('"', Math.Max(3, LongestQuotes(formula) + 1));
        string shown = isPerElement
            ? $"public static partial void {name}({string.Join(", ", WithOutput(parameters))});"
            : $"public static partial float {name}({string.Join(", ", parameters)});";
        string text = $"{Usings}public static partial class Losses\n{{\n    [Loss({quotes}\n{formula}\n{quotes})]\n    {shown}\n}}\n";
        return new LossSource(text, shown);
    }

    /// <summary>The output follows the parameters without a default.</summary>
    private static IEnumerable<string> WithOutput(IEnumerable<string> parameters)
    {
        List<string> all = [.. parameters];
        int at = all.FindIndex(parameter => parameter.Contains('=', StringComparison.Ordinal));
        all.Insert(at < 0 ? all.Count : at, "Span<float> loss");
        return all;
    }

    private static int LongestQuotes(string formula)
    {
        int longest = 0, run = 0;
        foreach (char c in formula)
            longest = Math.Max(longest, run = c == '"' ? run + 1 : 0);
        return longest;
    }
}
