using System.Text.RegularExpressions;
using LossGen.Contractions;
using LossGen.Generator;
using LossGen.Generator.Declarations;

namespace LossGen.Tests.Oracle;

/// <summary>Holds a compiled formula over several axes against the interpreter.</summary>
internal sealed partial class NestChecks(NestFormula formula, int number, INestLosses losses)
{
    private static readonly int[] Extents = [1, 2, 3, 5, 15, 16, 17, 33];

    private readonly NestReference reference = new(formula);

    // Where axes are joined if the tensors are dense, or short rows stand side by side, sums are formed in another order if they are not; the order of the
    // matrix kernel depends on strides too.
    private readonly bool addsAlike = losses.HasOneOrder && !RowBlocks.AreWorthwhile(0)
        && LossCompiler.Compile(formula.Declaration()).Source is var source && !source.Contains("areDense", StringComparison.Ordinal) && !source.Contains("RowsInLanes", StringComparison.Ordinal);
    private readonly string isDouble = "D" + number, isSingle = "S" + number;

    /// <summary>The formula over many extents.</summary>
    public void Run(int runs, int mostElements = 4000, bool isRandom = false, bool skipsChoices = false)
    {
        IReadOnlyList<string> axes = formula.Axes;

        // The length of a flat tensor without elements does not say which axis is empty.
        foreach (string empty in axes.Where(axis => !formula.Tensors.Any(tensor => tensor.Container == Container.Span && tensor.Axes.Count > 1)))
            CheckValue(NestInputs.Random(formula, axes.ToDictionary(axis => axis, axis => axis == empty ? 0 : 3), new Random(1)), isRandom);
        CheckValue(NestInputs.Random(formula, axes.ToDictionary(axis => axis, _ => 0), new Random(1)), isRandom);
        for (int run = 0; run < runs; run++)
        {
            var random = new Random((number * 7919) + run);
            var inputs = NestInputs.Random(formula, NestInputs.RandomSizes(formula, Extents, mostElements, random), random);
            if (CheckValue(inputs) is not { } results)
                continue;
            CheckLayouts(inputs, results);
            CheckGradients(inputs, results, random);
            CheckSingle(inputs, skipsChoices);
        }
    }

    /// <summary>Several ranges give the same bits, be they run by one thread or by many, and the values of the interpreter.</summary>
    public void RunParallel(IReadOnlyDictionary<string, int> sizes)
    {
        var inputs = NestInputs.Random(formula, sizes, new Random(3));
        foreach (string method in new[] { isDouble, isSingle })
        {
            int threads = LossRuntime.MaxDegreeOfParallelism;
            try
            {
                LossRuntime.MaxDegreeOfParallelism = 1;
                NestResults one = NestResults.Of(losses, inputs, method + "WithGradient");
                foreach (int many in new[] { 2, 3, 8 })
                {
                    LossRuntime.MaxDegreeOfParallelism = many;
                    AssertSame(one, NestResults.Of(losses, inputs, method + "WithGradient"), inputs, $"with {many} threads");
                }

                AssertNear(one.Loss, NestResults.Of(losses, inputs, method).Loss, method == isDouble ? 1e-13 : 1e-5, inputs, "value without the gradient");
                if (method == isDouble)
                    AssertNear(reference.Loss(inputs), one.Loss, 1e-9, inputs, "value");
            }
            finally
            {
                LossRuntime.MaxDegreeOfParallelism = threads;
            }
        }
    }

