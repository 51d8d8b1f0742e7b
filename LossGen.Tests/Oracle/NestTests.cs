using CsCheck;

namespace LossGen.Tests.Oracle;

/// <summary>
/// Formulas over two to four axes, compiled by the real generator and run, against the interpreter of the formula as written and its central
/// differences: over many extents, none and one among them, in double and float, with tensors that lie anyhow in memory. Recurrences have
/// <see cref="RecurrenceTests">tests of their own</see>, which run beside these.
/// </summary>
public sealed class NestTests
{
    internal const int Runs = 5;

    private const int FormulasPerBatch = 30;

    public static TheoryData<string> Groups => [.. NestFormulas.Groups.Keys.Except(RecurrenceTests.OfRecurrences)];

    [Theory]
    [MemberData(nameof(Groups))]
    public void Value_and_gradients_agree_with_the_interpreter(string group) =>
        CheckAll(NestFormulas.Groups[group], (checks, _) => checks.Run(Runs));

    [Theory]
    [InlineData("0003kQ7ZxNe2")]
    [InlineData("0001Vb2mTqX5")]
    [InlineData("0007rMjnAgn7")]
    [InlineData("0003J6kPU950")]
    [InlineData("0000PZwIpm31")]
    public void Random_formulas_agree_with_the_interpreter(string seed) => CheckRandom(RandomNests.Formula, seed);

    [Theory]
    [InlineData("0001Vb2mTqX5")]
    [InlineData("0007rMjnAgn7")]
    public void Random_formulas_of_images_agree_with_the_interpreter(string seed) => CheckRandom(RandomGrids.Formula, seed);

    [Fact]
    public void Many_ranges_give_the_same_bits_with_any_number_of_threads()
    {
        (NestFormula Formula, Dictionary<string, int> Sizes)[] cases =
        [
            (new("mean[n](logsumexp[c](z[n, c]) - z[n, y[n]])", "z[n, c]*; int y[n] < c"), new() { ["n"] = 3001, ["c"] = 37 }),
            (new("mean[n](logsumexp[c](z[n, c]) - z[n, y[n]])", "z[n, c]*; int y[n] < c"), new() { ["n"] = 3, ["c"] = 40_001 }),
            (new("sum[c](logsumexp[n](p[n, c]) * w[c])", "p[n, c]*; w[c]*"), new() { ["n"] = 701, ["c"] = 301 }),
            (new("mean[c](sqrt(mean[n]((p[n, c] - mean[n](p[n, c]))^2) + 0.01))", "p[n, c]*"), new() { ["n"] = 5003, ["c"] = 19 }),
            (new("mean[i](logsumexp[j | i != j](sum[k](e[i, k] * e[j, k])))", "e[i, k]*"), new() { ["i"] = 151, ["k"] = 33 }),
            (new("sum[h, w | h + 1 < size(h)](abs(x[h + 1, w] - x[h, w]))", "x[h, w]*"), new() { ["h"] = 400, ["w"] = 333 }),
            (new("sum[n, k]((e[y[n], k] - t[n, k])^2)", "e[v, k]*; int y[n] < v; t[n, k]*"), new() { ["v"] = 70, ["n"] = 500, ["k"] = 33 }),
            (new("mean[b, c](1 - (2 * sum[h, w](p[b, c, h, w] * q[b, c, h, w]) + 1) / (sum[h, w](p[b, c, h, w]^2 + q[b, c, h, w]^2) + 1))", "p[b, c, h, w]*; q[b, c, h, w]"),
                new() { ["b"] = 5, ["c"] = 3, ["h"] = 65, ["w"] = 77 }),
            (new("sum[n, t](abs(cumsum[t](p[n, t]) - cumsum[t](q[n, t])))", "p[n, t]*; q[n, t]*"), new() { ["n"] = 350, ["t"] = 260 }),
            (new("mean[n, c]((p[n, c] - q[n, c])^2)", "p[n, c]*; q[n, c]"), new() { ["n"] = 70_001, ["c"] = 10 }),
            (new("mean[b](sqrt(mean[h, w]((p[b, h, w] - q[b, h, w])^2)))", "p[b, h, w]*; q[b, h, w]"), new() { ["b"] = 301, ["h"] = 47, ["w"] = 41 }),
            (new("logsumexp[c](z[n, c]) - z[n, y[n]]", "z[n, c]*; int y[n] < c; -> loss[n]"), new() { ["n"] = 3001, ["c"] = 37 }),
        ];
        CheckAll([.. cases.Select(pair => pair.Formula)], (checks, k) => checks.RunParallel(cases[k].Sizes));
    }

    private static void CheckRandom(Gen<NestFormula> grammar, string seed) => grammar.Array[FormulasPerBatch].Sample(
        formulas => CheckAll(formulas, (checks, _) => checks.Run(3, 1500, isRandom: true, skipsChoices: true)), seed: seed, iter: 1, threads: 1);

    internal static void CheckAll(IReadOnlyList<NestFormula> formulas, Action<NestChecks, int> check)
    {
        NestLosses losses = NestLosses.Compile(formulas);
        NestFormulas.CheckEach(formulas, (formula, k) => check(new NestChecks(formula, k, losses), k));
    }
}
