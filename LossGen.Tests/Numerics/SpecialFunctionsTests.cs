using LossGen.Numerics;
using LossGen.Tests.Simd;

namespace LossGen.Tests.Numerics;

public class SpecialFunctionsTests
{
    public static TheoryData<string> ReferenceFunctions => [.. ReferenceValues.All.Keys];

    [Theory]
    [MemberData(nameof(ReferenceFunctions))]
    public void AgreeWithReferenceValues(string function)
    {
        foreach ((double x, double value) in ReferenceValues.All[function])
            Ulps.AssertNear(value, Functions.Apply(function, x), 4, $"{function}({x:R})");
    }

    [Fact]
    public void AgreeWithPublishedConstants()
    {
        const double euler = 0.57721566490153286061;

        // DLMF 5.4.11 to 5.4.14, 5.15; Abramowitz and Stegun, table 7.1.
        Ulps.AssertNear(-euler, SpecialFunctions.Digamma(1), 2, "Digamma(1)");
        Ulps.AssertNear(-euler - (2 * Math.Log(2)), SpecialFunctions.Digamma(0.5), 2, "Digamma(1/2)");
        Ulps.AssertNear(Math.PI * Math.PI / 6, SpecialFunctions.Trigamma(1), 2, "Trigamma(1)");
        Ulps.AssertNear(Math.PI * Math.PI / 2, SpecialFunctions.Trigamma(0.5), 2, "Trigamma(1/2)");
        Ulps.AssertNear(Math.Log(Math.PI) / 2, SpecialFunctions.Lgamma(0.5), 2, "Lgamma(1/2)");
        Ulps.AssertNear(Math.Log(24), SpecialFunctions.Lgamma(5), 2, "Lgamma(5)");
        Assert.Equal(0.5204998778, SpecialFunctions.Erf(0.5), 1e-10);
        Assert.Equal(0.8427007929, SpecialFunctions.Erf(1), 1e-10);
        Assert.Equal(0.9953222650, SpecialFunctions.Erf(2), 1e-10);
    }

    [Theory]
    [InlineData("Lgamma", 0, double.PositiveInfinity)]
    [InlineData("Lgamma", -3, double.PositiveInfinity)]
    [InlineData("Lgamma", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("Lgamma", double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData("Lgamma", 1, 0)]
    [InlineData("Lgamma", 2, 0)]
    [InlineData("Digamma", 0, double.NaN)]
    [InlineData("Digamma", -2, double.NaN)]
    [InlineData("Digamma", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("Digamma", double.NegativeInfinity, double.NaN)]
    [InlineData("Trigamma", 0, double.PositiveInfinity)]
    [InlineData("Trigamma", -2, double.PositiveInfinity)]
    [InlineData("Trigamma", double.PositiveInfinity, 0)]
    [InlineData("Trigamma", double.NegativeInfinity, double.NaN)]
    [InlineData("Erf", double.PositiveInfinity, 1)]
    [InlineData("Erf", double.NegativeInfinity, -1)]
    [InlineData("Erf", -0.0, -0.0)]
    [InlineData("Erfc", double.PositiveInfinity, 0)]
    [InlineData("Erfc", double.NegativeInfinity, 2)]
    [InlineData("Expm1", -0.0, -0.0)]
    [InlineData("Expm1", double.NegativeInfinity, -1)]
    [InlineData("Expm1", 710, double.PositiveInfinity)]
    [InlineData("Log1p", -0.0, -0.0)]
    [InlineData("Log1p", -1, double.NegativeInfinity)]
    [InlineData("Log1p", -1.5, double.NaN)]
    [InlineData("Log1p", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("LogCosh", double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData("Sign", -0.0, 0)]
    [InlineData("Round", 2.5, 2)]
    [InlineData("Round", -3.5, -4)]
    public void SpecialValues(string function, double x, double expected)
    {
        Ulps.AssertNear(expected, Functions.Apply(function, x), 0, $"{function}({x})");
    }

    [Fact]
    public void NaNStaysNaN()
    {
        Assert.All(Functions.Unary, function => Assert.True(double.IsNaN(Functions.Apply(function, double.NaN)), function));
    }
}
