using System.Numerics.Tensors;
using static LossGen.Losses.Classification;
using static LossGen.Losses.Generative;
using static LossGen.Losses.MetricLearning;
using static LossGen.Losses.Regression;
using static LossGen.Losses.Segmentation;

namespace LossGen.Tests.Catalogue;

/// <summary>The examples of the documentation of scikit-learn and Keras, to the digits that are printed there.</summary>
public sealed class PublishedValueTests
{
    private static readonly double[] SciKitTrue = [3, -0.5, 2, 7];
    private static readonly double[] SciKitPredicted = [2.5, 0, 2, 8];
    private static readonly float[] KerasTrue = [0, 1, 0, 0];
    private static readonly float[] KerasPredicted = [0.6f, 0.4f, 0.4f, 0.6f];
    private static readonly float[] KerasLogits = [-18.6f, 0.51f, 2.94f, -12.8f];

    [Fact]
    public void SciKitLearnsRegressionMetrics()
    {
        Assert.Equal(0.375, SquaredError(SciKitPredicted, SciKitTrue), 12);
        Assert.Equal(0.5, AbsoluteError(SciKitPredicted, SciKitTrue), 12);
        Assert.Equal(0.3274, AbsolutePercentageError(SciKitPredicted, SciKitTrue), 4);
        Assert.Equal(0.0397, SquaredLogError([2.5, 5, 4, 8], [3, 5, 2.5, 7]), 4);
        Assert.Equal(0.1 / 3, Quantile([0.0, 2, 3], [1.0, 2, 3], quantile: 0.1), 12);
        Assert.Equal(0.3, Quantile([0.0, 2, 3], [1.0, 2, 3], quantile: 0.9), 12);
        Assert.Equal(0.3, Quantile([1.0, 2, 4], [1.0, 2, 3], quantile: 0.1), 12);
    }

    [Fact]
    public void SciKitLearnsClassificationMetrics()
    {
        Assert.Equal(0.21616, BinaryCrossEntropy([0.9, 0.1, 0.2, 0.65], [1.0, 0, 0, 1]), 5);
        Assert.Equal(0.30, Hinge([-2.18, 2.36, 0.09], [-1.0, 1, 1]), 2);
    }

    [Fact]
    public void KerasRegressionLosses()
    {
        Assert.Equal(0.5f, SquaredError([1f, 1, 1, 0], KerasTrue), 6);
        Assert.Equal(0.155f, Huber(KerasPredicted, KerasTrue), 3);
        Assert.Equal(0.108f, LogCosh([1f, 1, 0, 0], KerasTrue), 3);
        Assert.Equal(0.240f, SquaredLogError([1f, 1, 1, 0], KerasTrue), 3);
        Assert.Equal(0.5f, PoissonNllOfRates([1f, 1, 0, 0], KerasTrue), 3);
        Assert.Equal(0.5f, AbsolutePercentageError([1f, 1, 1, 0], [2f, 1, 2, 3]), 6);
    }

    [Fact]
    public void KerasClassificationLosses()
    {
        Assert.Equal(0.815f, BinaryCrossEntropy(KerasPredicted, KerasTrue), 3);
        Assert.Equal(0.865f, BinaryCrossEntropyWithLogits(KerasLogits, KerasTrue), 3);
        // Keras' without class balancing: both classes have the weight 1.
        Assert.Equal(0.691f, 2 * BinaryFocal(KerasLogits, KerasTrue, alpha: 0.5f), 3);
        Assert.Equal(0.51f, BinaryFocal(KerasLogits, KerasTrue), 2);
        Assert.Equal(1.3f, Hinge(KerasPredicted, [-1f, 1, -1, -1]), 6);
        Assert.Equal(1.86f, SquaredHinge(KerasPredicted, [-1f, 1, -1, -1]), 5);
    }

