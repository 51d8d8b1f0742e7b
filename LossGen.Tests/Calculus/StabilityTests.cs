namespace LossGen.Tests.Calculus;

/// <summary>Naive formulas at extreme inputs, against what they mean in exact arithmetic.</summary>
public sealed class StabilityTests
{
    [Theory]
    [InlineData(1000f, 999f)]
    [InlineData(1e30f, 1e30f)]
    [InlineData(-1e30f, 1e30f)]
    [InlineData(0.5f, -0.25f)]
    [InlineData(float.NegativeInfinity, 0f)]
    public void The_logarithm_of_a_naive_softmax_is_a_difference_of_logits(float first, float second)
    {
        float[] z = [first, second], y = [0, 1], gradient = new float[2];
        double difference = (double)first - second;
        double loss = Math.Max(difference, 0) + Math.Log(1 + Math.Exp(-Math.Abs(difference)));
        double probability = 1 / (1 + Math.Exp(-difference));
        AssertNear(loss, StableLosses.NaiveCrossEntropyWithGradient(z, y, gradient));
        AssertNear(probability, gradient[0]);
        AssertNear(-probability, gradient[1]);
    }

    [Theory]
    [InlineData(1000f, 999f)]
    [InlineData(-1000f, -1001f)]
    [InlineData(3e38f, -3e38f)]
    public void A_naive_softmax_neither_overflows_nor_vanishes(float first, float second)
    {
        float[] z = [first, second], naive = new float[2], shifted = new float[2];
        StableLosses.NaiveSoftmax(z, naive);
        StableLosses.ShiftedSoftmax(z, shifted);
        double probability = 1 / (1 + Math.Exp((double)second - first));
        foreach (float[] softmax in new[] { naive, shifted })
        {
            AssertNear(probability, softmax[0]);
            AssertNear(1 - probability, softmax[1], 1e-6);
        }
    }

    [Fact]
    public void A_mean_weighted_by_exponentials_is_one_weighted_by_a_softmax()
    {
        float[] z = [1000, 1000, 900], v = [1, 2, 5], gradZ = new float[3], gradV = new float[3];
        AssertNear(1.5, StableLosses.SoftArgMaxWithGradient(z, v, gradZ, gradV));
        Assert.Equal([-0.25f, 0.25f], gradZ[..2].Select(x => MathF.Round(x, 5)));
        Assert.Equal([0.5f, 0.5f], gradV[..2].Select(x => MathF.Round(x, 5)));
    }

    [Fact]
    public void What_a_mask_of_integers_leaves_out_cannot_swamp_the_rest()
    {
        float[] z = [1000, 500, 499], gradient = new float[3];
        AssertNear(500 - Math.Log(1 + Math.Exp(-1)), StableLosses.ContrastiveWithGradient(z, [0, 1, 1], gradient));
        AssertNear(1, gradient[0]);
        AssertNear(-1 / (1 + Math.Exp(-1)), gradient[1]);
    }

    [Fact]
    public void A_weight_of_0_has_its_gradient_in_a_logarithm_of_a_weighted_sum()
    {
        double[] z = [1000, 1001], gradZ = new double[2], gradW = new double[2];
        AssertNear(1000 + Math.Log(3), StableLosses.WeightedWithGradient(z, [3, 0], gradZ, gradW));
        Assert.Equal([1.0, 0.0], gradZ);
        AssertNear(1 / 3.0, gradW[0]);
        AssertNear(Math.E / 3, gradW[1]);
    }

    [Fact]
    public void A_divergence_has_the_gradient_of_its_terms_wherever_a_float_holds_it()
    {
        float[] p = [1e-20f, 0.5f, 0f], y = [1, 0, 0], gradient = new float[3];
        AssertNear(20 * Math.Log(10), StableLosses.KullbackLeiblerWithGradient(p, y, gradient));
        AssertNear(-1e20, gradient[0]);
        Assert.Equal([0f, 0f], gradient[1..]);
    }

    [Fact]
    public void A_distance_of_nothing_has_gradient_0()
    {
        float[] p = [1, 2, 3], gradient = [7, 7, 7];
        Assert.Equal(0, StableLosses.DistanceWithGradient(p, [1, 2, 3], gradient));
        Assert.Equal([0f, 0f, 0f], gradient);
    }

    [Fact]
    public void Logits_that_are_all_masked_have_gradient_0()
    {
        float[] z = [float.NegativeInfinity, float.NegativeInfinity], gradient = [7, 7];
        Assert.Equal(float.NegativeInfinity, StableLosses.LogSumExpWithGradient(z, gradient));
        Assert.Equal([0f, 0f], gradient);
    }

    [Fact]
    public void A_mean_over_nothing_is_NaN_with_gradient_0()
    {
        float[] p = [1, 2], gradient = [7, 7];
        Assert.Equal(float.NaN, StableLosses.MaskedWithGradient(p, [0, 0], [0, 0], gradient));
        Assert.Equal([0f, 0f], gradient);
    }

