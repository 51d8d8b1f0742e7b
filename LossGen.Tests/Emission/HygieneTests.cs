using System.Collections.Immutable;
using System.Text;
using LossGen.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Tests.Emission;

/// <summary>The emitted code compiles without a warning in any project, whatever its names are.</summary>
public sealed class HygieneTests
{
    private const string TwoTensors = "System.ReadOnlySpan<float> p, System.ReadOnlySpan<float> y";

    private static readonly (string Formula, string Returns, string Parameters, string Options)[] Losses =
    [
        ("mean((p - y)^2)", "float", TwoTensors, ""),
        ("mean(abs(e) <= delta ? e^2 / 2 : delta * (abs(e) - delta / 2)) where e = p - y", "float", TwoTensors + ", float delta = 1", ""),
        ("-mean(y * log(sigmoid(p)) + (1 - y) * log(1 - sigmoid(p)))", "float", TwoTensors, ", Hessian = true"),
        ("1 - (2 * sum(p * y) + 1) / (sum(p^2) + sum(y^2) + 1)", "float", TwoTensors, ""),
        ("logsumexp(p) + norm(y) + max(p) + min(y) + prod(p) + count(p > 0)", "float", TwoTensors, ""),
        (
            "sum[n | c[n] > 0](w * p[n]) / count[n | c[n] > 0]", "float",
            "System.ReadOnlySpan<float> p, System.ReadOnlySpan<int> c, [Gradient] float w", ""),
        ("softplus(p) - y * p", "void", TwoTensors + ", System.Span<float> loss", ", Hessian = true"),
        ("mean(gelu(p) * silu(y) + erf(p) * atan2(p, y) + xlogy(y^2, p^2))", "double", TwoTensors.Replace("float", "double"), ""),
        ("a^2 + a * b", "double", "[Gradient] double a, int b = 3", ""),
    ];

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp13, DocumentationMode.Diagnose);

    [Fact]
    public void In_a_plain_project() => AssertClean(Project("Plain", "Losses"));

    [Theory]
    [InlineData("Acme.LossGen")]
    [InlineData("Acme.System")]
    [InlineData("LossGen")]
    [InlineData("LossGen.Emitted")]
    [InlineData("LossGen.Tools.System")]
    [InlineData("Acme.@class.@namespace")]
    [InlineData("System")]
    public void In_a_namespace_that_looks_like_another(string name) => AssertClean(Project(name, "Losses"));

    [Theory]
    [InlineData("Acme")]
    [InlineData("Acme.LossGen")]
    [InlineData("LossGen")]
    [InlineData(null)]
    public void Beside_types_that_look_like_others(string? name)
    {
        string types = string.Join("\n", new[]
        {
            "Math", "MathF", "Require", "Span", "ReadOnlySpan", "V", "T", "Sum", "Product", "Largest", "PassRunner", "SumTotal", "NoTotals",
            "ScalarMath", "Numerics", "MemoryMarshal", "MethodImpl", "MethodImplOptions", "ISimd", "Emitted", "Index", "Range",
        }.Where(type => name != "LossGen" || type is not ("Emitted" or "Numerics")).Select(type => $"internal static class {type};"));
        AssertClean(Project(name, "Losses", types));
    }

    [Theory]
    [InlineData("System")]
    [InlineData("LossGen")]
    [InlineData("@class")]
    [InlineData("V")]
    [InlineData("Require")]
    public void In_a_class_of_any_name(string name) => AssertClean(Project("Acme", name));

    [Theory]
    [InlineData("V", "T")]
    [InlineData("i", "length")]
    [InlineData("start", "totals")]
    [InlineData("pass", "size")]
    [InlineData("upstream", "accumulate")]
    [InlineData("gradP", "p")]
    [InlineData("p", "gradP")]
    [InlineData("pStart", "p")]
    [InlineData("value", "field")]
    [InlineData("@this", "@base")]
    [InlineData("@var", "@nameof")]
    [InlineData("System", "LossGen")]
    [InlineData("Span", "ReadOnlySpan")]
    [InlineData("Sum", "Largest")]
    [InlineData("Add", "later")]
    [InlineData("index", "block")]
    [InlineData("count", "accumulated")]
    [InlineData("Output", "Redirect")]
    [InlineData("Block", "Run")]
    [InlineData("OutputCount", "BytesPerElement")]
    [InlineData("CostPerElement", "Equals")]
    [InlineData("MemoryMarshal", "PassRunner")]
    [InlineData("MethodImplOptions", "GetHashCode")]
    [InlineData("LossForward", "LossWithGradient")]
    [InlineData("größe", "été")]
    public void With_parameters_of_any_name(string first, string second)
    {
        string a = first.TrimStart('@'), b = second.TrimStart('@');
        foreach (string formula in (string[])[$"mean(({a} - {b})^2)", $"sqrt(mean(({a} - {b})^2)) + max({a}) * sum({b})"])
        {
            string parameters = $"[Gradient] ReadOnlySpan<float> {first}, [Gradient] ReadOnlySpan<float> {second}";
            AssertClean(GeneratorRun.Declaration(formula, parameters)
                .Replace("public static partial class", "internal static partial class", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("Add")]
    [InlineData("Run")]
    [InlineData("System")]
    [InlineData("@class")]
    [InlineData("Losses_")]
    public void With_a_method_of_any_name(string name) => AssertClean(
        GeneratorRun.Declaration("mean((p - y)^2)", "ReadOnlySpan<float> p, ReadOnlySpan<float> y", name: name)
            .Replace("public static partial class", "internal static partial class", StringComparison.Ordinal));

    private static string Project(string? space, string type, string types = "")
    {
        IEnumerable<string> methods = Losses.Select((loss, i) => $"""
                    /// <summary>Loss &lt;{i}&gt;.</summary>
                    [global::LossGen.Loss("{loss.Formula}"{loss.Options})]
                    public static partial {loss.Returns} Loss{i}({loss.Parameters
                        .Replace("System.", "global::System.", StringComparison.Ordinal)
                        .Replace("[Gradient]", "[global::LossGen.Gradient]", StringComparison.Ordinal)});
            """);
        string body = $$"""
                {{types}}

                /// <summary>Losses.</summary>
                public static partial class {{type}}
                {
            {{string.Join("\n", methods)}}
                }
            """;
        return space is null ? body : $"namespace {space}\n{{\n{body}\n}}\n";
    }

    private static void AssertClean(params string[] sources)
    {
        CSharpCompilation compilation = GeneratorRun.Compile(
            [.. sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"Losses{i}.cs", Encoding.UTF8))]);
        compilation = compilation.WithOptions(compilation.Options.WithWarningLevel(9999).WithOverflowChecks(true));
        GeneratorDriver driver = GeneratorRun.NewDriver(ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> said);
        Assert.Null(driver.GetRunResult().Results.Single().Exception);
        Assert.DoesNotContain(said, d => d.Severity == DiagnosticSeverity.Error);
        List<string> complaints = [.. output.GetDiagnostics()
            .Where(d => d.Severity >= DiagnosticSeverity.Warning && !d.Id.StartsWith("LOSSGEN", StringComparison.Ordinal))
            .Select(d => $"{d}: {d.Location.SourceTree?.GetText().Lines[d.Location.GetLineSpan().StartLinePosition.Line]}")];
        Assert.True(complaints.Count == 0, string.Join(Environment.NewLine, complaints));
    }
}
