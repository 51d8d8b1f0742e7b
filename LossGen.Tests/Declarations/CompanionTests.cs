using LossGen.Tests.Harness;
using Microsoft.CodeAnalysis;
using static LossGen.Tests.Declarations.DeclarationKindTests;

namespace LossGen.Tests.Declarations;

/// <summary>The methods that are emitted beside a loss, among the members that are there already.</summary>
public sealed class CompanionTests
{
    private const string Squares = "[Loss(\"mean((p - y)^2)\")] public static partial float Mse(ReadOnlySpan<float> p, ReadOnlySpan<float> y);",
        Marked = "[Loss(\"mean((p - y)^2)\")] public static partial float «Mse»(ReadOnlySpan<float> p, ReadOnlySpan<float> y);";

    [Theory]
    [InlineData("public static float MseWithGradient(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, float d, bool e) => 0;",
        "but there is a method of that name with parameters of the same types: rename one of them")]
    [InlineData("public static int MseWithGradient => 0;", "LossGen writes 'MseWithGradient' beside 'Mse', but there is a property of that name")]
    [InlineData("public const int MseWithGradient = 0;", "there is a field of that name")]
    [InlineData("public static event Action? MseWithGradient { add { } remove { } }", "there is an event of that name")]
    [InlineData("public delegate void MseWithGradient();", "there is a type of that name")]
    public void A_name_that_a_member_has_is_taken(string member, string phrase) => Taken($"{Marked} {member}", phrase);

    [Fact]
    public void The_name_of_the_type_is_taken() => Harness.Marked.Source(
        "LOSSGEN012", DiagnosticSeverity.Error, $"using System; using LossGen; public static partial class MseWithGradient {{ {Marked} }}",
        "the type that it stands in is called that");

    [Fact]
    public void A_method_with_other_parameters_is_an_overload() => Compiles(
        $"/// <summary>L.</summary>\npublic static partial class L {{ {Squares} internal static float MseWithGradient(float[] p) => p[0]; internal static void MseWithGradient<T>() {{ }} }}");

    [Fact]
    public void Of_two_overloads_with_the_same_companion_the_first_has_it()
    {
        const string Both = "[Loss(\"mean((p - y)^2)\")] public static partial float Mse([Gradient] ReadOnlySpan<float> p, [Gradient] ReadOnlySpan<float> y);";
        const string Each = "[Loss(\"(p - y)^2\")] public static partial void «Mse»(ReadOnlySpan<float> p, ReadOnlySpan<float> y, Span<float> loss);";
        var run = GeneratorRun.Of($"using System; using LossGen; public static partial class L {{ {Both} {Each.Replace("«", "").Replace("»", "")} }}");
        Assert.Equal("LOSSGEN012", Assert.Single(run.Diagnostics).Id);
        Assert.Contains("the overload of 'Mse' before it has that companion", run.Diagnostics[0].GetMessage(null), StringComparison.Ordinal);
        Assert.Single(run.Files);
    }

    [Theory]
    [InlineData("mean(delta * (p - y)^2)", "ReadOnlySpan<float> p, ReadOnlySpan<float> y, float delta = 1", "mean((p - y)^2)", "ReadOnlySpan<float> p, ReadOnlySpan<float> y")]
    [InlineData("mean((p - y)^2)", "ReadOnlySpan<float> p, ReadOnlySpan<float> y", "mean(delta * (p - y)^2)", "ReadOnlySpan<float> p, ReadOnlySpan<float> y, float delta = 1")]
    [InlineData("mean(k * (p - y)^2)", "ReadOnlySpan<float> p, ReadOnlySpan<float> y, int k = 1", "mean(k * (p - y)^2)", "ReadOnlySpan<float> p, ReadOnlySpan<float> y, double k = 1")]
    public void Overloads_whose_companions_are_called_alike_are_told_at_the_second(string formula, string parameters, string second, string others)
    {
        string first = $"[Loss(\"{formula}\")] public static partial float M({parameters});";
        var run = GeneratorRun.Of($"using System; using LossGen; public static partial class L {{ {first} [Loss(\"{second}\")] public static partial float M({others}); }}");
        Diagnostic found = Assert.Single(run.Diagnostics);
        Assert.Equal("LOSSGEN012", found.Id);
        Assert.Contains(
            "LossGen writes 'MWithGradient' beside 'M', but the overload of 'M' before it has one that differs only in parameters that can be left out, so that C# could not tell which is called: rename one of them",
            found.GetMessage(null), StringComparison.Ordinal);
        Assert.Equal(run.Source.LastIndexOf("M(", StringComparison.Ordinal), found.Location.SourceSpan.Start);
        Assert.Equal("M", run.Underlined(found));
        Assert.Single(run.Files);
    }

