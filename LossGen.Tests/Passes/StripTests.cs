namespace LossGen.Tests.Passes;

/// <summary>A pass that is cut into loops over strips gives what one loop would, wherever a strip ends.</summary>
[Collection(nameof(RuntimeSettings))]
public sealed class StripTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(271)]
    [InlineData(512)]
    [InlineData(4096)]
    [InlineData(5000)]
    public void Value_and_gradient_are_those_of_the_formula(int count)
    {
        var random = new Random(count);
        float[] p = [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 20) - 10)], y = [.. p.Select(_ => random.NextSingle())];
        var gradient = new float[count];

        float value = EmittedLosses.BceWithGradient(p, y, gradient);

        double expected = p.Zip(y, (z, target) => Math.Max(z, 0) - (target * z) + Math.Log(1 + Math.Exp(-Math.Abs(z)))).Average();
        Assert.Equal(expected, value, 1e-6 * expected);
        Assert.Equal(value, EmittedLosses.Bce(p, y));
        for (int i = 0; i < count; i++)
            Assert.Equal(((1 / (1 + Math.Exp(-p[i]))) - y[i]) / count, gradient[i], 1e-6 / count);
    }
}
