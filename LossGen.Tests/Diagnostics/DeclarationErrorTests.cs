using LossGen.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Tests.Diagnostics;

/// <summary>LOSSGEN001 to LOSSGEN011, found in the declaration before the formula is read.</summary>
public sealed class DeclarationErrorTests
{
    [Theory]
    [InlineData("public static float «Mse»(ReadOnlySpan<float> p) => 0;",
        "'Mse' is not partial: declare it as a partial method without a body, which LossGen writes")]
    [InlineData("public static float «Mse»(ReadOnlySpan<float> p) { return 0; }", "'Mse' is not partial")]
    [InlineData("public static partial float «Mse»(ReadOnlySpan<float> p) => 0;", "'Mse' has a body")]
    [InlineData("public static partial float «Mse»(ReadOnlySpan<float> p) { return 0; }", "'Mse' has a body")]
    [InlineData("public static extern partial float «Mse»(ReadOnlySpan<float> p);", "'Mse' is extern: remove 'extern', for LossGen writes the body")]
    [InlineData("public abstract partial float «Mse»(ReadOnlySpan<float> p);",
        "'Mse' is abstract, which a partial method cannot be: remove 'abstract', or make it 'virtual'")]
    [InlineData("public static async partial float «Mse»(ReadOnlySpan<float> p);", "'Mse' is async: remove 'async'")]
    [InlineData("partial float ILoss.«Mse»(ReadOnlySpan<float> p);",
        "'Mse' implements an interface member explicitly, which a partial method cannot: declare a public partial method, or call a loss from 'ILoss.Mse'")]
    [InlineData("static partial float «Mse»(ReadOnlySpan<float> p);",
        "'Mse' states no accessibility: C# asks it of such a partial method: add 'private', 'internal' or 'public'")]
    [InlineData("virtual partial void «Mse»(ReadOnlySpan<float> p, Span<float> loss);", "'Mse' states no accessibility")]
    [InlineData("public static partial float «Mse»(ReadOnlySpan<float> p); public static partial float Mse(ReadOnlySpan<float> p) => 0;",
        "'Mse' is implemented in another part: remove that part, for LossGen writes it")]
    public void A_loss_is_partial_and_has_no_body(string method, string phrase) => Method("LOSSGEN001", method, phrase);

    [Theory]
    [InlineData("static void F() { [Loss(\"p\")] static float «Local»(float p) => p; Local(1); }", "'Local' is a local function: declare a partial method without a body")]
    [InlineData("static Func<float, float> F = [Loss(\"p\")] (float p) «=>» p;", "'=>' is a lambda")]
    [InlineData("static float P { [Loss(\"1\")] «get» => 1; }", "'get' is an accessor")]
    [InlineData("public class C { [Loss(\"1\")] public «C»() { } }", "'C' is a constructor")]
    [InlineData("public class C { [Loss(\"a\")] public static C operator «-»(C a) => a; }", "'-' is an operator")]
    [InlineData("public class C { [Loss(\"a\")] public static explicit «operator» float(C a) => 0; }", "'float' is a conversion")]
    public void A_loss_is_a_method_of_its_own(string member, string phrase) =>
        Marked.Source("LOSSGEN001", DiagnosticSeverity.Error, Class(member), phrase);

    [Fact]
    public void A_loss_stands_in_a_type() => Marked.Source(
        "LOSSGEN001", DiagnosticSeverity.Error,
        "using System; using LossGen;\nnamespace N { [Loss(\"mean(p)\")] public static partial float «Mean»(ReadOnlySpan<float> p); }",
        "'Mean' stands outside of any type: move it into a partial class");

