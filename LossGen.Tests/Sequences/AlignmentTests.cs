using System.Numerics.Tensors;
using LossGen.Losses;

namespace LossGen.Tests.Sequences;

/// <summary>Soft alignments against the soft minimum or maximum over all of them, one by one.</summary>
public sealed class AlignmentTests
{
    private const int Batch = 3;
    private const int I = 4;
    private const int J = 3;
    private const int Features = 2;

    [Theory]
    [InlineData(1)]
    [InlineData(0.3)]
    [InlineData(0.001)]
    public void Soft_dtw_is_the_soft_minimum_over_all_alignments(double gamma)
    {
        var random = new Random(6);
        double[] x = random.Normal(Batch * I * Features), y = random.Normal(Batch * J * Features);
        double Distance(int n, int i, int j) =>
            Enumerable.Range(0, Features).Sum(k => Math.Pow(x[(((n * I) + i) * Features) + k] - y[(((n * J) + j) * Features) + k], 2));
        double[] expected = [.. Enumerable.Range(0, Batch).Select(n =>
            -gamma * Slopes.LogSumExp(Warpings(0, 0).Select(path => -path.Sum(at => Distance(n, at.I, at.J)) / gamma)))];
        Assert.Equal(expected.Average(), Value(), 1e-11);
        if (gamma == 0.001)
            Assert.Equal(Enumerable.Range(0, Batch).Average(n => Warpings(0, 0).Min(path => path.Sum(at => Distance(n, at.I, at.J)))), Value(), 0.01);

        var gradient = new double[x.Length];
        Sequence.SoftDtwWithGradient(
            new ReadOnlyTensorSpan<double>(x, [Batch, I, Features]), new ReadOnlyTensorSpan<double>(y, [Batch, J, Features]),
            new TensorSpan<double>(gradient, [Batch, I, Features]), gamma);
        if (gamma > 0.1)
            Slopes.Check(x, gradient, Value);

        double Value() => Sequence.SoftDtw(new ReadOnlyTensorSpan<double>(x, [Batch, I, Features]), new ReadOnlyTensorSpan<double>(y, [Batch, J, Features]), gamma);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(0.2, 0.5)]
    public void A_soft_alignment_is_the_soft_maximum_over_all_alignments(double gap, double temperature)
    {
        double[] similarity = new Random(8).Normal(Batch * I * J);
        int[] queryLengths = [4, 0, 2], targetLengths = [3, 2, 3];
        double[] expected = [.. Enumerable.Range(0, Batch).Select(n =>
            -temperature * Slopes.LogSumExp(Gapped(n, 0, 0, queryLengths[n], targetLengths[n]).Select(score => score / temperature)))];
        var each = new double[Batch];
        Sequence.SoftAlignment(new ReadOnlyTensorSpan<double>(similarity, [Batch, I, J]), queryLengths, targetLengths, each, gap, temperature);
        Assert.Equal(expected, each, (a, b) => Math.Abs(a - b) < 1e-12);

        var gradient = new double[similarity.Length];
        Sequence.SoftAlignmentSumWithGradient(
            new ReadOnlyTensorSpan<double>(similarity, [Batch, I, J]), queryLengths, targetLengths,
            new TensorSpan<double>(gradient, [Batch, I, J]), gap, temperature);
        Slopes.Check(similarity, gradient, Value);

        double Value() => Sequence.SoftAlignmentSum(new ReadOnlyTensorSpan<double>(similarity, [Batch, I, J]), queryLengths, targetLengths, gap, temperature);

        IEnumerable<double> Gapped(int n, int i, int j, int rows, int columns)
        {
            if (i == rows && j == columns)
                return [0];
            IEnumerable<double> down = i == rows ? [] : Gapped(n, i + 1, j, rows, columns).Select(rest => rest - gap);
            IEnumerable<double> across = j == columns ? [] : Gapped(n, i, j + 1, rows, columns).Select(rest => rest - gap);
            IEnumerable<double> both = i == rows || j == columns ? [] : Gapped(n, i + 1, j + 1, rows, columns).Select(rest => rest + similarity[(((n * I) + i) * J) + j]);
            return down.Concat(across).Concat(both);
        }
    }

    [Fact]
    public void With_costs_for_other_symbols_it_is_the_edit_distance()
    {
        // kitten, sitting: 3.
        string a = "kitten", b = "sitting";
        var similarity = new float[a.Length, b.Length];
        for (int i = 0; i < a.Length; i++)
            for (int j = 0; j < b.Length; j++)
                similarity[i, j] = a[i] == b[j] ? 0 : -1;
        float loss = Sequence.SoftAlignment(new ReadOnlyTensorSpan<float>(similarity.Cast<float>().ToArray(), [1, 6, 7]), [6], [7], gap: 1, temperature: 0.01f);
        Assert.Equal(3, loss, 0.05f);
    }

    /// <summary>The ways from a pair of positions to the last one, by one step down, across, or both.</summary>
    private static IEnumerable<(int I, int J)[]> Warpings(int i, int j)
    {
        if (i == I - 1 && j == J - 1)
            return [[(i, j)]];
        return new[] { (I: i + 1, J: j), (I: i, J: j + 1), (I: i + 1, J: j + 1) }.Where(next => next.I < I && next.J < J)
            .SelectMany(next => Warpings(next.I, next.J)).Select(rest => ((int, int)[])[(i, j), .. rest]);
    }
}
