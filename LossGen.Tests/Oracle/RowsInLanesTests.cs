using LossGen.Generator;
using LossGen.Nests;
using LossGen.Tests.Passes;

namespace LossGen.Tests.Oracle;

/// <summary>
/// The formulas over several axes once more, with all rows side by side in lanes that can be, few or many, short or long: the same values and gradients as
/// of rows one after the other, and the same bits for any number of threads.
/// </summary>
[Collection(nameof(RuntimeSettings))]
public sealed class RowsInLanesTests
{
    private static readonly NestFormula[] Rows =
    [
        new("mean[n](logsumexp[c](z[n, c]) - z[n, y[n]])", "z[n, c]*; int y[n] < c"),
        new("mean[n | y[n] != ignore](logsumexp[c](z[n, c]) - z[n, y[n]])", "z[n, c]*; int y[n] < c; int ignore = 1"),
        new("logsumexp[c](z[n, c]) - z[n, y[n]]", "z[n, c]*; int y[n] < c; -> loss[n]"),
        new("mean[n](-((1 - q[n, y[n]])^gamma) * log(q[n, y[n]])) where q[n, c] = softmax[c](z[n, c])", "z[n, c]*; int y[n] < c; gamma* = 2.5"),
        new("mean[n](sum[c](q[n, c] * (log(q[n, c]) - log(p[n, c])))) where p[n, c] = softmax[c](z[n, c]), q[n, c] = softmax[c](x[n, c])", "z[n, c]*; x[n, c]*"),
        new("mean[n](max[c](p[n, c]) - min[c](p[n, c]) + prod[c](1 + p[n, c] / 1000) + count[c](p[n, c] > 0) / size(c))", "p[n, c]*"),
        new("mean[n](sum[c](softmax[c](z[n, c] + w[c]) * z[n, c])) where best[n] = max[c](z[n, c])", "z[n, c]*; w[c]; out best[n]"),
        new("sum[n](logsumexp[c | m[n, c] > 0.2](z[n, c]) * (1 + norm[c](z[n, c] - mean[c](z[n, c]))))", "z[n, c]*; m[n, c]"),
        new("mean[n](1 - (2 * sum[c, w](p[n, c, w] * q[n, c, w]) + 1) / (sum[c, w](p[n, c, w]^2 + q[n, c, w]^2) + 1))", "p[n, c, w]*; q[n, c, w]*"),
        new("mean[n](1 - sum[c](a[n, c] * b[n, c]) / (norm[c](a[n, c]) * norm[c](b[n, c])))", "a[n, c]*; b[n, c]*"),
        new("sum[n](v[n] * sum[c]((p[n, c] - (p[n, c + 1] ?? 0))^2) + p[n, 0] * n)", "p[n, c]*; v[n]"),
        new("sum[n](sum[c](p[n, c] * (m[n, c] == y[n] ? 1 : c)))", "p[n, c]*; byte m[n, c] < 3; long y[n] < 3"),
        new("mean[n](sum[c](w[c] * abs(p[n, c] - n))) / size(c)", "p[n, c]*; w[c]"),
        new("mean[n](sum[c](abs(cumsum[c](p[n, c] - q[n, c]))))", "p[n, c]*; q[n, c]*"),
        new("sum[n](v[n] * sum[c](cumsum[c](w[c] * exp(p[n, c] / 4))^2) / (1 + c[n, 0]^2)) where c[n, k] = cumsum[k](p[n, k])", "p[n, c]*; w[c]; v[n]*"),
    ];

    [Theory]
    [InlineData("rows")]
    [InlineData("many axes")]
    [InlineData("outputs")]
    [InlineData("pairs")]
    [InlineData("gathers")]
    public void Values_and_gradients_agree_with_the_interpreter(string group) =>
        SideBySide(() => NestTests.CheckAll(NestFormulas.Groups[group], (checks, _) => checks.Run(3)));

