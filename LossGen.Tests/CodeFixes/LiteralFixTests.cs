using LossGen.Tests.Harness;

namespace LossGen.Tests.CodeFixes;

/// <summary>Literals of every kind: what is written into them stands where the characters stand, and nothing else changes.</summary>
public sealed class LiteralFixTests
{
    [Theory]
    [InlineData("\"mean((p - targt)^2)\"", "\"mean((p - target)^2)\"")]
    [InlineData("@\"mean((p - targt)^2)\"", "@\"mean((p - target)^2)\"")]
    [InlineData("\"\"\"mean((p - targt)^2)\"\"\"", "\"\"\"mean((p - target)^2)\"\"\"")]
    [InlineData("\"mean((\\u0070 - \\u0074argt)^2)\"", "\"mean((\\u0070 - target)^2)\"")]
    [InlineData("\"mean(\\tp - targt)\"", "\"mean(\\tp - target)\"")]
    [InlineData("\"\"\"\n        mean(\n            p - targt)\n        \"\"\"", "\"\"\"\n        mean(\n            p - target)\n        \"\"\"")]
    [InlineData("@\"mean(\n    p - targt)\"", "@\"mean(\n    p - target)\"")]
    [InlineData("\"mean(\" + \"p - targt\" + \")\"", "\"mean(\" + \"p - target\" + \")\"")]
    [InlineData("$\"mean(p - targt)\"", "$\"mean(p - target)\"")]
    [InlineData("$\"{\"mean(\"}p - targt)\"", "$\"{\"mean(\"}p - target)\"")]
    [InlineData("$\"\"\"mean(p - targt)\"\"\"", "$\"\"\"mean(p - target)\"\"\"")]
    [InlineData("(string)(\"mean(p - targt)\")", "(string)(\"mean(p - target)\")")]
    [InlineData("formula: \"mean(p - targt)\"", "formula: \"mean(p - target)\"")]
    [InlineData("\"mean(p - targt)\", Hessian = false", "\"mean(p - target)\", Hessian = false")]
    public void A_name(string argument, string expected) => Replaced("LOSSGEN030", argument, "Replace 'targt' with 'target'", expected);

    [Theory]
    [InlineData("\"mean(2p - target)\"", "\"mean(2 * p - target)\"")]
    [InlineData("\"mean(2\" + \"p - target)\"", "\"mean(2\" + \" * p - target)\"")]
    [InlineData("\"\"\"\n        mean(2\n            p - target)\n        \"\"\"", "\"\"\"\n        mean(2\n            * p - target)\n        \"\"\"")]
    public void An_insertion(string argument, string expected) => Replaced("LOSSGEN020", argument, "Insert '*'", expected);

    [Theory]
    [InlineData("\"mean(|p - target|)\"", "\"mean(abs(p - target))\"")]
    [InlineData("\"mean(|p\" + \" - target|)\"", "\"mean(abs(p\" + \" - target))\"")]
    public void Two_edits(string argument, string expected) => Replaced("LOSSGEN020", argument, null, expected);

    [Theory]
    [InlineData("\"mean(p - target\"", "\"mean(p - target)\"")]
    [InlineData("\"mean(p - target\" + \"\"", "\"mean(p - target)\" + \"\"")]
    [InlineData("@\"mean(p - target\"", "@\"mean(p - target)\"")]
    public void An_insertion_at_the_end(string argument, string expected) => Replaced("LOSSGEN020", argument, "Insert ')'", expected);

    [Fact]
    public void A_constant_is_mended_where_it_stands()
    {
        string source = Source("Formulas.Difference");
        const string Constant = "public static class Formulas { public const string Difference = \"mean(p - targt)\"; }";
        var project = FixedProject.Of(source, Constant);
        FixedProject mended = project.Apply(Fixed.One(project, "LOSSGEN030", "Replace 'targt' with 'target'").Action);
        Assert.Equal(source, mended.Text());
        Assert.Equal(Constant.Replace("targt", "target", StringComparison.Ordinal), mended.Text(file: 1));
        Fixed.Clean(mended);
    }

    private static void Replaced(string id, string argument, string? title, string expected)
    {
        string source = Source(argument);
        var project = FixedProject.Of(source);
        FixedProject mended = project.Apply(title is null ? Assert.Single(project.Offers(id)).Action : project.Offers(id).First(offer =>
            offer.Action.Title == title || (title.StartsWith("Replace", StringComparison.Ordinal) && offer.Action.Title.EndsWith("'target'", StringComparison.Ordinal))).Action);
        Assert.Equal(Source(expected), mended.Text());
        Fixed.Clean(mended);
    }

    private static string Source(string argument) => GeneratorRun.Declaration("☐", "ReadOnlySpan<float> p, ReadOnlySpan<float> target")
        .Replace("@\"☐\"", argument, StringComparison.Ordinal);
}
