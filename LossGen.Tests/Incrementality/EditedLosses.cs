using System.Collections.Immutable;
using LossGen.Generator;
using LossGen.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Tests.Incrementality;

/// <summary>A project of two files under the generator, edited step by step as in an editor.</summary>
internal sealed class EditedLosses
{
    public const string Losses = """
        using System;
        using LossGen;

        namespace Acme;

        public static partial class Losses
        {
            /// <summary>The mean squared error.</summary>
            [Loss("mean((p - y)^2)")]
            public static partial float Mse(ReadOnlySpan<float> p, ReadOnlySpan<float> y);

            [Loss("mean(abs(e) <= delta ? e^2 / 2 : delta * (abs(e) - delta / 2)) where e = p - y")]
            public static partial float Huber(ReadOnlySpan<float> p, ReadOnlySpan<float> y, float delta = 1f);

            [Loss("log(p) * w")]
            public static partial void Logs(ReadOnlySpan<float> p, [Gradient] float w, Span<float> loss);

            [Loss("mean(q)")]
            public static partial float Wrong(ReadOnlySpan<float> p);
        }
        """;

    private static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    private GeneratorDriver driver;
    private CSharpCompilation compilation;

    public EditedLosses()
    {
        compilation = GeneratorRun.Compile(Parse(Losses, "Losses.cs"), Parse("public class Other;", "Other.cs"));
        driver = GeneratorRun.NewDriver(Options).RunGenerators(compilation);
    }

    public GeneratorRunResult Result => driver.GetRunResult().Results.Single();

    public IReadOnlyDictionary<string, string> Files =>
        Result.GeneratedSources.ToDictionary(file => file.HintName, file => file.SourceText.ToString());

    /// <summary>Replaces text of Losses.cs and runs the generator again.</summary>
    public void Edit(string old, string replacement)
    {
        SyntaxTree tree = compilation.SyntaxTrees.Single(t => t.FilePath == "Losses.cs");
        string text = tree.GetText().ToString();
        Assert.Contains(old, text, StringComparison.Ordinal);
        Replace(tree, text.Replace(old, replacement, StringComparison.Ordinal));
    }

    /// <summary>Replaces the whole of Other.cs and runs the generator again.</summary>
    public void EditOther(string text) => Replace(compilation.SyntaxTrees.Single(t => t.FilePath == "Other.cs"), text);

    /// <summary>What the last run did in a step, for each of its outputs.</summary>
    public IReadOnlyList<(object Value, IncrementalStepRunReason Reason)> Step(string name) =>
        [.. Result.TrackedSteps[name].SelectMany(step => step.Outputs).Select(output => (output.Value, output.Reason))];

    /// <summary>What the last run did with each emitted file.</summary>
    public IReadOnlyList<IncrementalStepRunReason> FileReasons =>
    [
        .. Result.TrackedOutputSteps.Values.SelectMany(steps => steps)
            .Where(step => step.Inputs.Any(input => IsCompiled(input.Source, input.OutputIndex)))
            .SelectMany(step => step.Outputs)
            .Select(output => output.Reason),
    ];

    public void AssertNothingRegenerated()
    {
        Assert.All(Step(LossGenerator.ModelsStep), IsKept);
        Assert.All(Step(LossGenerator.CompiledStep), IsKept);
        Assert.NotEmpty(FileReasons);
        Assert.All(FileReasons, reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    private static void IsKept((object Value, IncrementalStepRunReason Reason) output) => Assert.True(
        output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{output.Value}: {output.Reason}");

    private static bool IsCompiled(IncrementalGeneratorRunStep step, int output) => step.Outputs[output].Value is CompiledLoss;

    private void Replace(SyntaxTree tree, string text)
    {
        compilation = compilation.ReplaceSyntaxTree(tree, Parse(text, tree.FilePath));
        driver = driver.RunGenerators(compilation);
    }

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, Options, path, System.Text.Encoding.UTF8);
}
