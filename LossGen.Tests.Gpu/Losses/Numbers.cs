namespace LossGen.Tests.Gpu.Losses;

/// <summary>Inputs, and what is close.</summary>
internal static class Numbers
{
    public static double[] Between(int count, double from, double to, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => from + ((to - from) * random.NextDouble()))];
    }

    public static float[] Floats(int count, double from, double to, int seed) => [.. Between(count, from, to, seed).Select(value => (float)value)];

    public static void AssertClose(float[] expected, float[] actual) =>
        AssertClose([.. expected.Select(value => (double)value)], [.. actual.Select(value => (double)value)], 2e-6);

    public static void AssertClose(double[] expected, double[] actual, double tolerance = 1e-13)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            double distance = Math.Abs(expected[i] - actual[i]);
            Assert.True(
                expected[i].Equals(actual[i]) || distance <= tolerance * Math.Max(1, Math.Abs(expected[i])),
                $"element {i}: expected {expected[i]:R}, got {actual[i]:R}");
        }
    }
}
