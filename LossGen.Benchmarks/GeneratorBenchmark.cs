using System.Diagnostics;
using System.Globalization;
using System.Text;
using LossGen.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Benchmarks;

/// <summary>How long the generator takes for a project of 500 different losses: at first, and after an edit of one.</summary>
internal static class GeneratorBenchmark
{
    private const int LossesPerFile = 10, Files = 50, Count = LossesPerFile * Files, Rounds = 9;

    // Each # becomes another number, so that no two formulas are the same.
    private static readonly string[] Formulas =
    [
        "mean((p - # * y)^2)",
        "mean(abs(e) <= # ? e^2 / 2 : # * (abs(e) - # / 2)) where e = p - y",
        "-mean(y * log(sigmoid(# * p)) + (1 - y) * log(1 - sigmoid(# * p)))",
        "1 - (2 * sum(p * y) + #) / (sum(p^2) + sum(y^2) + #)",
        "mean(log(cosh(# * (p - y))))",
        "sqrt(mean((p - y)^2) + #)",
        "logsumexp(# * p) - mean(p * y)",
        "-mean((1 - q)^# * log(q)) where s = (2 * y - 1) * p, q = sigmoid(s)",
        "mean(e >= 0 ? # * e : (# - 1) * e) where e = y - p",
        "1 - sum(p * y) / (norm(p) * norm(y) + #)",
    ];

    private static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp13);

    public static void Run()
    {
        CSharpCompilation compilation = Project();
        double first = Milliseconds(() => Cold(compilation));
        double[] cold = new double[Rounds], incremental = new double[Rounds], unrelated = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            // A fresh compilation each time: what binding the attributes costs is part of the price.
            CSharpCompilation fresh = Project();
            GeneratorDriver driver = null!;
            cold[round] = Milliseconds(() => driver = Cold(fresh));
            GeneratorRunResult result = driver.GetRunResult().Results.Single();
            if (result.Exception is not null || result.GeneratedSources.Length != Count)
                throw new InvalidOperationException($"{result.GeneratedSources.Length} files for {Count} losses. {result.Exception}");

            CSharpCompilation edited = fresh.ReplaceSyntaxTree(fresh.SyntaxTrees[7], Parse(7, round + 1));
            incremental[round] = Milliseconds(() => driver = driver.RunGenerators(edited));
            CSharpCompilation extended = edited.AddSyntaxTrees(CSharpSyntaxTree.ParseText("public class Unrelated;", Options));
            unrelated[round] = Milliseconds(() => driver = driver.RunGenerators(extended));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Count} losses in {Files} files; medians of {Rounds}"));
        Console.WriteLine();
        Console.WriteLine("| run | ms | ms per loss |");
        Console.WriteLine("|---|--:|--:|");
        Print("cold, the generator itself not yet compiled by the JIT", first);
        Print("cold", Median(cold));
        Print("one formula edited", Median(incremental));
        Print("an unrelated type added", Median(unrelated));
    }

    private static void Print(string run, double milliseconds) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"| {run} | {milliseconds:F2} | {milliseconds / Count:F3} |"));

    private static GeneratorDriver Cold(CSharpCompilation compilation) => CSharpGeneratorDriver
        .Create([new LossGenerator().AsSourceGenerator()], parseOptions: Options)
        .RunGenerators(compilation);

    private static CSharpCompilation Project() => CSharpCompilation.Create(
        "FiveHundredLosses",
        Enumerable.Range(0, Files).Select(file => Parse(file, edit: 0)),
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(LossAttribute).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>A file of losses; an edit changes the number in the first formula.</summary>
    private static SyntaxTree Parse(int file, int edit)
    {
        var text = new StringBuilder("using System;\nusing LossGen;\n\npublic static partial class Losses\n{\n");
        for (int i = 0; i < LossesPerFile; i++)
        {
            int number = (file * LossesPerFile) + i;
            string constant = (1.5 + number + (i == 0 ? edit / 100.0 : 0)).ToString(CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $"    [Loss(\"{Formulas[i].Replace("#", constant, StringComparison.Ordinal)}\")]\n")
                .Append(CultureInfo.InvariantCulture, $"    public static partial float Loss{number}(")
                .Append("ReadOnlySpan<float> p, ReadOnlySpan<float> y);\n\n");
        }

        return CSharpSyntaxTree.ParseText(text.Append("}\n").ToString(), Options, $"Losses{file}.cs", Encoding.UTF8);
    }

    private static double Milliseconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
