namespace LossGen.Generator.Graph;

/// <summary>
/// A closed range of real numbers that contains every value a node can take, whatever its inputs. Bounds are conservative: operations
/// that would need directed rounding are only used where a bound is exact or infinite, or where a rounding error cannot change a warning.
/// </summary>
internal readonly record struct Interval(double Low, double High)
{
    public static readonly Interval All = new(double.NegativeInfinity, double.PositiveInfinity);

    public static readonly Interval NonNegative = new(0, double.PositiveInfinity);

    public static readonly Interval NonPositive = new(double.NegativeInfinity, 0);

    public static readonly Interval Unit = new(0, 1);

    public bool IsNonNegative => Low >= 0;

    public bool IsPositive => Low > 0;

    public bool IsNonPositive => High <= 0;

    public static Interval Of(double value) => double.IsNaN(value) ? All : new(value, value);

    public bool Contains(double value) => Low <= value && value <= High;

    public bool IsWithin(Interval other) => other.Low <= Low && High <= other.High;

    public Interval Union(Interval other) => new(Math.Min(Low, other.Low), Math.Max(High, other.High));

    /// <summary>The common part, or this interval where there is none.</summary>
    public Interval Intersect(Interval other)
    {
        var common = new Interval(Math.Max(Low, other.Low), Math.Min(High, other.High));
        return common.Low <= common.High ? common : this;
    }

    /// <summary>The image under a function that never decreases.</summary>
    public Interval Increasing(Func<double, double> function) => Ordered(function(Low), function(High));

    /// <summary>The image under a function that never increases.</summary>
    public Interval Decreasing(Func<double, double> function) => Ordered(function(High), function(Low));

    public static Interval operator -(Interval value) => new(-value.High, -value.Low);

    public static Interval operator +(Interval left, Interval right) => Ordered(left.Low + right.Low, left.High + right.High);

    public static Interval operator -(Interval left, Interval right) => left + -right;

    public static Interval operator *(Interval left, Interval right)
    {
        double a = Product(left.Low, right.Low), b = Product(left.Low, right.High);
        double c = Product(left.High, right.Low), d = Product(left.High, right.High);
        return new(Math.Min(Math.Min(a, b), Math.Min(c, d)), Math.Max(Math.Max(a, b), Math.Max(c, d)));
    }

    public static Interval operator /(Interval left, Interval right)
    {
        if (right.Low < 0 && right.High > 0 || right is { Low: 0, High: 0 })
            return All;
        var reciprocal = new Interval(
            right.High == 0 ? double.NegativeInfinity : 1 / right.High,
            right.Low == 0 ? double.PositiveInfinity : 1 / right.Low);
        return left * reciprocal;
    }

    public Interval Square()
    {
        Interval magnitude = Abs();
        return magnitude * magnitude;
    }

    public Interval Abs() => IsNonNegative ? this : IsNonPositive ? -this : new(0, Math.Max(-Low, High));

    // Zero times infinity is zero here: the infinite bound stands for arbitrarily large finite values.
    private static double Product(double a, double b) => a == 0 || b == 0 ? 0 : a * b;

    private static Interval Ordered(double low, double high) =>
        new(double.IsNaN(low) ? double.NegativeInfinity : low, double.IsNaN(high) ? double.PositiveInfinity : high);
}
