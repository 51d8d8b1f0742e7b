using LossGen.Generator.Declarations;

namespace LossGen.Tests.Oracle;

/// <summary>Holds a formula on tensors of 16 bits against the same on floats of the same values.</summary>
internal sealed class NarrowChecks(NestFormula formula, int number, INestLosses losses)
{
    private static readonly int[] Extents = [1, 2, 3, 7, 15, 16, 17, 31, 33, 65];

    /// <summary>What sums of floats that cancel leave, where the numbers and the gradient from above are of the order of 1 and 10.</summary>
    private const double Noise = 5e-6;

    /// <summary>Over many extents and layouts, with tensors of some types.</summary>
    public void Run(int runs, int mostElements, IEnumerable<NestType> types)
    {
        for (int run = 0; run < runs; run++)
        {
            var random = new Random((number * 7919) + run);
            var inputs = NestInputs.Random(formula, NestInputs.RandomSizes(formula, Extents, mostElements, random), random);
            if (!inputs.AreIndicesValid)
                continue;
            foreach (NestType type in types)
            {
                foreach (NestLayout layout in losses.Layouts.Prepend(NestLayout.Dense))
                    Run(inputs, type, layout, upstream: 8);
            }
        }
    }

    /// <summary>With some inputs.</summary>
    public void Run(NestInputs inputs, NestType type, NestLayout layout, double upstream)
    {
        NestInputs rounded = inputs.Rounded(type);
        string narrow = $"{type.Prefix}{number}", wide = $"S{number}", what = $"{formula} ({inputs}) of {type.Stored}, {layout}";
        NestResults expected = NestResults.Of(losses, rounded, wide + "WithGradient", layout, upstream);
        NestResults forward = NestResults.Of(losses, rounded, narrow, layout), actual = NestResults.Of(losses, rounded, narrow + "WithGradient", layout, upstream);
        bool isRounded = formula.Output is not null;
        AssertNear(expected.Loss, forward.Loss, isRounded ? type : NestType.Single, $"{what}: value");
        AssertNear(expected.Loss, actual.Loss, isRounded ? type : NestType.Single, $"{what}: value with gradient");
        foreach (NestParameter metric in formula.Metrics)
            AssertNear(expected.Metrics[metric.Name], actual.Metrics[metric.Name], StoredAs(metric, type), $"{what}: {metric.Name}");
        foreach (NestParameter parameter in formula.Differentiated)
            AssertNear(expected.Gradients[parameter.Name], actual.Gradients[parameter.Name], StoredAs(parameter, type), $"{what}: gradient by {parameter.Name}");
        CheckAccumulation(rounded, narrow, type, layout, actual, what);
    }

    private static NestType StoredAs(NestParameter parameter, NestType type) => parameter.Container == Container.None ? NestType.Single : type;

    private void CheckAccumulation(NestInputs inputs, string narrow, NestType type, NestLayout layout, NestResults first, string what)
    {
        NestResults sum = NestResults.Of(losses, inputs, narrow + "WithGradient", layout, upstream: 16, accumulateTo: first);
        NestResults other = NestResults.Of(losses, inputs, narrow + "WithGradient", layout, upstream: 16);
        foreach (NestParameter parameter in formula.Differentiated.Where(parameter => parameter.Container != Container.None))
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
        double largest = expected.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        double most = type == NestType.Half ? 65_000 : 3.3e38;
        for (int i = 0; i < expected.Length; i++)
        {
            bool isOverflow = Math.Abs(expected[i]) > most && double.IsInfinity(actual[i]);
            double allowed = (2.001 * Precision(type) * Math.Abs(expected[i])) + (2e-5 * largest) + Noise + tolerance;
            Assert.True(expected[i].Equals(actual[i]) || isOverflow || Math.Abs(expected[i] - actual[i]) <= allowed, $"{what}[{i}] is {actual[i]:R}, on floats {expected[i]:R}");
        }
    }
}
