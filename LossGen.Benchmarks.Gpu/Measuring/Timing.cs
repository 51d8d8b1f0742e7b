namespace LossGen.Benchmarks.Gpu.Measuring;

/// <summary>Milliseconds of a call: the median of the samples, and the quartiles, between which half of them lie.</summary>
internal sealed record Timing(double Median, double LowerQuartile, double UpperQuartile, int Samples)
{
    /// <summary>Half the distance of the quartiles, as a share of the median.</summary>
    public double Spread => (UpperQuartile - LowerQuartile) / (2 * Median);

    public static Timing Of(double[] milliseconds)
    {
        double[] sorted = [.. milliseconds.Order()];
        return new(sorted[sorted.Length / 2], sorted[sorted.Length / 4], sorted[3 * sorted.Length / 4], sorted.Length);
    }
}
