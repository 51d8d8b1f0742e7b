namespace LossGen.Tests.Passes;

/// <summary>NaN in gives NaN out, infinities add up as they do in arithmetic, and long sums lose nothing.</summary>
[Collection(nameof(RuntimeSettings))]
public sealed class SpecialValueTests
{
    private static readonly int[] Lengths = [1, 2, 3, 15, 16, 17, 31, 33, 70, 4096, 4097, 20_000];

    [Fact]
    public void A_NaN_anywhere_makes_every_reduction_NaN()
    {
        foreach ((float[] p, int at) in Marked())
        {
            p[at] = float.NaN;
            Assert.Equal(float.NaN, EmittedLosses.Sum(p));
            Assert.Equal(float.NaN, EmittedLosses.Mean(p));
            Assert.Equal(float.NaN, EmittedLosses.Max(p));
            Assert.Equal(float.NaN, EmittedLosses.Min(p));
        }
    }

    [Fact]
    public void An_infinity_anywhere_is_the_sum_and_the_extremum_of_its_side()
    {
        foreach ((float[] p, int at) in Marked())
        {
            p[at] = float.PositiveInfinity;
            Assert.Equal(float.PositiveInfinity, EmittedLosses.Sum(p));
            Assert.Equal(float.PositiveInfinity, EmittedLosses.Max(p));
            Assert.Equal(p.Length == 1 ? float.PositiveInfinity : 1, EmittedLosses.Min(p));
            p[at] = float.NegativeInfinity;
            Assert.Equal(float.NegativeInfinity, EmittedLosses.Mean(p));
            Assert.Equal(float.NegativeInfinity, EmittedLosses.Min(p));
            Assert.Equal(p.Length == 1 ? float.NegativeInfinity : 1, EmittedLosses.Max(p));
        }
    }

    [Fact]
    public void Both_infinities_sum_to_NaN()
    {
        foreach ((float[] p, int at) in Marked())
        {
            p[at] = float.PositiveInfinity;
            p[(at + p.Length / 2) % p.Length] = float.NegativeInfinity;
            if (p.Length > 1)
                Assert.Equal(float.NaN, EmittedLosses.Sum(p));
        }
    }

    [Fact]
    public void A_NaN_reaches_its_own_gradient_and_no_other()
    {
        foreach ((float[] p, int at) in Marked())
        {
            var y = new float[p.Length];
            var gradient = new float[p.Length];
            p[at] = float.NaN;
            Assert.Equal(float.NaN, EmittedLosses.MseWithGradient(p, y, gradient));
            for (int i = 0; i < p.Length; i++)
                Assert.Equal(i == at, float.IsNaN(gradient[i]));
        }
    }

    [Fact]
    public void An_infinity_in_doubles_is_not_turned_into_NaN_by_the_compensation()
    {
        foreach (int length in Lengths)
        {
            var p = new double[length];
            Array.Fill(p, 0.1);
            p[length / 2] = double.PositiveInfinity;
            Assert.Equal(double.PositiveInfinity, EmittedLosses.DoubleSum(p));
            p[length / 2] = double.NegativeInfinity;
            Assert.Equal(double.NegativeInfinity, EmittedLosses.DoubleSum(p));
            p[length / 2] = double.NaN;
            Assert.Equal(double.NaN, EmittedLosses.DoubleSum(p));
        }
    }

    [Fact]
    public void A_hundred_million_floats_sum_without_drift()
    {
        const int Count = 100_000_000;
        var p = GC.AllocateUninitializedArray<float>(Count);
        Array.Fill(p, 0.1f);
        Assert.Equal(0.1f, EmittedLosses.Mean(p));
        Assert.Equal((float)((double)0.1f * Count), EmittedLosses.Sum(p));
    }

    [Fact]
    public void What_a_large_double_hides_is_not_lost()
    {
        // Doubles are 2 apart there: each of the ones would be rounded away. What is left is one rounding for each of the two blocks.
        var p = new double[1_000_001];
        Array.Fill(p, 1);
        p[0] = 1e16;
        p[^1] = -1e16;
        Assert.Equal(999_999, EmittedLosses.DoubleSum(p), 2.0);
    }

    /// <summary>Ones, and a place near the beginning, in the middle and at the end of them.</summary>
    private static IEnumerable<(float[] Ones, int At)> Marked()
    {
        foreach (int length in Lengths)
        {
            foreach (int at in ((int[])[0, length / 3, length / 2, length - 1]).Distinct())
            {
                var ones = new float[length];
                Array.Fill(ones, 1f);
                yield return (ones, at);
            }
        }
    }
}