    [Fact]
    public void KerasLossesOfRows()
    {
        var target = new ReadOnlyTensorSpan<float>([0f, 1, 0, 0, 0, 1], [2, 3]);
        var probabilities = new ReadOnlyTensorSpan<float>([0.05f, 0.95f, 0, 0.1f, 0.8f, 0.1f], [2, 3]);
        Assert.Equal(1.177f, CrossEntropyOfProbabilities(probabilities, target), 3);

        var logits = new ReadOnlyTensorSpan<double>(
            [Math.Log(0.05), Math.Log(0.95), -40, Math.Log(0.1), Math.Log(0.8), Math.Log(0.1)], [2, 3]);
        Assert.Equal(1.177, SparseCrossEntropy(logits, [1, 2]), 3);
        Assert.Equal(1.177, Nll(logits, [1, 2]), 3);
        Assert.Equal(0.0513, SparseCrossEntropy(logits, [1, -100]), 4);

        // A target of 0 has no part in the divergence; Keras, which holds it at 1e-7, agrees to the digits that it prints.
        var prediction = new ReadOnlyTensorSpan<double>([Math.Log(0.6), Math.Log(0.4), Math.Log(0.4), Math.Log(0.6)], [2, 2]);
        Assert.Equal(0.458, KlDivergence(prediction, new ReadOnlyTensorSpan<double>([0.0, 1, 0, 0], [2, 2])), 3);
    }

    [Fact]
    public void BoxesAndHistograms()
    {
        var box = new ReadOnlyTensorSpan<double>([0.0, 0, 2, 2], [1, 4]);
        var other = new ReadOnlyTensorSpan<double>([1.0, 1, 3, 3], [1, 4]);
        Assert.Equal(6.0 / 7, BoxIou(box, other), 6);
        Assert.Equal((6.0 / 7) + (2.0 / 9), GeneralizedBoxIou(box, other), 6);
        Assert.Equal((6.0 / 7) + (2.0 / 18), DistanceBoxIou(box, other), 6);

        // All mass two bins away.
        var first = new ReadOnlyTensorSpan<double>([1.0, 0, 0], [1, 3]);
        var last = new ReadOnlyTensorSpan<double>([0.0, 0, 1], [1, 3]);
        Assert.Equal(2, EarthMover(first, last), 12);
        Assert.Equal(2, SquaredEarthMover(first, last), 12);
        Assert.Equal(Math.Log(2), JensenShannon(first, last), 12);
    }

    [Fact]
    public void EveryReductionIsCalledAlike()
    {
        float[] each = new float[4], gradient = new float[4];
        Huber(KerasPredicted, KerasTrue, each);
        Assert.Equal([0.18f, 0.18f, 0.08f, 0.18f], each, (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(0.62f, HuberSum(KerasPredicted, KerasTrue), 6);
        Assert.Equal(0.155f, HuberWithGradient(KerasPredicted, KerasTrue, gradient), 6);
        Assert.Equal([0.15f, -0.15f, 0.1f, 0.15f], gradient, (a, b) => Math.Abs(a - b) < 1e-6);
        HuberWithGradient(KerasPredicted, KerasTrue, each, gradient, upstream: [1f, 2, 0, 1]);
        Assert.Equal([0.6f, -1.2f, 0, 0.6f], gradient, (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(0.11f, Huber(KerasPredicted, KerasTrue, delta: 0.25f), 2);
    }

    [Fact]
    public void LossesOfPairsOfSetsAndOfMasks()
    {
        Assert.Equal(0.75f, HingeEmbedding([0.5f, 0], [1f, -1]), 6);
        Assert.Equal(0.5f, MarginRanking([1f, 2], [2f, 1], [1f, 1]), 6);
        Assert.Equal(-2f, WassersteinCritic(real: [2f, 2], fake: [0f, 0]), 6);
        Assert.Equal(2 * Math.Log(2), MinimaxDiscriminator([0.0], [0.0]), 12);
        // Milletari's Dice with one of two pixels right, without smoothing 1 - 2/3.
        Assert.Equal(1.0 / 3, BinaryDice([1.0, 1], [1.0, 0], smooth: 1e-10), 9);
        Assert.Equal(0.5, BinaryJaccard([1.0, 1], [1.0, 0], smooth: 1e-10), 9);
        Assert.Equal(1.0 / 3, BinaryTversky([1.0, 1], [1.0, 0], alpha: 0.5, beta: 0.5, smooth: 1e-10), 9);
    }
}
