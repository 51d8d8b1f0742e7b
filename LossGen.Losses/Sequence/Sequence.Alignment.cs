using System.Numerics.Tensors;

namespace LossGen.Losses;

public static partial class Sequence
{
    private const string SoftDtwTerm = """
         where l[n] = d[n, size(i) - 1, size(j) - 1],
         d[n, i, j] = sum[k]((prediction[n, i, k] - target[n, j, k])^2) - gamma * logsumexp(
             -(d[n, i - 1, j] ?? inf) / gamma, -(d[n, i, j - 1] ?? inf) / gamma, -(d[n, i - 1, j - 1] ?? (i + j == 0 ? 0 : inf)) / gamma)
        """;

    /// <summary>
    /// Soft dynamic time warping: the soft minimum over all monotone alignments of the squared distances of what is aligned.
    /// </summary>
    /// <param name="prediction">The predicted sequences of vectors, [n, i, k].</param>
    /// <param name="target">The true sequences of vectors, [n, j, k]; they may have another length.</param>
    /// <param name="gamma">How soft the minimum over alignments is: towards 0, dynamic time warping itself.</param>
    /// <returns>The mean of all pairs.</returns>
    /// <remarks>
    /// <para>Use it for: time series of different speed; forecasting of shapes; averaging and clustering time series.</para>
    /// <para>
    /// Avoid it where the time of an event matters: use SquaredError. It is not 0 for equal sequences, and can be below.
    /// </para>
    /// <para>Reference: M. Cuturi and M. Blondel, "Soft-DTW: a differentiable loss function for time-series", ICML 2017.</para>
    /// </remarks>
    [Loss("mean[n](l[n])" + SoftDtwTerm)]
    public static partial float SoftDtw(
        [Gradient] ReadOnlyTensorSpan<float> prediction, ReadOnlyTensorSpan<float> target, [Range(1e-3, 1e3)] float gamma = 1);

    /// <inheritdoc cref="SoftDtw(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)"/>
    [Loss("mean[n](l[n])" + SoftDtwTerm)]
    public static partial double SoftDtw(
        [Gradient] ReadOnlyTensorSpan<double> prediction, ReadOnlyTensorSpan<double> target, [Range(1e-3, 1e3)] double gamma = 1);

    /// <summary>SoftDtw with reduction 'sum': the sum over the pair of sequences in place of the mean.</summary>
    /// <inheritdoc cref="SoftDtw(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + SoftDtwTerm)]
    public static partial float SoftDtwSum(
        [Gradient] ReadOnlyTensorSpan<float> prediction, ReadOnlyTensorSpan<float> target, [Range(1e-3, 1e3)] float gamma = 1);

    /// <summary>SoftDtw with reduction 'sum': the sum over the pair of sequences in place of the mean.</summary>
    /// <inheritdoc cref="SoftDtw(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + SoftDtwTerm)]
    public static partial double SoftDtwSum(
        [Gradient] ReadOnlyTensorSpan<double> prediction, ReadOnlyTensorSpan<double> target, [Range(1e-3, 1e3)] double gamma = 1);

    /// <summary>SoftDtw with reduction 'none': the loss of each pair of sequence, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="SoftDtw(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("l[n]" + SoftDtwTerm)]
    public static partial void SoftDtw(
        [Gradient] ReadOnlyTensorSpan<float> prediction, ReadOnlyTensorSpan<float> target, Span<float> loss,
        [Range(1e-3, 1e3)] float gamma = 1);

    /// <summary>SoftDtw with reduction 'none': the loss of each pair of sequence, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="SoftDtw(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("l[n]" + SoftDtwTerm)]
    public static partial void SoftDtw(
        [Gradient] ReadOnlyTensorSpan<double> prediction, ReadOnlyTensorSpan<double> target, Span<double> loss,
        [Range(1e-3, 1e3)] double gamma = 1);

    private const string SoftAlignmentTerm = """
         where l[n] = queryLengths[n] == 0 || targetLengths[n] == 0 ? gap * (queryLengths[n] + targetLengths[n])
             : -score[n, queryLengths[n] - 1, targetLengths[n] - 1],
         score[n, i, j] = temperature * logsumexp(
             ((score[n, i - 1, j - 1] ?? (-gap * (i + j))) + similarity[n, i, j]) / temperature,
             ((score[n, i - 1, j] ?? (-gap * (j + 1))) - gap) / temperature,
             ((score[n, i, j - 1] ?? (-gap * (i + 1))) - gap) / temperature)
        """;

