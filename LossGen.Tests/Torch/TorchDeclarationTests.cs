using LossGen.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Tests.Torch;

/// <summary>LOSSGEN014: declarations of losses of torch tensors, and of modules.</summary>
public sealed class TorchDeclarationTests
{
    [Theory]
    [InlineData("[Loss(\"mean((p - y)^2)\")] public static partial Tensor Mse(Tensor p, «ReadOnlySpan<float> y»);",
        "'y' is a span beside 'p', a torch.Tensor: make it a torch.Tensor")]
    [InlineData("[Loss(\"mean((p - y)^2)\")] public static partial «float» Mse(Tensor p, Tensor y);",
        "'Mse' takes torch.Tensor and returns 'float': return a torch.Tensor")]
    [InlineData("[Loss(\"mean(p^2)\")] public static partial «Tensor» Mse(ReadOnlySpan<float> p);",
        "'Mse' returns a torch.Tensor and takes none")]
    [InlineData("[Loss(\"(p - y)^2\")] public static partial Tensor Mse(Tensor p, Tensor y, «Span<float> loss»);",
        "a loss per element is what the method returns")]
    [InlineData("[Loss(\"mean((p - y)^2)\", Hessian = true)] public static partial Tensor «Mse»(Tensor p, Tensor y);",
        "remove 'Hessian = true'")]
    [InlineData("[Loss(\"mean(s * p^2)\")] public static partial Tensor Mse(Tensor p, «[Gradient] float s»);",
        "'s' is marked [Gradient] and no torch.Tensor")]
    [InlineData("[TorchModule(typeof(Regression), \"Hubert\")] public partial class «M»;", "'Regression' has no loss 'Hubert' over spans")]
    [InlineData("[TorchModule(typeof(Regression), \"Huber\")] public class «M»;", "'M' is not partial")]
    [InlineData("[TorchModule(typeof(Regression), \"Huber\")] public static partial class «M»;", "'M' is static")]
    [InlineData("[TorchModule(typeof(Regression), \"Huber\")] public partial class «M» : System.Exception;", "'M' derives from 'Exception'")]
    [InlineData("[TorchModule(typeof(Regression), \"Huber\")] public partial class «M»<T>;", "'M' is generic")]
    [InlineData("[TorchModule(typeof(Regression), \"HuberInfo\")] public partial class «M»;", "'Regression' has no loss 'HuberInfo'")]
    public void What_does_not_fit_is_said_at_its_place(string member, string phrase) =>
        Marked.Source("LOSSGEN014", DiagnosticSeverity.Error, Source(member), phrase, LanguageVersion.CSharp14, TorchAssemblies.All);

    [Fact]
    public void Without_the_package_there_is_nothing_to_run_on() => Marked.Source(
        "LOSSGEN014", DiagnosticSeverity.Error,
        "using LossGen; using TorchSharp; public static partial class C { [Loss(\"mean(p^2)\")] public static partial torch.Tensor «M»(torch.Tensor p); }",
        "reference it", LanguageVersion.CSharp14, typeof(TorchSharp.torch).Assembly);

    [Theory]
    [InlineData("mean((p - «q»)^2)", "Tensor p", "LOSSGEN030")]
    [InlineData("sum[n](z[n]) + «q»", "Tensor z", "LOSSGEN030")]
    [InlineData("z[n] * «q»", "Tensor z", "LOSSGEN030")]
    public void A_mistake_in_the_formula_is_underlined_there(string formula, string parameters, string id) =>
        Marked.Source(id, DiagnosticSeverity.Error, Source($"[Loss(\"{formula}\")] public static partial Tensor M({parameters});"), "", LanguageVersion.CSharp14, TorchAssemblies.All);

