using System.Reflection;
using LossGen.Tests.Harness;

namespace LossGen.Tests.Declarations;

/// <summary>Every kind of declaration gives code that compiles without a warning and runs: loss and gradient of p = (1, 2), y = (0, 4).</summary>
public sealed class DeclarationKindTests
{
    private const string Attribute = "[Loss(\"mean((p - y)^2)\")] ",
        Method = "partial float Mse(ReadOnlySpan<float> p, ReadOnlySpan<float> y);";

    [Theory]
    [InlineData("public static partial class C { ATTRIBUTE public static METHOD }", "C.")]
    [InlineData("public sealed partial class C { ATTRIBUTE public METHOD }", "new C().")]
    [InlineData("public abstract partial class C { ATTRIBUTE public static METHOD }", "C.")]
    [InlineData("public partial struct C { ATTRIBUTE public METHOD }", "new C().")]
    [InlineData("public readonly partial struct C { ATTRIBUTE public METHOD }", "new C().")]
    [InlineData("public partial struct C { ATTRIBUTE public readonly METHOD }", "new C().")]
    [InlineData("public ref partial struct C { ATTRIBUTE public METHOD }", "new C().")]
    [InlineData("public readonly ref partial struct C { ATTRIBUTE public static METHOD }", "C.")]
    [InlineData("public partial record C { ATTRIBUTE public METHOD }", "new C().")]
    [InlineData("public partial record class C { ATTRIBUTE public METHOD }", "new C().")]
    [InlineData("public sealed partial record C(int Count) { ATTRIBUTE public METHOD }", "new C(1).")]
    [InlineData("public partial record struct C { ATTRIBUTE public METHOD }", "new C().")]
    [InlineData("public readonly partial record struct C(float X) { ATTRIBUTE public METHOD }", "new C(1).")]
    [InlineData("public partial interface C { ATTRIBUTE public static METHOD }", "C.")]
    [InlineData("public partial class C(int count) { public int Count => count; ATTRIBUTE public METHOD }", "new C(1).")]
    public void Of_any_kind_of_type(string type, string call) => Runs(type, call);

    [Theory]
    [InlineData("public partial class A { public partial struct B { public static partial class C { ATTRIBUTE public static METHOD } } }",
        "A.B.C.")]
    [InlineData("public partial record A { public partial interface B { public partial record struct C { ATTRIBUTE public METHOD } } }",
        "new A.B.C().")]
    [InlineData("namespace N; public static partial class C { ATTRIBUTE public static METHOD }", "N.C.")]
    [InlineData("namespace N.M { public static partial class C { ATTRIBUTE public static METHOD } }", "N.M.C.")]
    [InlineData("namespace N { namespace M { public static partial class C { ATTRIBUTE public static METHOD } } }", "N.M.C.")]
    [InlineData("namespace @namespace.@class; public static partial class @struct { ATTRIBUTE public static METHOD }",
        "@namespace.@class.@struct.")]
    [InlineData("namespace System.Text.LossGen.Emitted; public static partial class C { ATTRIBUTE public static METHOD }",
        "System.Text.LossGen.Emitted.C.")]
    [InlineData("namespace N.System.global; public static partial class LossGen { ATTRIBUTE public static METHOD }",
        "N.System.global.LossGen.")]
    [InlineData("namespace LossGen; public static partial class Losses { ATTRIBUTE public static METHOD }", "LossGen.Losses.")]
    [InlineData("namespace Größe; public static partial class Verlust_ß { ATTRIBUTE public static METHOD }", "Größe.Verlust_ß.")]
    [InlineData("public partial class Outer { private static partial class Inner { ATTRIBUTE internal static METHOD } public static float Call(ReadOnlySpan<float> p, ReadOnlySpan<float> y, Span<float> g) { Inner.MseWithGradient(p, y, g); return Inner.Mse(p, y); } }", null)]
    public void In_any_nesting_and_namespace(string type, string? call)
    {
        if (call is null)
            Compiles(Filled(type));
        else
            Runs(type, call);
    }

