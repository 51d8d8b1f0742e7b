using LossGen.Nests;
using LossGen.Numerics;
using LossGen.Simd;
using LossGen.Tests.Oracle;

namespace LossGen.Tests.Nests;

/// <summary>Exponentials of a row that are kept block by block.</summary>
public sealed class KeptRowTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2048)]
    [InlineData(2049)]
    [InlineData(7000)]
    public void Blocks_with_shifts_of_their_own_have_the_shift_of_the_row_in_the_end(int length)
    {
        float[] values = [.. Enumerable.Range(0, length).Select(i => (i % 7 - 3) + 5 * MathF.Sin(i / 900f))];
        using var row = KeptRow<float>.Take(length);
        var online = new OnlineSum();
        for (int block = 0; block < length; block += OnlineSum.Block)
        {
            int end = Math.Min(block + OnlineSum.Block, length);
            double shift = online.Raise(values[block..end].Max());
            row.Begin(block, shift);
            for (int at = block; at < end; at += 8)
            {
                Lanes256<float> lanes = Edge.Load<Lanes256<float>, float>(in values[at], 0, end - at);
                row.Put(at, SimdMath.Exp<Lanes256<float>, float>(lanes - Lanes256<float>.Create((float)shift)));
            }
        }

        row.Settle<Lanes256<float>>(length, online.Shift);
        for (int at = 0; at < length; at++)
        {
            double wanted = Math.Exp(values[at] - online.Shift);
            Assert.InRange(Lanes256<float>.GetLane(row.At<Lanes256<float>>(at), 0), wanted * (1 - 3e-6), wanted * (1 + 3e-6));
        }
    }

    [Fact]
    public void Rows_that_are_shared_or_longer_than_a_cache_are_not_kept()
    {
        Assert.True(KeptRow<double>.Take(0).IsKept);
        Assert.True(KeptRow<float>.Take(KeptRow<float>.Longest).IsKept);
        Assert.False(KeptRow<float>.Take(KeptRow<float>.Longest + 1).IsKept);
        Assert.False(KeptRow<float>.Take(10, isAlone: false).IsKept);
    }

    /// <summary>The largest logit in the last of three blocks, infinite ones and NaN, and a row that is too long to be kept.</summary>
    [Theory]
    [InlineData("D")]
    [InlineData("S")]
    public void Gradients_of_long_rows_are_those_of_their_softmax(string prefix)
    {
        var formula = new NestFormula("sum[n](logsumexp[c](z[n, c]))", "z[n, c]*");
        NestLosses losses = NestLosses.Compile([formula]);
        foreach ((int length, double last) in new[] { (5000, 9.0), (5000, double.NegativeInfinity), (5000, 200.0), (5000, double.NaN), (300_000, 9.0) })
        {
            const int rows = 17;
            var inputs = NestInputs.Random(formula, new Dictionary<string, int> { ["n"] = rows, ["c"] = length }, new Random(1));
            inputs.Tensors["z"][^1] = last;
            double[] z = inputs.Tensors["z"][^length..], gradient = NestResults.Of(losses, inputs, prefix + "0WithGradient").Gradients["z"][^length..];
            double largest = z.Max(), sum = z.Sum(value => Math.Exp(value - largest));
            for (int c = 0; c < length; c++)
            {
                double wanted = double.IsNaN(last) ? last : Math.Exp(z[c] - largest) / sum;
                Assert.True(wanted.Equals(gradient[c]) || Math.Abs(wanted - gradient[c]) <= (prefix == "D" ? 1e-13 * wanted : 2e-6 * wanted + float.Epsilon), $"{length}, {last}: {gradient[c]} at {c}, not {wanted}");
            }
        }
    }
}