    [Theory]
    [InlineData("mean((p - q)^2)", "Tensor p")]
    [InlineData("sum[n](p[n] * q[n, 0])", "Tensor p")]
    [InlineData("sum[n](p[q[n]])", "Tensor p")]
    public void A_tensor_that_is_missing_is_one_of_torch(string formula, string parameters)
    {
        var run = GeneratorRun.OfReferencing(Source($"[Loss(\"{formula}\")] public static partial Tensor M({parameters});"), TorchAssemblies.All);
        Diagnostic missing = Assert.Single(run.Diagnostics, diagnostic => diagnostic.Id == "LOSSGEN030");
        Assert.Contains(missing.Properties.Values, value => value!.EndsWith("TorchSharp.torch.Tensor q", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[Loss(\"mean((p - y)^2)\")] public static partial Tensor M(Tensor p, Tensor y);")]
    [InlineData("[Loss(\"(p - y)^2\")] internal static partial Tensor M(Tensor p, Tensor y);")]
    [InlineData("[Loss(\"mean((class - y)^2 * tensors * Run)\")] public static partial Tensor @void(Tensor @class, Tensor y, float tensors, double Run, int call, int loss);")]
    [InlineData("[Loss(\"norm[c](a[i, c] - b[j, c])\")] public static partial Tensor M([Gradient] Tensor a, [Gradient] Tensor b);")]
    [InlineData("[Loss(\"sum[i](x[i] * t)\")] public static partial Tensor M([Gradient] Tensor x, [Gradient] Tensor t);")]
    [InlineData("[Loss(\"mean[n](sum[c](z[n, c]^graph * n2 * Gradients) / size(c))\")] public static partial Tensor M([Range(0, 1)] Tensor z, float graph, int n2, double Gradients);")]
    [InlineData("[Loss(\"sum[graph](class[graph] * z[graph]^2)\")] public static partial Tensor M([Gradient] Tensor @class, [Gradient] Tensor z);")]
    [InlineData("[Loss(\"mean(p^2) where size2 = mean(p)\")] public partial Tensor M(Tensor p, [Output] out float size2);")]
    [InlineData("[Loss(\"label[n] == 1 ? z[n, label[n]] : 0\")] public static partial Tensor M(Tensor z, Tensor label);")]
    [InlineData("[Loss(\"mean((p - y)^2)\")] public static partial Tensor M(Tensor p, Tensor y); [Loss(\"sum((p - y)^2)\")] public static partial Tensor M(Tensor p, Tensor y, int n);")]
    [InlineData("[Loss(\"mean((p - y)^2)\")] public static partial Tensor M(Tensor p, Tensor y); [Loss(\"mean((p - y)^2)\")] public static partial float M(ReadOnlySpan<float> p, ReadOnlySpan<float> y);")]
    [InlineData("[Loss(\"sum[n](k[n] > 0 ? 1 : 0)\")] public static partial Tensor M(Tensor k);")]
    [InlineData("public static partial class A { [Loss(\"mean((p - y)^2)\")] public static partial Tensor M(Tensor p, Tensor y); } public static partial class B { [Loss(\"sum((p - y)^2)\")] public static partial Tensor M(Tensor p, Tensor y); }")]
    [InlineData("[TorchModule(typeof(Regression), \"Huber\")] public partial class Robust;")]
    [InlineData("[TorchModule(typeof(Sequence), \"LinearChain\")] internal sealed partial class @class;")]
    [InlineData("[TorchModule(typeof(C), \"Own\")] public partial class Module; [Loss(\"mean(p)\")] public static partial float Own(ReadOnlySpan<float> p); [Loss(\"mean(p)\")] public static partial double Own(ReadOnlySpan<double> p);")]
    public void What_fits_compiles_without_a_word(string member)
    {
        var run = GeneratorRun.OfReferencing(Source(member), TorchAssemblies.All);
        Assert.Null(run.Exception);
        Assert.DoesNotContain(run.Diagnostics, diagnostic => diagnostic.Severity >= DiagnosticSeverity.Error);
        Assert.True(run.CompilerDiagnostics.Count == 0, string.Join("\n", run.CompilerDiagnostics) + "\n" + string.Join("\n", run.Files));
    }

    /// <summary>A module is compiled from the formula once more: what is too complex for the loss is so for the module, and costs nothing but these two.</summary>
    [Fact]
    public void A_module_of_a_loss_that_is_too_complex_is_told_at_the_class_and_leaves_other_losses_alone()
    {
        string formula = string.Join(" + ", Enumerable.Range(0, 70).Select(i => $"sum[i{i}](p[i{i}])"));
        string Losses(string element) => $"[Loss(\"{formula}\")] public static partial {element} Own(ReadOnlySpan<{element}> p);";
        string source = Source($"[TorchModule(typeof(C), \"Own\")] public partial class Module; {Losses("float")} {Losses("double")} [Loss(\"mean(p)\")] public static partial float Other(ReadOnlySpan<float> p);");
        var run = GeneratorRun.OfReferencing(source, TorchAssemblies.All);
        Assert.Null(run.Exception);
        Assert.Contains(run.Diagnostics, diagnostic => diagnostic.Id == "LOSSGEN021");
        Assert.Contains(run.Diagnostics, diagnostic => source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length) == "Module");
        Assert.Contains(run.Files, file => file.Contains("float Other(", StringComparison.Ordinal) && !file.Contains("throw new", StringComparison.Ordinal));
    }

    private static string Source(string member) => $$"""
        using System;
        using LossGen;
        using LossGen.Losses;
        using LossGen.Torch;
        using static TorchSharp.torch;

        public partial class C
        {
            {{member}}
        }
        """;
}