    [Theory]
    [InlineData("private static")]
    [InlineData("internal static")]
    [InlineData("protected static")]
    [InlineData("protected internal static")]
    [InlineData("private protected static")]
    [InlineData("public")]
    [InlineData("public virtual")]
    [InlineData("static public")]
    public void With_any_modifiers(string modifiers)
    {
        var run = Compiles($"public partial class C {{ {Attribute}{modifiers} {Method} }}");
        Type type = run.Load().GetType("C")!;
        const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;
        MethodAttributes access = type.GetMethod("Mse", Any)!.Attributes & MethodAttributes.MemberAccessMask;
        Assert.Equal(access, type.GetMethod("MseWithGradient", Any)!.Attributes & MethodAttributes.MemberAccessMask);
    }

    [Fact]
    public void A_loss_per_element_needs_no_accessibility() => Compiles(
        "public static partial class C { [Loss(\"(p - y)^2\")] static partial void Squares(ReadOnlySpan<float> p, ReadOnlySpan<float> y, Span<float> loss); }");

    [Theory]
    [InlineData("in")]
    [InlineData("class")]
    [InlineData("namespace")]
    [InlineData("value")]
    [InlineData("await")]
    [InlineData("var")]
    [InlineData("double")]
    [InlineData("float")]
    [InlineData("default")]
    [InlineData("this")]
    [InlineData("V")]
    [InlineData("T")]
    [InlineData("start")]
    [InlineData("length")]
    [InlineData("totals")]
    [InlineData("pass")]
    [InlineData("size")]
    [InlineData("i")]
    [InlineData("upstream")]
    [InlineData("accumulate")]
    [InlineData("gradP")]
    [InlineData("gradY")]
    [InlineData("count")]
    [InlineData("total")]
    [InlineData("later")]
    [InlineData("pStart")]
    [InlineData("accumulated")]
    [InlineData("totalOfP")]
    [InlineData("Sum")]
    [InlineData("Span")]
    [InlineData("Add")]
    [InlineData("System")]
    [InlineData("LossGen")]
    [InlineData("Math")]
    [InlineData("_")]
    [InlineData("_p")]
    [InlineData("P")]
    [InlineData("été")]
    [InlineData("Δx")]
    public void With_a_parameter_of_any_name(string name)
    {
        string at = "@" + name;
        string tensor = $"[Loss(\"mean(({name} - p)^2) + sum({name} > p ? {name} : 0)\")] public static partial float Tensor([Gradient] ReadOnlySpan<float> {at}, [Gradient] ReadOnlySpan<float> p);";
        string scalar = $"[Loss(\"mean(max({name} * p, {name}^2)) + {name}\")] public static partial float Scalar(ReadOnlySpan<float> p, [Gradient] float {at});";
        string output = $"[Loss(\"p^2 + mean(p)\")] public static partial void Output(ReadOnlySpan<float> p, Span<float> {at});";
        Compiles($"public static partial class C {{ {tensor} {scalar} {output} }}", files: 3);
    }

    [Theory]
    [InlineData("block")]
    [InlineData("index")]
    [InlineData("Block")]
    [InlineData("Output")]
    [InlineData("Run")]
    [InlineData("Redirect")]
    [InlineData("OutputCount")]
    [InlineData("BytesPerElement")]
    [InlineData("CostPerElement")]
    [InlineData("MemoryMarshal")]
    [InlineData("PassRunner")]
    public void With_a_parameter_named_as_a_member_of_the_kernel(string name) => With_a_parameter_of_any_name(name);

    [Theory]
    [InlineData("class")]
    [InlineData("value")]
    [InlineData("record")]
    [InlineData("_")]
    [InlineData("été")]
    [InlineData("Sum")]
    public void With_a_method_of_any_name(string name) => Compiles(
        $"public static partial class C {{ [Loss(\"mean(p)\")] public static partial float @{name}(ReadOnlySpan<float> p); }}");

    [Theory]
    [InlineData("Cafe\u0301")]
    [InlineData("a\u203fb")]
    [InlineData("Nestedddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd")]
    public void In_a_type_of_any_name(string name) => Compiles(
        $"namespace N.{name} {{ public static partial class {name} {{ [Loss(\"mean(p)\")] public static partial float {name}L(ReadOnlySpan<float> p); }} }}");

