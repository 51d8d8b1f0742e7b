using System.Numerics.Tensors;

namespace LossGen.Losses;

public static partial class MetricLearning
{
    private const string ContrastiveTerm =
        " where l[n] = (target[n] * d[n]^2 + (1 - target[n]) * relu(margin - d[n])^2) / 2," +
        " d[n] = norm[k](input1[n, k] - input2[n, k])";

    /// <summary>
    /// Contrastive loss: half the squared distance of similar pairs, half of max(0, margin - distance)² of dissimilar ones.
    /// </summary>
    /// <param name="input1">The embeddings of the first of each pair, [n, k].</param>
    /// <param name="input2">The embeddings of the second, [n, k].</param>
    /// <param name="target">1 for similar and 0 for dissimilar pairs, n.</param>
    /// <param name="margin">The distance from which on dissimilar pairs are far enough.</param>
    /// <returns>The mean of all pairs.</returns>
    /// <remarks>
    /// <para>Use it for: similarity learning from labelled pairs; siamese networks; face and signature verification.</para>
    /// <para>Avoid it where only relative similarity is known: use Triplet.</para>
    /// <para>
    /// Reference: R. Hadsell, S. Chopra and Y. LeCun, "Dimensionality reduction by learning an invariant mapping", CVPR 2006.
    /// </para>
    /// </remarks>
    [Loss("mean[n](l[n])" + ContrastiveTerm)]
    public static partial float Contrastive(
        [Gradient] ReadOnlyTensorSpan<float> input1, [Gradient] ReadOnlyTensorSpan<float> input2,
        [Range(0, 1)] ReadOnlySpan<float> target, float margin = 1);

    /// <inheritdoc cref="Contrastive(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss("mean[n](l[n])" + ContrastiveTerm)]
    public static partial double Contrastive(
        [Gradient] ReadOnlyTensorSpan<double> input1, [Gradient] ReadOnlyTensorSpan<double> input2,
        [Range(0, 1)] ReadOnlySpan<double> target, double margin = 1);

    /// <summary>Contrastive with reduction 'sum': the sum over the pairs in place of the mean.</summary>
    /// <inheritdoc
    /// cref="Contrastive(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, float)"
    /// path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + ContrastiveTerm)]
    public static partial float ContrastiveSum(
        [Gradient] ReadOnlyTensorSpan<float> input1, [Gradient] ReadOnlyTensorSpan<float> input2,
        [Range(0, 1)] ReadOnlySpan<float> target, float margin = 1);

    /// <summary>Contrastive with reduction 'sum': the sum over the pairs in place of the mean.</summary>
    /// <inheritdoc
    /// cref="Contrastive(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, float)"
    /// path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + ContrastiveTerm)]
    public static partial double ContrastiveSum(
        [Gradient] ReadOnlyTensorSpan<double> input1, [Gradient] ReadOnlyTensorSpan<double> input2,
        [Range(0, 1)] ReadOnlySpan<double> target, double margin = 1);

    /// <summary>Contrastive with reduction 'none': the loss of each pair, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc
    /// cref="Contrastive(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, float)"
    /// path="/param|/remarks"/>
    [Loss("l[n]" + ContrastiveTerm)]
    public static partial void Contrastive(
        [Gradient] ReadOnlyTensorSpan<float> input1, [Gradient] ReadOnlyTensorSpan<float> input2,
        [Range(0, 1)] ReadOnlySpan<float> target, Span<float> loss, float margin = 1);

    /// <summary>Contrastive with reduction 'none': the loss of each pair, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc
    /// cref="Contrastive(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, float)"
    /// path="/param|/remarks"/>
    [Loss("l[n]" + ContrastiveTerm)]
    public static partial void Contrastive(
        [Gradient] ReadOnlyTensorSpan<double> input1, [Gradient] ReadOnlyTensorSpan<double> input2,
        [Range(0, 1)] ReadOnlySpan<double> target, Span<double> loss, double margin = 1);

