using LossGen.Losses;

namespace LossGen.Tests.Catalogue;

/// <summary>A use case in a few words finds the losses that an expert would name.</summary>
public sealed class UseCaseSearchTests
{
    [Theory]
    [InlineData("imbalanced segmentation", new[] { "Tversky", "Dice", "GeneralizedDice" }, new[] { "SquaredError", "Hinge" })]
    [InlineData("regression with outliers", new[] { "Huber", "AbsoluteError", "LogCosh" }, new[] { "SquaredError", "GaussianNll" })]
    [InlineData("robust regression", new[] { "Huber", "Cauchy" }, new[] { "SquaredError" })]
    [InlineData("prediction intervals", new[] { "Quantile" }, new[] { "SquaredError" })]
    [InlineData("count data", new[] { "PoissonNll" }, new[] { "Huber" })]
    [InlineData("training a GAN generator", new[] { "NonSaturatingGenerator", "HingeGenerator" }, new[] { "Huber" })]
    [InlineData("multi-label classification", new[] { "BinaryCrossEntropyWithLogits" }, new[] { "Hinge" })]
    [InlineData("Learning to rank", new[] { "MarginRanking" }, new[] { "Huber" })]
    [InlineData("imbalanced multi-class classification", new[] { "WeightedFocal", "WeightedSparseCrossEntropy" }, new[] { "Hinge" })]
    [InlineData("self-supervised contrastive learning", new[] { "NtXent", "InfoNce" }, new[] { "Hinge" })]
    [InlineData("object detection boxes", new[] { "GeneralizedBoxIou", "DistanceBoxIou" }, new[] { "Hinge" })]
    [InlineData("label smoothing", new[] { "SparseCrossEntropy", "CrossEntropy" }, new[] { "Hinge" })]
    [InlineData("uncertainty", new[] { "GaussianNll" }, new[] { "Huber" })]
    public void FindsWhatFits(string useCase, string[] near, string[] far)
    {
        string[] names = [.. LossCatalogue.For(useCase).Select(suggestion => suggestion.Entry.Name)];
        int[] ranks = [.. near.Select(name => Array.IndexOf(names, name))];
        Assert.All(ranks, rank => Assert.InRange(rank, 0, 8));
        Assert.All(far, name => Assert.DoesNotContain(name, names[..ranks.Max()]));
    }

    [Fact]
    public void TheTaskComesFirst()
    {
        IReadOnlyList<LossSuggestion> found = LossCatalogue.For("imbalanced segmentation");
        Assert.All(found.Take(3), suggestion => Assert.Equal(LossTask.Segmentation, suggestion.Entry.Task));
    }

    [Fact]
    public void SuggestionsAreOrderedAndHaveReasons()
    {
        IReadOnlyList<LossSuggestion> found = LossCatalogue.For("regression with outliers");
        Assert.Equal(found.OrderByDescending(suggestion => suggestion.Score), found);
        Assert.All(found, suggestion => Assert.True(suggestion.Score > 0 && suggestion.Reason.EndsWith('.')));
        Assert.Contains("regression with outliers", found[0].Reason);
    }

    [Theory]
    [InlineData("MSE", "SquaredError")]
    [InlineData("pinball", "Quantile")]
    [InlineData("MAE", "AbsoluteError")]
    [InlineData("Huber", "Huber")]
    [InlineData("torch.nn.BCEWithLogitsLoss", "BinaryCrossEntropyWithLogits")]
    public void NamesFindTheirLoss(string name, string loss) => Assert.Equal(loss, LossCatalogue.For(name)[0].Entry.Name);

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("the of and")]
    [InlineData("xyzzy")]
    public void UnknownWordsFindNothing(string useCase) => Assert.Empty(LossCatalogue.For(useCase));

    [Fact]
    public void NullIsNoUseCase() => Assert.Throws<ArgumentNullException>(() => LossCatalogue.For(null!));
}
