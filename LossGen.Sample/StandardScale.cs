namespace LossGen.Sample;

/// <summary>
/// The points shifted and scaled to sizes that suit gradient descent and floats: x to mean 0 and deviation 1; y to median 0 and, so that
/// outliers do not set the unit in which Huber's delta is counted, to median absolute deviation 1 / 1.4826.
/// </summary>
public sealed class StandardScale
{
    private readonly double _meanX, _unitX, _medianY, _unitY;

    public StandardScale(DataSet data)
    {
        _meanX = data.X.Average();
        _unitX = Statistics.StandardDeviation(data.X);
        _medianY = Statistics.Median(data.Y);
        double deviation = Statistics.StandardDeviation(data.Y);
        double farthest = data.Y.Max(y => Math.Abs(y - _medianY));
        double robust = Statistics.RobustDeviation(data.Y);
        // More than half the values may be equal, and one may be so far out that its square is no float.
        double unit = Math.Max(robust > 0 ? robust : deviation, farthest / 1e4);
        _unitY = unit > 0 ? unit : 1;
        Spread = Math.Max(1, deviation / _unitY);
        X = [.. data.X.Select(x => (x - _meanX) / _unitX)];
        Y = [.. data.Y.Select(y => (float)((y - _medianY) / _unitY))];
    }

    public double[] X { get; }

    public float[] Y { get; }

    /// <summary>The standard deviation of <see cref="Y"/>, or 1 where that is more: how far a parameter may have to travel.</summary>
    public double Spread { get; }

    /// <summary>A line through the scaled points, in the units of the data.</summary>
    public Line ToData(Line scaled)
    {
        double slope = scaled.Slope * _unitY / _unitX;
        return new(slope, scaled.Intercept * _unitY + _medianY - slope * _meanX);
    }
}
