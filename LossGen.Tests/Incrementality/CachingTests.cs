using LossGen.Generator;
using Microsoft.CodeAnalysis;

namespace LossGen.Tests.Incrementality;

/// <summary>An edit costs what it changes, and no more.</summary>
public sealed class CachingTests
{
    private readonly EditedLosses project = new();

    [Fact]
    public void The_first_run_emits_a_file_for_every_loss()
    {
        Assert.Equal(4, project.Files.Count);
        Assert.StartsWith("Acme.Losses.Wrong.", Assert.Single(project.Files, IsStub).Key, StringComparison.Ordinal);
        Assert.All(project.Step(LossGenerator.CompiledStep), output => Assert.Equal(IncrementalStepRunReason.New, output.Reason));
    }

    [Theory]
    [InlineData("// Nothing here concerns a loss.")]
    [InlineData("public class Other { public int Member => 1; } public struct Another;")]
    [InlineData("namespace Acme { public static class More { public static float Mse(float p) => p; } }")]
    [InlineData("this is not C#")]
    public void An_edit_of_another_file_regenerates_nothing(string text)
    {
        project.EditOther(text);
        project.AssertNothingRegenerated();
    }

    [Theory]
    [InlineData("namespace Acme;", "// A comment that moves\n// all that follows.\n\nnamespace Acme;")]
    [InlineData("namespace Acme;", "namespace Acme;\n\npublic class Unrelated;\n")]
    [InlineData("public static partial class Losses\n{", "public static partial class Losses\n{\n    private static int Counter;\n")]
    [InlineData("[Loss(\"mean((p - y)^2)\")]", "[Loss(/* moved */ \"mean((p - y)^2)\")]")]
    [InlineData("Mse(ReadOnlySpan<float> p, ", "Mse(\n        ReadOnlySpan<float> p,\n        ")]
    public void An_edit_that_only_moves_the_losses_regenerates_nothing(string old, string replacement)
    {
        project.Edit(old, replacement);
        project.AssertNothingRegenerated();
    }

    [Fact]
    public void Moving_a_formula_to_a_constant_of_the_same_text_regenerates_nothing()
    {
        project.Edit("class Losses\n{", "class Losses\n{\n    const string Formula = \"mean((p\" + \" - y)^2)\";");
        project.Edit("[Loss(\"mean((p - y)^2)\")]", "[Loss(Formula)]");
        project.AssertNothingRegenerated();
    }

    [Fact]
    public void An_edited_formula_regenerates_one_file()
    {
        IReadOnlyDictionary<string, string> before = project.Files;
        project.Edit("mean((p - y)^2)", "mean((p - y)^4)");
        Assert.Equal(before.Keys.Order(), project.Files.Keys.Order());
        string edited = Assert.Single(project.Files.Keys, name => project.Files[name] != before[name]);
        Assert.StartsWith("Acme.Losses.Mse.", edited, StringComparison.Ordinal);
        Assert.Single(project.Step(LossGenerator.CompiledStep), output => output.Reason == IncrementalStepRunReason.Modified);
        Assert.Single(project.FileReasons, reason => reason != IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void Edited_documentation_regenerates_the_file_that_carries_it()
    {
        project.Edit("The mean squared error.", "The quadratic loss.");
        Assert.Single(project.FileReasons, reason => reason != IncrementalStepRunReason.Cached);
        Assert.Contains(project.Files.Values, text => text.Contains("The quadratic loss.", StringComparison.Ordinal));
    }

    [Fact]
    public void An_added_loss_adds_one_file()
    {
        IReadOnlyDictionary<string, string> before = project.Files;
        project.Edit(
            "[Loss(\"mean(q)\")]", "[Loss(\"mean(abs(p))\")] public static partial float L1(ReadOnlySpan<float> p); [Loss(\"mean(q)\")]");
        Assert.Equal(before.Count + 1, project.Files.Count);
        Assert.All(before, file => Assert.Equal(file.Value, project.Files[file.Key]));
        Assert.StartsWith("Acme.Losses.L1.", Assert.Single(project.Files.Keys.Except(before.Keys)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_removed_loss_removes_its_file_only()
    {
        IReadOnlyDictionary<string, string> before = project.Files;
        project.Edit("[Loss(\"mean((p - y)^2)\")]", "");
        Assert.StartsWith("Acme.Losses.Mse.", Assert.Single(before.Keys.Except(project.Files.Keys)), StringComparison.Ordinal);
        Assert.All(project.Files, file => Assert.Equal(file.Value, before[file.Key]));
    }

    [Fact]
    public void A_corrected_formula_gets_its_code_and_loses_its_diagnostics()
    {
        Assert.Contains(project.Result.Diagnostics, d => d.Id == "LOSSGEN030");
        project.Edit("mean(q)", "mean(p)");
        Assert.DoesNotContain(project.Result.Diagnostics, d => d.Id == "LOSSGEN030");
        Assert.DoesNotContain(project.Files, IsStub);
        project.Edit("mean(p)", "mean(q)");
        Assert.Contains(project.Result.Diagnostics, d => d.Id == "LOSSGEN030");
        Assert.Single(project.Files, IsStub);
    }

    [Theory]
    [InlineData("namespace Acme;", "// One line more.\nnamespace Acme;")]
    [InlineData("(\"mean((p - y)^2)\")", "(\"mean((p - y)^6) + mean(p)\")")]
    public void Diagnostics_follow_an_edit_above_them(string old, string replacement)
    {
        List<string> before = Underlined();
        project.Edit(old, replacement);
        Assert.Contains("q", before);
        Assert.Equal(before, Underlined());
    }

    [Fact]
    public void Diagnostics_stay_through_an_edit_of_another_file()
    {
        List<string> before = Underlined();
        project.EditOther("public class Renamed;");
        Assert.Equal(before, Underlined());
    }

    /// <summary>Whether the file stands in for a loss whose formula has errors.</summary>
    private static bool IsStub(KeyValuePair<string, string> file) => file.Value.Contains("has errors.", StringComparison.Ordinal);

    /// <summary>What the diagnostics underline, in the file as it is now.</summary>
    private List<string> Underlined() => [.. project.Result.Diagnostics
        .Where(d => d.Severity >= DiagnosticSeverity.Warning)
        .Select(d => d.Location.SourceTree!.GetText().ToString(d.Location.SourceSpan))];
}
