using System.Globalization;
using System.Reflection;
using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace LossGen.Tests.Harness;

/// <summary>Sources in which «guillemets» mark the characters that a diagnostic must underline, no more and no less.</summary>
internal static class Marked
{
    public const string TwoTensors = "ReadOnlySpan<float> p, ReadOnlySpan<float> y";

    /// <summary>A formula (or its parameters) with marks, in a class of its own.</summary>
    public static void Formula(
        string id, DiagnosticSeverity severity, string formula, string phrase, string parameters = TwoTensors, string returns = "float",
            string options = "") =>
        Source(id, severity, GeneratorRun.Declaration(formula, parameters, returns, options), phrase);

    /// <summary>
    /// Asserts that the marked source gives the diagnostic: the severity, the place, the phrase in its message, and (for an error or a
    /// warning) no other error or warning of the generator beside it.
    /// </summary>
    public static void Source(
        string id, DiagnosticSeverity severity, string marked, string phrase, LanguageVersion version = LanguageVersion.CSharp14,
        params IEnumerable<Assembly> references)
    {
        int start = marked.IndexOf('«', StringComparison.Ordinal), end = marked.IndexOf('»', StringComparison.Ordinal) - 1;
        Assert.True(start >= 0 && end >= start, "The source has no mark.");
        var run = GeneratorRun.OfReferencing(marked.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal), version, references);
        Assert.Null(run.Exception);
        Diagnostic found = severity == DiagnosticSeverity.Info
            ? Assert.Single(run.Diagnostics, d => d.Id == id)
            : Assert.Single(run.Diagnostics, d => d.Severity >= DiagnosticSeverity.Warning);
        Assert.Equal(id, found.Id);
        Assert.Equal(severity, found.Severity);
        Assert.Equal(severity, Rules.Find(id).DefaultSeverity);
        Assert.Contains(phrase, found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal(run.Source[start..end], run.Underlined(found));
        Assert.Equal(TextSpan.FromBounds(start, end), found.Location.SourceSpan);
        if (severity != DiagnosticSeverity.Error)
            Assert.DoesNotContain("has errors.", Assert.Single(run.Files), StringComparison.Ordinal);
        else if (run.Files.Count > 0)
            Stub(run);
    }

    /// <summary>Asserts that a formula with errors gave methods that throw, with which the compiler finds nothing wrong.</summary>
    public static void Stub(GeneratorRun run)
    {
        Assert.Contains("has errors.\");", Assert.Single(run.Files), StringComparison.Ordinal);
        Assert.True(run.CompilerDiagnostics.Count == 0, string.Join("\n", run.CompilerDiagnostics));
    }

    /// <summary>Asserts that the generator has no error and no warning, and the diagnostics that are asked about are not among its infos.</summary>
    public static void Quiet(string formula, string parameters = TwoTensors, string returns = "float", string options = "",
        string absent = "")
    {
        var run = GeneratorRun.OfFormula(formula, parameters, returns, options);
        Assert.Null(run.Exception);
        Assert.DoesNotContain(run.Diagnostics, d => d.Severity >= DiagnosticSeverity.Warning || d.Id == absent);
        Assert.Single(run.Files);
    }
}