    [Fact]
    public void A_choice_passes_on_the_NaN_that_it_compares()
    {
        float[] p = [float.NaN, 2], y = [1, 1];
        Assert.Equal(float.NaN, StableLosses.ChoiceByTotal(p));
        Assert.Equal(float.NaN, StableLosses.ChoiceByElement(p, y));
        Assert.Equal(float.NaN, StableLosses.ChoiceByScalar(y, float.NaN));
        Assert.Equal(2, StableLosses.ChoiceByScalar(y, 1));
        Assert.Equal(4, StableLosses.ChoiceByScalar(y, -1));
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(1e-30f)]
    [InlineData(1e-10f)]
    [InlineData(0.5f)]
    [InlineData(-3f)]
    [InlineData(1e10f)]
    [InlineData(-1e30f)]
    public void Robust_losses_hold_at_any_error(float e)
    {
        float[] p = [e], y = [0], gradient = new float[1];
        double error = e, size = Math.Abs(error), root = size > 1e100 ? size : Math.Sqrt(1 + (error * error));
        AssertNear(Math.Sqrt((error * error) + 1e-6), StableLosses.CharbonnierWithGradient(p, y, gradient));
        AssertNear(error / Math.Sqrt((error * error) + 1e-6), gradient[0]);
        AssertNear(error * (error / (root + 1)), StableLosses.PseudoHuberWithGradient(p, y, gradient), 1e-38);
        AssertNear(error / root, gradient[0]);
        double log = size < 1e-5 ? error * error : Math.Log(1 + (error * error));
        AssertNear(log, StableLosses.CauchyWithGradient(p, y, gradient), 1e-38);
        AssertNear(2 * error / (1 + (error * error)), gradient[0], 1e-38);
        AssertNear(error * error / ((error * error) + 1), StableLosses.GemanMcClureWithGradient(p, y, gradient), 1e-38);
        AssertNear(2 * error / Math.Pow((error * error) + 1, 2), gradient[0], 1e-20);
    }

    [Theory]
    [InlineData(1e30f, 1e25f)]
    [InlineData(1e-30f, 1e-25f)]
    [InlineData(3f, 2f)]
    public void A_scaled_square_is_scaled_before_it_is_squared(float error, float scale)
    {
        float[] gradient = new float[1];
        AssertNear(Math.Pow((double)error / scale, 2), StableLosses.ScaledWithGradient([error], [0], scale, gradient));
        AssertNear(2 * ((double)error / scale) / scale, gradient[0]);
    }

    [Theory]
    [InlineData(-20f, 0f)]
    [InlineData(1000f, 1000f)]
    [InlineData(-1e10f, 1f)]
    [InlineData(float.NegativeInfinity, float.NegativeInfinity)]
    public void The_logarithm_of_a_sum_of_exponentials_is_exact_from_either_side(float a, float b)
    {
        float[] gradA = new float[1], gradB = new float[1];
        double expected = double.IsInfinity(a) ? a : Math.Max(a, b) + Math.Log(1 + Math.Exp(-Math.Abs((double)a - b)));
        AssertNear(expected, StableLosses.SmoothMaxWithGradient([a], [b], gradA, gradB));
        AssertNear(expected, StableLosses.SmoothMaxWithGradient([b], [a], gradA, gradB));
        if (!float.IsInfinity(a))
            AssertNear(1, gradA[0] + gradB[0]);
        AssertNear(a < -1e3 ? Math.Log(0.5) : a > 100 ? a : Math.Log(0.5 + Math.Exp(a)), StableLosses.ShiftedSoftplus([a]));
    }

    [Fact]
    public void Cross_entropy_and_entropy_keep_small_terms_and_drop_those_of_weight_0()
    {
        AssertNear(1e-30, StableLosses.CrossEntropyOfProbabilities([1e-30f, 1e-30f], [0, 0]));
        AssertNear(Math.Log(2), StableLosses.EntropyByDifference([0.5f, 0.25f], [1, 0]));
    }

    [Fact]
    public void A_power_of_exponent_0_has_gradient_0()
    {
        float[] gradient = [7, 7];
        Assert.Equal(1, StableLosses.PowerWithGradient([1, 0.5f], 0, gradient));
        Assert.Equal([0f, 0f], gradient);
    }

    [Fact]
    public void A_guarded_division_by_0_has_gradient_0()
    {
        float[] gradient = [7, 7];
        Assert.Equal(0, StableLosses.GuardedMeanWithGradient([1, 2], [0, 0], [0, 0], gradient));
        Assert.Equal([0f, 0f], gradient);
    }

    [Fact]
    public void The_gradient_by_what_a_filter_lets_through_unchanged_is_a_sum()
    {
        Assert.Equal(10, StableLosses.MaskedConstantWithGradient([1, -1, 3, 1], 3, out float gradient));
        Assert.Equal(6, gradient);
    }

    private static void AssertNear(double expected, double actual, double tolerance = 0) =>
        Assert.True(
            expected == actual || Math.Abs(expected - actual) <= tolerance + (4e-7 * Math.Abs(expected)), $"{actual:R} is not near {expected:R}");
}