    private const string CosineEmbeddingTerm =
        " where l[n] = target[n] > 0 ? 1 - s[n] : clamp(s[n] - margin, 0, inf)," +
        " s[n] = sum[k](input1[n, k] * input2[n, k]) / sqrt((sum[k](input1[n, k]^2) + 1e-12) * (sum[k](input2[n, k]^2) + 1e-12))";

    /// <summary>
    /// Cosine embedding loss (torch.nn.CosineEmbeddingLoss): 1 - cos of similar pairs, max(0, cos - margin) of dissimilar ones.
    /// </summary>
    /// <param name="input1">The embeddings of the first of each pair, [n, k].</param>
    /// <param name="input2">The embeddings of the second, [n, k].</param>
    /// <param name="target">1 for similar and -1 for dissimilar pairs, n.</param>
    /// <param name="margin">The cosine up to which dissimilar pairs are far enough, from -1 to 1.</param>
    /// <returns>The mean of all pairs.</returns>
    /// <remarks>
    /// <para>Use it for: similarity learning where only the direction counts; text and sentence embeddings.</para>
    /// <para>Avoid it where the length of an embedding carries meaning: use Contrastive.</para>
    /// <para>
    /// Reference: The cosine measure: G. Salton, A. Wong and C. S. Yang, "A vector space model for automatic indexing", CACM 18 (1975).
    /// As torch.nn.CosineEmbeddingLoss.
    /// </para>
    /// </remarks>
    [Loss("mean[n](l[n])" + CosineEmbeddingTerm)]
    public static partial float CosineEmbedding(
        [Gradient] ReadOnlyTensorSpan<float> input1, [Gradient] ReadOnlyTensorSpan<float> input2, ReadOnlySpan<float> target,
        [Range(-1, 1)] float margin = 0);

    /// <inheritdoc cref="CosineEmbedding(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss("mean[n](l[n])" + CosineEmbeddingTerm)]
    public static partial double CosineEmbedding(
        [Gradient] ReadOnlyTensorSpan<double> input1, [Gradient] ReadOnlyTensorSpan<double> input2, ReadOnlySpan<double> target,
        [Range(-1, 1)] double margin = 0);

    /// <summary>CosineEmbedding with reduction 'sum': the sum over the pairs in place of the mean.</summary>
    /// <inheritdoc
    /// cref="CosineEmbedding(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, float)"
    /// path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + CosineEmbeddingTerm)]
    public static partial float CosineEmbeddingSum(
        [Gradient] ReadOnlyTensorSpan<float> input1, [Gradient] ReadOnlyTensorSpan<float> input2, ReadOnlySpan<float> target,
        [Range(-1, 1)] float margin = 0);

    /// <summary>CosineEmbedding with reduction 'sum': the sum over the pairs in place of the mean.</summary>
    /// <inheritdoc
    /// cref="CosineEmbedding(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, float)"
    /// path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + CosineEmbeddingTerm)]
    public static partial double CosineEmbeddingSum(
        [Gradient] ReadOnlyTensorSpan<double> input1, [Gradient] ReadOnlyTensorSpan<double> input2, ReadOnlySpan<double> target,
        [Range(-1, 1)] double margin = 0);

    /// <summary>CosineEmbedding with reduction 'none': the loss of each pair, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc
    /// cref="CosineEmbedding(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, float)"
    /// path="/param|/remarks"/>
    [Loss("l[n]" + CosineEmbeddingTerm)]
    public static partial void CosineEmbedding(
        [Gradient] ReadOnlyTensorSpan<float> input1, [Gradient] ReadOnlyTensorSpan<float> input2, ReadOnlySpan<float> target,
        Span<float> loss, [Range(-1, 1)] float margin = 0);

    /// <summary>CosineEmbedding with reduction 'none': the loss of each pair, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc
    /// cref="CosineEmbedding(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, float)"
    /// path="/param|/remarks"/>
    [Loss("l[n]" + CosineEmbeddingTerm)]
    public static partial void CosineEmbedding(
        [Gradient] ReadOnlyTensorSpan<double> input1, [Gradient] ReadOnlyTensorSpan<double> input2, ReadOnlySpan<double> target,
        Span<double> loss, [Range(-1, 1)] double margin = 0);
}