    private NestResults? CheckValue(NestInputs inputs, bool isRandom = false)
    {
        // Nothing can be picked by argmax of nothing, and 1 / 0 times a sum over nothing is NaN, taken out of the sum or not; so is the maximum of nothing.
        string[] undefined = isRandom ? ["argm", "/ size(", "max["] : ["argm", "/ size("];
        if (inputs.Sizes.Values.Any(size => size == 0) && undefined.Any(part => formula.Text.Contains(part, StringComparison.Ordinal)))
            return null;
        if (!inputs.AreIndicesValid)
            return null;
        double[] expected = reference.Loss(inputs);
        NestResults forward = NestResults.Of(losses, inputs, isDouble), backward = NestResults.Of(losses, inputs, isDouble + "WithGradient");
        AssertNear(expected, forward.Loss, 1e-10, inputs, "value");
        AssertNear(forward.Loss, backward.Loss, 1e-13, inputs, "value with the gradient");
        foreach ((string name, double[] metric) in reference.Metrics(inputs))
        {
            AssertNear(metric, forward.Metrics[name], 1e-10, inputs, name);
            AssertNear(forward.Metrics[name], backward.Metrics[name], 1e-13, inputs, name + " with the gradient");
        }

        return backward;
    }

    private void CheckLayouts(NestInputs inputs, NestResults dense)
    {
        foreach (NestLayout layout in losses.Layouts)
        {
            NestResults results = NestResults.Of(losses, inputs, isDouble + "WithGradient", layout);
            if (addsAlike)
                AssertSame(dense, results, inputs, $"{layout}");
            else
                AssertNear(dense, results, 1e-12, inputs, $"{layout}");
        }
    }

    private void CheckGradients(NestInputs inputs, NestResults results, Random random)
    {
        double[]? upstreams = null;
        if (formula.Output is not null)
        {
            upstreams = [.. results.Loss.Select(_ => (random.NextDouble() * 2) - 1)];
            results = NestResults.Of(losses, inputs, isDouble + "Each", upstreams: upstreams);
        }

        double Total(NestInputs at) => reference.Loss(at) is var loss && upstreams is null ? loss[0] : loss.Zip(upstreams!, (value, weight) => value * weight).Sum();
        foreach (NestParameter parameter in formula.Differentiated)
        {
            double[] gradient = results.Gradients[parameter.Name];
            Assert.All(gradient, slope => Assert.True(double.IsFinite(slope) || !double.IsFinite(Total(inputs)), $"{formula} ({inputs}): a gradient by {parameter.Name} is {slope}"));
            IEnumerable<int> sample = gradient.Length <= 6 ? Enumerable.Range(0, gradient.Length) : Enumerable.Range(0, 6).Select(_ => random.Next(gradient.Length));
            double[] values = parameter.Kind == ParameterKind.Scalar ? [inputs.Scalars[parameter.Name]] : inputs.Tensors[parameter.Name];
            foreach (int at in sample)
                CheckSlope(x => Total(inputs.With(parameter.Name, at, x)), values[at], gradient[at], $"{formula} ({inputs}): gradient by {parameter.Name}[{at}]");
        }

        // Linear in the upstream gradient; accumulating adds.
        NestResults again = upstreams is null
            ? NestResults.Of(losses, inputs, isDouble + "WithGradient", upstream: 2, accumulateTo: results)
            : NestResults.Of(losses, inputs, isDouble + "Each", upstreams: [.. upstreams.Select(u => 2 * u)], accumulateTo: results);
        foreach (NestParameter parameter in formula.Differentiated)
        {
            double times = parameter.Kind == ParameterKind.Scalar ? 2 : 3;
            AssertNear([.. results.Gradients[parameter.Name].Select(x => x * times)], again.Gradients[parameter.Name], 1e-11, inputs, $"accumulated gradient by {parameter.Name}");
        }
    }

    private void CheckSlope(Func<double, double> function, double at, double slope, string what)
    {
        // Two step sizes that disagree mean a kink or cancellation close by: no reference there.
        if (formula.Text.Contains("stopgrad", StringComparison.Ordinal))
            return;
        double here = function(at), up = function(at + 1e-5), down = function(at - 1e-5), fine = (up - down) / 2e-5;
        double coarse = (function(at + 1e-4) - function(at - 1e-4)) / 2e-4;
        double noise = Math.Abs(here) * 1e-9;
        if (!(Math.Abs(coarse - fine) <= 1e-5 * (1 + Math.Abs(fine)) + noise && Math.Abs(up + down - (2 * here)) / 1e-5 <= 1e-2 * (1 + Math.Abs(fine))))
            return;
        Assert.True(Math.Abs(slope - fine) <= 1e-4 * (1 + Math.Abs(fine)) + noise, $"{what} is {slope:R}, central difference {fine:R}");
    }

