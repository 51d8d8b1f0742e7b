namespace LossGen.Losses;

public static partial class MetricLearning
{
    private const string HingeEmbeddingTerm = " where l = target > 0 ? distance : clamp(margin - distance, 0, inf)";

    /// <summary>
    /// Hinge embedding loss (torch.nn.HingeEmbeddingLoss): the distance of similar pairs, max(0, margin - distance) of dissimilar ones.
    /// </summary>
    /// <param name="distance">The distances of pairs: any number of elements.</param>
    /// <param name="target">1 for similar and -1 for dissimilar pairs, as many.</param>
    /// <param name="margin">The distance from which on dissimilar pairs are far enough.</param>
    /// <returns>The mean of all elements.</returns>
    /// <remarks>
    /// <para>Use it for: similarity learning from distances; semi-supervised embedding; weakly labelled pairs.</para>
    /// <para>Avoid it where embeddings are at hand: Contrastive computes the distances in the same pass.</para>
    /// <para>Reference: H. Mobahi, R. Collobert and J. Weston, "Deep learning from temporal coherence in video", ICML 2009.</para>
    /// </remarks>
    [Loss("mean(l)" + HingeEmbeddingTerm)]
    public static partial float HingeEmbedding(ReadOnlySpan<float> distance, ReadOnlySpan<float> target, float margin = 1);

    /// <inheritdoc cref="HingeEmbedding(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss("mean(l)" + HingeEmbeddingTerm)]
    public static partial double HingeEmbedding(ReadOnlySpan<double> distance, ReadOnlySpan<double> target, double margin = 1);

    /// <summary>HingeEmbedding with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="HingeEmbedding(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum(l)" + HingeEmbeddingTerm)]
    public static partial float HingeEmbeddingSum(ReadOnlySpan<float> distance, ReadOnlySpan<float> target, float margin = 1);

    /// <summary>HingeEmbedding with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="HingeEmbedding(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum(l)" + HingeEmbeddingTerm)]
    public static partial double HingeEmbeddingSum(ReadOnlySpan<double> distance, ReadOnlySpan<double> target, double margin = 1);

    /// <summary>HingeEmbedding with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="HingeEmbedding(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("l" + HingeEmbeddingTerm)]
    public static partial void HingeEmbedding(
        ReadOnlySpan<float> distance, ReadOnlySpan<float> target, Span<float> loss, float margin = 1);

    /// <summary>HingeEmbedding with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="HingeEmbedding(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("l" + HingeEmbeddingTerm)]
    public static partial void HingeEmbedding(
        ReadOnlySpan<double> distance, ReadOnlySpan<double> target, Span<double> loss, double margin = 1);

    private const string MarginRankingTerm = " where l = clamp(margin - target * (input1 - input2), 0, inf)";

    /// <summary>Margin ranking loss (torch.nn.MarginRankingLoss): max(0, margin - target · (input1 - input2)).</summary>
    /// <param name="input1">The scores of the first of each pair: any number of elements.</param>
    /// <param name="input2">The scores of the second, as many.</param>
    /// <param name="target">1 where the first is to rank higher, -1 where the second is, as many.</param>
    /// <param name="margin">The margin by which the scores are to differ.</param>
    /// <returns>The mean of all elements.</returns>
    /// <remarks>
    /// <para>Use it for: learning to rank; preferences; recommendation.</para>
    /// <para>Avoid a margin of 0 where all scores can collapse to one number.</para>
    /// <para>Reference: R. Herbrich, T. Graepel and K. Obermayer, "Large margin rank boundaries for ordinal regression", 2000.</para>
    /// </remarks>
    [Loss("mean(l)" + MarginRankingTerm)]
    public static partial float MarginRanking(
        [Gradient] ReadOnlySpan<float> input1, [Gradient] ReadOnlySpan<float> input2, ReadOnlySpan<float> target, float margin = 0);

    /// <inheritdoc cref="MarginRanking(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss("mean(l)" + MarginRankingTerm)]
    public static partial double MarginRanking(
        [Gradient] ReadOnlySpan<double> input1, [Gradient] ReadOnlySpan<double> input2, ReadOnlySpan<double> target, double margin = 0);

    /// <summary>MarginRanking with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="MarginRanking(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum(l)" + MarginRankingTerm)]
    public static partial float MarginRankingSum(
        [Gradient] ReadOnlySpan<float> input1, [Gradient] ReadOnlySpan<float> input2, ReadOnlySpan<float> target, float margin = 0);

    /// <summary>MarginRanking with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="MarginRanking(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum(l)" + MarginRankingTerm)]
    public static partial double MarginRankingSum(
        [Gradient] ReadOnlySpan<double> input1, [Gradient] ReadOnlySpan<double> input2, ReadOnlySpan<double> target, double margin = 0);

    /// <summary>MarginRanking with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="MarginRanking(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("l" + MarginRankingTerm)]
    public static partial void MarginRanking(
        [Gradient] ReadOnlySpan<float> input1, [Gradient] ReadOnlySpan<float> input2, ReadOnlySpan<float> target, Span<float> loss,
        float margin = 0);

    /// <summary>MarginRanking with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="MarginRanking(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("l" + MarginRankingTerm)]
    public static partial void MarginRanking(
        [Gradient] ReadOnlySpan<double> input1, [Gradient] ReadOnlySpan<double> input2, ReadOnlySpan<double> target, Span<double> loss,
        double margin = 0);
}
