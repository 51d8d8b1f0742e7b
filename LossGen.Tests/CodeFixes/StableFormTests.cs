using LossGen.Tests.Harness;

namespace LossGen.Tests.CodeFixes;

/// <summary>The stable form of a formula, written into it where that gives the same graph.</summary>
public sealed class StableFormTests
{
    private const string OneTensor = "ReadOnlySpan<float> z", Probabilities = "[Range(0, 1)] ReadOnlySpan<float> p, [Range(0, 1)] ReadOnlySpan<float> y";

    [Theory]
    [InlineData("mean(log(1 + exp(z)))", "mean(softplus(z))")]
    [InlineData("mean[i](log(1 + exp(z[i])))", "mean[i](softplus(z[i]))")]
    [InlineData("mean(log(sigmoid(z)))", "mean(logsigmoid(z))")]
    [InlineData("mean(1 - sigmoid(z))", "mean(sigmoid(-z))")]
    [InlineData("mean(exp(z) - 1)", "mean(expm1(z))", ", double scale", "* scale")]
    [InlineData("mean(2 * log(1 + exp(z)))", "mean(2 * softplus(z))")]
    [InlineData("mean(log(cosh(z)))", "mean(logcosh(z))")]
    public void Of_one_tensor(string formula, string expected, string parameter = "", string factor = "") =>
        Written(formula + factor, expected + factor, OneTensor + parameter.Replace("double", "float", StringComparison.Ordinal));

    [Fact]
    public void Of_a_definition() => Written("mean(log(1 + exp(e))) where e = z^2", "mean(softplus(e)) where e = z^2", OneTensor);

    [Fact]
    public void Of_a_product_with_a_logarithm() => Written("mean(y * log(p))", "mean(xlogy(y, p))", Probabilities);

    private static void Written(string formula, string expected, string parameters)
    {
        string source = GeneratorRun.Declaration(formula, parameters), target = GeneratorRun.Declaration(expected, parameters);
        var project = FixedProject.Of(source);
        FixedProject[] mended = [.. project.Offers("LOSSGEN070").Select(offer => project.Apply(offer.Action))];
        Assert.True(mended.Any(one => one.Text() == target), string.Join("\n", mended.Select(one => one.Text()).Append("offers: " + string.Join(", ", project.Diagnostics))));
    }
}
