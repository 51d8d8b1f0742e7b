using LossGen.Generator;

namespace LossGen.Tests.Oracle;

/// <summary>Where nothing else says how many windows there are, they are those that lie inside of the tensor.</summary>
public sealed class WindowExtentTests
{
    private static readonly NestFormula[] Formulas =
    [
        new("c[n, t] where c[n, t] = sum[k](f[k] * x[n, t + k])", "f[k]*; x[n, u]*; -> loss[n, t]"),
        new("sum[t](sum[k](f[k] * (x[t + k] - x[t + k + 2]))^2) / size(t)", "f[k]*; x[u]*"),
        new("mean[t](sum[k](f[k] * x[t + k]) * sum[k](f[k] * y[t + k]))", "f[k]*; x[u]*; y[v]*"),
        new("sum[t](sum[k](f[k] * x[3 * t + 2 * k + 1]))", "f[k]*; x[u]*"),
    ];

    private static readonly Lazy<NestLosses> Losses = new(() => NestLosses.Compile(Formulas));

    [Fact]
    public void A_loss_of_each_window_has_as_many_as_lie_inside()
    {
        NestInputs inputs = Inputs(0, ("k", 3), ("n", 2), ("u", 20), ("t", 18));
        Assert.Equal(new NestReference(Formulas[0]).Loss(inputs), NestResults.Of(Losses.Value, inputs, "D0").Loss, (expected, value) => Math.Abs(expected - value) < 1e-11);
    }

    [Fact]
    public void An_output_for_fewer_windows_is_too_short() => Refuses(0, "loss", "too short", ("k", 3), ("n", 2), ("u", 20), ("t", 17));

    [Fact]
    public void Tensors_that_windows_are_compared_in_have_as_many() => Refuses(2, "y", "Axis 't' has 5 elements in 'y' but 4 in 'x'", ("k", 3), ("u", 6), ("v", 7));

    [Theory]
    [InlineData(3, 9)]
    [InlineData(4, 6)]
    public void Shifted_windows_lie_inside_too(int taps, int length)
    {
        NestInputs inputs = Inputs(1, ("k", taps), ("u", length)).With("f", values => [.. values.Select(_ => 1.0)]).With("x", values => [.. values.Select((_, i) => (double)i)]);
        Assert.Equal(4.0 * taps * taps, NestResults.Of(Losses.Value, inputs, "D1WithGradient").Loss[0], 12);
    }

    [Theory]
    [InlineData(2, 4, 1)]
    [InlineData(2, 6, 1)]
    [InlineData(2, 7, 2)]
    [InlineData(3, 5, 0)]
    [InlineData(3, 1, 0)]
    [InlineData(3, 12, 3)]
    public void Windows_with_a_stride_and_dilated_ones_lie_inside_too(int taps, int length, int windows)
    {
        NestInputs inputs = Inputs(3, ("k", taps), ("u", length)).With("f", values => [.. values.Select(_ => 1.0)]).With("x", values => [.. values.Select(_ => 1.0)]);
        Assert.Equal(windows * taps, NestResults.Of(Losses.Value, inputs, "D3WithGradient").Loss[0], 12);
    }

    [Fact]
    public void There_is_no_window_where_none_fits() => Assert.True(double.IsNaN(NestResults.Of(Losses.Value, Inputs(1, ("k", 7), ("u", 4)), "D1").Loss[0]));

    [Theory]
    [InlineData("sum[t](sum[k](f[k] * (x[t + k] ?? 0))^2)")] // What holds outside is said, so that windows may reach out, and nothing says how far.
    [InlineData("sum[t](sum[j](x[t + j])^2 * f[0])")]
    public void Other_axes_have_no_extent(string formula)
    {
        IReadOnlyList<string> found = [.. LossCompiler.Compile(new NestFormula(formula, "f[k]*; x[u]*").Declaration()).Diagnostics.Select(diagnostic => diagnostic.Id)];
        Assert.Contains("LOSSGEN042", found);
    }

    private static NestInputs Inputs(int formula, params (string Axis, int Extent)[] sizes) =>
        NestInputs.Random(Formulas[formula], sizes.ToDictionary(size => size.Axis, size => size.Extent), new Random(1));

    private static void Refuses(int formula, string parameter, string says, params (string Axis, int Extent)[] sizes)
    {
        ArgumentException exception = Assert.ThrowsAny<ArgumentException>(() => NestResults.Of(Losses.Value, Inputs(formula, sizes), $"D{formula}"));
        Assert.Equal(parameter, exception.ParamName);
        Assert.Contains(says, exception.Message, StringComparison.Ordinal);
    }
}
