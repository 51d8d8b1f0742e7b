using LossGen.Generator.Common;
using LossGen.Generator.Declarations;
using LossGen.Generator.Diagnostics;
using LossGen.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.Tests.Incrementality;

/// <summary>Losses are read again where what they depend on may have changed, and nowhere else.</summary>
public sealed class ReadingTests
{
    private const string Before = "using System; class Other { int Twice(int x) => 2 * x; int Zero() { return 0; } [Obsolete(\"old\")] int x; const string F = \"p\"; }";

    private readonly EditedLosses project = new();

    [Theory]
    [InlineData("2 * x", "x + x")]
    [InlineData("return 0;", "return /* nothing */ 0;")]
    [InlineData("\"old\"", "\"older\"")]
    [InlineData("class Other", "class   Other")]
    public void An_edit_of_a_body_or_of_a_string_of_an_attribute_elsewhere_reads_nothing(string old, string replacement) =>
        Assert.Equal(1, ReadingsWithEdit(old, replacement));

    [Theory]
    [InlineData("class Other", "class Renamed")]
    [InlineData("\"p\"", "\"q\"")]
    [InlineData("using System;", "using System; using X = System.Single;")]
    [InlineData("[Obsolete(\"old\")]", "")]
    [InlineData("int Twice(int x) => 2 * x;", "int Twice(long x) => 2 * x;")]
    public void An_edited_declaration_elsewhere_reads_again(string old, string replacement) => Assert.Equal(2, ReadingsWithEdit(old, replacement));

    [Fact]
    public void What_stands_in_another_file_is_read_each_time()
    {
        var elsewhere = new SourcePlace("Another.cs", default);
        Assert.Equal(2, Readings(Before, Before, new PlacedDiagnostic("X", elsewhere, EquatableArray<string>.Empty)));
    }

    [Fact]
    public void A_companion_that_is_declared_elsewhere_is_seen_and_forgotten()
    {
        const string Taken = "namespace Acme; partial class Losses { public static float MseWithGradient { get; } }";
        project.EditOther(Taken);
        Assert.Contains(project.Result.Diagnostics, diagnostic => diagnostic.Id == Rules.CompanionTaken.Id);
        project.EditOther(Taken.Replace("MseWithGradient", "Unrelated", StringComparison.Ordinal));
        Assert.DoesNotContain(project.Result.Diagnostics, diagnostic => diagnostic.Id == Rules.CompanionTaken.Id);
    }

    [Fact]
    public void A_constant_elsewhere_is_followed_by_its_value_and_its_place()
    {
        project.Edit("[Loss(\"mean(q)\")]", "[Loss(Formulas.Wrong)]");
        foreach (string text in new[]
        {
            "static class Formulas { public const string Wrong = \"mean(q)\"; }",
            "// One line more.\nstatic class Formulas { public const string Wrong = \"mean(q)\"; }",
            "static class Formulas { public const string Wrong = \"mean(1 + q)\"; }",
        })
        {
            project.EditOther(text);
            Location place = Assert.Single(project.Result.Diagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Location;
            Assert.Equal("q", place.SourceTree!.GetText().ToString(place.SourceSpan));
        }
    }

    private static int ReadingsWithEdit(string old, string replacement)
    {
        Assert.Contains(old, Before, StringComparison.Ordinal);
        return Readings(Before, Before.Replace(old, replacement, StringComparison.Ordinal));
    }

    /// <summary>How often a method is read in two compilations that share its file and differ in another.</summary>
    private static int Readings(string before, string after, params PlacedDiagnostic[] diagnostics)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText("class Losses { void Loss(); }", path: "Losses.cs");
        SyntaxTree other = CSharpSyntaxTree.ParseText(before, path: "Other.cs");
        CSharpCompilation first = GeneratorRun.Compile(tree, other);
        CSharpCompilation second = first.ReplaceSyntaxTree(other, CSharpSyntaxTree.ParseText(after, path: "Other.cs"));
        MethodDeclarationSyntax method = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Single();
        int readings = 0;
        foreach (CSharpCompilation compilation in new[] { first, second })
        {
            ReadLosses.Get(method, compilation, () =>
            {
                readings++;
                return new DeclaredLoss(null, null, diagnostics.ToEquatableArray());
            });
        }

        return readings;
    }
}
