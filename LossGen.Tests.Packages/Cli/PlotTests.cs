namespace LossGen.Tests.Packages.Cli;

/// <summary>Where losses are drawn, and how.</summary>
public sealed class PlotTests
{
    [Fact]
    public void A_loss_of_the_difference_is_drawn_along_it()
    {
        string[] plot = Plot("mean(abs(p - y))");
        Assert.Contains("p - y", plot[^1], StringComparison.Ordinal);

        // From 4 at both ends down to 0 in the middle; the gradient is -1 left of it, and 1 right of it.
        Assert.Equal("        4 **                            |                            **", plot[0]);
        Assert.Equal("       -1 ooooooooooooooooooooooooooooooo", plot[16]);
        Assert.Contains('*', plot[13]);
        Assert.Equal(13, Array.FindLastIndex(plot, line => line.Contains('*', StringComparison.Ordinal)));
    }

    [Fact]
    public void A_loss_of_a_logit_is_drawn_for_both_labels()
    {
        string output = Explained.Of("mean(softplus(z) - y * z)", "--no-code").Output;
        Assert.Contains("z, y = 0", output, StringComparison.Ordinal);
        Assert.Contains("z, y = 1", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_probability_is_drawn_from_0_to_1()
    {
        string last = Plot("mean(-y * log(p) - (1 - y) * log(1 - p))")[^1];
        Assert.StartsWith("          0 ", last, StringComparison.Ordinal);
        Assert.EndsWith(" 1", last, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mean(x * target - value)")] // Names that the evaluation could have for its own.
    [InlineData("mean(max(0, 1 - t * z))")]
    [InlineData("mean(w * (p - y)^2)")]
    public void Losses_over_vectors_have_a_plot(string formula) => Assert.NotEmpty(Plot(formula));

    [Theory]
    [InlineData("private static partial float Loss(ReadOnlySpan<float> p);")]
    [InlineData("public partial float Loss(ReadOnlySpan<float> p);")]
    public void A_loss_that_cannot_be_called_from_outside_has_no_plot(string method)
    {
        var run = Explained.Of("--declaration", $"public partial class Model {{ [Loss(\"mean(p^2)\")] {method} }}", "--no-code");
        Assert.Equal(0, run.Exit);
        Assert.NotEmpty(run.Section("Gradient by p"));
        Assert.DoesNotContain("Plot", run.Output, StringComparison.Ordinal);
    }

    /// <summary>The lines of the first plot.</summary>
    private static string[] Plot(string formula)
    {
        var run = Explained.Of(formula, "--no-code");
        Assert.Equal(0, run.Exit);
        return [.. run.Output.Split('\n').SkipWhile(line => !line.StartsWith("Plot", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line.Length > 0)];
    }
}