    /// <summary>
    /// Soft global alignment (Needleman-Wunsch): minus the soft maximum over all alignments of the similarities of what is
    /// aligned, less the gaps. With similarities 0 for equal and -1 for other symbols it is a soft edit distance.
    /// </summary>
    /// <param name="similarity">What it is worth to align i with j, [n, i, j]: a substitution score, or minus a cost.</param>
    /// <param name="queryLengths">How many i of each pair count, [n]: 0 … the extent of i.</param>
    /// <param name="targetLengths">How many j of each pair count, [n]: 0 … the extent of j.</param>
    /// <param name="gap">What it costs to leave one out.</param>
    /// <param name="temperature">How soft the maximum over alignments is: towards 0, the best alignment alone.</param>
    /// <returns>The mean of all pairs.</returns>
    /// <remarks>
    /// <para>Use it for: alignment of biological sequences; learned edit distance; text and phoneme alignment.</para>
    /// <para>Avoid it where everything is to be aligned in order, without gaps: use SoftDtw.</para>
    /// <para>
    /// Reference: S. B. Needleman and C. D. Wunsch, "A general method applicable to the search for similarities in the amino
    /// acid sequence of two proteins", JMB 48 (1970); made soft by J. T. Morton et al., "Protein structural alignments from
    /// sequence", 2020.
    /// </para>
    /// </remarks>
    [Loss("mean[n](l[n])" + SoftAlignmentTerm)]
    public static partial float SoftAlignment(
        [Gradient] ReadOnlyTensorSpan<float> similarity, ReadOnlySpan<int> queryLengths, ReadOnlySpan<int> targetLengths,
        float gap = 1, [Range(1e-3, 1e3)] float temperature = 1);

    /// <inheritdoc cref="SoftAlignment(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, ReadOnlySpan{int}, float, float)"/>
    [Loss("mean[n](l[n])" + SoftAlignmentTerm)]
    public static partial double SoftAlignment(
        [Gradient] ReadOnlyTensorSpan<double> similarity, ReadOnlySpan<int> queryLengths, ReadOnlySpan<int> targetLengths,
        double gap = 1, [Range(1e-3, 1e3)] double temperature = 1);

    /// <summary>SoftAlignment with reduction 'sum': the sum over the pair of sequences in place of the mean.</summary>
    /// <inheritdoc cref="SoftAlignment(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, ReadOnlySpan{int}, float, float)" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + SoftAlignmentTerm)]
    public static partial float SoftAlignmentSum(
        [Gradient] ReadOnlyTensorSpan<float> similarity, ReadOnlySpan<int> queryLengths, ReadOnlySpan<int> targetLengths,
        float gap = 1, [Range(1e-3, 1e3)] float temperature = 1);

    /// <summary>SoftAlignment with reduction 'sum': the sum over the pair of sequences in place of the mean.</summary>
    /// <inheritdoc cref="SoftAlignment(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, ReadOnlySpan{int}, float, float)" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + SoftAlignmentTerm)]
    public static partial double SoftAlignmentSum(
        [Gradient] ReadOnlyTensorSpan<double> similarity, ReadOnlySpan<int> queryLengths, ReadOnlySpan<int> targetLengths,
        double gap = 1, [Range(1e-3, 1e3)] double temperature = 1);

    /// <summary>
    /// SoftAlignment with reduction 'none': the loss of each pair of sequence, written to <paramref name="loss"/>.
    /// </summary>
    /// <inheritdoc cref="SoftAlignment(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, ReadOnlySpan{int}, float, float)" path="/param|/remarks"/>
    [Loss("l[n]" + SoftAlignmentTerm)]
    public static partial void SoftAlignment(
        [Gradient] ReadOnlyTensorSpan<float> similarity, ReadOnlySpan<int> queryLengths, ReadOnlySpan<int> targetLengths,
        Span<float> loss, float gap = 1, [Range(1e-3, 1e3)] float temperature = 1);

    /// <summary>
    /// SoftAlignment with reduction 'none': the loss of each pair of sequence, written to <paramref name="loss"/>.
    /// </summary>
    /// <inheritdoc cref="SoftAlignment(ReadOnlyTensorSpan{float}, ReadOnlySpan{int}, ReadOnlySpan{int}, float, float)" path="/param|/remarks"/>
    [Loss("l[n]" + SoftAlignmentTerm)]
    public static partial void SoftAlignment(
        [Gradient] ReadOnlyTensorSpan<double> similarity, ReadOnlySpan<int> queryLengths, ReadOnlySpan<int> targetLengths,
        Span<double> loss, double gap = 1, [Range(1e-3, 1e3)] double temperature = 1);
}
