using System.Numerics.Tensors;

namespace LossGen.Losses;

#pragma warning disable LOSSGEN053 // KlDivergence: 0 * log(0) is 0.

public static partial class Classification
{
    private const string KlDivergenceTerm = " where l[n] = sum[c](target[n, c] * log(target[n, c]) - target[n, c] * prediction[n, c])";

    /// <summary>
    /// Kullback-Leibler divergence of log-probabilities (torch.nn.KLDivLoss): Σ target · (log target - prediction) over the classes.
    /// </summary>
    /// <param name="prediction">The logarithms of the predicted probabilities, [n, c].</param>
    /// <param name="target">The target probabilities, [n, c]; a row sums to 1.</param>
    /// <returns>The mean over the rows (PyTorch's batchmean).</returns>
    /// <remarks>
    /// <para>Use it for: distribution matching; knowledge distillation; variational inference.</para>
    /// <para>
    /// Avoid it on logits (KlDivergenceWithLogits), and where the distributions have no common support: EarthMover measures the
    /// distance between them.
    /// </para>
    /// <para>
    /// Reference: S. Kullback and R. A. Leibler, "On Information and Sufficiency", Annals of Mathematical Statistics 22 (1951).
    /// </para>
    /// </remarks>
    [Loss("mean[n](l[n])" + KlDivergenceTerm)]
    public static partial float KlDivergence(ReadOnlyTensorSpan<float> prediction, [Range(0, 1)] ReadOnlyTensorSpan<float> target);

    /// <inheritdoc cref="KlDivergence(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float})"/>
    [Loss("mean[n](l[n])" + KlDivergenceTerm)]
    public static partial double KlDivergence(ReadOnlyTensorSpan<double> prediction, [Range(0, 1)] ReadOnlyTensorSpan<double> target);

    /// <summary>KlDivergence with reduction 'sum': the sum over the rows in place of the mean.</summary>
    /// <inheritdoc cref="KlDivergence(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float})" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + KlDivergenceTerm)]
    public static partial float KlDivergenceSum(ReadOnlyTensorSpan<float> prediction, [Range(0, 1)] ReadOnlyTensorSpan<float> target);

    /// <summary>KlDivergence with reduction 'sum': the sum over the rows in place of the mean.</summary>
    /// <inheritdoc cref="KlDivergence(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float})" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + KlDivergenceTerm)]
    public static partial double KlDivergenceSum(
        ReadOnlyTensorSpan<double> prediction, [Range(0, 1)] ReadOnlyTensorSpan<double> target);

    /// <summary>KlDivergence with reduction 'none': the loss of each row, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="KlDivergence(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float})" path="/param|/remarks"/>
    [Loss("l[n]" + KlDivergenceTerm)]
    public static partial void KlDivergence(
        ReadOnlyTensorSpan<float> prediction, [Range(0, 1)] ReadOnlyTensorSpan<float> target, Span<float> loss);

    /// <summary>KlDivergence with reduction 'none': the loss of each row, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="KlDivergence(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float})" path="/param|/remarks"/>
    [Loss("l[n]" + KlDivergenceTerm)]
    public static partial void KlDivergence(
        ReadOnlyTensorSpan<double> prediction, [Range(0, 1)] ReadOnlyTensorSpan<double> target, Span<double> loss);

    private const string KlDivergenceWithLogitsTerm =
        " where l[n] = sum[c](target[n, c] * log(target[n, c]) - target[n, c] * logsoftmax[c](logits[n, c]))";

    /// <summary>
    /// Kullback-Leibler divergence of the softmax of logits: Σ target · (log target - log softmax(logits)) over the classes.
    /// </summary>
    /// <param name="logits">The logits, [n, c]: a row of class scores for each sample.</param>
    /// <param name="target">The target probabilities, [n, c]; a row sums to 1.</param>
    /// <returns>The mean over the rows (PyTorch's batchmean).</returns>
    /// <remarks>
    /// <para>Use it for: knowledge distillation; distribution matching; policy regularisation.</para>
    /// <para>Avoid it where only the gradient counts: CrossEntropy has the same one and costs a logarithm less.</para>
    /// <para>
    /// Reference: S. Kullback and R. A. Leibler, "On Information and Sufficiency", Annals of Mathematical Statistics 22 (1951).
    /// </para>
    /// </remarks>
    [Loss("mean[n](l[n])" + KlDivergenceWithLogitsTerm)]
    public static partial float KlDivergenceWithLogits(
        ReadOnlyTensorSpan<float> logits, [Range(0, 1)] ReadOnlyTensorSpan<float> target);

    /// <inheritdoc cref="KlDivergenceWithLogits(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float})"/>
    [Loss("mean[n](l[n])" + KlDivergenceWithLogitsTerm)]
    public static partial double KlDivergenceWithLogits(
        ReadOnlyTensorSpan<double> logits, [Range(0, 1)] ReadOnlyTensorSpan<double> target);

