using LossGen.Tests.Harness;
using Microsoft.CodeAnalysis;
using static LossGen.Tests.Declarations.DeclarationKindTests;

namespace LossGen.Tests.Declarations;

/// <summary>The property NameInfo, among the members that are there already.</summary>
public sealed class InfoTests
{
    private const string Marked = "[Loss(\"mean((p - y)^2)\")] public static partial float «Mse»(ReadOnlySpan<float> p, ReadOnlySpan<float> y);";

    [Theory]
    [InlineData("public static int MseInfo() => 0;", "LossGen writes 'MseInfo' beside 'Mse', but there is a method of that name")]
    [InlineData("public const int MseInfo = 0;", "there is a field of that name")]
    [InlineData("public class MseInfo;", "there is a type of that name")]
    public void A_name_that_a_member_has_is_taken(string member, string phrase) => Harness.Marked.Source(
        "LOSSGEN012", DiagnosticSeverity.Error, $"using System; using LossGen; public static partial class L {{ {Marked} {member} }}", phrase);

    [Fact]
    public void Of_overloads_the_first_has_it()
    {
        var run = GeneratorRun.Of("""
            using System; using LossGen;
            public static partial class L
            {
                public static void M() { }
                [Loss("mean(p)")] public static partial float M(ReadOnlySpan<float> p);
                [Loss("sum(p)")] public static partial double M(ReadOnlySpan<double> p);
            }
            """);
        Assert.Empty(run.Diagnostics);
        Assert.True(run.CompilerDiagnostics.Count == 0, string.Join("\n", run.CompilerDiagnostics));
        var info = (LossInfo)run.Load().GetType("L")!.GetProperty("MInfo")!.GetValue(null)!;
        Assert.Equal(("M", "mean(p)", 4), (info.Name, info.Formula, info.Cost.BytesPerElement));
        Assert.Equal("1 / size(i)", info.Gradients["p"]);
    }

    [Fact]
    public void It_is_static_and_hides_that_of_a_base_type() => Compiles(
        """
        public partial class B { [Loss("mean(p)")] protected internal virtual partial float M(ReadOnlySpan<float> p); }
        public partial class D : B { [Loss("sum(p)")] protected internal override partial float M(ReadOnlySpan<float> p); }
        public partial struct S { [Loss("mean(p)")] public readonly partial float M(ReadOnlySpan<float> p); }
        public partial interface I { [Loss("mean(p)")] internal static partial float M(ReadOnlySpan<float> p); }
        public partial interface J : I { [Loss("mean(p)")] internal static new partial float M(ReadOnlySpan<float> p); }
        """, files: 5);

    [Fact]
    public void A_formula_with_errors_has_one_that_throws()
    {
        var run = GeneratorRun.OfFormula("mean(q)", "ReadOnlySpan<float> p");
        Harness.Marked.Stub(run);
        Assert.Contains("LossInfo => throw", Assert.Single(run.Files), StringComparison.Ordinal);
    }
}
