using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using LossGen.Tests.Harness;
using LossGen.Tests.Oracle;
using Microsoft.CodeAnalysis;

namespace LossGen.Tests.Calculus.Properties;

/// <summary>
/// What is claimed of random formulas, against their values: the compiled loss along random chords, at pairs of points, and with prediction
/// and target exchanged. Formulas of few operations, of which more is proven, are drawn beside those of the oracle.
/// </summary>
public sealed partial class ClaimTests
{
    private const int FormulasPerBatch = 40, Length = 5, Trials = 60;

    private const double S = 1.25;

    private static readonly string[] Shapes =
    [
        "mean({0})", "sum({0})", "max({0})", "norm({0})", "logsumexp({0})", "sqrt(mean(({0})^2))", "mean[i | y[i] > 0]({0})", "-mean({0})", "s * sum({0})",
        "logsumexp({0}) - mean({0})", "sum(softmax({0}) * sigmoid(y))", "-sum(sigmoid(y) * logsoftmax({0}))", "sum(p * y) / sqrt((sum(p^2) + 1) * sum(y^2))",
    ];

    private static readonly string[] Functions =
    [
        "abs({0})", "({0})^2", "({0})^3", "exp({0} / 2)", "softplus({0})", "log(1 + ({0})^2)", "log(cosh({0}))", "max({0}, 0)", "max({0}, -2 * ({0}))", "sqrt(1 + ({0})^2)",
        "min(({0})^2, s)", "clamp({0}, -s, s)", "(abs({0}) <= s ? ({0})^2 / 2 : s * (abs({0}) - s / 2))", "(({0}) > 0 ? s * ({0}) : 2 * ({0}))",
        "(({0}) > s ? ({0})^2 : 0)", "tanh({0})", "exp(-({0})^2)", "sqrt(abs({0}))", "(({0})^2 / (1 + ({0})^2))", "relu(1 - ({0}))", "logsigmoid({0})", "abs({0})^1.5",
        "(abs({0}) < s ? ({0})^2 : s * abs({0}))", "max(abs({0}) - s, 0)", "sigmoid({0})", "({0}) * y", "xlogy(abs({0}), abs({0}))", "1 / (1 + abs({0}))", "cbrt({0})",
    ];

    private delegate double Loss(ReadOnlySpan<double> p, ReadOnlySpan<double> y, double s);

    private static Gen<string> Few { get; } =
        from shape in Pick(Shapes)
        from outer in Pick(Functions)
        from inner in Pick([.. Functions, "{0}", "{0}", "{0}"])
        from argument in Pick(["p", "p - y", "y - p", "p * y", "2 * p + s", "p + y"])
        select string.Format(null, shape, string.Format(null, outer, string.Format(null, inner, argument)));

    [Theory]
    [InlineData("0002ZDOAFwg4", true)]
    [InlineData("0007rMjnAgn7", true)]
    [InlineData("000aa7JFdML1", true)]
    [InlineData("000eU9fJdML1", true)]
    [InlineData("0003kQ7ZxNe2", false)]
    [InlineData("0001Vb2mTqX5", false)]
    public void What_is_claimed_holds(string seed, bool few) =>
        (few ? Few : RandomFormulas.Scalar).Array[FormulasPerBatch].Sample(CheckBatch, seed: seed, iter: 1, threads: 1);

    private static void CheckBatch(string[] formulas)
    {
        var source = new StringBuilder("using System; using LossGen;\npublic static partial class Losses {\n");
        for (int k = 0; k < formulas.Length; k++)
            source.Append($"[Loss(\"{formulas[k]}\")] public static partial double D{k}(ReadOnlySpan<double> p, ReadOnlySpan<double> y, double s);\n");
        GeneratorRun run = GeneratorRun.Of(source.Append('}').ToString());
        Assert.Null(run.Exception);
        Type losses = run.Load().GetType("Losses")!;
        for (int k = 0; k < formulas.Length; k++)
        {
            if (run.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error && d.GetMessage(null).Contains($"'D{k}'", StringComparison.Ordinal)))
                continue;
            object? info;
            try
            {
                info = losses.GetProperty($"D{k}Info")!.GetValue(null);
            }
            catch (System.Reflection.TargetInvocationException)
            {
                continue; // a loss whose gradient is 0 everywhere is an error
            }

            Check(formulas[k], (LossInfo)info!, losses.GetMethod("D" + k)!.CreateDelegate<Loss>(), new Random(k));
        }
    }

    private static void Check(string formula, LossInfo info, Loss loss, Random random)
    {
        for (int trial = 0; trial < Trials; trial++)
        {
            double scale = Math.Pow(10, random.Next(-2, 2));
            double[] y = Point(random, 2), p = Point(random, scale), q = Point(random, scale);
            for (int i = 0; i < Length && trial % 3 == 0; i++)
                p[i] = y[i]; // where kinks are
            double[] middle = [.. p.Zip(q, (a, b) => (a + b) / 2)];
            double atP = loss(p, y, S), atQ = loss(q, y, S), atMiddle = loss(middle, y, S);
            double tolerance = 1e-9 * (1 + Math.Abs(atP) + Math.Abs(atQ));
            if (!double.IsFinite(atP + atQ + atMiddle))
                continue;
            string where = $"{formula} with gradient {info.Gradients["p"]}: {info.Convexity}, {info.LipschitzBound}, {info.Range} at p = {string.Join(' ', p)}, q = {string.Join(' ', q)}, y = {string.Join(' ', y)}";
            double sag = ((atP + atQ) / 2) - atMiddle;
            Assert.True(info.Convexity is Convexity.Unknown or Convexity.Concave || sag >= -tolerance, "Not convex. " + where);
            Assert.True(info.Convexity is Convexity.Unknown or Convexity.Convex || sag <= tolerance, "Not concave. " + where);
            Assert.True(info.Range.Minimum - tolerance <= atP && atP <= info.Range.Maximum + tolerance, "Out of range. " + where);
            double exchanged = HasTarget().IsMatch(formula) ? loss(y, p, S) : loss([.. p.Select(x => -x)], y, S);
            Assert.True(!info.IsSymmetric || Math.Abs(exchanged - atP) <= tolerance, "Not symmetric. " + where);
            if (info.LipschitzConstant is { } bound)
                CheckBound(loss, p, y, bound, where);
        }
    }

    /// <summary>Steps of one element; the bound is that of a term, of which a mean takes a part.</summary>
    private static void CheckBound(Loss loss, double[] p, double[] y, double bound, string where)
    {
        for (int i = 0; i < Length; i++)
        {
            double[] moved = [.. p];
            moved[i] += 0.01;
            double change = Math.Abs(loss(moved, y, S) - loss(p, y, S));
            Assert.True(change <= (bound * 0.01 * (1 + 1e-9)) + 1e-9, "Steeper than claimed. " + where);
        }
    }

    [GeneratedRegex(@"\by\b")]
    private static partial Regex HasTarget();

    private static double[] Point(Random random, double scale) => [.. Enumerable.Range(0, Length).Select(_ => ((random.NextDouble() * 4) - 2) * scale)];

    private static Gen<string> Pick(string[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);
}