    [Theory]
    [InlineData("public static partial float M(ReadOnlySpan<float> p, Flot q);")]
    [InlineData("public static partial float M(ReadOnlySpn<float> p, ReadOnlySpan<double> q);")]
    [InlineData("public static partial float M(ReadOnlySpan<float> p, ReadOnlySpan<Flot> q);")]
    [InlineData("public static partial float M(ReadOnlySpan<float> p, Flot[] q);")]
    [InlineData("public static partial Flot M(ReadOnlySpan<float> p, Span<float> q);")]
    [InlineData("public static partial void M(ReadOnlySpan<float> p, Spam<float> q);")]
    [InlineData("public static partial void M(ReadOnlySpan<float> p, Span<Flot> q);")]
    public void A_type_that_is_missing_is_the_compilers_to_report(string method)
    {
        var run = GeneratorRun.Of(Class("[Loss(\"mean(p)\")] " + method));
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Files);
        Assert.Contains(run.CompilerDiagnostics, d => d.Id == "CS0246");
    }

    [Theory]
    [InlineData("public static class «Losses» { METHOD }", "'Losses' contains a loss and is not partial: add 'partial' to its declaration")]
    [InlineData("public class «Outer» { public static partial class Inner { METHOD } }", "'Outer' contains a loss and is not partial")]
    [InlineData("file static partial class «Losses» { METHOD }",
        "'Losses' contains a loss and is local to its file, so that no other file can extend it: remove 'file'")]
    [InlineData("public static partial class «Losses»<T> { METHOD }",
        "'Losses' contains a loss and is generic: move the loss to a type without type parameters")]
    [InlineData("public static partial class Losses { «extension»(float x) { METHOD } }",
        "'extension' contains a loss and cannot have partial members")]
    [InlineData("public partial interface «ILosses»<in T> { METHOD }", "'ILosses' contains a loss and is generic")]
    public void The_containing_types_can_be_extended(string type, string phrase) => Marked.Source(
        "LOSSGEN002", DiagnosticSeverity.Error,
        "using System; using LossGen;\n" + type.Replace(
            "METHOD", "[Loss(\"mean(p)\")] public static partial float Mean(ReadOnlySpan<float> p);", StringComparison.Ordinal),
        phrase);

    [Theory]
    [InlineData("public static partial «int» Loss(ReadOnlySpan<float> p);",
        "'Loss' returns 'int': return float or double for a reduced loss, or void with a Span output")]
    [InlineData("public static partial «float[]» Loss(ReadOnlySpan<float> p);", "'Loss' returns 'float[]'")]
    [InlineData("public static partial «ref float» Loss(ReadOnlySpan<float> p);", "'Loss' returns 'ref float'")]
    [InlineData("public static partial «float?» Loss(ReadOnlySpan<float> p);", "'Loss' returns 'float?'")]
    [InlineData("public static partial «Half» Loss(ReadOnlySpan<float> p);", "'Loss' returns 'Half'")]
    [InlineData("public static partial «Span<float>» Loss(ReadOnlySpan<float> p);", "'Loss' returns 'Span<float>'")]
    public void The_return_type_is_float_double_or_void(string method, string phrase) => Method("LOSSGEN003", method, phrase);

    [Theory]
    [InlineData("«float[] q»", "Parameter 'q' is 'float[]': take a ReadOnlySpan<float>, which arrays convert to")]
    [InlineData("«long[] q»", "Parameter 'q' is 'long[]': take a ReadOnlySpan<long>, which arrays convert to")]
    [InlineData("«short[] q»", "Parameter 'q' is 'short[]': take a ReadOnlySpan<int>, and convert the elements")]
    [InlineData("«uint[] q»", "take a ReadOnlySpan<long>, and convert the elements")]
    [InlineData("«bool[] q»", "take a ReadOnlySpan<byte>, and convert the elements")]
    [InlineData("«float[,] q»", "take a ReadOnlyTensorSpan<float>, and pass new ReadOnlyTensorSpan<float>(q)")]
    [InlineData("«short[,,] q»", "take a ReadOnlyTensorSpan<int>, and convert the elements")]
    [InlineData("«double[][] q»",
        "the rows of an array of arrays lie apart: take a ReadOnlySpan<double>, and pass one array that holds row after row")]
    [InlineData("«long q»", "Parameter 'q' is 'long': scalars are float, double or int: take an int")]
    [InlineData("«byte q»", "Parameter 'q' is 'byte': scalars are float, double or int: take an int")]
    [InlineData("«nuint q»", "Parameter 'q' is 'nuint': scalars are float, double or int: take an int")]
    [InlineData("«decimal q»", "Parameter 'q' is 'decimal': scalars are float, double or int: take a double, and pass (double)q")]
    [InlineData("«Half q»", "Parameter 'q' is 'Half': scalars are float, double or int: take a float, and pass (float)q")]
    [InlineData("«DayOfWeek q»", "scalars are float, double or int: take an int, and pass (int)q")]
    [InlineData("«bool q»", "Parameter 'q' is 'bool': scalars are float, double or int: take an int that is 0 or 1")]
    [InlineData("«string q»", "Parameter 'q' is 'string': take ReadOnlySpan or ReadOnlyTensorSpan tensors, float, double or int scalars, or a Span output: tensors hold float, double, Half, BFloat16, int, long or byte")]
    [InlineData("«float? q»", "Parameter 'q' is 'float?': take a float with a default value")]
    [InlineData("«ReadOnlySpan<short> q»", "Parameter 'q' is 'ReadOnlySpan<short>': tensors hold float, double, Half, BFloat16, int, long or byte")]
    [InlineData("«System.Numerics.Tensors.ReadOnlyTensorSpan<bool> q»", "tensors hold float, double, Half, BFloat16, int, long or byte")]
    [InlineData("«System.Numerics.Tensors.Tensor<float> q»", "take a ReadOnlyTensorSpan<float>, which tensors convert to")]
    [InlineData("«System.Numerics.Tensors.Tensor<short> q»", "take a ReadOnlySpan<int>, and convert the elements")]
    [InlineData("«Memory<double> q»", "Parameter 'q' is 'Memory<double>': take a ReadOnlySpan<double>, and pass q.Span")]
    [InlineData("«ReadOnlyMemory<float> q»", "take a ReadOnlySpan<float>, and pass q.Span")]
    [InlineData("«System.Collections.Generic.List<float> q»", "take a ReadOnlySpan<float>, and pass CollectionsMarshal.AsSpan(q)")]
    [InlineData("«System.Collections.Generic.IEnumerable<float> q»", "take a ReadOnlySpan<float>, and pass q.ToArray()")]
    [InlineData("«System.Collections.Generic.IReadOnlyList<int> q»", "take a ReadOnlySpan<int>, and pass q.ToArray()")]
    [InlineData("«ref float q»", "Parameter 'q' is 'ref': pass it by value, without a modifier")]
    [InlineData("«in float q»", "Parameter 'q' is 'in': pass it by value")]
    [InlineData("«ref readonly float q»", "Parameter 'q' is 'ref readonly': pass it by value")]
    [InlineData("«out float q»", "Parameter 'q' is 'out': mark it [Output] where it is a further result, which the formula defines: '... where q = ...'")]
    [InlineData("«[Output] float q»", "Parameter 'q' is 'float' and marked [Output]: make it 'out float', 'out double' or a Span")]
    [InlineData("«[Output] ref float q»", "Parameter 'q' is 'float' and marked [Output]")]
    [InlineData("«[Output] out int q»", "Parameter 'q' is 'int' and marked [Output]: make it 'out float', 'out double' or a Span")]
    [InlineData("«[Output] ReadOnlySpan<float> q»", "Parameter 'q' is 'ReadOnlySpan<float>' and marked [Output]")]
    [InlineData("«[Output] Span<int> q»", "Parameter 'q' is 'Span<int>': an output holds float, double, Half or BFloat16")]
    [InlineData("«[Output, Gradient] out float q»", "Parameter 'q' is the output: it is written, not differentiated: remove [Gradient]")]
    [InlineData("«params ReadOnlySpan<float> q»", "Parameter 'q' is 'params': pass it by value, without a modifier")]
    [InlineData("«scoped ReadOnlySpan<float> q»", "Parameter 'q' is 'scoped': pass it by value, without a modifier")]
    public void A_parameter_is_a_span_or_a_scalar_by_value(string parameter, string phrase) =>
        Method("LOSSGEN004", $"public static partial float Loss(ReadOnlySpan<float> p, {parameter});", phrase);

    [Theory]
    [InlineData("double", "«float[] p», ReadOnlySpan<double> q")]
    [InlineData("void", "ReadOnlySpan<float> p, «float[] loss»")]
    [InlineData("void", "ReadOnlySpan<float> p, «Span<int> loss»")]
    [InlineData("void", "ReadOnlySpan<float> p, «Span<short> loss»")]
    public void A_type_that_does_not_fit_is_one_error(string returns, string parameters) =>
        Method("LOSSGEN004", $"public static partial {returns} Loss({parameters});", "Parameter '");

    [Fact]
    public void A_loss_takes_no_variable_arguments() => Method(
        "LOSSGEN004", "public static partial float Loss(ReadOnlySpan<float> p, «__arglist»);",
        "Parameter '__arglist' is a variable argument list: declare each parameter");

    [Fact]
    public void A_loss_is_no_extension_method() => Method(
        "LOSSGEN004", "public static partial float Loss(«this ReadOnlySpan<float> p»);",
        "Parameter 'p' is 'this': pass it by value, without a modifier");

    [Fact]
    public void The_output_is_not_differentiated() => Method(
        "LOSSGEN004", "public static partial void Loss(ReadOnlySpan<float> p, «[Gradient] Span<float> q»);",
        "Parameter 'q' is the output: it is written, not differentiated: remove [Gradient]");

    [Fact]
    public void A_loss_is_not_generic() => Method(
        "LOSSGEN005", "public static partial float «Loss»<T>(ReadOnlySpan<float> p);",
        "'Loss' has type parameters: declare one method for float and one for double");

    [Theory]
    [InlineData("public static partial void «Loss»(ReadOnlySpan<float> p);",
        "'Loss' returns nothing and has no output: add a Span<float> or Span<double> parameter, or return float or double")]
    [InlineData("public static partial void «Loss»(ReadOnlySpan<float> p, Span<float> a, Span<float> b);",
        "'Loss' has 2 outputs: a loss per element has one Span parameter")]
    [InlineData("public static partial float Loss(ReadOnlySpan<float> p, «Span<float> a»);",
        "'Loss' returns the loss, so that it has no output: make 'a' a ReadOnlySpan, or return void")]
    public void An_output_goes_with_void(string method, string phrase) => Method("LOSSGEN006", method, phrase);

    [Theory]
    [InlineData("public static partial float Loss(ReadOnlySpan<float> p, «ReadOnlySpan<double> y»);",
        "'p' holds float and 'y' holds double: all floating-point tensors of a loss are double, or none is")]
    [InlineData("public static partial float Loss(ReadOnlySpan<Half> p, «ReadOnlySpan<double> y»);", "'p' holds Half and 'y' holds double")]
    [InlineData("public static partial double Loss(ReadOnlySpan<double> p, «ReadOnlySpan<BFloat16> y»);", "'p' holds double and 'y' holds BFloat16")]
    [InlineData("public static partial void Loss(ReadOnlySpan<double> p, «Span<float> loss»);", "'p' holds double and 'loss' holds float")]
    public void Tensors_are_all_double_or_none_is(string method, string phrase) => Method("LOSSGEN007", method, phrase);

    [Theory]
    [InlineData("«[Gradient] int k»",
        "'k' is an int and cannot be marked [Gradient]: only float and double parameters can be differentiated")]
    [InlineData("«[Gradient] ReadOnlySpan<int> k»", "'k' is a tensor of int and cannot be marked [Gradient]")]
    [InlineData("«[Gradient] ReadOnlySpan<long> k»", "'k' is a tensor of long and cannot be marked [Gradient]")]
    [InlineData("«[Gradient] System.Numerics.Tensors.ReadOnlyTensorSpan<byte> k»", "'k' is a tensor of byte and cannot be marked [Gradient]")]
    public void An_integer_is_not_differentiated(string parameter, string phrase) =>
        Method("LOSSGEN008", $"public static partial float Loss(ReadOnlySpan<float> p, {parameter});", phrase);

    [Theory]
    [InlineData("«[Range(1, 0)] ReadOnlySpan<float> q»", "[Range(1, 0)] on 'q' contains no number: the minimum comes first")]
    [InlineData("«[Range(0.5, -0.5)] float q»", "[Range(0.5, -0.5)] on 'q'")]
    [InlineData("«[Range(double.NaN, 1)] float q»", "[Range(NaN, 1)] on 'q'")]
    public void A_range_contains_a_number(string parameter, string phrase) =>
        Method("LOSSGEN009", $"public static partial float Loss(ReadOnlySpan<float> p, {parameter});", phrase);

    [Theory]
    [InlineData("«[Range(0.5, 1)] float q = -2»", "The default value -2 of 'q' lies outside of its [Range(0.5, 1)], by which the formula is judged")]
    [InlineData("«[Range(1, 3)] int q = 4»", "The default value 4 of 'q'")]
    public void A_default_lies_within_the_range(string parameter, string phrase) => Marked.Source(
        "LOSSGEN013", DiagnosticSeverity.Warning,
        Class($"[Loss(\"mean(p * q)\")] public static partial float Loss(ReadOnlySpan<float> p, {parameter});"), phrase);

    [Theory]
    [InlineData("[Range(0, 0.1)] float q = 0.1f")]
    [InlineData("[Range(0, 0.1)] double q = 0.1")]
    [InlineData("[Range(1, 3)] int q = 3")]
    public void The_ends_belong_to_the_range(string parameter) => Marked.Quiet("mean(p * q)", "ReadOnlySpan<float> p, " + parameter);

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"  \\t\"")]
    [InlineData("@\"\n\"")]
    [InlineData("null!")]
    [InlineData("default")]
    public void A_formula_is_not_empty(string formula) => Marked.Source(
        "LOSSGEN010", DiagnosticSeverity.Error,
        Class($"[Loss(«{formula}»)] public static partial float Loss(ReadOnlySpan<float> p);"),
        "[Loss] needs a formula, for instance \"mean((p - y)^2)\"");

    [Theory]
    [InlineData(LanguageVersion.CSharp12, "this project compiles C# 12.0: set <LangVersion> to 13 or later")]
    [InlineData(LanguageVersion.CSharp9, "this project compiles C# 9.0")]
    [InlineData(LanguageVersion.CSharp7_3, "this project compiles C# 7.3")]
    public void The_language_is_new_enough(LanguageVersion version, string phrase) => Marked.Source(
        "LOSSGEN011", DiagnosticSeverity.Error,
        "namespace N { using System; using LossGen; static partial class C { [Loss(\"mean(p)\")] public static partial float «Loss»(ReadOnlySpan<float> p); } }",
        phrase, version);

    [Fact]
    public void CSharp_13_is_new_enough()
    {
        var run = GeneratorRun.Of(GeneratorRun.Declaration("mean((p - y)^2)", Marked.TwoTensors), LanguageVersion.CSharp13);
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CompilerDiagnostics);
    }

    [Fact]
    public void Every_error_of_a_declaration_is_reported()
    {
        var run = GeneratorRun.Of(Class("[Loss(\"\")] public static int Loss<T>(float[] p, [Range(1, 0)] long q) => 0;"));
        Assert.Equal(
            ["LOSSGEN001", "LOSSGEN003", "LOSSGEN004", "LOSSGEN004", "LOSSGEN005", "LOSSGEN009", "LOSSGEN010"], run.Diagnostics.Select(d =>
                d.Id).Order());
    }

    // While one types, a declaration has errors that the compiler reports; the generator must neither crash nor add to them what is wrong.
    [Theory]
    [InlineData("[Loss] public static partial float Loss(ReadOnlySpan<float> p);")]
    [InlineData("[Loss(] public static partial float Loss(ReadOnlySpan<float> p);")]
    [InlineData("[Loss(Hessian = true)] public static partial float Loss(ReadOnlySpan<float> p);")]
    [InlineData("[Loss(1)] public static partial float Loss(ReadOnlySpan<float> p);")]
    [InlineData("[Loss(Missing.Formula)] public static partial float Loss(ReadOnlySpan<float> p);")]
    [InlineData("[Loss(\"mean(p)\", 2)] public static partial float Loss(ReadOnlySpan<float> p);")]
    [InlineData("[Loss(\"mean(p)] public static partial float Loss(ReadOnlySpan<float> p);")]
    [InlineData("[Loss(\"mean(p) \\x")]
    [InlineData("[Loss(\"mean(p) \\")]
    [InlineData("[Loss(\"mean(p) \\u12\")] public static partial float Loss(ReadOnlySpan<float> p);")]
    [InlineData("[Loss(\"mean(p) \\U0001\")] public static partial float Loss(ReadOnlySpan<float> p);")]
    [InlineData("[Loss(\"mean(p) \\Uzzzzzzzz\")] public static partial float Loss(ReadOnlySpan<float> p);")]
    [InlineData("[Loss(\"mean(p) \\U0001\n)] public static partial float Loss(ReadOnlySpan<float> p);")]
    [InlineData("[Loss(\"mean(p) \\x\n)] public static partial float Loss(ReadOnlySpan<float> p);")]
    [InlineData("[Loss(\"mean(p) \\q\")] public static partial float Loss(ReadOnlySpan<float> p);")]
    [InlineData("[Loss(@\"mean(p)")]
    [InlineData("[Loss(\"\"\"mean(p)")]
    [InlineData("[Loss(\"\"\"\nmean(p)")]
    [InlineData("[Loss(\"\"\"\n    mean(p)\n  x\"\"\")] public static partial float Loss(ReadOnlySpan<float> p);")]
    [InlineData("[Loss(\"\"\"\n  mean(p)\n      \"\"\")] public static partial float Loss(ReadOnlySpan<float> p);")]
    [InlineData("[Loss(\"mean(p)\"u8)] public static partial float Loss(ReadOnlySpan<float> p);")]
    [InlineData("[Loss(F)] public static partial float Loss(ReadOnlySpan<float> p); const string F = F;")]
    [InlineData("[Loss(F)] public static partial float Loss(ReadOnlySpan<float> p); const string F = G; const string G = F;")]
    [InlineData("[Loss(\"mean(p)\")] public static partial float Loss(ReadOnlySpan<float> p, ReadOnlySpan<float> p);")]
    [InlineData("[Loss(\"mean(p)\")] public static partial float Loss(ReadOnlySpan<float> p, ReadOnlySpan<float>);")]
    [InlineData("[Loss(\"mean(p)\")] public static partial float Loss(ReadOnlySpan<float> p, );")]
    [InlineData("[Loss(\"mean(p)\")] public static partial float Loss(ReadOnlySpan<float> p, __arglist);")]
    [InlineData("[Loss(\"mean(p)\")] public static partial float Loss(__arglist, ReadOnlySpan<float> p);")]
    [InlineData("[Loss(\"mean(p)\")] public static partial float Loss(ReadOnlySpan<float> p")]
    [InlineData("[Loss(\"mean(p)\")] public static partial float Loss(ReadOnlySpn<float> p);")]
    [InlineData("[Loss(\"mean(p)\")] public static partial Single Loss(ReadOnlySpan<Flot> p);")]
    [InlineData("[Loss(\"mean(p)\")] public static partial Loss(ReadOnlySpan<float> p);")]
    [InlineData("[Loss(\"mean(p)\")] public static partial float (ReadOnlySpan<float> p);")]
    [InlineData("[Loss(\"mean(p)\")] public static partial float Loss(ReadOnlySpan<float> p, [Range] float q);")]
    [InlineData("[Loss(\"mean(p)\")] public static partial float Loss(ReadOnlySpan<float> p, [Range(\"a\", 1)] float q);")]
    [InlineData("[Loss(\"mean(p)\")] public static partial float Loss(ReadOnlySpan<float> p, float q = \"x\");")]
    [InlineData("[Loss(\"mean(p)\")] public static partial float Loss(ReadOnlySpan<float> p, float q = Missing);")]
    [InlineData("[Loss(\"mean(p)\")] [Loss(\"sum(p)\")] public static partial float Loss(ReadOnlySpan<float> p);")]
    [InlineData("extension(float x) { [Loss(\"mean(p)\")] public static partial float Loss(ReadOnlySpan<float> p); }")]
    [InlineData("void Outer() { [Loss(\"mean(p)\")] static float Local(ReadOnlySpan<float> p) => 0; }")]
    [InlineData("[Loss(\"mean(p)\")] public static partial float IFace.Loss(ReadOnlySpan<float> p);")]
    [InlineData("[Loss(\"mean(p)\")] public static extern partial float Loss(ReadOnlySpan<float> p);")]
    [InlineData("[Loss(\"mean(p)\")] ~Losses();")]
    public void An_unfinished_declaration_is_left_to_the_compiler(string member)
    {
        var run = GeneratorRun.Of(Class(member));
        Assert.Null(run.Exception);
        Assert.Contains(run.CompilerDiagnostics.Concat(run.Diagnostics), d =>
            d.Severity == DiagnosticSeverity.Error || d.Id is "CS8321" or "CS0626");
        Assert.DoesNotContain(run.Diagnostics, d => d.Location == Location.None);
    }

    private static string Class(string member) => $$"""
        using System;
        using LossGen;

        public static partial class Losses
        {
            {{member}}
        }
        """;

    private static void Method(string id, string method, string phrase) =>
        Marked.Source(id, DiagnosticSeverity.Error, Class("[Loss(\"mean(p)\")] " + method), phrase);
}
