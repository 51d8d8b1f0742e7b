using System.Text.RegularExpressions;
using LossGen.Generator.Diagnostics;
using LossGen.Tests.CodeFixes;
using LossGen.Tests.Harness;
using LossGen.Tests.Torch;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Tests.Diagnostics;

/// <summary>Each rule has its page, and what the page says is so: its first example gives the diagnostic, its last one does not.</summary>
public sealed partial class DocumentationTests
{
    public static TheoryData<string> Ids => [.. Rules.All.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_names_the_title_and_the_severity(string id)
    {
        DiagnosticDescriptor rule = Rules.Find(id);
        string page = Page(id);
        Assert.StartsWith($"# {id}: {rule.Title}\n", page, StringComparison.Ordinal);
        Assert.Contains($"**Severity:** {rule.DefaultSeverity}:", page, StringComparison.Ordinal);
        Assert.Equal(rule.DefaultSeverity != DiagnosticSeverity.Error, page.Contains("## When to suppress it", StringComparison.Ordinal));
        Assert.EndsWith($"/docs/diagnostics/{id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
    }

    /// <summary>All rules but that for defects of LossGen itself, of which there should be no example.</summary>
    public static TheoryData<string> IdsWithExamples => [.. Rules.All.Where(rule => rule != Rules.InternalError).Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(IdsWithExamples))]
    public void The_example_gives_the_diagnostic_and_the_mended_one_does_not(string id)
    {
        List<string> examples = [.. Examples().Matches(Page(id)).Select(match => match.Groups[1].Value)];
        Assert.Equal(2, examples.Count);
        GeneratorRun broken = Compile(examples[0], id == Rules.LanguageVersion.Id ? LanguageVersion.CSharp12 : LanguageVersion.CSharp14);
        Assert.Equal([id], broken.Diagnostics.Where(Matters).Select(d => d.Id).Distinct());
        GeneratorRun mended = Compile(examples[1]);
        Assert.DoesNotContain(mended.Diagnostics, d => Matters(d) || d.Id == id);
        Assert.Empty(mended.CompilerDiagnostics);
        Assert.NotEmpty(mended.Files);

        bool Matters(Diagnostic diagnostic) => diagnostic.Id == id || diagnostic.Severity >= DiagnosticSeverity.Warning;
    }

    [Fact]
    public void The_index_and_the_release_notes_list_every_rule_in_order()
    {
        string[] index = [.. IndexRows().Matches(Read("docs/diagnostics/README.md")).Select(match => match.Value)];
        Assert.Equal(Rules.All.Select(rule => $"| [{rule.Id}]({rule.Id}.md) | {rule.DefaultSeverity} | {rule.Title} |"), index);
        string[] released = [.. new[] { "Shipped", "Unshipped" }.SelectMany(kind =>
            Read($"LossGen.Generator/AnalyzerReleases.{kind}.md").Split('\n'))
            .Where(line => line.StartsWith("LOSSGEN", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Assert.Equal(Rules.All.Select(rule => $"{rule.Id} | {rule.Category} | {rule.DefaultSeverity} | {rule.Title}"), released);
    }

    [Fact]
    public void There_is_no_page_without_a_rule()
    {
        IEnumerable<string> pages = Directory.GetFiles(Repository.File("docs", "diagnostics"), "LOSSGEN*.md").Select(path =>
            Path.GetFileNameWithoutExtension(path)!);
        Assert.Equal(Rules.All.Select(rule => rule.Id), pages.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Ids_and_titles_are_unique()
    {
        Assert.Equal(Rules.All.Count, Rules.All.Select(rule => rule.Id).Distinct().Count());
        Assert.Equal(Rules.All.Count, Rules.All.Select(rule => rule.Title.ToString(null)).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(IdsWithExamples))]
    public void The_code_fixes_that_a_page_names_are_those_offered_for_its_example_and_mend_it(string id)
    {
        string page = Page(id);
        var project = FixedProject.Of(Project(Examples().Match(page).Groups[1].Value));
        List<string> offered = [.. id == Rules.LanguageVersion.Id ? [] : project.Offers(id).Select(offer => offer.Action.Title).Distinct()];
        string[] named = [.. Fixes().Matches(page).SelectMany(line => Titles().Matches(line.Value)).Select(title => title.Groups[1].Value)];
        Assert.Equal(offered, named);
        foreach (string title in named)
        {
            (Diagnostic diagnostic, CodeAction action) = Fixed.One(project, id, title);
            Fixed.Gone(diagnostic, project.Apply(action));
        }
    }

    [GeneratedRegex("^In an editor: .*$", RegexOptions.Multiline)]
    private static partial Regex Fixes();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Titles();

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Examples();

    [GeneratedRegex(@"^\| \[LOSSGEN.*\|$", RegexOptions.Multiline)]
    private static partial Regex IndexRows();

    /// <summary>An example is a whole type or the members of one.</summary>
    private static GeneratorRun Compile(string example, LanguageVersion version = LanguageVersion.CSharp14) =>
        GeneratorRun.OfReferencing(Project(example), version, TorchAssemblies.OfTensors);

    private static string Project(string example) =>
        "using System;\nusing System.Numerics.Tensors;\nusing LossGen;\n"
        + (example.Contains("torch.", StringComparison.Ordinal) ? "using TorchSharp;\n" : "")
        + (example.Contains("class ", StringComparison.Ordinal) ? example : $"public static partial class Losses\n{{\n{example}}}\n");

    private static string Page(string id) => Read($"docs/diagnostics/{id}.md");

    private static string Read(string path) => Repository.Read(path);
}
