namespace LossGen.Tests.Oracle;

/// <summary>Formulas over rows, written as in the textbook, where the textbook's arithmetic would overflow or divide 0 by 0.</summary>
public sealed class NestSpecialValueTests
{
    private const double Inf = double.PositiveInfinity, NaN = double.NaN;

    private static readonly NestFormula[] CrossEntropies =
    [
        new("logsumexp[c](z[n, c]) - z[n, y[n]]", "z[n, c]*; int y[n] < c; -> loss[n]"),
        new("-log(exp(z[n, y[n]]) / sum[c](exp(z[n, c])))", "z[n, c]*; int y[n] < c; -> loss[n]"),
        new("-log(q[n, y[n]]) where q[n, c] = softmax[c](z[n, c])", "z[n, c]*; int y[n] < c; -> loss[n]"),
        new("-logsoftmax[c](z[n, c]) * (c == y[n] ? 1 : 0)", "z[n, c]*; int y[n] < c; -> each[n, c]"),
        new("-sum[c]((c == y[n] ? 1 : 0) * log(exp(z[n, c]) / sum[c](exp(z[n, c]))))", "z[n, c]*; int y[n] < c; -> loss[n]"),
        new("log(sum[c](exp(z[n, c]))) - z[n, y[n]]", "z[n, c]*; int y[n] < c; -> loss[n]"),
        new("-((1 - q[n, y[n]])^2) * log(q[n, y[n]]) where q[n, c] = exp(z[n, c]) / sum[c](exp(z[n, c]))", "z[n, c]*; int y[n] < c; -> loss[n]"),
    ];

    [Theory]
    [InlineData("D")]
    [InlineData("S")]
    public void Cross_entropy_of_enormous_logits_is_exact(string prefix)
    {
        NestLosses losses = NestLosses.Compile(CrossEntropies);
        double[] logits = [1e30, 0, -1e30];
        for (int k = 0; k < CrossEntropies.Length; k++)
        {
            NestInputs inputs = Inputs(CrossEntropies[k], new() { ["n"] = 3, ["c"] = 3 }, ("z", [.. logits, .. logits, .. logits]), ("y", [0, 1, 2]));
            NestResults results = NestResults.Of(losses, inputs, prefix + k + "WithGradient");
            double[] rows = results.Loss.Length == 3 ? results.Loss : [.. Enumerable.Range(0, 3).Select(n => results.Loss[(n * 3)..((n * 3) + 3)].Sum())];
            AssertNear([0, 1e30, 2e30], rows, CrossEntropies[k]);
            AssertNear([0, 0, 0, 1, -1, 0, 1, 0, -1], results.Gradients["z"], CrossEntropies[k]);
        }
    }

    [Theory]
    [InlineData("D")]
    [InlineData("S")]
    public void A_class_of_no_probability_is_left_out(string prefix)
    {
        NestLosses losses = NestLosses.Compile(CrossEntropies);
        double log = Math.Log(1 + Math.Exp(1)), second = 1 / (1 + Math.Exp(-1));
        for (int k = 0; k < CrossEntropies.Length; k++)
        {
            // The row of c = 1 at -inf, as a mask leaves it.
            NestInputs inputs = Inputs(CrossEntropies[k], new() { ["n"] = 1, ["c"] = 3 }, ("z", [1, -Inf, 2]), ("y", [0]));
            NestResults results = NestResults.Of(losses, inputs, prefix + k + "WithGradient");
            if (!CrossEntropies[k].Text.Contains("^2", StringComparison.Ordinal))
            {
                AssertNear([log], [results.Loss.Sum()], CrossEntropies[k]);
                AssertNear([-second, 0, second], results.Gradients["z"], CrossEntropies[k]);
            }

            Assert.All(results.Gradients["z"], slope => Assert.True(double.IsFinite(slope), $"{CrossEntropies[k]}: {slope}"));
        }
    }

