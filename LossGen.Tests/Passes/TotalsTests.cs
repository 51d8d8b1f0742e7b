using LossGen.Passes;

namespace LossGen.Tests.Passes;

/// <summary>How the totals of blocks are combined.</summary>
public sealed class TotalsTests
{
    [Fact]
    public void Over_nothing_each_total_is_its_neutral_element()
    {
        Assert.Equal(0, default(SumTotal).Value);
        Assert.Equal(double.NegativeInfinity, default(MaxTotal).Value);
        Assert.Equal(double.PositiveInfinity, default(MinTotal).Value);
        Assert.Equal(1, default(ProductTotal).Value);
    }

    [Fact]
    public void A_total_of_nothing_changes_no_other()
    {
        SumTotal sum = Sum(3, 4), none = default;
        sum.Add(in none);
        none.Add(in sum);
        Assert.Equal((7, 7), (sum.Value, none.Value));

        MaxTotal max = Max(-5), noMax = default;
        max.Add(in noMax);
        noMax.Add(in max);
        Assert.Equal((-5, -5), (max.Value, noMax.Value));

        MinTotal min = Min(5), noMin = default;
        min.Add(in noMin);
        noMin.Add(in min);
        Assert.Equal((5, 5), (min.Value, noMin.Value));

        ProductTotal product = Product(3, 4), noProduct = default;
        product.Add(in noProduct);
        noProduct.Add(in product);
        Assert.Equal((12, 12), (product.Value, noProduct.Value));
    }

    [Fact]
    public void A_sum_keeps_what_rounding_loses()
    {
        Assert.Equal(1, Sum(1e100, 1, -1e100).Value);
        SumTotal first = Sum(1e100, 1), second = Sum(1, -1e100);
        first.Add(in second);
        Assert.Equal(2, first.Value);
    }

    [Fact]
    public void An_infinite_sum_stays_infinite()
    {
        Assert.Equal(double.PositiveInfinity, Sum(1, double.PositiveInfinity, 1).Value);
        Assert.Equal(double.NegativeInfinity, Sum(double.NegativeInfinity, 1).Value);
        Assert.Equal(double.NaN, Sum(double.PositiveInfinity, double.NegativeInfinity).Value);
        SumTotal finite = Sum(1, 2), infinite = Sum(double.PositiveInfinity, 1);
        finite.Add(in infinite);
        Assert.Equal(double.PositiveInfinity, finite.Value);
        finite.Add(Sum(1, 1));
        Assert.Equal(double.PositiveInfinity, finite.Value);
    }

    [Fact]
    public void NaN_stays_in_an_extremum_whatever_follows()
    {
        MaxTotal max = Max(1, double.NaN, 5), laterMax = Max(9);
        max.Add(in laterMax);
        laterMax.Add(Max(double.NaN));
        Assert.Equal((double.NaN, double.NaN), (max.Value, laterMax.Value));

        MinTotal min = Min(1, double.NaN, -5), laterMin = Min(-9);
        min.Add(in laterMin);
        laterMin.Add(Min(double.NaN));
        Assert.Equal((double.NaN, double.NaN), (min.Value, laterMin.Value));
    }

    [Fact]
    public void Extrema_combine_in_either_order()
    {
        MaxTotal max = Max(-3, -1), laterMax = Max(-2);
        max.Add(in laterMax);
        laterMax.Add(Max(-3, -1));
        Assert.Equal((-1, -1), (max.Value, laterMax.Value));

        MinTotal min = Min(3, 1), laterMin = Min(2);
        min.Add(in laterMin);
        laterMin.Add(Min(3, 1));
        Assert.Equal((1, 1), (min.Value, laterMin.Value));
    }

    [Fact]
    public void A_product_passes_through_zero_and_sign()
    {
        Assert.Equal(0, Product(2, 0, 3).Value);
        Assert.Equal(-6, Product(2, -3).Value);
        Assert.Equal(double.NaN, Product(0, double.PositiveInfinity).Value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void Fewer_than_one_thread_is_refused(int threads)
    {
        int before = LossRuntime.MaxDegreeOfParallelism;
        Assert.Throws<ArgumentOutOfRangeException>("value", () => LossRuntime.MaxDegreeOfParallelism = threads);
        Assert.Equal(before, LossRuntime.MaxDegreeOfParallelism);
    }

    private static SumTotal Sum(params double[] values)
    {
        var total = default(SumTotal);
        foreach (double value in values)
            total.Add(value);
        return total;
    }

    private static MaxTotal Max(params double[] values)
    {
        var total = default(MaxTotal);
        foreach (double value in values)
            total.Add(value);
        return total;
    }

    private static MinTotal Min(params double[] values)
    {
        var total = default(MinTotal);
        foreach (double value in values)
            total.Add(value);
        return total;
    }

    private static ProductTotal Product(params double[] values)
    {
        var total = default(ProductTotal);
        foreach (double value in values)
            total.Add(value);
        return total;
    }
}