    /// <summary>Floats agree to what rounding may change, measured by the double version; not where a rounded number may change a choice.</summary>
    private void CheckSingle(NestInputs inputs, bool skipsChoices)
    {
        if (skipsChoices && Choice().IsMatch(formula.Text))
            return;
        NestInputs rounded = inputs.Rounded();
        NestResults expected = NestResults.Of(losses, rounded, isDouble + "WithGradient"), actual = NestResults.Of(losses, rounded, isSingle + "WithGradient");
        AssertNear(expected.Loss, actual.Loss, 1e-4, inputs, "float value");
        foreach ((string name, double[] metric) in expected.Metrics)
            AssertNear(metric, actual.Metrics[name], 1e-4, inputs, "float " + name);
        foreach ((string name, double[] gradient) in expected.Gradients)
        {
            // Terms of the formula of a search may cancel exactly.
            double scale = gradient.Select(Math.Abs).DefaultIfEmpty(0).Max() + (skipsChoices ? 1e-2 : 1e-3);
            for (int i = 0; i < gradient.Length && scale < 1e4; i++)
            {
                Assert.True(
                    Math.Abs(gradient[i] - actual.Gradients[name][i]) <= 1e-3 * scale,
                    $"{formula} ({inputs}): float gradient by {name}[{i}] is {actual.Gradients[name][i]}, not {gradient[i]}");
            }
        }
    }

    /// <summary>A conditional expression or a filter; what stands for elements outside, <c>??</c>, goes by positions.</summary>
    [GeneratedRegex(@"(?<!\?)\?(?!\?)|[<>]")]
    private static partial Regex Choice();

    private void AssertSame(NestResults expected, NestResults actual, NestInputs inputs, string how)
    {
        Assert.True(expected.Loss.SequenceEqual(actual.Loss), $"{formula} ({inputs}) {how}: {actual.Loss[0]}, not {expected.Loss[0]}");
        foreach ((string name, double[] gradient) in expected.Gradients)
            Assert.True(gradient.SequenceEqual(actual.Gradients[name]), $"{formula} ({inputs}) {how}: another gradient by {name}");
        foreach ((string name, double[] metric) in expected.Metrics)
            Assert.True(metric.SequenceEqual(actual.Metrics[name]), $"{formula} ({inputs}) {how}: another {name}");
    }

    private void AssertNear(NestResults expected, NestResults actual, double tolerance, NestInputs inputs, string how)
    {
        AssertNear(expected.Loss, actual.Loss, tolerance, inputs, how);
        foreach ((string name, double[] gradient) in expected.Gradients)
            AssertNear(gradient, actual.Gradients[name], tolerance, inputs, $"{how} gradient by {name}");
        foreach ((string name, double[] metric) in expected.Metrics)
            AssertNear(metric, actual.Metrics[name], tolerance, inputs, $"{how} {name}");
    }

    private void AssertNear(double[] expected, double[] actual, double tolerance, NestInputs inputs, string what)
    {
        Assert.True(expected.Length == actual.Length, $"{formula} ({inputs}): {what} has {actual.Length} elements, not {expected.Length}");
        for (int i = 0; i < expected.Length; i++)
        {
            bool isNear = double.IsFinite(expected[i])
                ? Math.Abs(expected[i] - actual[i]) <= tolerance * (1 + Math.Abs(expected[i]))
                : expected[i].Equals(actual[i]);
            Assert.True(isNear, $"{formula} ({inputs}): {what}[{i}] is {actual[i]:R}, expected {expected[i]:R}");
        }
    }
}
