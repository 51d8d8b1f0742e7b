using System.Numerics;

namespace LossGen.Tests.Numerics;

/// <summary>Distances in units in the last place.</summary>
internal static class Ulps
{
    /// <summary>Fails unless the value is that near to the expected one; NaN, infinities and the sign of 0 must agree exactly.</summary>
    public static void AssertNear<T>(double expected, T actual, double bound, string what)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T rounded = T.CreateTruncating(expected);

        if (!T.IsFinite(rounded) || T.IsZero(rounded))
        {
            Assert.True(
                rounded.Equals(actual) && (T.IsNaN(actual) || T.IsNegative(rounded) == T.IsNegative(actual)),
                $"{what}: expected {rounded}, got {actual}");
            return;
        }

        T magnitude = T.Abs(rounded);
        double unit = double.CreateTruncating(magnitude - T.BitDecrement(magnitude));
        double distance = Math.Abs(double.CreateTruncating(actual) - expected) / unit;
        Assert.True(distance <= bound, $"{what}: expected {expected:R}, got {actual}, {distance:F2} ulp");
    }
}
