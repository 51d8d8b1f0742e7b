using LossGen.Tests.Passes;

namespace LossGen.Tests.Oracle;

/// <summary>
/// The formulas over several axes with tensors of 16 bits: they give what the same formulas give on floats of the same values, outputs rounded once, wherever
/// the elements lie in memory.
/// </summary>
[Collection(nameof(RuntimeSettings))]
public sealed class NarrowTests
{
    private const int Runs = 2, MostElements = 3000;

    private static readonly int[] Extents = [1, 2, 3, 7, 15, 16, 17, 31, 33, 65];

    private static readonly NestFormula[] Elementwise =
    [
        new("mean((p - y)^2)", "p[i]*; y[i]*"),
        new("sum(w * log(1 + exp(p)) * s)", "p[i]*; byte w[i] < 2; s* = 0.5"),
        new("mean(abs(e) <= 1 ? e^2 / 2 : abs(e) - 0.5) where e = p - y", "p[i]*; y[i]"),
        new("max(0, p) - p * y + log(1 + exp(-abs(p)))", "p[i]*; y[i]; -> loss[i]"),
        new("sqrt(mean((p - mean(p))^2) + 0.01)", "p[i]*"),
        new("sum[i]((p[i] - (p[i + 1] ?? p[i]))^2)", "p[i]*"),
        new("mean((p - y)^2) where e = p - y", "tensor p[i]*; tensor y[i]; out tensor e[i]"),
    ];

    public static TheoryData<string> Groups => [.. NestFormulas.Groups.Keys.Where(group => group != NestFormulas.Checkpoints)];

    [Theory]
    [MemberData(nameof(Groups))]
    public void Formulas_give_what_they_give_on_floats(string group) => CheckAll(NestFormulas.Groups[group], Runs);

    [Fact]
    public void Losses_of_elements_give_what_they_give_on_floats() => CheckAll(Elementwise, 12);

    [Fact]
    public void Short_rows_side_by_side_give_what_they_give_on_floats() => RowsInLanesTests.SideBySide(() => CheckAll(NestFormulas.Groups["rows"], Runs));

    [Fact]
    public void Large_outputs_are_written_whole()
    {
        NestLosses losses = NestLosses.Compile([Elementwise[0]], NestType.Single, NestType.Half, NestType.BFloat16);
        var inputs = NestInputs.Random(Elementwise[0], new Dictionary<string, int> { ["i"] = 9_000_017 }, new Random(1));
        foreach (NestType type in new[] { NestType.Half, NestType.BFloat16 })
            Check(losses, inputs, 0, type, NestLayout.Dense, upstream: 1e6);
    }

