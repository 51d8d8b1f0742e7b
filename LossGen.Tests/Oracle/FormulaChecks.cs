namespace LossGen.Tests.Oracle;

/// <summary>Holds a compiled formula over one axis against the interpreter of the formula as written and its central differences.</summary>
internal sealed class FormulaChecks(string formula, int number, IFormulaLosses losses)
{
    private const double S = 1.25;

    private readonly FormulaReference reference = new(formula);
    private readonly string isDouble = "D" + number, isSingle = "S" + number;

    /// <summary>The formula over many lengths, in double and float.</summary>
    public void Run(IEnumerable<int> lengths)
    {
        CheckEmpty();
        foreach (int length in lengths)
        {
            var random = new Random((number * 7919) + length);
            (double[] p, double[] y) = Inputs(length, random);
            CheckDouble(p, y, random);
            CheckSingle(p, y);
        }
    }

    public static (double[] P, double[] Y) Inputs(int length, Random random) => (
        [.. Enumerable.Range(0, length).Select(_ => (random.NextDouble() * 4) - 2)],
        [.. Enumerable.Range(0, length).Select(_ => (random.NextDouble() * 4) - 2)]);

    /// <summary>Over no elements the value is the formula's too.</summary>
    private void CheckEmpty()
    {
        double expected = reference.Value([], [], S);
        double value = losses.Value(isDouble, [], [], S);
        if (double.IsFinite(expected)) // 0 times a mean of nothing is folded to 0
            AssertNear(expected, value, 1e-10, 0, "value");
        Assert.Equal(value, losses.WithGradient(isDouble, [], [], S).Value);
    }

    public void CheckDouble(double[] p, double[] y, Random random)
    {
        double expected = reference.Value(p, y, S);
        FormulaResults results = losses.WithGradient(isDouble, p, y, S);
        Assert.Equal(losses.Value(isDouble, p, y, S), results.Value);
        if (!double.IsFinite(expected) || Math.Abs(expected) > 1e7)
            return;
        AssertNear(expected, results.Value, 1e-10, p.Length, "value");
        for (int trial = 0; trial < 3; trial++)
        {
            int at = random.Next(p.Length);
            CheckSlope(x => reference.Value(Replaced(p, at, x), y, S), p[at], results.GradP[at], p.Length, $"gradient by p[{at}]");
            CheckSlope(x => reference.Value(p, Replaced(y, at, x), S), y[at], results.GradY[at], p.Length, $"gradient by y[{at}]");
        }

        CheckSlope(x => reference.Value(p, y, x), S, results.GradS, p.Length, "gradient by s");

        // Linear in the upstream gradient; accumulating adds.
        FormulaResults again = losses.WithGradient(isDouble, p, y, S, 2, results);
        AssertNear(3 * results.GradP[0], again.GradP[0], 1e-12, p.Length, "accumulated gradient");
        AssertNear(2 * results.GradS, again.GradS, 1e-12, p.Length, "scaled gradient by s");
    }

    /// <summary>Floats agree to what rounding the inputs and a chain of roundings may change, measured by the double version.</summary>
    private void CheckSingle(double[] p, double[] y)
    {
        double[] roundedP = [.. p.Select(x => (double)(float)x)], roundedY = [.. y.Select(x => (double)(float)x)];
        FormulaResults expected = losses.WithGradient(isDouble, roundedP, roundedY, S), actual = losses.WithGradient(isSingle, roundedP, roundedY, S);
        if (!double.IsFinite(expected.Value) || Math.Abs(expected.Value) > 1e6 || IsDiscontinuous)
            return;
        AssertNear(expected.Value, actual.Value, 2e-4, p.Length, "float value");
        double scale = expected.GradP.Select(Math.Abs).Max();
        for (int i = 0; i < p.Length && scale < 1e5; i++)
        {
            Assert.True(
                Math.Abs(expected.GradP[i] - actual.GradP[i]) <= 2e-3 * (scale + 1e-3),
                $"{formula}: float gradient by p[{i}] of {p.Length} is {actual.GradP[i]}, not {expected.GradP[i]}");
        }
    }

    // A rounded float may fall on the other side of a step or a choice, or change which element is the largest.
    private bool IsDiscontinuous => formula.Any(c => c is '>' or '<' or '?') || formula.Contains("max", StringComparison.Ordinal)
        || formula.Contains("min", StringComparison.Ordinal) || formula.Contains("clamp", StringComparison.Ordinal);

    private void CheckSlope(Func<double, double> function, double at, double slope, int length, string what)
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

    private void AssertNear(double expected, double actual, double tolerance, int length, string what) => Assert.True(
        Math.Abs(expected - actual) <= tolerance * (1 + Math.Abs(expected)), $"{formula}: {what} of {length} elements is {actual:R}, expected {expected:R}");
}
