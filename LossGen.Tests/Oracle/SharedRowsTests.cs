using LossGen.Nests;
using LossGen.Tests.Passes;

namespace LossGen.Tests.Oracle;

/// <summary>
/// The formulas over several axes once more, with rows shared however little work they hold: the same values and gradients, and the same bits
/// for any number of threads.
/// </summary>
[Collection(nameof(RuntimeSettings))]
public sealed class SharedRowsTests
{
    private static readonly NestFormula[] Long =
    [
        new("mean[n](logsumexp[c](z[n, c]) - z[n, y[n]])", "z[n, c]*; int y[n] < c"),
        new("logsumexp[c](z[n, c]) - z[n, y[n]]", "z[n, c]*; int y[n] < c; -> loss[n]"),
        new("mean[n](max[c](p[n, c]) - min[c](p[n, c]) + prod[c](1 + p[n, c] / 1000) + count[c](p[n, c] > 0) / size(c))", "p[n, c]*"),
        new("mean[n](sum[c](softmax[c](z[n, c] + w[c]) * z[n, c])) where best[n] = max[c](z[n, c])", "z[n, c]*; w[c]*; out best[n]"),
        new("sum[n](logsumexp[c | m[n, c] > 0.2](z[n, c]) * norm[c](z[n, c] - mean[c](z[n, c])))", "z[n, c]*; m[n, c]"),
        new("mean[n](1 - (2 * sum[c, w](p[n, c, w] * q[n, c, w]) + 1) / (sum[c, w](p[n, c, w]^2 + q[n, c, w]^2) + 1))", "p[n, c, w]*; q[n, c, w]*"),
        new("sum[n](logsumexp[c](sum[k](a[n, k] * b[c, k])))", "a[n, k]*; b[c, k]*"),
    ];

    [Theory]
    [InlineData("rows")]
    [InlineData("many axes")]
    [InlineData("outputs")]
    public void Values_and_gradients_agree_with_the_interpreter(string group) =>
        Sharing(3, () => NestTests.CheckAll(NestFormulas.Groups[group], (checks, _) => checks.Run(2)));

    [Fact]
    public void Long_rows_agree_with_the_interpreter_and_have_the_same_bits_with_any_number_of_threads() => Sharing(3, () =>
    {
        foreach ((int n, int c) in new[] { (1, 1), (2, 15), (1, 32), (3, 33), (1, 1024), (2, 1025), (1, 2100) })
            NestTests.CheckAll(Long, (checks, _) => checks.RunParallel(new Dictionary<string, int> { ["n"] = n, ["c"] = c, ["w"] = 3, ["k"] = 5 }));
    });

    [Theory]
    [InlineData("D")]
    [InlineData("S")]
    public void Infinite_and_enormous_logits_and_NaN_are_merged_as_they_are_summed(string prefix)
    {
        NestFormula formula = Long[1];
        NestLosses losses = NestLosses.Compile([formula]);
        double[] odd = [double.NegativeInfinity, double.PositiveInfinity, double.NaN, 1e30, -1e30, 0];
        foreach (double all in odd)
        {
            foreach (double one in odd)
            {
                // One element in the second of five slices differs from the others.
                double[] logits = [.. Enumerable.Range(0, 70).Select(c => c == 20 ? one : all)];
                var inputs = NestInputs.Random(formula, new Dictionary<string, int> { ["n"] = 1, ["c"] = 70 }, new Random(1));
                (inputs.Tensors["z"], inputs.Tensors["y"]) = (logits, [3]);
                NestResults whole = NestResults.Of(losses, inputs, prefix + "0WithGradient");
                Sharing(2, () => AssertNear(whole, NestResults.Of(losses, inputs, prefix + "0WithGradient"), $"{all} and once {one}"));
            }
        }
    }

    private static void AssertNear(NestResults expected, NestResults actual, string what)
    {
        Near(expected.Loss[0], actual.Loss[0]);
        for (int c = 0; c < expected.Gradients["z"].Length; c++)
            Near(expected.Gradients["z"][c], actual.Gradients["z"][c]);

        void Near(double one, double other) =>
            Assert.True(one.Equals(other) || Math.Abs(one - other) <= 1e-6 * (1 + Math.Abs(one)), $"{what}: {other}, not {one}");
    }

    /// <summary>Shares every row that may be shared.</summary>
    private static void Sharing(int threads, Action action)
    {
        double before = TeamRunner.SharedWork;
        TeamRunner.SharedWork = 0;
        try
        {
            RuntimeSettings.WithThreads(threads, action);
        }
        finally
        {
            TeamRunner.SharedWork = before;
        }
    }
}
