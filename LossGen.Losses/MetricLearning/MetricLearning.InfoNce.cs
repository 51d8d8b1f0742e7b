using System.Numerics.Tensors;

namespace LossGen.Losses;

public static partial class MetricLearning
{
    private const string InfoNceTerm =
        " where l[i] = logsumexp[j](s[i, j]) - s[i, i], s[i, j] = sum[k](u[i, k] * v[j, k]) / temperature," +
        " u[i, k] = query[i, k] / norm[k](query[i, k]), v[j, k] = key[j, k] / norm[k](key[j, k])";

    /// <summary>
    /// InfoNCE: cross-entropy of cosine similarities over temperature, the i-th key being the class of the i-th query and all others
    /// its negatives.
    /// </summary>
    /// <param name="query">The query embeddings, [i, k].</param>
    /// <param name="key">The key embeddings, [j, k], the i-th belonging to the i-th query.</param>
    /// <param name="temperature">The temperature, above 0: the smaller, the more the hardest negatives count.</param>
    /// <returns>The mean of all queries.</returns>
    /// <remarks>
    /// <para>Use it for: contrastive representation learning; self-supervised learning; retrieval with in-batch negatives.</para>
    /// <para>Avoid it with small batches, which have few negatives, and where a batch holds several samples of one class.</para>
    /// <para>
    /// Reference: A. van den Oord, Y. Li and O. Vinyals, "Representation learning with contrastive predictive coding", 2018.
    /// </para>
    /// </remarks>
    [Loss("mean[i](l[i])" + InfoNceTerm)]
    public static partial float InfoNce(
        [Gradient] ReadOnlyTensorSpan<float> query, [Gradient] ReadOnlyTensorSpan<float> key,
        [Range(1e-3, 1e3)] float temperature = 0.07f);

    /// <inheritdoc cref="InfoNce(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)"/>
    [Loss("mean[i](l[i])" + InfoNceTerm)]
    public static partial double InfoNce(
        [Gradient] ReadOnlyTensorSpan<double> query, [Gradient] ReadOnlyTensorSpan<double> key,
        [Range(1e-3, 1e3)] double temperature = 0.07);

    /// <summary>InfoNce with reduction 'sum': the sum over the queries in place of the mean.</summary>
    /// <inheritdoc cref="InfoNce(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum[i](l[i])" + InfoNceTerm)]
    public static partial float InfoNceSum(
        [Gradient] ReadOnlyTensorSpan<float> query, [Gradient] ReadOnlyTensorSpan<float> key,
        [Range(1e-3, 1e3)] float temperature = 0.07f);

    /// <summary>InfoNce with reduction 'sum': the sum over the queries in place of the mean.</summary>
    /// <inheritdoc cref="InfoNce(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum[i](l[i])" + InfoNceTerm)]
    public static partial double InfoNceSum(
        [Gradient] ReadOnlyTensorSpan<double> query, [Gradient] ReadOnlyTensorSpan<double> key,
        [Range(1e-3, 1e3)] double temperature = 0.07);

    /// <summary>InfoNce with reduction 'none': the loss of each query, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="InfoNce(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("l[i]" + InfoNceTerm)]
    public static partial void InfoNce(
        [Gradient] ReadOnlyTensorSpan<float> query, [Gradient] ReadOnlyTensorSpan<float> key, Span<float> loss,
        [Range(1e-3, 1e3)] float temperature = 0.07f);

    /// <summary>InfoNce with reduction 'none': the loss of each query, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="InfoNce(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("l[i]" + InfoNceTerm)]
    public static partial void InfoNce(
        [Gradient] ReadOnlyTensorSpan<double> query, [Gradient] ReadOnlyTensorSpan<double> key, Span<double> loss,
        [Range(1e-3, 1e3)] double temperature = 0.07);

    private const string SymmetricInfoNceTerm =
        " where l[i] = (logsumexp[j](s[i, j]) + logsumexp[j](s[j, i])) / 2 - s[i, i]," +
        " s[i, j] = sum[k](u[i, k] * v[j, k]) / temperature, u[i, k] = query[i, k] / norm[k](query[i, k])," +
        " v[j, k] = key[j, k] / norm[k](key[j, k])";

    /// <summary>Symmetric InfoNCE (the loss of CLIP): the mean of InfoNce of queries among keys and of keys among queries.</summary>
    /// <param name="query">The embeddings of the one kind, [i, k].</param>
    /// <param name="key">The embeddings of the other kind, [j, k], the i-th belonging to the i-th of the first.</param>
    /// <param name="temperature">The temperature, above 0: the smaller, the more the hardest negatives count.</param>
    /// <returns>The mean of all pairs.</returns>
    /// <remarks>
    /// <para>Use it for: image and text pairs; multi-modal representation learning; retrieval in both directions.</para>
    /// <para>Avoid it with small batches, which have few negatives.</para>
    /// <para>Reference: A. Radford et al., "Learning transferable visual models from natural language supervision", ICML 2021.</para>
    /// </remarks>
    [Loss("mean[i](l[i])" + SymmetricInfoNceTerm)]
    public static partial float SymmetricInfoNce(
        [Gradient] ReadOnlyTensorSpan<float> query, [Gradient] ReadOnlyTensorSpan<float> key,
        [Range(1e-3, 1e3)] float temperature = 0.07f);

    /// <inheritdoc cref="SymmetricInfoNce(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)"/>
    [Loss("mean[i](l[i])" + SymmetricInfoNceTerm)]
    public static partial double SymmetricInfoNce(
        [Gradient] ReadOnlyTensorSpan<double> query, [Gradient] ReadOnlyTensorSpan<double> key,
        [Range(1e-3, 1e3)] double temperature = 0.07);

