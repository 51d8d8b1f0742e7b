namespace LossGen.Sample;

/// <summary>Summaries of a column of numbers.</summary>
public static class Statistics
{
    /// <summary>A normal distribution's standard deviation as a multiple of its median absolute deviation.</summary>
    public const double ToStandardDeviation = 1.4826;

    public static double Median(IReadOnlyCollection<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>The standard deviation that normal values of the same median absolute deviation would have.</summary>
    public static double RobustDeviation(IReadOnlyCollection<double> values)
    {
        double median = Median(values);
        return ToStandardDeviation * Median([.. values.Select(value => Math.Abs(value - median))]);
    }

    public static double StandardDeviation(IReadOnlyCollection<double> values)
    {
        // Scaled by the largest deviation, whose square might underflow.
        double mean = values.Average();
        double largest = values.Max(value => Math.Abs(value - mean));
        return largest == 0 ? 0 : largest * Math.Sqrt(values.Average(value => (value - mean) / largest * ((value - mean) / largest)));
    }
}