    [Fact]
    public void Rows_that_are_masked_as_a_whole_have_no_gradient()
    {
        NestFormula[] formulas =
        [
            new("logsumexp[c](z[n, c])", "z[n, c]*; -> loss[n]"),
            new("log(sum[c](exp(z[n, c])))", "z[n, c]*; -> loss[n]"),
            new("sum[c | m[n, c] > 0](exp(z[n, c]))", "z[n, c]*; m[n, c]; -> loss[n]"),
            new("logsumexp[c | m[n, c] > 0](z[n, c])", "z[n, c]*; m[n, c]; -> loss[n]"),
            new("log(sum[c](m[n, c] * exp(z[n, c])))", "z[n, c]*; int m[n, c]; -> loss[n]"),
        ];
        NestLosses losses = NestLosses.Compile(formulas);
        for (int k = 0; k < formulas.Length; k++)
        {
            bool isMasked = formulas[k].Parameters.Count > 2;
            var values = new List<(string, double[])> { ("z", isMasked ? [1, 2, 3, 4] : [-Inf, -Inf, 3, 4]) };
            if (isMasked)
                values.Add(("m", [0, 0, 1, 1]));
            NestResults results = NestResults.Of(losses, Inputs(formulas[k], new() { ["n"] = 2, ["c"] = 2 }, [.. values]), $"D{k}WithGradient");
            Assert.Equal(k == 2 ? 0 : -Inf, results.Loss[0]);
            Assert.Equal([0, 0], results.Gradients["z"][..2]);
            Assert.All(results.Gradients["z"][2..], slope => Assert.True(slope > 0 && double.IsFinite(slope)));
        }
    }

    [Fact]
    public void NaN_stays_in_its_row_and_is_never_lost()
    {
        NestFormula[] formulas =
        [
            .. CrossEntropies.Where(formula => formula.Output!.Axes.Count == 1),
            new("max[c](z[n, c]) - z[n, y[n]]", "z[n, c]*; int y[n] < c; -> loss[n]"),
            new("norm[c](z[n, c]) + y[n]", "z[n, c]*; int y[n] < 3; -> loss[n]"),
            new("sum[c | c != y[n]](max(0, 1 + z[n, c] - z[n, y[n]]))", "z[n, c]*; int y[n] < c; -> loss[n]"),
            new("sum[c](z[n, c] > 0 ? z[n, c] : 0) + y[n]", "z[n, c]*; int y[n] < c; -> loss[n]"),
            new("min[c](z[n, c]) * prod[c](z[n, c]) + y[n]", "z[n, c]*; int y[n] < c; -> loss[n]"),
            new("z[n, argmax[c](z[n, c])] + y[n]", "z[n, c]*; int y[n] < c; -> loss[n]"),
            new("max(0, max[c](z[n, c]) - 5) + y[n]", "z[n, c]*; int y[n] < c; -> loss[n]"),
            new("(max[c](z[n, c]) > 5 ? 1 : 0) * z[n, 0] + y[n] * z[n, 2]", "z[n, c]*; int y[n] < c; -> loss[n]"),
            new("(sum[c](z[n, c]) > 5 ? 1 : 0) + y[n]", "z[n, c]*; int y[n] < c; -> loss[n]"),
        ];
        NestLosses losses = NestLosses.Compile(formulas);
        for (int k = 0; k < formulas.Length; k++)
        {
            foreach (string prefix in new[] { "D", "S" })
            {
                double[] logits = [.. Enumerable.Range(0, 3 * 21).Select(i => i is 21 + 4 ? NaN : Math.Sin(i))];
                NestInputs inputs = Inputs(formulas[k], new() { ["n"] = 3, ["c"] = 21 }, ("z", logits), ("y", [0, 1, 2]));
                NestResults results = NestResults.Of(losses, inputs, prefix + k + "WithGradient");
                Assert.True(double.IsNaN(results.Loss[1]), $"{formulas[k]}: the row of NaN is {results.Loss[1]}");
                Assert.True(double.IsFinite(results.Loss[0]) && double.IsFinite(results.Loss[2]), $"{formulas[k]}: NaN reached another row");
                Assert.All(results.Gradients["z"].Where((_, i) => i is < 21 or >= 42), slope => Assert.True(double.IsFinite(slope), $"{formulas[k]}: {slope}"));
            }
        }
    }

