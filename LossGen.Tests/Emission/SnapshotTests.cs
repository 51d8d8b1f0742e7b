using System.Text;
using LossGen.Generator;
using LossGen.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace LossGen.Tests.Emission;

/// <summary>
/// The emitted files, as approved. After a change that was meant, rewrite them and read the difference:
/// <c>LOSSGEN_APPROVE=1 dotnet test LossGen.Tests --filter SnapshotTests</c>.
/// </summary>
public sealed class SnapshotTests
{
    private const string Approve = "LOSSGEN_APPROVE=1 dotnet test LossGen.Tests --filter SnapshotTests";

    private const string TwoTensors = "ReadOnlySpan<float> p, ReadOnlySpan<float> y";

    private static readonly Dictionary<string, string> Losses = new()
    {
        { "Mse", Loss("mean((p - y)^2)", TwoTensors) },
        {
            "Huber",
            Loss("mean(abs(e) <= delta ? e^2 / 2 : delta * (abs(e) - delta / 2)) where e = p - y", TwoTensors + ", float delta = 1f")
        },
        { "NaiveBce", Loss("-mean(y * log(sigmoid(z)) + (1 - y) * log(1 - sigmoid(z)))", "ReadOnlySpan<float> z, ReadOnlySpan<float> y") },
        { "LogCoshWithHessian", Loss("mean(log(cosh(p - y)))", TwoTensors, options: ", Hessian = true") },
        {
            "SoftDice",
            Loss(
                "1 - (2 * sum(p * y) + smooth) / (sum(p) + sum(y) + smooth)",
                "[Range(0, 1)] ReadOnlySpan<float> p, [Range(0, 1)] ReadOnlySpan<float> y, [Range(1e-6, 1e6)] float smooth = 1f")
        },
        { "Rmse", Loss("sqrt(mean((p - y)^2))", TwoTensors) },
        {
            "WeightedFilteredMean",
            Loss(
                "sum[n | c[n] >= 0](w[n] * (p[n] - y[n])^2) / sum[n | c[n] >= 0](w[n])",
                TwoTensors + ", [Range(0, 100)] ReadOnlySpan<float> w, ReadOnlySpan<int> c")
        },
        {
            "DenseRows",
            Loss("mean[n, c]((p[n, c] - y[n, c])^2)", "ReadOnlyTensorSpan<float> p, ReadOnlySpan<float> y").Replace(
                "using System;", "using System;\nusing System.Numerics.Tensors;", StringComparison.Ordinal)
        },
        { "Halves", Loss("mean((p - y)^2)", "ReadOnlySpan<Half> p, ReadOnlySpan<float> y") },
        { "LargestError", Loss("max(abs(p - y))", TwoTensors) },
        { "PerElement", Loss("(p - y)^2 * w", TwoTensors + ", float w, Span<float> loss", returns: "void") },
        {
            "LearnableScale",
            Loss("mean((exp(s) * p - y)^2)", "[Gradient] ReadOnlySpan<float> p, ReadOnlySpan<float> y, [Gradient, Range(-80, 80)] float s")
        },
        {
            "KeywordNames",
            Loss("mean((class - event)^2 * this) where this = base", "ReadOnlySpan<float> @class, ReadOnlySpan<float> @event, float @base")
        },
        { "Double", Loss("mean(softplus(p) - y * p)", "ReadOnlySpan<double> p, ReadOnlySpan<double> y", returns: "double") },
    };

    public static TheoryData<string> Names => [.. Losses.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Emits_the_approved_file(string name)
    {
        string source = Losses[name];
        string file = SnapshotFile(name);
        if (Environment.GetEnvironmentVariable("LOSSGEN_APPROVE") == "1")
            await File.WriteAllTextAsync(file, Assert.Single(GeneratorRun.Of(source).Files));
        Assert.True(File.Exists(file), $"There is no snapshot of {name} yet. To approve what is emitted now: {Approve}");

        string approved = (await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n");
        var test = new GeneratorTest { TestCode = source };
        test.TestState.GeneratedSources.Add((typeof(LossGenerator), HintName(source), approved));
        try
        {
            await test.RunAsync();
        }
        catch (Exception exception)
        {
            Assert.Fail($"{name} is not emitted as approved. If the change is meant: {Approve}{Environment.NewLine}{exception.Message}");
        }
    }

    [Fact]
    public void Every_snapshot_belongs_to_a_loss()
    {
        string folder = Path.GetDirectoryName(SnapshotFile("Any"))!;
        IEnumerable<string> found = Directory.GetFiles(folder).Select(path => Path.GetFileName(path).Split('.')[0]);
        Assert.Equal(Losses.Keys.Order(), found.Order());
    }

    private static string Loss(string formula, string parameters, string returns = "float", string options = "") =>
        GeneratorRun.Declaration(formula, parameters, returns, options);

    /// <summary>The emitted file's name ends in a hash of the signature; it is not what is approved here.</summary>
    private static string HintName(string source)
    {
        CSharpCompilation compilation = GeneratorRun.Compile(CSharpSyntaxTree.ParseText(source, GeneratorTest.Options));
        GeneratorDriver driver = GeneratorRun.NewDriver(GeneratorTest.Options).RunGenerators(compilation);
        return driver.GetRunResult().Results.Single().GeneratedSources.Single().HintName;
    }

    private static string SnapshotFile(string name) => Repository.File("LossGen.Tests", "Emission", "Snapshots", name + ".cs.txt");

    /// <summary>The Roslyn test of a generator, on the running platform's assemblies: nothing is fetched.</summary>
    private sealed class GeneratorTest : CSharpSourceGeneratorTest<LossGenerator, DefaultVerifier>
    {
        public GeneratorTest()
        {
            ReferenceAssemblies = new ReferenceAssemblies("net10.0");
            TestState.AdditionalReferences.AddRange(GeneratorRun.Compile().References);

            // What the generator has to say of these formulas is tested with the diagnostics.
            TestBehaviors = TestBehaviors.SkipGeneratedCodeCheck;
            foreach (Microsoft.CodeAnalysis.DiagnosticDescriptor rule in LossGen.Generator.Diagnostics.Rules.All)
                DisabledDiagnostics.Add(rule.Id);
        }

        public static CSharpParseOptions Options { get; } = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

        protected override ParseOptions CreateParseOptions() => Options;

        protected override CompilationOptions CreateCompilationOptions() =>
            ((CSharpCompilationOptions)GeneratorRun.Compile().Options).WithSpecificDiagnosticOptions(
                DisabledDiagnostics.Select(id => KeyValuePair.Create(id, ReportDiagnostic.Suppress)));
    }
}
