using LossGen.Generator;
using LossGen.Generator.Declarations;
using Microsoft.CodeAnalysis;

namespace LossGen.Tests.Incrementality;

/// <summary>Losses are read again where what they depend on may have changed, and nowhere else.</summary>
public sealed class ReadingTests
{
    private readonly EditedLosses project = new();

    [Theory]
    [InlineData("public class Other { int Twice(int x) => 2 * x; int Zero() { return 0; } }", "public class Other { int Twice(int x) => x + x; int Zero() { /* none */ } }")]
    [InlineData("public class Other { [Obsolete(\"old\")] int x; }", "// Moved.\npublic class Other { [Obsolete(\"older\")] int x; }")]
    public void An_edit_of_a_body_or_of_a_string_elsewhere_reads_nothing(string before, string after)
    {
        project.EditOther(before);
        IReadOnlyList<object> declared = Declared();
        project.EditOther(after);
        Assert.Equal(4, declared.Count);
        Assert.All(declared.Zip(Declared()), pair => Assert.Same(pair.First, pair.Second));
    }

    [Fact]
    public void An_edited_declaration_elsewhere_reads_all_losses()
    {
        IReadOnlyList<object> declared = Declared();
        project.EditOther("public class Renamed;");
        Assert.All(declared.Zip(Declared()), pair => Assert.NotSame(pair.First, pair.Second));
    }

    [Fact]
    public void A_companion_that_is_declared_elsewhere_is_seen_and_forgotten()
    {
        const string Taken = "namespace Acme; partial class Losses { public static float MseWithGradient { get; } }";
        project.EditOther(Taken);
        Assert.Contains(project.Result.Diagnostics, diagnostic => diagnostic.Id == Generator.Diagnostics.Rules.CompanionTaken.Id);
        project.EditOther(Taken.Replace("MseWithGradient", "Unrelated", StringComparison.Ordinal));
        Assert.DoesNotContain(project.Result.Diagnostics, diagnostic => diagnostic.Id == Generator.Diagnostics.Rules.CompanionTaken.Id);
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

    private IReadOnlyList<object> Declared() => [.. project.Step(LossGenerator.DeclarationsStep).Select(output => output.Value).OfType<DeclaredLoss>()];
}