    [Fact]
    public void Distances_of_zero_have_gradient_zero()
    {
        NestFormula[] formulas =
        [
            new("mean[n](norm[c](a[n, c] - b[n, c]))", "a[n, c]*; b[n, c]*"),
            new("mean[n](sqrt(sum[c]((a[n, c] - b[n, c])^2)))", "a[n, c]*; b[n, c]*"),
            new("mean[n, m](norm[c](a[n, c] - a[m, c])) + sum[n, c](b[n, c])", "a[n, c]*; b[n, c]"),
            new("mean[n](max(0, norm[c](a[n, c] - b[n, c]) - norm[c](a[n, c] - a[0, c]) + 1))", "a[n, c]*; b[n, c]*"),
            new("sum[n, c](b[n, c]) + mean[n, m](max(0, 1 - norm[c](a[n, c] - a[m, c]))^2)", "a[n, c]*; b[n, c]"),
        ];
        NestLosses losses = NestLosses.Compile(formulas);
        double[] same = [.. Enumerable.Range(0, 15).Select(i => Math.Cos(i % 5))];
        for (int k = 0; k < formulas.Length; k++)
        {
            NestResults results = NestResults.Of(losses, Inputs(formulas[k], new() { ["n"] = 3, ["c"] = 5 }, ("a", same), ("b", same)), $"D{k}WithGradient");
            Assert.True(double.IsFinite(results.Loss[0]), $"{formulas[k]}: {results.Loss[0]}");
            Assert.All(results.Gradients["a"], slope => Assert.True(slope == 0, $"{formulas[k]}: the gradient at a distance of zero is {slope}"));
        }
    }

    [Fact]
    public void Divergences_with_zeros_are_finite()
    {
        NestFormula[] formulas =
        [
            new("sum[c](t[n, c] * (log(t[n, c]) - logsoftmax[c](z[n, c])))", "z[n, c]*; t[n, c]; -> loss[n]"),
            new("sum[c](t[n, c] * log(t[n, c] / q[n, c])) where q[n, c] = softmax[c](z[n, c])", "z[n, c]*; t[n, c]; -> loss[n]"),
            new("sum[c](t[n, c] * (log(t[n, c]) - log(q[n, c]))) where q[n, c] = exp(z[n, c]) / sum[c](exp(z[n, c]))", "z[n, c]*; t[n, c]; -> loss[n]"),
            new("sum[c](xlogy(t[n, c], t[n, c]) - t[n, c] * log(softmax[c](z[n, c])))", "z[n, c]*; t[n, c]; -> loss[n]"),
        ];
        NestLosses losses = NestLosses.Compile(formulas);
        double[] logits = [1e4, 0, -1e4, 0, 0, -1e30], targets = [1, 0, 0, 0.5, 0.5, 0];
        for (int k = 0; k < formulas.Length; k++)
        {
            NestResults results = NestResults.Of(losses, Inputs(formulas[k], new() { ["n"] = 2, ["c"] = 3 }, ("z", logits), ("t", targets)), $"D{k}WithGradient");
            AssertNear([0, 0], results.Loss, formulas[k]);
            AssertNear([0, 0, 0, 0, 0, 0], results.Gradients["z"], formulas[k]);
        }
    }

    [Fact]
    public void Smoothed_labels_of_large_logits_are_exact()
    {
        NestFormula[] formulas =
        [
            new("(1 - s) * (logsumexp[c](z[n, c]) - z[n, y[n]]) + s * mean[c](logsumexp[c](z[n, c]) - z[n, c])", "z[n, c]*; int y[n] < c; s = 0.25; -> loss[n]"),
            new("-sum[c](((1 - s) * (c == y[n] ? 1 : 0) + s / size(c)) * log(exp(z[n, c]) / sum[c](exp(z[n, c]))))", "z[n, c]*; int y[n] < c; s = 0.25; -> loss[n]"),
        ];
        NestLosses losses = NestLosses.Compile(formulas);
        for (int k = 0; k < formulas.Length; k++)
        {
            NestInputs inputs = Inputs(formulas[k], new() { ["n"] = 1, ["c"] = 4 }, ("z", [1e30, 0, 0, -1e30]), ("y", [0]));
            NestResults results = NestResults.Of(losses, inputs, $"D{k}WithGradient");
            AssertNear([0.25 * (1e30 + 1e30 + 2e30) / 4], results.Loss, formulas[k]);
            AssertNear([0.1875, -0.0625, -0.0625, -0.0625], results.Gradients["z"], formulas[k]);
        }
    }

    private static NestInputs Inputs(NestFormula formula, Dictionary<string, int> sizes, params (string Name, double[] Values)[] tensors)
    {
        var inputs = NestInputs.Random(formula, sizes, new Random(1));
        foreach ((string name, double[] values) in tensors)
            inputs.Tensors[name] = values;
        return inputs;
    }

    private static void AssertNear(double[] expected, double[] actual, NestFormula formula)
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-6 * (1 + Math.Abs(expected[i])), $"{formula}: [{i}] is {actual[i]:R}, expected {expected[i]:R}");
    }
}
