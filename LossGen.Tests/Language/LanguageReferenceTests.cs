using System.Text;
using System.Text.RegularExpressions;
using LossGen.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LossGen.Tests.Language;

/// <summary>
/// The language reference says what the compiler does: its tables are the compiler's, and its examples compile, as do the README's. After a
/// change of a row that was meant, rewrite the tables and read the difference:
/// <c>LOSSGEN_APPROVE=1 dotnet test LossGen.Tests --filter LanguageReference</c>.
/// </summary>
public sealed partial class LanguageReferenceTests
{
    private const string Approve = "LOSSGEN_APPROVE=1 dotnet test LossGen.Tests --filter LanguageReference";

    public static TheoryData<string> Regions => [.. LanguageReference.Regions.Keys];

    [Theory]
    [MemberData(nameof(Regions))]
    public void A_table_is_that_of_the_compiler(string region)
    {
        string path = Repository.File("docs", "language.md");
        string page = File.ReadAllText(path).ReplaceLineEndings("\n");
        string opening = $"<!-- {region} -->\n", closing = $"<!-- /{region} -->";
        int start = page.IndexOf(opening, StringComparison.Ordinal) + opening.Length;
        int end = page.IndexOf(closing, StringComparison.Ordinal);
        Assert.True(start >= opening.Length && end >= start, $"{path} has no place for the table: {opening}{closing}");

        string table = LanguageReference.Regions[region];
        if (Environment.GetEnvironmentVariable("LOSSGEN_APPROVE") == "1")
            File.WriteAllText(path, page[..start] + table + page[end..]);
        else if (page[start..end] != table)
            Assert.Fail($"The table of {region} in docs/language.md is not the compiler's. If the change is meant: {Approve}\n{table}");
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("LossGen.Runtime/README.md")]
    [InlineData("docs/language.md")]
    [InlineData("docs/editor.md")]
    public void Every_example_compiles_without_warnings(string document)
    {
        string[] examples = [.. Examples().Matches(Repository.Read(document))
            .Select(match => match.Groups[1].Value)];
        Assert.NotEmpty(examples);
        var source = new StringBuilder("using System;\nusing System.Numerics.Tensors;\nusing LossGen;\n");
        for (int i = 0; i < examples.Length; i++)
            source.Append(InAType(examples[i], i));

        var run = GeneratorRun.Of(source.ToString());
        Assert.Null(run.Exception);
        Assert.Empty(run.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning).Select(d => $"{d} at '{run.Underlined(d)}'"));
        Assert.Empty(run.CompilerDiagnostics.Select(d => $"{d} at '{run.Underlined(d)}'"));
    }

    /// <summary>An example is a whole type, the members of one, or statements that call the losses of the types above it.</summary>
    private static string InAType(string example, int number) =>
        example.Contains("class ", StringComparison.Ordinal) ? example
        : example.Contains("[Loss(", StringComparison.Ordinal) ? $"public static partial class Example{number}\n{{\n{example}}}\n"
        : $"public static class Example{number}\n{{\n    public static void Run()\n    {{\n{example}    }}\n}}\n";

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Examples();
}