    /// <summary>SymmetricInfoNce with reduction 'sum': the sum over the pairs in place of the mean.</summary>
    /// <inheritdoc cref="SymmetricInfoNce(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum[i](l[i])" + SymmetricInfoNceTerm)]
    public static partial float SymmetricInfoNceSum(
        [Gradient] ReadOnlyTensorSpan<float> query, [Gradient] ReadOnlyTensorSpan<float> key,
        [Range(1e-3, 1e3)] float temperature = 0.07f);

    /// <summary>SymmetricInfoNce with reduction 'sum': the sum over the pairs in place of the mean.</summary>
    /// <inheritdoc cref="SymmetricInfoNce(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum[i](l[i])" + SymmetricInfoNceTerm)]
    public static partial double SymmetricInfoNceSum(
        [Gradient] ReadOnlyTensorSpan<double> query, [Gradient] ReadOnlyTensorSpan<double> key,
        [Range(1e-3, 1e3)] double temperature = 0.07);

    /// <summary>SymmetricInfoNce with reduction 'none': the loss of each pair, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="SymmetricInfoNce(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("l[i]" + SymmetricInfoNceTerm)]
    public static partial void SymmetricInfoNce(
        [Gradient] ReadOnlyTensorSpan<float> query, [Gradient] ReadOnlyTensorSpan<float> key, Span<float> loss,
        [Range(1e-3, 1e3)] float temperature = 0.07f);

    /// <summary>SymmetricInfoNce with reduction 'none': the loss of each pair, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="SymmetricInfoNce(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("l[i]" + SymmetricInfoNceTerm)]
    public static partial void SymmetricInfoNce(
        [Gradient] ReadOnlyTensorSpan<double> query, [Gradient] ReadOnlyTensorSpan<double> key, Span<double> loss,
        [Range(1e-3, 1e3)] double temperature = 0.07);

    private const string NtXentTerm =
        " where l[i] = logsumexp[j | j != i](s[i, j]) - s[i, positive[i]], s[i, j] = sum[k](u[i, k] * u[j, k]) / temperature," +
        " u[i, k] = embedding[i, k] / norm[k](embedding[i, k])";

    /// <summary>
    /// NT-Xent (the loss of SimCLR): cross-entropy of cosine similarities over temperature, each view against all other views, the
    /// other view of the same sample being its class.
    /// </summary>
    /// <param name="embedding">The embeddings of all views, [i, k].</param>
    /// <param name="positive">Of each view, the row of the other view of the same sample.</param>
    /// <param name="temperature">The temperature, above 0: the smaller, the more the hardest negatives count.</param>
    /// <returns>The mean of all views.</returns>
    /// <remarks>
    /// <para>Use it for: self-supervised learning from augmented views; contrastive representation learning.</para>
    /// <para>Avoid it with small batches, which have few negatives.</para>
    /// <para>
    /// Reference: T. Chen, S. Kornblith, M. Norouzi and G. Hinton, "A simple framework for contrastive learning of visual
    /// representations", ICML 2020.
    /// </para>
    /// </remarks>
    [Loss("mean[i](l[i])" + NtXentTerm)]
    public static partial float NtXent(
        [Gradient] ReadOnlyTensorSpan<float> embedding, ReadOnlySpan<int> positive, [Range(1e-3, 1e3)] float temperature = 0.5f);

    /// <inheritdoc cref="NtXent(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, float)"/>
    [Loss("mean[i](l[i])" + NtXentTerm)]
    public static partial double NtXent(
        [Gradient] ReadOnlyTensorSpan<double> embedding, ReadOnlySpan<int> positive, [Range(1e-3, 1e3)] double temperature = 0.5);

    /// <summary>NtXent with reduction 'sum': the sum over the views in place of the mean.</summary>
    /// <inheritdoc cref="NtXent(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, float)" path="/param|/remarks"/>
    [Loss("sum[i](l[i])" + NtXentTerm)]
    public static partial float NtXentSum(
        [Gradient] ReadOnlyTensorSpan<float> embedding, ReadOnlySpan<int> positive, [Range(1e-3, 1e3)] float temperature = 0.5f);

    /// <summary>NtXent with reduction 'sum': the sum over the views in place of the mean.</summary>
    /// <inheritdoc cref="NtXent(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, float)" path="/param|/remarks"/>
    [Loss("sum[i](l[i])" + NtXentTerm)]
    public static partial double NtXentSum(
        [Gradient] ReadOnlyTensorSpan<double> embedding, ReadOnlySpan<int> positive, [Range(1e-3, 1e3)] double temperature = 0.5);

    /// <summary>NtXent with reduction 'none': the loss of each view, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="NtXent(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, float)" path="/param|/remarks"/>
    [Loss("l[i]" + NtXentTerm)]
    public static partial void NtXent(
        [Gradient] ReadOnlyTensorSpan<float> embedding, ReadOnlySpan<int> positive, Span<float> loss,
        [Range(1e-3, 1e3)] float temperature = 0.5f);

    /// <summary>NtXent with reduction 'none': the loss of each view, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="NtXent(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, float)" path="/param|/remarks"/>
    [Loss("l[i]" + NtXentTerm)]
    public static partial void NtXent(
        [Gradient] ReadOnlyTensorSpan<double> embedding, ReadOnlySpan<int> positive, Span<double> loss,
        [Range(1e-3, 1e3)] double temperature = 0.5);
}