    /// <summary>KlDivergenceWithLogits with reduction 'sum': the sum over the rows in place of the mean.</summary>
    /// <inheritdoc cref="KlDivergenceWithLogits(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float})" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + KlDivergenceWithLogitsTerm)]
    public static partial float KlDivergenceWithLogitsSum(
        ReadOnlyTensorSpan<float> logits, [Range(0, 1)] ReadOnlyTensorSpan<float> target);

    /// <summary>KlDivergenceWithLogits with reduction 'sum': the sum over the rows in place of the mean.</summary>
    /// <inheritdoc cref="KlDivergenceWithLogits(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float})" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + KlDivergenceWithLogitsTerm)]
    public static partial double KlDivergenceWithLogitsSum(
        ReadOnlyTensorSpan<double> logits, [Range(0, 1)] ReadOnlyTensorSpan<double> target);

    /// <summary>KlDivergenceWithLogits with reduction 'none': the loss of each row, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="KlDivergenceWithLogits(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float})" path="/param|/remarks"/>
    [Loss("l[n]" + KlDivergenceWithLogitsTerm)]
    public static partial void KlDivergenceWithLogits(
        ReadOnlyTensorSpan<float> logits, [Range(0, 1)] ReadOnlyTensorSpan<float> target, Span<float> loss);

    /// <summary>KlDivergenceWithLogits with reduction 'none': the loss of each row, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="KlDivergenceWithLogits(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float})" path="/param|/remarks"/>
    [Loss("l[n]" + KlDivergenceWithLogitsTerm)]
    public static partial void KlDivergenceWithLogits(
        ReadOnlyTensorSpan<double> logits, [Range(0, 1)] ReadOnlyTensorSpan<double> target, Span<double> loss);

    private const string JensenShannonTerm =
        " where l[n] = sum[c](prediction[n, c] * log(prediction[n, c] / m[n, c]) + target[n, c] * log(target[n, c] / m[n, c])) / 2," +
        " m[n, c] = (prediction[n, c] + target[n, c]) / 2";

    /// <summary>
    /// Jensen-Shannon divergence: the mean of the Kullback-Leibler divergences of both distributions from their average; from 0 to log
    /// 2.
    /// </summary>
    /// <param name="prediction">The predicted probabilities, [n, c]; a row sums to 1.</param>
    /// <param name="target">The target probabilities, [n, c]; a row sums to 1.</param>
    /// <returns>The mean over the rows (PyTorch's batchmean).</returns>
    /// <remarks>
    /// <para>Use it for: distribution matching; consistency of augmentations; distributions with different support.</para>
    /// <para>Avoid it where the distributions are far apart: it is then log 2, whatever the distance, and has little gradient.</para>
    /// <para>
    /// Reference: J. Lin, "Divergence measures based on the Shannon entropy", IEEE Transactions on Information Theory 37 (1991).
    /// </para>
    /// </remarks>
    [Loss("mean[n](l[n])" + JensenShannonTerm)]
    public static partial float JensenShannon(
        [Gradient, Range(0, 1)] ReadOnlyTensorSpan<float> prediction, [Gradient, Range(0, 1)] ReadOnlyTensorSpan<float> target);

    /// <inheritdoc cref="JensenShannon(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float})"/>
    [Loss("mean[n](l[n])" + JensenShannonTerm)]
    public static partial double JensenShannon(
        [Gradient, Range(0, 1)] ReadOnlyTensorSpan<double> prediction, [Gradient, Range(0, 1)] ReadOnlyTensorSpan<double> target);

    /// <summary>JensenShannon with reduction 'sum': the sum over the rows in place of the mean.</summary>
    /// <inheritdoc cref="JensenShannon(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float})" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + JensenShannonTerm)]
    public static partial float JensenShannonSum(
        [Gradient, Range(0, 1)] ReadOnlyTensorSpan<float> prediction, [Gradient, Range(0, 1)] ReadOnlyTensorSpan<float> target);

    /// <summary>JensenShannon with reduction 'sum': the sum over the rows in place of the mean.</summary>
    /// <inheritdoc cref="JensenShannon(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float})" path="/param|/remarks"/>
    [Loss("sum[n](l[n])" + JensenShannonTerm)]
    public static partial double JensenShannonSum(
        [Gradient, Range(0, 1)] ReadOnlyTensorSpan<double> prediction, [Gradient, Range(0, 1)] ReadOnlyTensorSpan<double> target);

    /// <summary>JensenShannon with reduction 'none': the loss of each row, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="JensenShannon(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float})" path="/param|/remarks"/>
    [Loss("l[n]" + JensenShannonTerm)]
    public static partial void JensenShannon(
        [Gradient, Range(0, 1)] ReadOnlyTensorSpan<float> prediction, [Gradient, Range(0, 1)] ReadOnlyTensorSpan<float> target,
        Span<float> loss);

    /// <summary>JensenShannon with reduction 'none': the loss of each row, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="JensenShannon(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float})" path="/param|/remarks"/>
    [Loss("l[n]" + JensenShannonTerm)]
    public static partial void JensenShannon(
        [Gradient, Range(0, 1)] ReadOnlyTensorSpan<double> prediction, [Gradient, Range(0, 1)] ReadOnlyTensorSpan<double> target,
        Span<double> loss);
}
