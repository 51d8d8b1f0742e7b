using System.Text;
using CsCheck;
using LossGen.Generator.Binding;
using LossGen.Generator.Declarations;
using LossGen.Generator.Diagnostics;
using LossGen.Generator.Graph;
using LossGen.Generator.Syntax;
using LossGen.Tests.Harness;
using Microsoft.CodeAnalysis;
using MethodInfo = System.Reflection.MethodInfo;

namespace LossGen.Tests.Oracle;

/// <summary>
/// Random formulas, compiled by the real generator and run, against the interpreter of the formula as written (without any rewrite) and
/// its central differences.
/// </summary>
public sealed class RandomFormulaTests
{
    private const int FormulasPerBatch = 40;

    private static readonly int[] Lengths = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 1000];

    private delegate double DoubleLoss(ReadOnlySpan<double> p, ReadOnlySpan<double> y, double s);

    private delegate double DoubleGradient(
        ReadOnlySpan<double> p, ReadOnlySpan<double> y, double s, Span<double> gradP, Span<double> gradY, out double gradS, double upstream, bool accumulate);

    private delegate float SingleGradient(
        ReadOnlySpan<float> p, ReadOnlySpan<float> y, float s, Span<float> gradP, Span<float> gradY, out float gradS, float upstream, bool accumulate);

    [Theory]
    [InlineData("0002ZDOAFwg4")]
    [InlineData("0007rMjnAgn7")]
    [InlineData("000aa7JFdML1")]
    [InlineData("000eU9fJdML1")]
    [InlineData("0003kQ7ZxNe2")]
    [InlineData("0001Vb2mTqX5")]
    public void Value_and_gradient_agree_with_the_interpreter(string seed) =>
        RandomFormulas.Scalar.Array[FormulasPerBatch].Sample(CheckBatch, seed: seed, iter: 1, threads: 1);

    [Fact]
    public void A_million_elements_agree_with_the_interpreter()
    {
        string[] formulas = ["mean(log(1 + exp(p)) * y) + s", "sum(p * y) / (3 + sum(abs(p)) + s)", "sqrt(mean((p - y)^2)) * s", "max(p) + s * mean(sin(y))"];
        Type losses = Compile(formulas);
        (double[] p, double[] y) = Inputs(1_000_000, new Random(5));
        for (int k = 0; k < formulas.Length; k++)
            CheckDouble(losses, formulas[k], k, p, y, new Random(k));
    }

    private static void CheckBatch(string[] formulas)
    {
        Type losses = Compile(formulas);
        for (int k = 0; k < formulas.Length; k++)
        {
            CheckEmpty(losses, formulas[k], k);
            foreach (int length in Lengths)
            {
                var random = new Random((k * 7919) + length);
                (double[] p, double[] y) = Inputs(length, random);
                CheckDouble(losses, formulas[k], k, p, y, random);
                CheckSingle(losses, formulas[k], k, p, y);
            }
        }
    }

    private static Type Compile(string[] formulas)
    {
        var source = new StringBuilder("using System; using LossGen;\npublic static partial class Losses {\n");
        for (int k = 0; k < formulas.Length; k++)
        {
            foreach ((string type, string prefix) in new[] { ("double", "D"), ("float", "S") })
            {
                source.Append($"[Loss(\"{formulas[k]}\")] public static partial {type} {prefix}{k}([Gradient] ReadOnlySpan<{type}> p, ")
                    .Append($"[Gradient] ReadOnlySpan<{type}> y, [Gradient] {type} s);\n");
            }
        }

        GeneratorRun run = GeneratorRun.Of(source.Append('}').ToString());
        Assert.Null(run.Exception);
        List<string> errors = [.. run.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => $"{d} {run.Underlined(d)}")];
        Assert.True(errors.Count == 0, string.Join("\n", errors));
        return run.Load().GetType("Losses")!;
    }

    /// <summary>Over no elements the value is the formula's too.</summary>
    private static void CheckEmpty(Type losses, string formula, int k)
    {
        double expected = new Reference(formula).Value([], [], 1.25);
        double value = Method(losses, "D" + k).CreateDelegate<DoubleLoss>()([], [], 1.25);
        if (double.IsFinite(expected)) // 0 times a mean of nothing is folded to 0
            AssertNear(expected, value, 1e-10, formula, 0, "value");
        Assert.Equal(value, Method(losses, $"D{k}WithGradient").CreateDelegate<DoubleGradient>()([], [], 1.25, [], [], out _, 1, false));
    }

    private static void CheckDouble(Type losses, string formula, int k, double[] p, double[] y, Random random)
    {
        const double S = 1.25;
        var reference = new Reference(formula);
        double expected = reference.Value(p, y, S);
        var forward = Method(losses, "D" + k).CreateDelegate<DoubleLoss>();
        var backward = Method(losses, $"D{k}WithGradient").CreateDelegate<DoubleGradient>();
        double[] gradP = new double[p.Length], gradY = new double[y.Length];
        double value = backward(p, y, S, gradP, gradY, out double gradS, 1, false);
        Assert.Equal(forward(p, y, S), value);
        if (!double.IsFinite(expected) || Math.Abs(expected) > 1e7)
            return;
        AssertNear(expected, value, 1e-10, formula, p.Length, "value");
        for (int trial = 0; trial < 3; trial++)
        {
            int at = random.Next(p.Length);
            CheckSlope(x => reference.Value(Replaced(p, at, x), y, S), p[at], gradP[at], formula, p.Length, $"gradient by p[{at}]");
            CheckSlope(x => reference.Value(p, Replaced(y, at, x), S), y[at], gradY[at], formula, p.Length, $"gradient by y[{at}]");
        }

        CheckSlope(x => reference.Value(p, y, x), S, gradS, formula, p.Length, "gradient by s");

        // Linear in the upstream gradient; accumulating adds.
        double[] doubledP = (double[])gradP.Clone(), doubledY = (double[])gradY.Clone();
        backward(p, y, S, doubledP, doubledY, out double doubledS, 2, true);
        AssertNear(3 * gradP[0], doubledP[0], 1e-12, formula, p.Length, "accumulated gradient");
        AssertNear(2 * gradS, doubledS, 1e-12, formula, p.Length, "scaled gradient by s");
    }

    /// <summary>Floats agree to what rounding the inputs and a chain of roundings may change, measured by the double version.</summary>
    private static void CheckSingle(Type losses, string formula, int k, double[] p, double[] y)
    {
        float[] singleP = [.. p.Select(x => (float)x)], singleY = [.. y.Select(x => (float)x)];
        double[] gradP = new double[p.Length], gradY = new double[y.Length];
        float[] singleGradP = new float[p.Length], singleGradY = new float[y.Length];
        double expected = Method(losses, $"D{k}WithGradient").CreateDelegate<DoubleGradient>()(
            [.. singleP.Select(x => (double)x)], [.. singleY.Select(x => (double)x)], 1.25, gradP, gradY, out _, 1, false);
        float value = Method(losses, $"S{k}WithGradient").CreateDelegate<SingleGradient>()(
            singleP, singleY, 1.25f, singleGradP, singleGradY, out _, 1, false);
        if (!double.IsFinite(expected) || Math.Abs(expected) > 1e6 || IsDiscontinuous(formula))
            return;
        AssertNear(expected, value, 2e-4, formula, p.Length, "float value");
        double scale = gradP.Select(Math.Abs).Max();
        for (int i = 0; i < p.Length && scale < 1e5; i++)
            Assert.True(Math.Abs(gradP[i] - singleGradP[i]) <= 2e-3 * (scale + 1e-3), $"{formula}: float gradient by p[{i}] of {p.Length} is {singleGradP[i]}, not {gradP[i]}");
    }

    // A rounded float may fall on the other side of a step or a choice, or change which element is the largest.
    private static bool IsDiscontinuous(string formula) => formula.Any(c => c is '>' or '<' or '?') || formula.Contains("max", StringComparison.Ordinal)
        || formula.Contains("min", StringComparison.Ordinal) || formula.Contains("clamp", StringComparison.Ordinal);

    private static void CheckSlope(Func<double, double> function, double at, double slope, string formula, int length, string what)
    {
        // Two step sizes that disagree mean a kink or cancellation close by: no reference there.
        if (formula.Contains("stopgrad", StringComparison.Ordinal))
            return;
        double coarse = Central(function, at, 1e-4), fine = Central(function, at, 1e-5);
        double left = (function(at) - function(at - 1e-5)) / 1e-5, right = (function(at + 1e-5) - function(at)) / 1e-5;
        double noise = Math.Abs(function(at)) * 1e-9;
        if (Math.Abs(coarse - fine) > 1e-5 * (1 + Math.Abs(fine)) + noise || Math.Abs(left - right) > 1e-2 * (1 + Math.Abs(fine)))
            return;
        Assert.True(
            Math.Abs(slope - fine) <= 1e-4 * (1 + Math.Abs(fine)) + noise, $"{formula}: {what} of {length} is {slope:R}, central difference {fine:R}");
    }

    private static double Central(Func<double, double> function, double at, double step) =>
        (function(at + step) - function(at - step)) / (2 * step);

    private static double[] Replaced(double[] values, int at, double value)
    {
        double[] copy = (double[])values.Clone();
        copy[at] = value;
        return copy;
    }

    private static (double[] P, double[] Y) Inputs(int length, Random random) => (
        [.. Enumerable.Range(0, length).Select(_ => (random.NextDouble() * 4) - 2)],
        [.. Enumerable.Range(0, length).Select(_ => (random.NextDouble() * 4) - 2)]);

    private static MethodInfo Method(Type losses, string name) => losses.GetMethod(name)!;

    private static void AssertNear(double expected, double actual, double tolerance, string formula, int length, string what) => Assert.True(
        Math.Abs(expected - actual) <= tolerance * (1 + Math.Abs(expected)), $"{formula}: {what} of {length} elements is {actual:R}, expected {expected:R}");

    /// <summary>The formula as written, evaluated by the interpreter.</summary>
    private sealed class Reference
    {
        private readonly Node root;

        public Reference(string formula)
        {
            ParameterModel Tensor(string name) => new(name, ParameterKind.Tensor, ElementType.Double, null, true, double.NegativeInfinity, double.PositiveInfinity);
            var declaration = new LossDeclaration(
                "", new Generator.Common.EquatableArray<TypeHeader>([]), "", "", "Loss", ElementType.Double,
                new Generator.Common.EquatableArray<ParameterModel>([Tensor("p"), Tensor("y"), Tensor("s") with { Kind = ParameterKind.Scalar }]),
                formula, false, "");
            var diagnostics = new DiagnosticBag();
            BoundFormula? bound = Binder.Bind(Parser.Parse(formula, diagnostics), declaration, diagnostics, new GraphBuilder { Rewrites = false });
            root = bound!.Result;
        }

        public double Value(double[] p, double[] y, double s) => new Interpreter(
            p.Length,
            new Dictionary<string, double[]> { ["p"] = p, ["y"] = y },
            new Dictionary<string, double> { ["s"] = s }).Evaluate(root)[0];
    }
}
