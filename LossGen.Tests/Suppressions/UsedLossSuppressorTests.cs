using System.Collections.Immutable;
using LossGen.Generator.Suppressions;
using LossGen.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossGen.Tests.Suppressions;

/// <summary>IDE0051, "private member is unused", at losses: suppressed where what is emitted for them is used, and nowhere else.</summary>
public sealed class UsedLossSuppressorTests
{
    [Theory]
    [InlineData("float Call(float[] p) => HiddenWithGradient(p, p);")]
    [InlineData("float Call(float[] p) => Losses.HiddenWithGradient(p, p);")]
    [InlineData("float Call(float[] p) => HiddenWithGradientAndHessian(p, p, p);")]
    [InlineData("LossInfo Call => HiddenInfo;")]
    public void A_loss_whose_companion_is_used(string use) => Assert.True(IsSuppressed("[Loss(\"mean(p^2)\", Hessian = true)]", use));

    [Theory]
    [InlineData("[Loss(\"mean(p^2)\")]", "float Call(float[] p) => OtherWithGradient(p, p);")]
    [InlineData("[Loss(\"mean(p^2)\")]", "// HiddenWithGradient is not called")]
    [InlineData("[Loss(\"mean(p^2)\")]", "string Call => \"HiddenWithGradient\";")]
    [InlineData("", "float Call(float[] p) => HiddenWithGradient(p, p);")]
    public void A_method_that_is_unused(string attribute, string use) => Assert.False(IsSuppressed(attribute, use));

    private static bool IsSuppressed(string attribute, string use)
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp14);
        CSharpCompilation compilation = GeneratorRun.Compile(CSharpSyntaxTree.ParseText($$"""
            using System;
            using LossGen;

            public static partial class Losses
            {
                {{attribute}}
                private static partial float Hidden(ReadOnlySpan<float> p);

                public static {{use}}
            }
            """, options, "Losses.cs"));
        GeneratorRun.NewDriver(options).RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        CompilationWithAnalyzers analyzed = output.WithAnalyzers(
            [new Unused(), new UsedLossSuppressor()], new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, true, false, reportSuppressedDiagnostics: true));
        return Assert.Single(analyzed.GetAnalyzerDiagnosticsAsync().Result, diagnostic => diagnostic.Id == "IDE0051").IsSuppressed;
    }

    /// <summary>Says of each private method that it is unused, as the analyzer of the SDK does where it sees no call.</summary>
#pragma warning disable RS1036, RS1038, RS1041, RS2008 // It is run by these tests, and loaded by no compiler.
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class Unused : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Rule = new("IDE0051", "Unused", "Private member '{0}' is unused", "Style", DiagnosticSeverity.Warning, true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

        public override void Initialize(AnalysisContext context)
        {
            // As the analyzer of the SDK: a loss is generated code in part, which others skip.
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
            context.EnableConcurrentExecution();
            context.RegisterSyntaxNodeAction(
                node =>
                {
                    if (node.Node is MethodDeclarationSyntax { Identifier: { ValueText: "Hidden" } name } && name.SyntaxTree!.FilePath == "Losses.cs")
                        node.ReportDiagnostic(Diagnostic.Create(Rule, name.GetLocation(), name.ValueText));
                },
                SyntaxKind.MethodDeclaration);
        }
    }
}
