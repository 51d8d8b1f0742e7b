using LossGen.Cli.Inference;

namespace LossGen.Tests.Packages.Cli;

/// <summary>The parameters that a formula alone gives away.</summary>
public sealed class InferenceTests
{
    [Theory]
    [InlineData("mean((p - y)^2)", "ReadOnlySpan<float> p, ReadOnlySpan<float> y")]
    [InlineData("mean(y * log(p))", "ReadOnlySpan<float> p, ReadOnlySpan<float> y")] // The gradient is by what is predicted.
    [InlineData("mean(abs(e) <= delta ? e^2 : delta) where e = p - y", "ReadOnlySpan<float> p, ReadOnlySpan<float> y, float delta = 1f")]
    [InlineData("mean[n](z[n, y[n]])", "ReadOnlyTensorSpan<float> z, ReadOnlySpan<int> y")]
    [InlineData("mean[n](w[y[n]] * z[n, y[n]])", "ReadOnlyTensorSpan<float> z, ReadOnlySpan<float> w, ReadOnlySpan<int> y")]
    [InlineData("sum[n](z[n] * scale)", "ReadOnlySpan<float> z, float scale")]
    [InlineData("mean[i, j](i != j ? d[i, j] : 0)", "ReadOnlyTensorSpan<float> d")] // A position is no parameter.
    [InlineData("sum(p) / size(p) * pi", "ReadOnlySpan<float> p")]
    [InlineData("sum[n](z[n]) / size(n)", "ReadOnlySpan<float> z")]
    [InlineData("e = p - q; mean(e * e)", "ReadOnlySpan<float> p, ReadOnlySpan<float> q")]
    [InlineData("sum[b, h, w](x[b, h, w])", "ReadOnlyTensorSpan<float> x")]
    [InlineData("sum[n | y[n] != ignoreIndex](z[n, y[n]])", "ReadOnlyTensorSpan<float> z, ReadOnlySpan<int> y, int ignoreIndex = -100")]
    [InlineData("mean(foo(p))", "ReadOnlySpan<float> p")] // An unknown function is an error, not a parameter.
    [InlineData("mean(ref - y)", "ReadOnlySpan<float> @ref, ReadOnlySpan<float> y")]
    public void Parameters_follow_from_how_names_are_used(string formula, string parameters) => Assert.Equal(parameters, Infer(formula));

    [Theory]
    [InlineData("float delta = 0.5", "ReadOnlySpan<float> p, float delta = 0.5f")]
    [InlineData("double delta", "ReadOnlySpan<float> p, double delta")]
    [InlineData("ReadOnlySpan<float> delta", "ReadOnlySpan<float> p, ReadOnlySpan<float> delta")]
    [InlineData("[Range(0, 1)] float delta", "ReadOnlySpan<float> p, [Range(0, 1)] float delta")]
    public void A_given_parameter_takes_the_place_of_the_inferred_one(string given, string parameters) =>
        Assert.Equal(parameters, Infer("mean(p * delta)", given));

    private static string Infer(string formula, params string[] given) =>
        string.Join(", ", ParameterInference.Infer(formula, given).Select(parameter => parameter.Declaration));
}
