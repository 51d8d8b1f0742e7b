using LossGen.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LossGen.Tests.Declarations;

/// <summary>An error in the formula is underlined at its place in the source, however the string is written.</summary>
public sealed class LiteralPlaceTests
{
    private const string Quotes = "\"\"\"";

    [Theory]
    [InlineData("\"mean(p - «z»)\"")]
    [InlineData("\"\\tmean(p\\n\\u0020- «z»)\"")]
    [InlineData("\"\\x20\\x009\\U00000020mean(p - «z»)\"")]
    [InlineData("\"mean(p - «\\u007a»)\"")]
    [InlineData("\"mean(p - «\\x7a»)\"")]
    [InlineData("\"mean(p - «\\U0000007a»)\"")]
    [InlineData("\"mean(p - «z\\u007A\\x7a»)\"")]
    [InlineData("@\"mean(p - «z»)\"")]
    [InlineData("@\"\n\n    mean(p -\n        «z»)\n\"")]
    [InlineData("@\"\r\n    mean(p -\r\n        «z»)\"")]
    [InlineData("(\"mean(p - «z»)\")")]
    [InlineData("formula: \"mean(p - «z»)\"")]
    public void In_a_regular_or_verbatim_string(string literal) => Unknown(literal);

    [Theory]
    [InlineData("\"\"\"mean(p - «z»)\"\"\"")]
    [InlineData("\"\"\"\"mean(p - «z»)\"\"\"\"")]
    [InlineData("\"\"\"\n        mean(p - «z»)\n        \"\"\"")]
    [InlineData("\"\"\"\n        mean(p\n            - «z»)\n        \"\"\"")]
    [InlineData("\"\"\"\r\n        mean(p\r\n\r\n            - «z»)\r\n        \"\"\"")]
    [InlineData("\"\"\"\n        mean(\n\n  \n          \n            p - «z»)\n        \"\"\"")]
    [InlineData("\"\"\"\nmean(p - «z»)\n\"\"\"")]
    [InlineData("\"\"\"\n\t\tmean(p -\n\t\t\t«z»)\n\t\t\"\"\"")]
    [InlineData("\"\"\"\"\"\n    mean(p -\n\n    «z»)\n\n    \"\"\"\"\"")]
    public void In_a_raw_string(string literal) => Unknown(literal);

    [Theory]
    [InlineData("\"mean(p\" + \" - «z»)\"")]
    [InlineData("\"mean(\" + @\"p - \" + (\"«z»\" + \")\")")]
    [InlineData("\"\" + \"mean(p - «z»)\" + \"\"")]
    [InlineData("\"mean(p - «z\" + \"z»)\"")]
    [InlineData("\"mean(p - «z\" + /* a comment */\n    nameof(Prefix) + \"z»)\"")]
    [InlineData("Prefix + \"p - «z»)\"")]
    [InlineData("Other.Prefix + \"p - «z»)\"")]
    [InlineData("Losses.Prefix + \"p - «z»)\"")]
    [InlineData("$\"{Prefix}p - «z»)\"")]
    [InlineData("$\"\\t{Prefix}p - \\u0020«z»)\"")]
    [InlineData("$@\"{Prefix}p -\n    «z»)\"")]
    [InlineData("$\"\"\"{Prefix}p - «z»)\"\"\"")]
    [InlineData("$\"{\"mean(\" + \"p\"} - {\"«z»\"})\"")]
    [InlineData("nameof(p) + \"- «z»\"")]
    [InlineData("\"mean(\" + «nameof(Prefix)» + \")\"")]
    [InlineData("(string)\"mean(p - «z»)\"")]
    [InlineData("true ? \"mean(p - «z»)\" : \"mean(p)\"")]
    public void In_a_concatenation(string expression) => Unknown(expression);

    [Theory]
    [InlineData("\"mean(p\" + /* a comment */\n    \" - «q»)\"")]
    [InlineData("\"mean(p - \" + // a comment\n    \"«q»)\"")]
    public void With_comments_between(string expression) => Unknown(expression);

    [Fact]
    public void A_quote_in_a_formula_is_one_character_however_it_is_written()
    {
        foreach (string literal in new[] { "\"mean(p «\\\"»)\"", "@\"mean(p «\"\"»)\"", Quotes + "mean(p «\"»)" + Quotes })
            Marked.Source("LOSSGEN020", DiagnosticSeverity.Error, Source(literal), "a formula has no quotation marks");
    }

    [Fact]
    public void A_character_beyond_the_basic_plane_is_underlined_whole() => Marked.Source(
        "LOSSGEN020", DiagnosticSeverity.Error, Source("\"mean(p «\\U0001F600»)\""), "it has no meaning in a formula");

    [Theory]
    [InlineData("\"mean((p - 1«)»\"")]
    [InlineData("\"mean((p - 1)« »\"")]
    [InlineData("\"mean((p - 1«)»\" + \"\"")]
    [InlineData("\"\"\"\n    mean((p - 1«)»\n    \"\"\"")]
    public void What_is_missing_at_the_end_is_underlined_at_the_last_character(string literal) =>
        Marked.Source("LOSSGEN020", DiagnosticSeverity.Error, Source(literal), "Expected ')', but the formula ends");

    [Fact]
    public void In_a_constant_of_the_class() => Marked.Source(
        "LOSSGEN030", DiagnosticSeverity.Error, Source("Formula",
        "private const string Formula = \"mean(\" + Inner + \")\", Inner = \"p - «z»\";"), "named 'z'");

    [Fact]
    public void In_a_constant_of_another_class() => Marked.Source(
        "LOSSGEN030", DiagnosticSeverity.Error,
        Source("Formulas.Nested.Mean") + "static class Formulas { public static class Nested { public const string Mean = @\"mean(p - «z»)\"; } }", "named 'z'");

    [Fact]
    public void In_a_constant_of_another_file()
    {
        var run = GeneratorRun.OfFiles(
            Source("Formulas.Start + Formulas.End"),
            "static class Unrelated;",
            "// A comment.\nstatic class Formulas { public const string Start = \"mean(p - \", End = \"zz)\"; }");
        Diagnostic found = Assert.Single(run.Diagnostics);
        Assert.Equal("Other1.cs", found.Location.SourceTree!.FilePath);
        Assert.Equal("zz", run.Underlined(found));
    }

    [Fact]
    public void A_constant_of_another_assembly_is_underlined_where_it_is_named() => Marked.Source(
        "LOSSGEN030", DiagnosticSeverity.Error,
        Source("\"mean(p) - \" + «System.Runtime.CompilerServices.RuntimeFeature.ByRefFields»"),
        "named 'ByRefFields'");

    private static void Unknown(string expression) => Marked.Source(
        "LOSSGEN030", DiagnosticSeverity.Error, Source(expression), "There is no parameter or definition named");

    private static string Source(string expression, string member = "") => $$"""
        using System;
        using LossGen;

        public static partial class Losses
        {
            private const string Prefix = "mean(";
            {{member}}
            [Loss({{expression}})]
            public static partial float Loss(ReadOnlySpan<float> p);
        }

        internal static class Other
        {
            public const string Prefix = "mean(";
        }

        """;
}
