using LossGen.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Tests.Diagnostics;

/// <summary>Severities of a project hold for what the generator reports: those of .editorconfig, and those of the compiler's options.</summary>
public sealed class SeverityTests
{
    // A warning and an info.
    private const string Source = """
        using System;
        using LossGen;

        public static partial class Losses
        {
            [Loss("mean(abs(p))")]
            public static partial float Loss(ReadOnlySpan<float> p, float unused);
        }
        """;

    [Theory]
    [InlineData("LOSSGEN050", ReportDiagnostic.Error, DiagnosticSeverity.Error)]
    [InlineData("LOSSGEN050", ReportDiagnostic.Info, DiagnosticSeverity.Info)]
    [InlineData("LOSSGEN050", ReportDiagnostic.Hidden, DiagnosticSeverity.Hidden)]
    [InlineData("LOSSGEN050", ReportDiagnostic.Suppress, null)]
    [InlineData("LOSSGEN050", ReportDiagnostic.Default, DiagnosticSeverity.Warning)]
    [InlineData("LOSSGEN072", ReportDiagnostic.Error, DiagnosticSeverity.Error)]
    [InlineData("LOSSGEN072", ReportDiagnostic.Warn, DiagnosticSeverity.Warning)]
    [InlineData("LOSSGEN072", ReportDiagnostic.Suppress, null)]
    public void Of_a_rule(string id, ReportDiagnostic chosen, DiagnosticSeverity? expected)
    {
        Assert.Equal(expected, Severity(id, options => options.WithSyntaxTreeOptionsProvider(new EditorConfig(id, chosen))));
        if (chosen != ReportDiagnostic.Default)
            Assert.Equal(expected, Severity(id, options => options.WithSpecificDiagnosticOptions([new(id, chosen)])));
    }

    [Fact]
    public void Warnings_as_errors() =>
        Assert.Equal(DiagnosticSeverity.Error, Severity("LOSSGEN050", options => options.WithGeneralDiagnosticOption(ReportDiagnostic.Error)));

    /// <summary>The severity with which a rule is reported; null where it is not.</summary>
    private static DiagnosticSeverity? Severity(string id, Func<CSharpCompilationOptions, CompilationOptions> with)
    {
        var parse = new CSharpParseOptions(LanguageVersion.CSharp14);
        CSharpCompilation compilation = GeneratorRun.Compile(CSharpSyntaxTree.ParseText(Source, parse, "Losses.cs"));
        Compilation configured = compilation.WithOptions((CSharpCompilationOptions)with(compilation.Options));
        return GeneratorRun.NewDriver(parse).RunGenerators(configured).GetRunResult().Diagnostics.FirstOrDefault(diagnostic => diagnostic.Id == id)?.Severity;
    }

    private sealed class EditorConfig(string rule, ReportDiagnostic chosen) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = chosen;
            return diagnosticId == rule && chosen != ReportDiagnostic.Default;
        }

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = default;
            return false;
        }
    }
}
