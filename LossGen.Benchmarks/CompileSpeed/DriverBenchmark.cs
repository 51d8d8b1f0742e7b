using System.Diagnostics;
using LossGen.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Benchmarks.CompileSpeed;

/// <summary>How long the generator by itself takes for 500 losses: at first, after a keystroke in a formula, and after one elsewhere.</summary>
internal static class DriverBenchmark
{
    private const int Rounds = 5, Strokes = 2 * FiveHundredLosses.Files;

    public static IEnumerable<Measurement> Run()
    {
        double first = Milliseconds(() => Cold(new LossGenerator(), FiveHundredLosses.Compilation(hasDevices: false)));
        yield return new("the generator, cold, itself not yet compiled by the JIT", "ms", first);
        double[] cold = new double[Rounds];
        GeneratorDriver driver = null!;
        CSharpCompilation project = null!;
        for (int round = 0; round < Rounds; round++)
        {
            // A fresh compilation each time: what binding the attributes costs is part of the price.
            project = FiveHundredLosses.Compilation(hasDevices: false);
            cold[round] = Milliseconds(() => driver = Cold(new LossGenerator(), project));
        }

        yield return new("the generator, cold", "ms", Sampling.Median(cold));
        foreach (Measurement measurement in Sizes(driver.GetRunResult().Results.Single(), "emitted"))
            yield return measurement;
        double[] inFormulas = Keystrokes(driver, project, inFormulas: true);
        yield return new("a keystroke in a formula: median", "ms", Sampling.Median(inFormulas));
        yield return new("a keystroke in a formula: nine in ten within", "ms", inFormulas.Order().ElementAt(inFormulas.Length * 9 / 10));
        double[] elsewhere = Keystrokes(driver, project, inFormulas: false);
        yield return new("a keystroke elsewhere: median", "ms", Sampling.Median(elsewhere));
        double[] finding = Keystrokes(Cold(new FindingGenerator(), project), project, inFormulas: true);
        yield return new("a keystroke, of a generator that only looks for the attribute: median", "ms", Sampling.Median(finding));
        GeneratorRunResult devices = Cold(new LossGenerator(), FiveHundredLosses.Compilation(hasDevices: true)).GetRunResult().Results.Single();
        foreach (Measurement measurement in Sizes(devices, "emitted with kernels for devices"))
            yield return measurement;
    }

    /// <summary>The lines and bytes of the files, of which those that belong to no loss are left out.</summary>
    private static IEnumerable<Measurement> Sizes(GeneratorRunResult result, string what)
    {
        GeneratedSourceResult[] files =
            [.. result.GeneratedSources.Where(file => file.HintName.StartsWith("Losses.", StringComparison.Ordinal)).OrderBy(file => file.SourceText.Length)];
        if (result.Exception is not null || files.Length != FiveHundredLosses.Count || result.Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
            throw new InvalidOperationException($"{files.Length} files for {FiveHundredLosses.Count} losses. {result.Exception} {result.Diagnostics.FirstOrDefault()}");
        GeneratedSourceResult median = files[files.Length / 2], largest = files[^1];
        yield return new($"{what}: a loss, median", "lines", median.SourceText.Lines.Count);
        yield return new($"{what}: a loss, median", "bytes", median.SourceText.Length);
        yield return new($"{what}: {Name(largest)}, the largest", "lines", largest.SourceText.Lines.Count);
        yield return new($"{what}: {Name(largest)}, the largest", "bytes", largest.SourceText.Length);
    }

    private static string Name(GeneratedSourceResult file) => file.HintName.Split('.')[1].TrimEnd("0123456789".ToCharArray());

    /// <summary>The times of many edits, one after the other, each of which the driver sees as an editor shows it: as a new compilation.</summary>
    private static double[] Keystrokes(GeneratorDriver driver, CSharpCompilation project, bool inFormulas)
    {
        double[] times = new double[Strokes + FiveHundredLosses.Files];
        if (!inFormulas)
            driver = driver.RunGenerators(project = project.AddSyntaxTrees(Unrelated(0)));
        for (int i = 0; i < times.Length; i++)
        {
            // Another loss each time: one that is long to compile is as frequent as in the catalogue.
            int file = i % FiveHundredLosses.Files;
            project = inFormulas
                ? project.ReplaceSyntaxTree(project.SyntaxTrees[file], FiveHundredLosses.Tree(file, i + 1))
                : project.ReplaceSyntaxTree(project.SyntaxTrees[^1], Unrelated(i + 1));
            times[i] = Milliseconds(() => driver = driver.RunGenerators(project));
        }

        return times[FiveHundredLosses.Files..];
    }

    private static SyntaxTree Unrelated(int edit) =>
        CSharpSyntaxTree.ParseText($"public class Unrelated {{ public int Member() {{ return {edit}; }} }}", FiveHundredLosses.Options);

    private static GeneratorDriver Cold(IIncrementalGenerator generator, CSharpCompilation compilation) => CSharpGeneratorDriver
        .Create([generator.AsSourceGenerator()], parseOptions: FiveHundredLosses.Options)
        .RunGenerators(compilation);

    private static double Milliseconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>What any generator that finds methods by an attribute has to pay: the driver binds all attributes of each new compilation.</summary>
    private sealed class FindingGenerator : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
            context.SyntaxProvider.ForAttributeWithMetadataName(
                typeof(LossAttribute).FullName!, static (_, _) => true, static (found, _) => found.TargetSymbol.Name).Collect(),
            static (_, _) => { });
    }
}