    [Fact]
    public void Methods_that_differ_only_in_case() => Compiles(
        """
        public static partial class C
        {
            [Loss("mean(p)")] public static partial float Mean(ReadOnlySpan<float> p);
            [Loss("mean(p)")] public static partial float mean(ReadOnlySpan<float> p);
            [Loss("sum(p)")] public static partial float MEAN(ReadOnlySpan<float> p);
        }
        public static partial class c
        {
            [Loss("mean(p)")] public static partial float Mean(ReadOnlySpan<float> p);
        }
        """, files: 4);

    [Fact]
    public void Overloads() => Compiles(
        """
        public static partial class C
        {
            [Loss("mean((p - y)^2)")] public static partial float Mse(ReadOnlySpan<float> p, ReadOnlySpan<float> y);
            [Loss("mean((p - y)^2)")] public static partial double Mse(ReadOnlySpan<double> p, ReadOnlySpan<double> y);
            [Loss("mean((p - y)^2)")] public static partial double Mse(ReadOnlySpan<float> p, double y);
            [Loss("mean((p - y)^2)")] public static partial float Mse(ReadOnlySpan<float> p, float y);
            [Loss("mean((p - y)^2)")] public static partial float Mse(ReadOnlySpan<float> p, ReadOnlySpan<int> y);
            [Loss("(p - y)^2")] public static partial void Mse(ReadOnlySpan<float> p, float y, Span<float> loss);
        }
        public static partial class D
        {
            [Loss("mean((p - y)^2)")] public static partial float Mse(ReadOnlySpan<float> p, ReadOnlySpan<float> y);
        }
        """, files: 7);

    [Fact]
    public void A_partial_type_in_several_parts() => Compiles(
        """
        public static partial class C { [Loss("mean(p)")] public static partial float A(ReadOnlySpan<float> p); }
        public static partial class C { [Loss("sum(p)")] public static partial float B(ReadOnlySpan<float> p); }
        """, files: 2);

    [Fact]
    public void Attributes_by_alias_and_by_full_name() => Compiles(
        """
        public static partial class C
        {
            [global::LossGen.LossAttribute("mean(p * d)")] public static partial float A([global::LossGen.Gradient] global::System.ReadOnlySpan<float> p, [System.ComponentModel.DataAnnotations.Range(0, 1)] Single d);
            [Obsolete, Loss("mean(p)"), System.ComponentModel.Description("x")] public static partial float B(ReadOnlySpan<Single> p);
        }
        """, files: 2);

    private static string Filled(string type) =>
        type.Replace("ATTRIBUTE ", Attribute, StringComparison.Ordinal).Replace("METHOD", Method, StringComparison.Ordinal);

    /// <summary>Asserts that the types give so many files and that the compiler finds nothing wrong with any of them.</summary>
    internal static GeneratorRun Compiles(string types, int files = 1)
    {
        string usings = types.Contains("namespace LossGen;", StringComparison.Ordinal) ? "using System;\n"
            : "using System;\nusing LossGen;\n";
        var run = GeneratorRun.Of(usings + types);
        Assert.Null(run.Exception);
        Assert.DoesNotContain(run.Diagnostics, d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);
        Assert.Equal(files, run.Files.Count);
        Assert.True(run.CompilerDiagnostics.Count == 0, string.Join("\n", run.CompilerDiagnostics) + "\n" + string.Join("\n", run.Files));
        return run;
    }

    private static void Runs(string type, string call)
    {
        string caller = "namespace Caller { public static class Program { public static float[] Run() { float[] p = [1, 2], y = [0, 4], g = new float[2]; "
            + $"float loss = {call}Mse(p, y), again = {call}MseWithGradient(p, y, g); return [loss, again, g[0], g[1]]; }} }} }}";
        string text = Filled(type);
        string usings = type.StartsWith("namespace LossGen;", StringComparison.Ordinal) ? "using System;" : "using System; using LossGen;";
        var run = GeneratorRun.OfFiles(usings + text, caller);
        Assert.Null(run.Exception);
        Assert.Empty(run.Diagnostics);
        Assert.True(run.CompilerDiagnostics.All(d => d.Id == "CS1591"), string.Join("\n", run.CompilerDiagnostics) + text + "\n"
            + string.Join("\n", run.Files));
        object result = run.Load().GetType("Caller.Program")!.GetMethod("Run")!.Invoke(null, null)!;
        Assert.Equal([2.5f, 2.5f, 1f, -2f], Assert.IsType<float[]>(result));
    }
}
