namespace LossGen.Losses;

public static partial class LossCatalogue
{
    private static IEnumerable<LossEntry> MetricLearningLosses() =>
    [
        new(
            nameof(MetricLearning.HingeEmbedding),
            MetricLearning.HingeEmbeddingInfo,
            LossTask.MetricLearning,
            "Hinge embedding loss (torch.nn.HingeEmbeddingLoss): the distance of similar pairs, max(0, margin - distance) of " +
                "dissimilar ones.",
            ["similarity learning from distances", "semi-supervised embedding", "weakly labelled pairs"],
            "Avoid it where embeddings are at hand: Contrastive computes the distances in the same pass.",
            "H. Mobahi, R. Collobert and J. Weston, \"Deep learning from temporal coherence in video\", ICML 2009."),
        new(
            nameof(MetricLearning.MarginRanking),
            MetricLearning.MarginRankingInfo,
            LossTask.MetricLearning,
            "Margin ranking loss (torch.nn.MarginRankingLoss): max(0, margin - target · (input1 - input2)).",
            ["learning to rank", "preferences", "recommendation"],
            "Avoid a margin of 0 where all scores can collapse to one number.",
            "R. Herbrich, T. Graepel and K. Obermayer, \"Large margin rank boundaries for ordinal regression\", 2000."),
    ];
}
