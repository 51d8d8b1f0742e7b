namespace LossGen.Tests.Sequences;

/// <summary>Gradients against central differences.</summary>
internal static class Slopes
{
    private const double Step = 1e-5;

    /// <summary>Checks the gradient of a function of an array, by stepping each of its elements.</summary>
    public static void Check(double[] at, double[] gradient, Func<double> value)
    {
        Assert.Equal(at.Length, gradient.Length);
        for (int i = 0; i < at.Length; i++)
        {
            double here = at[i];
            at[i] = here + Step;
            double above = value();
            at[i] = here - Step;
            double below = value();
            at[i] = here;
            double slope = (above - below) / (2 * Step);
            Assert.True(Math.Abs(slope - gradient[i]) <= 1e-7 * (1 + Math.Abs(slope)), $"[{i}]: {gradient[i]} is not {slope}.");
        }
    }

    /// <summary>Normally distributed numbers.</summary>
    public static double[] Normal(this Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];

    /// <summary>The logarithm of a sum of exponentials; -inf of none.</summary>
    public static double LogSumExp(IEnumerable<double> terms)
    {
        double[] all = [.. terms];
        double largest = all.Length == 0 ? double.NegativeInfinity : all.Max();
        return double.IsInfinity(largest) ? largest : largest + Math.Log(all.Sum(x => Math.Exp(x - largest)));
    }

    /// <summary>All sequences of so many numbers from 0.</summary>
    public static IEnumerable<int[]> Words(int length, int letters) => length == 0
        ? [[]]
        : Words(length - 1, letters).SelectMany(word => Enumerable.Range(0, letters).Select(letter => (int[])[.. word, letter]));
}