    [Fact]
    public void Tensors_of_16_bits_give_what_floats_give() => SideBySide(() => NarrowTests.CheckAll(NestFormulas.Groups["rows"], NarrowTests.Runs));

    [Fact]
    public void Rows_have_the_second_form() => Assert.All(
        Rows, formula => Assert.Contains("RowsInLanes", LossCompiler.Compile(formula.Declaration()).Source, StringComparison.Ordinal));

    [Fact]
    public void Any_number_of_rows_of_any_length_agrees_with_the_interpreter_and_has_the_same_bits_with_any_number_of_threads() => SideBySide(() =>
    {
        foreach ((int n, int c) in new[] { (1, 10), (15, 1), (16, 2), (17, 3), (33, 4), (100, 5), (17, 7), (16, 8), (33, 31), (100, 33), (15, 64), (16, 70) })
            NestTests.CheckAll(Rows, (checks, _) => checks.RunParallel(new Dictionary<string, int> { ["n"] = n, ["c"] = c, ["w"] = 3 }));
    });

    [Fact]
    public void Many_ranges_have_the_same_bits_with_any_number_of_threads() => SideBySide(() =>
        NestTests.CheckAll(Rows, (checks, _) => checks.RunParallel(new Dictionary<string, int> { ["n"] = 20_011, ["c"] = 9, ["w"] = 2 })));

    [Fact]
    public void Special_values_are_those_of_rows_one_after_the_other() => SideBySide(() =>
    {
        var special = new NestSpecialValueTests();
        foreach (string prefix in new[] { "D", "S" })
        {
            special.Cross_entropy_of_enormous_logits_is_exact(prefix);
            special.A_class_of_no_probability_is_left_out(prefix);
        }

        special.Rows_that_are_masked_as_a_whole_have_no_gradient();
        special.NaN_stays_in_its_row_and_is_never_lost();
        special.Distances_of_zero_have_gradient_zero();
    });

    [Theory]
    [InlineData("D")]
    [InlineData("S")]
    public void Infinite_and_enormous_elements_and_NaN_stay_in_their_row(string prefix)
    {
        NestLosses losses = NestLosses.Compile([Rows[2]]);
        double[] odd = [double.NegativeInfinity, double.PositiveInfinity, double.NaN, 1e30, -1e30, 0];
        const int rows = 36, classes = 11;
        var inputs = NestInputs.Random(Rows[2], new Dictionary<string, int> { ["n"] = rows, ["c"] = classes }, new Random(1));
        inputs.Tensors["z"] = [.. Enumerable.Range(0, rows * classes).Select(at => at % classes == 5 ? odd[at / classes % 6] : odd[at / classes / 6])];
        RowsInLanes.Fewest = int.MaxValue;
        NestResults expected;
        try
        {
            expected = NestResults.Of(losses, inputs, prefix + "0WithGradient");
        }
        finally
        {
            RowsInLanes.Fewest = 16;
        }

        SideBySide(() =>
        {
            NestResults actual = NestResults.Of(losses, inputs, prefix + "0WithGradient");
            for (int n = 0; n < rows; n++)
                Near(expected.Loss[n], actual.Loss[n], $"the loss of row {n}");
            for (int at = 0; at < rows * classes; at++)
                Near(expected.Gradients["z"][at], actual.Gradients["z"][at], $"the slope of row {at / classes} at {at % classes}");
        });
    }

    private static void Near(double expected, double actual, string what) =>
        Assert.True(expected.Equals(actual) || Math.Abs(expected - actual) <= 1e-6 * (1 + Math.Abs(expected)), $"{what} is {actual}, not {expected}");

    internal static void SideBySide(Action action)
    {
        (nint fewest, nint longest) = (RowsInLanes.Fewest, RowsInLanes.Longest);
        (RowsInLanes.Fewest, RowsInLanes.Longest) = (1, nint.MaxValue);
        try
        {
            action();
        }
        finally
        {
            (RowsInLanes.Fewest, RowsInLanes.Longest) = (fewest, longest);
        }
    }
}
