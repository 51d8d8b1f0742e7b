using System.Numerics.Tensors;
using LossGen.Losses;

namespace LossGen.Tests.Sequences;

/// <summary>Returns, advantages and losses of policies against loops written by hand, with episodes that end on the way.</summary>
public sealed class PolicyTests
{
    private const int Batch = 3;
    private const int Steps = 6;
    private const double Gamma = 0.9;
    private const double Lambda = 0.8;

    private readonly double[] rewards;
    private readonly double[] values;
    private readonly double[] next;
    private readonly double[] now;
    private readonly double[] old;
    private readonly double[] done = new double[Batch * Steps];

    public PolicyTests()
    {
        var random = new Random(2);
        (rewards, values, next) = (random.Normal(Batch * Steps), random.Normal(Batch * Steps), random.Normal(Batch));
        (now, old) = (random.Normal(Batch * Steps), random.Normal(Batch * Steps));
        done[2] = done[Steps + 5] = 1;
    }

    private static ReadOnlyTensorSpan<double> Table(double[] numbers) => new(numbers, [Batch, Steps]);

    [Fact]
    public void Returns_are_discounted_to_the_end_of_the_episode()
    {
        var returns = new double[Batch * Steps];
        ReinforcementLearning.DiscountedReturns(Table(rewards), next, Table(done), new TensorSpan<double>(returns, [Batch, Steps]), Gamma);
        Assert.Equal(Returns(), returns, Near);

        double loss = ReinforcementLearning.PolicyGradient(Table(now), Table(rewards), Table(values), next, Table(done), Gamma);
        Assert.Equal(Returns().Select((g, at) => -now[at] * (g - values[at])).Average(), loss, 1e-12);
    }

    [Fact]
    public void Advantages_are_sums_of_temporal_differences()
    {
        var advantages = new double[Batch * Steps];
        ReinforcementLearning.GeneralizedAdvantage(
            Table(rewards), Table(values), next, Table(done), new TensorSpan<double>(advantages, [Batch, Steps]), Gamma, Lambda);
        Assert.Equal(Advantages(), advantages, Near);

        // Of everything that lies ahead: the return less the value.
        ReinforcementLearning.GeneralizedAdvantage(
            Table(rewards), Table(values), next, Table(done), new TensorSpan<double>(advantages, [Batch, Steps]), Gamma, 1);
        Assert.Equal(Returns().Select((g, at) => g - values[at]), advantages, Near);
    }

    [Fact]
    public void Ppo_is_the_worse_of_the_ratio_and_the_clipped_one()
    {
        double[] advantages = Advantages(), flat = new double[now.Length], fused = new double[now.Length];
        double[] expected = [.. advantages.Select((a, at) => Math.Exp(now[at] - old[at]) is var r ? -Math.Min(r * a, Math.Clamp(r, 0.8, 1.2) * a) : 0)];
        Assert.Equal(expected.Average(), ReinforcementLearning.PpoClipWithGradient(now, old, advantages, flat), 1e-12);
        double loss = ReinforcementLearning.PpoWithAdvantageWithGradient(
            Table(now), Table(old), Table(rewards), Table(values), next, Table(done), new TensorSpan<double>(fused, [Batch, Steps]), 0.2, Gamma, Lambda);
        Assert.Equal(expected.Average(), loss, 1e-12);
        Assert.Equal(flat, fused, Near);
        Assert.Contains(0, flat);
        Slopes.Check(now, flat, () => ReinforcementLearning.PpoClip(now, old, advantages));
    }

    [Fact]
    public void A_ratio_without_end_is_finite()
    {
        float[] gradient = new float[2];
        float loss = ReinforcementLearning.PpoClipWithGradient([500f, 500f], [0f, 0f], [1f, -1f], gradient);
        Assert.True(float.IsFinite(loss) && gradient.All(float.IsFinite), $"{loss} {string.Join(' ', gradient)}");
    }

    [Fact]
    public void Values_are_drawn_to_returns_that_are_held_fixed()
    {
        var gradient = new double[values.Length];
        double loss = ReinforcementLearning.ValueErrorWithGradient(
            Table(values), Table(rewards), next, Table(done), new TensorSpan<double>(gradient, [Batch, Steps]), Gamma, Lambda);
        Assert.Equal(Advantages().Average(a => a * a), loss, 1e-12);
        Assert.Equal(Advantages().Select(a => -2 * a / values.Length), gradient, Near);
    }

    private static bool Near(double expected, double actual) => Math.Abs(expected - actual) < 1e-12;

    private double[] Returns()
    {
        var returns = new double[Batch * Steps];
        for (int n = 0; n < Batch; n++)
        {
            double after = next[n];
            for (int at = (n * Steps) + Steps - 1; at >= n * Steps; at--)
                after = returns[at] = rewards[at] + (done[at] == 1 ? 0 : Gamma * after);
        }

        return returns;
    }

    private double[] Advantages()
    {
        var advantages = new double[Batch * Steps];
        for (int n = 0; n < Batch; n++)
        {
            double after = 0, value = next[n];
            for (int at = (n * Steps) + Steps - 1; at >= n * Steps; at--)
            {
                double going = 1 - done[at];
                after = advantages[at] = rewards[at] + (Gamma * going * value) - values[at] + (Gamma * Lambda * going * after);
                value = values[at];
            }
        }

        return advantages;
    }
}