    private static void CheckAll(IReadOnlyList<NestFormula> formulas, int runs)
    {
        NestLosses losses = NestLosses.Compile(formulas, NestType.Single, NestType.Half, NestType.BFloat16);
        var failures = new List<string>();
        for (int k = 0; k < formulas.Count; k++)
        {
            try
            {
                Check(losses, formulas[k], k, runs);
            }
            catch (Exception exception)
            {
                failures.Add($"{formulas[k]}: {exception.GetType().Name} {exception.Message}");
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    private static void Check(NestLosses losses, NestFormula formula, int number, int runs)
    {
        for (int run = 0; run < runs; run++)
        {
            var random = new Random((number * 7919) + run);
            var sizes = formula.Axes.ToDictionary(axis => axis, _ => Extents[random.Next(Extents.Length)]);
            while (sizes.Values.Aggregate(1L, (product, size) => product * size) > MostElements)
                sizes[sizes.MaxBy(pair => pair.Value).Key] = 1 + random.Next(5);
            var inputs = NestInputs.Random(formula, sizes, random);
            if (!inputs.AreIndicesValid || formula.Scalars.Any(scalar => scalar.Bound is not null && inputs.Size(scalar.Bound) <= scalar.Value))
                continue;
            foreach (NestType type in new[] { NestType.Half, NestType.BFloat16 })
            {
                foreach (NestLayout layout in losses.Layouts.Prepend(NestLayout.Dense))
                    Check(losses, inputs, number, type, layout, upstream: 8);
            }
        }
    }

    private static void Check(NestLosses losses, NestInputs inputs, int number, NestType type, NestLayout layout, double upstream)
    {
        NestInputs rounded = inputs.Rounded(type);
        string narrow = $"{type.Prefix}{number}", wide = $"S{number}", what = $"{inputs.Formula} ({inputs}) of {type.Stored}, {layout}";
        NestResults expected = NestResults.Of(losses, rounded, wide + "WithGradient", layout, upstream);
        NestResults forward = NestResults.Of(losses, rounded, narrow, layout), actual = NestResults.Of(losses, rounded, narrow + "WithGradient", layout, upstream);
        bool isRounded = inputs.Formula.Output is not null;
        AssertNear(expected.Loss, forward.Loss, isRounded ? type : NestType.Single, $"{what}: value");
        AssertNear(expected.Loss, actual.Loss, isRounded ? type : NestType.Single, $"{what}: value with gradient");
        foreach (NestParameter metric in inputs.Formula.Metrics)
            AssertNear(expected.Metrics[metric.Name], actual.Metrics[metric.Name], StoredAs(metric, type), $"{what}: {metric.Name}");
        foreach (NestParameter parameter in inputs.Formula.Differentiated)
            AssertNear(expected.Gradients[parameter.Name], actual.Gradients[parameter.Name], StoredAs(parameter, type), $"{what}: gradient by {parameter.Name}");
        CheckAccumulation(losses, rounded, narrow, type, layout, actual, what);
    }

    private static NestType StoredAs(NestParameter parameter, NestType type) => parameter.Container == Generator.Declarations.Container.None ? NestType.Single : type;

    private static void CheckAccumulation(NestLosses losses, NestInputs inputs, string narrow, NestType type, NestLayout layout, NestResults first, string what)
    {
        NestResults sum = NestResults.Of(losses, inputs, narrow + "WithGradient", layout, upstream: 16, accumulateTo: first);
        NestResults other = NestResults.Of(losses, inputs, narrow + "WithGradient", layout, upstream: 16);
        foreach (NestParameter parameter in inputs.Formula.Differentiated.Where(parameter => parameter.Container != Generator.Declarations.Container.None))
        {
            double[] added = [.. first.Gradients[parameter.Name].Zip(other.Gradients[parameter.Name], (one, two) => one + two)];
            double largest = added.Concat(first.Gradients[parameter.Name]).Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
            AssertNear(added, sum.Gradients[parameter.Name], type, $"{what}: accumulated gradient by {parameter.Name}", 2 * Precision(type) * largest);
        }
    }

    private static double Precision(NestType type) => type == NestType.Half ? 1.0 / 2048 : type == NestType.BFloat16 ? 1.0 / 256 : 1e-5;

    /// <summary>Floats are summed in another order here and there; what is stored in 16 bits may then be rounded to the neighbour.</summary>
    private static void AssertNear(double[] expected, double[] actual, NestType type, string what, double tolerance = 0)
    {
        double largest = expected.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max(), smallest = type == NestType.Half ? 6e-8 : 1e-37;
        double most = type == NestType.Half ? 65_000 : 3.3e38;
        for (int i = 0; i < expected.Length; i++)
        {
            bool isOverflow = Math.Abs(expected[i]) > most && double.IsInfinity(actual[i]);
            double allowed = (2.001 * Precision(type) * Math.Abs(expected[i])) + (2e-5 * largest) + (type == NestType.Single ? 1e-6 : smallest) + tolerance;
            Assert.True(expected[i].Equals(actual[i]) || isOverflow || Math.Abs(expected[i] - actual[i]) <= allowed, $"{what}[{i}] is {actual[i]:R}, on floats {expected[i]:R}");
        }
    }
}
