using LossGen.Tests.Harness;

namespace LossGen.Tests.CodeFixes;

/// <summary>Parameters that are added with the type that the formula asks for, at their place, and removed where they are not used.</summary>
public sealed class ParameterFixTests
{
    private const string Tensors = "System.Numerics.Tensors.ReadOnlyTensorSpan<float>";

    [Theory]
    [InlineData("mean((p - q)^2)", "ReadOnlySpan<float> p", "ReadOnlySpan<float> q", "ReadOnlySpan<float> p, ReadOnlySpan<float> q")]
    [InlineData("mean((p - q)^2)", "ReadOnlySpan<double> p", "ReadOnlySpan<double> q", "ReadOnlySpan<double> p, ReadOnlySpan<double> q")]
    [InlineData("mean[i](p[i] - q[i])", "ReadOnlySpan<float> p", "ReadOnlySpan<float> q", "ReadOnlySpan<float> p, ReadOnlySpan<float> q")]
    [InlineData("mean[i](p[i] * q)", "ReadOnlySpan<float> p", "float q", "ReadOnlySpan<float> p, float q")]
    [InlineData("mean[i](p[i] * q)", "ReadOnlySpan<double> p", "double q", "ReadOnlySpan<double> p, double q")]
    [InlineData("mean(p * delta)", "ReadOnlySpan<float> p", "float delta", "ReadOnlySpan<float> p, float delta")]
    [InlineData("mean(p * q) * s", "ReadOnlySpan<float> p, float s = 1", "ReadOnlySpan<float> q", "ReadOnlySpan<float> p, ReadOnlySpan<float> q, float s = 1")]
    [InlineData("mean(p * delta * s)", "ReadOnlySpan<float> p, float s = 1", "float delta", "ReadOnlySpan<float> p, float delta, float s = 1")]
    [InlineData("a * b", "[Gradient] float a", "float b", "[Gradient] float a, float b")]
    [InlineData("mean[n](logsumexp[c](z[n, c]) - z[n, y[n]])", Tensors + " z", "ReadOnlySpan<int> y", Tensors + " z, ReadOnlySpan<int> y")]
    [InlineData("mean[n, c](z[n, c] * w[n, c])", Tensors + " z", Tensors + " w", Tensors + " z, " + Tensors + " w")]
    [InlineData("sum[i](x[i] * (x[i + shift] ?? 0))", "ReadOnlySpan<float> x", "int shift", "ReadOnlySpan<float> x, int shift")]
    [InlineData("mean(p * lambda)", "ReadOnlySpan<float> p", "float lambda", "ReadOnlySpan<float> p, float lambda")]
    public void One_that_the_formula_uses(string formula, string parameters, string added, string expected) =>
        Added("LOSSGEN030", formula, parameters, added, expected);

    [Fact]
    public void The_extent_of_an_axis() =>
        Added("LOSSGEN042", "mean[n](sum[k](p[n]^k))", "[Range(0, 1)] ReadOnlySpan<float> p", "int k", "[Range(0, 1)] ReadOnlySpan<float> p, int k");

    [Fact]
    public void Before_the_output()
    {
        const string Formula = "(p - q)^2";
        Fixed.Clean(Fixed.Source(
            "LOSSGEN030", GeneratorRun.Declaration(Formula, "ReadOnlySpan<float> p, Span<float> loss", "void"), "Add parameter 'ReadOnlySpan<float> q'",
            GeneratorRun.Declaration(Formula, "ReadOnlySpan<float> p, ReadOnlySpan<float> q, Span<float> loss", "void")));
    }

    [Fact]
    public void On_a_line_of_its_own_where_the_others_have_one()
    {
        const string Lines = "\n        ReadOnlySpan<float> p,\n        ReadOnlySpan<float> y,\n        float s = 1";
        Fixed.Clean(Fixed.Source(
            "LOSSGEN030", GeneratorRun.Declaration("mean(p - y * q) * s", Lines), "Add parameter 'ReadOnlySpan<float> q'",
            GeneratorRun.Declaration("mean(p - y * q) * s", "\n        ReadOnlySpan<float> p,\n        ReadOnlySpan<float> y,\n        ReadOnlySpan<float> q,\n        float s = 1")));
    }

    [Fact]
    public void Without_System_in_scope_the_type_is_written_in_full()
    {
        string Source(string parameters) => GeneratorRun.Declaration("mean(p - q)", parameters).Replace("using System;\n", "", StringComparison.Ordinal);
        Fixed.Clean(Fixed.Source(
            "LOSSGEN030", Source("System.ReadOnlySpan<float> p"), "Add parameter 'System.ReadOnlySpan<float> q'",
            Source("System.ReadOnlySpan<float> p, System.ReadOnlySpan<float> q")));
    }

