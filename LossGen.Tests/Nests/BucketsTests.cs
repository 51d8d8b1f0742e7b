using LossGen.Nests;

namespace LossGen.Tests.Nests;

/// <summary>Terms are put together by their bucket, in their order.</summary>
public sealed class BucketsTests
{
    [Theory]
    [InlineData(0, 1, 3)]
    [InlineData(1, 1, 1)]
    [InlineData(40, 1, 7)]
    [InlineData(40, 1, 0)]
    [InlineData(40, 4, 3)]
    [InlineData(1000, 10, 50)]
    public void Each_bucket_has_its_terms_in_order(int terms, int parts, int extent)
    {
        var random = new Random(terms);
        double[] places = [.. Enumerable.Range(0, terms).Select(_ => (double)random.Next(-1, extent + 1))];
        using Buckets buckets = Buckets.Of(places, parts, extent);
        int length = terms / parts;
        for (int part = 0; part < parts; part++)
        {
            for (int bucket = 0; bucket < extent; bucket++)
            {
                int at = (part * extent) + bucket;
                nint[] expected = [.. Enumerable.Range(0, length).Where(term => places[(part * length) + term] == bucket).Select(term => (nint)term)];
                Assert.Equal(expected, buckets.Terms[(int)buckets.Starts[at]..(int)buckets.Starts[at + 1]].ToArray());
            }
        }
    }

    [Fact]
    public void What_is_no_place_belongs_to_no_bucket()
    {
        using Buckets buckets = Buckets.Of([double.NaN, -1, 2, double.PositiveInfinity, 1, double.NegativeInfinity, 3], 1, 3);
        Assert.Equal([0, 0, 1, 2], buckets.Starts[..4].ToArray());
        Assert.Equal([4, 2], buckets.Terms[..2].ToArray());
    }
}