    [Theory]
    [InlineData("float delta", "")]
    [InlineData("float delta", "double delta")]
    [InlineData("float delta = 1", "double delta")]
    public void Overloads_whose_companions_differ_in_what_a_call_needs_may_stand(string first, string second)
    {
        string Loss(string scalar) =>
            $"[Loss(\"mean({(scalar.Length == 0 ? "1" : "delta")} * p)\")] public static partial float M(ReadOnlySpan<float> p{(scalar.Length == 0 ? "" : ", " + scalar)});";
        string call = $"public static float Use(float[] p, float[] g) => MWithGradient(p, {(second.Length == 0 ? "1f, " : "1.0, ")}g);";
        var run = GeneratorRun.Of($"using System; using LossGen; public static partial class L {{ {Loss(first)} {Loss(second)} {call} }}");
        Assert.Empty(run.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning));
        Assert.True(run.CompilerDiagnostics.Count == 0, string.Join("\n", run.CompilerDiagnostics));
    }

    [Theory]
    [InlineData("public class B { /// <summary>M.</summary>\npublic static float MWithGradient(ReadOnlySpan<float> p, Span<float> g, float u = 1, bool a = false) => 0; }", "public static", "public static new")]
    [InlineData("public class B { internal static int MWithGradient = 1; }", "public", "public new")]
    [InlineData("public partial class B { [Loss(\"sum(p)\")] public static partial float M(ReadOnlySpan<float> p); }", "public static new", "public static new")]
    [InlineData("public partial class B { [Loss(\"sum(p)\")] public virtual partial float M(ReadOnlySpan<float> p); }", "public override", "public override")]
    [InlineData("public partial class B { [Loss(\"sum(p)\")] public virtual partial float M(ReadOnlySpan<float> p); }", "public sealed override", "public sealed override")]
    [InlineData("public partial class B { [Loss(\"sum(p)\")] public virtual partial float M(ReadOnlySpan<float> p); }", "public new virtual", "public new virtual")]
    [InlineData("public class B { public virtual float M(ReadOnlySpan<float> p) => 0; }", "public override", "public virtual")]
    [InlineData("public class B { public virtual float M(ReadOnlySpan<float> p) => 0; }", "public sealed override", "public")]
    [InlineData("public class B { public float M(ReadOnlySpan<float> p) => 0; }", "public new", "public")]
    [InlineData("public class B { private static int MWithGradient => 0; public static int Use() => MWithGradient; }", "public", "public")]
    [InlineData("public class B { public static int MWithGradient(float[] p) => 0; }", "public", "public")]
    public void A_companion_hides_and_overrides_as_its_loss_does(string baseType, string modifiers, string expected)
    {
        string usings = "using System; using LossGen;\n";
        var run = GeneratorRun.Of($"{usings}{baseType} public partial class D : B {{ [Loss(\"mean(p)\")] {modifiers} partial float M(ReadOnlySpan<float> p); }}");
        Assert.Null(run.Exception);
        Assert.Empty(run.Diagnostics);
        Assert.True(run.CompilerDiagnostics.Count == 0, string.Join("\n", run.CompilerDiagnostics));
        Assert.Contains($"    {expected} float MWithGradient(", run.Files.Single(file => file.Contains("partial class D", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_override_of_an_override_overrides() => Compiles(
        """
        public abstract class A { internal abstract float M(ReadOnlySpan<float> p); }
        public partial class B : A { [Loss("mean(p)")] internal override partial float M(ReadOnlySpan<float> p); }
        public class C : B;
        public sealed partial class D : C { [Loss("sum(p)")] internal override partial float M(ReadOnlySpan<float> p); }
        public partial interface I { [Loss("mean(p)")] internal static partial float M(ReadOnlySpan<float> p); }
        public partial interface J : I { [Loss("mean(p)")] internal static new partial float M(ReadOnlySpan<float> p); }
        """, files: 4);

    private static void Taken(string members, string phrase) => Harness.Marked.Source(
        "LOSSGEN012", DiagnosticSeverity.Error, $"using System; using LossGen; public static partial class L {{ {members} }}", phrase);
}