    [Fact]
    public void To_the_method_of_a_formula_that_stands_in_another_file()
    {
        const string Constant = "public static class Formulas { public const string Difference = \"mean(p - other)\"; }";
        string Source(string parameters) => GeneratorRun.Declaration("☐", parameters).Replace("@\"☐\"", "Formulas.Difference", StringComparison.Ordinal);
        Fixed.Clean(Fixed.Source(
            "LOSSGEN030", Source("ReadOnlySpan<float> p"), "Add parameter 'ReadOnlySpan<float> other'", Source("ReadOnlySpan<float> p, ReadOnlySpan<float> other"),
            Constant));
    }

    [Theory]
    [InlineData("ReadOnlySpan<float> p, float q", "ReadOnlySpan<float> p")]
    [InlineData("float q, ReadOnlySpan<float> p", "ReadOnlySpan<float> p")]
    [InlineData("ReadOnlySpan<float> p, [Range(0, 1)] float q = 1, float r = 2", "ReadOnlySpan<float> p, float r = 2")]
    public void One_that_the_formula_does_not_use_is_removed(string parameters, string expected)
    {
        string formula = expected.Contains('r', StringComparison.Ordinal) && expected.Contains(" r ", StringComparison.Ordinal) ? "mean(p) * r" : "mean(p)";
        Fixed.Clean(Fixed.Source(
            "LOSSGEN050", GeneratorRun.Declaration(formula, parameters), "Remove parameter 'q'", GeneratorRun.Declaration(formula, expected)));
    }

    [Theory]
    [InlineData("mean(p - y)", "float[] p, ReadOnlySpan<float> y", "Take a ReadOnlySpan<float>", "ReadOnlySpan<float> p, ReadOnlySpan<float> y")]
    [InlineData("mean(p * y)", "ReadOnlySpan<float> p, int[] y", "Take a ReadOnlySpan<int>", "ReadOnlySpan<float> p, ReadOnlySpan<int> y")]
    [InlineData("mean(p * s)", "ReadOnlySpan<float> p, in float s", "Remove 'in'", "ReadOnlySpan<float> p, float s")]
    [InlineData("mean(p * s)", "ReadOnlySpan<float> p, ref readonly float s", "Remove 'ref readonly'", "ReadOnlySpan<float> p, float s")]
    public void A_type_that_does_not_fit(string formula, string parameters, string title, string expected) => Fixed.Clean(Fixed.Source(
        "LOSSGEN004", GeneratorRun.Declaration(formula, parameters), title, GeneratorRun.Declaration(formula, expected)));

    [Theory]
    [InlineData("float[][] p")]
    [InlineData("float[,] p")]
    [InlineData("string[] p")]
    [InlineData("decimal p")]
    [InlineData("out float p")]
    public void A_type_that_callers_would_have_to_change_for(string parameters) =>
        Assert.Empty(FixedProject.Of(GeneratorRun.Declaration("mean(p)", parameters)).Offers("LOSSGEN004"));

    [Fact]
    public void A_span_of_unknown_extents_becomes_a_tensor_span() => Fixed.Clean(Fixed.Source(
        "LOSSGEN040", GeneratorRun.Declaration("mean[n, c](z[n, c])", "ReadOnlySpan<float> z"), $"Take a {Tensors}",
        GeneratorRun.Declaration("mean[n, c](z[n, c])", Tensors + " z")));

    [Fact]
    public void A_range_of_no_number_is_not_mended_by_exchanging_its_ends() =>
        Assert.Empty(FixedProject.Of(GeneratorRun.Declaration("mean(p)", "[Range(double.NaN, 1)] ReadOnlySpan<float> p")).Offers());

    [Fact]
    public void The_ends_of_a_range_are_exchanged() => Fixed.Clean(Fixed.Source(
        "LOSSGEN009", GeneratorRun.Declaration("mean(p)", "[Range(1, 0)] ReadOnlySpan<float> p"), "Write 'Range(0, 1)'",
        GeneratorRun.Declaration("mean(p)", "[Range(0, 1)] ReadOnlySpan<float> p")));

    private static void Added(string id, string formula, string parameters, string added, string expected) => Fixed.Clean(Fixed.Source(
        id, GeneratorRun.Declaration(formula, parameters), $"Add parameter '{added}'", GeneratorRun.Declaration(formula, expected)));
}
