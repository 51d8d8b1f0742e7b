namespace LossGen.Sample;

/// <summary>y = slope · x + intercept.</summary>
public readonly record struct Line(double Slope, double Intercept)
{
    public double At(double x) => Slope * x + Intercept;

    /// <summary>The line of least squares, from its closed form.</summary>
    public static Line LeastSquares(double[] x, double[] y)
    {
        double meanX = x.Average(), meanY = y.Average(), scale = Statistics.StandardDeviation(x);
        double covariance = x.Zip(y, (a, b) => (a - meanX) / scale * (b - meanY)).Average();
        double slope = covariance / scale;
        return new(slope, meanY - slope * meanX);
    }

    /// <summary>The median distance of the points from the line, measured along y.</summary>
    public double MedianError(double[] x, double[] y)
    {
        Line line = this;
        return Statistics.Median([.. x.Zip(y, (a, b) => Math.Abs(b - line.At(a)))]);
    }
}
