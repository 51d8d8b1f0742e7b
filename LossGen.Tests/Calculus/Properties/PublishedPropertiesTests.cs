using System.Numerics.Tensors;
using static LossGen.Convexity;
using static LossGen.Smoothness;
using L = LossGen.Tests.Calculus.Properties.PublishedLosses;

namespace LossGen.Tests.Calculus.Properties;

/// <summary>
/// What textbooks say of losses, against what is computed: Boyd and Vandenberghe, Convex Optimization, on which are convex; Huber and Ronchetti,
/// Robust Statistics, on which have a bounded gradient. An "Unknown" is a loss of which the books say that it is not convex.
/// </summary>
public sealed class PublishedPropertiesTests
{
    private const double Infinite = double.PositiveInfinity;

    /// <summary>What is no sum over terms has none that could be an outlier.</summary>
    private static readonly string[] OneTerm =
        [nameof(L.LargestErrorInfo), nameof(L.DistanceInfo), nameof(L.LogSumExpInfo), nameof(L.SoftmaxCrossEntropyInfo)];

    /// <summary>Name, smoothness, convexity, the bound of the gradient, symmetry, and the lower and upper bound of the loss.</summary>
    public static TheoryData<string, Smoothness, Convexity, string, bool, double, double> Table => new()
    {
        { nameof(L.MseInfo), Smooth, Convex, "", true, 0, Infinite },
        { nameof(L.RmseInfo), Kinked, Convex, "", true, 0, Infinite },
        { nameof(L.MaeInfo), Kinked, Convex, "1", true, 0, Infinite },
        { nameof(L.LargestErrorInfo), Kinked, Convex, "1", true, 0, Infinite },
        { nameof(L.HuberInfo), ContinuouslyDifferentiable, Convex, "delta", true, 0, Infinite },
        { nameof(L.SmoothL1Info), ContinuouslyDifferentiable, Convex, "1", true, 0, Infinite },
        { nameof(L.PseudoHuberInfo), Smooth, Convex, "abs(delta)", true, 0, Infinite },
        { nameof(L.LogCoshInfo), Smooth, Convex, "1", true, 0, Infinite },
        { nameof(L.PinballInfo), Kinked, Convex, "1", false, 0, Infinite },
        { nameof(L.PinballByChoiceInfo), Kinked, Convex, "1", false, 0, Infinite },
        { nameof(L.EpsilonInsensitiveInfo), Kinked, Convex, "1", true, 0, Infinite },
        { nameof(L.PoissonInfo), Smooth, Convex, "", false, -Infinite, Infinite },
        { nameof(L.GaussianInfo), Smooth, Convex, "", true, Math.Log(1e-6) / 2, Infinite },
        { nameof(L.CauchyInfo), Smooth, Unknown(), "abs(1 / c)", true, 0, Infinite },
        { nameof(L.WelschInfo), Smooth, Unknown(), "abs(0.606531 / c)", true, 0, 1 },
        { nameof(L.TukeyInfo), ContinuouslyDifferentiable, Unknown(), "8", true, 0, Infinite },
        { nameof(L.CrossEntropyInfo), Smooth, Convex, "1E+06", false, 0, 2 * Math.Log(1e6) },
        { nameof(L.CrossEntropyOfLogitsInfo), Smooth, Convex, "1", false, -Infinite, Infinite },
        { nameof(L.SoftmaxCrossEntropyInfo), Smooth, Convex, "max(1, sum(y))", false, 0, Infinite },
        { nameof(L.FocalInfo), Smooth, Unknown(), "2.8394", false, 0, Infinite },
        { nameof(L.HingeInfo), Kinked, Convex, "1", true, 0, Infinite },
        { nameof(L.SquaredHingeInfo), ContinuouslyDifferentiable, Convex, "", true, 0, Infinite },
        { nameof(L.LogisticInfo), Smooth, Convex, "1", true, 0, Infinite },
        { nameof(L.ExponentialInfo), Smooth, Convex, "2.35385E+17", true, Math.Exp(-40), Math.Exp(40) },
        { nameof(L.KullbackLeiblerInfo), Smooth, Convex, "1E+06", false, -Infinite, Infinite },
        { nameof(L.DiceInfo), Smooth, Unknown(), "2", true, 0, 1 },
        { nameof(L.CriticInfo), Smooth, Affine, "1", false, -Infinite, Infinite },
        { nameof(L.LogSumExpInfo), Smooth, Convex, "1", false, -Infinite, Infinite },
        { nameof(L.DistanceInfo), Kinked, Convex, "1", true, 0, Infinite },
        { nameof(L.SparseCrossEntropyInfo), Smooth, Convex, "1", false, 0, Infinite },
        { nameof(L.SmoothedCrossEntropyInfo), Smooth, Convex, "1", false, 0, Infinite },
        { nameof(L.WeightedCrossEntropyInfo), Smooth, Convex, "weight[y[n]]", false, -Infinite, Infinite },
        { nameof(L.CrammerSingerInfo), Kinked, Convex, "1", false, -Infinite, Infinite },
        { nameof(L.MultiMarginInfo), Kinked, Convex, "1", false, 0, Infinite },
        { nameof(L.SoftmaxFocalInfo), Kinked, Unknown(), "6", false, 0, Infinite },
        { nameof(L.InfoNceOfLogitsInfo), Smooth, Convex, "1", false, 0, Infinite },
        { nameof(L.ExpectedCostInfo), Smooth, Unknown(), "1", false, 0, 1 },
        { nameof(L.TripletInfo), Kinked, Unknown(), "2", false, 0, Infinite },
        { nameof(L.EarthMoverInfo), Kinked, Convex, "size(b)", false, 0, Infinite },
        { nameof(L.PairwiseHingeInfo), Kinked, Convex, "", false, 0, Infinite },
        { nameof(L.CosineInfo), Smooth, Unknown(), "", true, 0, 2 },
        { nameof(L.TverskyInfo), Smooth, Unknown(), "1.7", false, 0, 1 },
        { nameof(L.JaccardInfo), Smooth, Unknown(), "2", true, 0, 1 },
        { nameof(L.JensenShannonInfo), Smooth, Convex, "", true, 0, Infinite },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Computed_as_published(string name, Smoothness smoothness, Convexity convexity, string lipschitz, bool isSymmetric, double low, double high)
    {
        LossInfo info = Info(name);
        Assert.Equal((smoothness, convexity, lipschitz, isSymmetric), (info.Smoothness, info.Convexity, info.LipschitzBound, info.IsSymmetric));
        Assert.Equal(lipschitz.Length > 0 && !lipschitz.Contains('E', StringComparison.Ordinal) && !info.NeedsUnitInterval.Contains(info.Parameter) && !OneTerm.Contains(name),
            info.IsRobust);
        AssertNear(low, info.Range.Minimum);
        AssertNear(high, info.Range.Maximum);
    }

    private static void AssertNear(double expected, double actual) =>
        Assert.True(expected == actual || Math.Abs(expected - actual) <= 1e-6 * Math.Abs(expected), $"{actual} is not {expected}");

    private static Convexity Unknown() => Convexity.Unknown;

    [Fact]
    public void Overloads_share_the_info_of_the_first() => Assert.Equal(8, L.MseInfo.Cost.BytesPerElement);

    [Fact]
    public void A_jump_whose_height_depends_on_parameters_is_not_called_a_kink() => Assert.Equal(Smoothness.Unknown, L.StepInfo.Smoothness);

    [Fact]
    public void A_value_that_mixes_two_positions_is_no_term_of_a_log_sum_exp()
    {
        float value = L.OfTwoPositions(new ReadOnlyTensorSpan<float>([5, 0], [1, 2]), [0, -5], [0], [1]);
        Assert.InRange(value, -5, -4);
        Assert.Equal(-Infinite, L.OfTwoPositionsInfo.Range.Minimum);
    }

    private static LossInfo Info(string name) => (LossInfo)typeof(L).GetProperty(name)!.GetValue(null)!;
}
