namespace LossGen;

/// <summary>
/// States the closed range in which every value of a parameter lies. The compiler uses it to decide whether a logarithm, a root or a
/// division can leave its domain and whether an exponential can overflow. It is a promise of the caller: nothing is checked at run time.
/// </summary>
/// <param name="minimum">The least value.</param>
/// <param name="maximum">The greatest value.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class RangeAttribute(double minimum, double maximum) : Attribute
{
    /// <summary>The least value.</summary>
    public double Minimum { get; } = minimum;

    /// <summary>The greatest value.</summary>
    public double Maximum { get; } = maximum;
}
