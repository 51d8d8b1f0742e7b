namespace LossGen.Losses;

public static partial class Classification
{
    private const string HingeTerm = " where l = relu(1 - target * logits)";

    /// <summary>Hinge loss: max(0, 1 - target · logits) of labels -1 and 1.</summary>
    /// <param name="logits">The scores, positive for class 1: any number of elements.</param>
    /// <param name="target">The labels, -1 or 1, as many.</param>
    /// <returns>The mean of all elements.</returns>
    /// <remarks>
    /// <para>Use it for: maximum-margin binary classification; support vector machines.</para>
    /// <para>Avoid it where probabilities are wanted: use BinaryCrossEntropyWithLogits.</para>
    /// <para>Reference: C. Cortes and V. Vapnik, "Support-Vector Networks", Machine Learning 20 (1995).</para>
    /// </remarks>
    [Loss("mean(l)" + HingeTerm)]
    public static partial float Hinge(ReadOnlySpan<float> logits, ReadOnlySpan<float> target);

    /// <inheritdoc cref="Hinge(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss("mean(l)" + HingeTerm)]
    public static partial double Hinge(ReadOnlySpan<double> logits, ReadOnlySpan<double> target);

    /// <summary>Hinge with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="Hinge(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum(l)" + HingeTerm)]
    public static partial float HingeSum(ReadOnlySpan<float> logits, ReadOnlySpan<float> target);

    /// <summary>Hinge with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="Hinge(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum(l)" + HingeTerm)]
    public static partial double HingeSum(ReadOnlySpan<double> logits, ReadOnlySpan<double> target);

    /// <summary>Hinge with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="Hinge(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("l" + HingeTerm)]
    public static partial void Hinge(ReadOnlySpan<float> logits, ReadOnlySpan<float> target, Span<float> loss);

    /// <summary>Hinge with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="Hinge(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("l" + HingeTerm)]
    public static partial void Hinge(ReadOnlySpan<double> logits, ReadOnlySpan<double> target, Span<double> loss);

    private const string SquaredHingeTerm = " where l = relu(1 - target * logits)^2";

    /// <summary>Squared hinge loss: max(0, 1 - target · logits)² of labels -1 and 1.</summary>
    /// <param name="logits">The scores, positive for class 1: any number of elements.</param>
    /// <param name="target">The labels, -1 or 1, as many.</param>
    /// <returns>The mean of all elements.</returns>
    /// <remarks>
    /// <para>Use it for: maximum-margin binary classification with a smooth gradient; linear support vector machines.</para>
    /// <para>Avoid it where labels are noisy: the loss of a mislabelled element grows with the square of its score.</para>
    /// <para>Reference: Y. Tang, "Deep Learning using Linear Support Vector Machines", 2013.</para>
    /// </remarks>
    [Loss("mean(l)" + SquaredHingeTerm, Hessian = true)]
    public static partial float SquaredHinge(ReadOnlySpan<float> logits, ReadOnlySpan<float> target);

    /// <inheritdoc cref="SquaredHinge(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss("mean(l)" + SquaredHingeTerm, Hessian = true)]
    public static partial double SquaredHinge(ReadOnlySpan<double> logits, ReadOnlySpan<double> target);

    /// <summary>SquaredHinge with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="SquaredHinge(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum(l)" + SquaredHingeTerm, Hessian = true)]
    public static partial float SquaredHingeSum(ReadOnlySpan<float> logits, ReadOnlySpan<float> target);

    /// <summary>SquaredHinge with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="SquaredHinge(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum(l)" + SquaredHingeTerm, Hessian = true)]
    public static partial double SquaredHingeSum(ReadOnlySpan<double> logits, ReadOnlySpan<double> target);

    /// <summary>SquaredHinge with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="SquaredHinge(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("l" + SquaredHingeTerm)]
    public static partial void SquaredHinge(ReadOnlySpan<float> logits, ReadOnlySpan<float> target, Span<float> loss);

    /// <summary>SquaredHinge with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="SquaredHinge(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("l" + SquaredHingeTerm)]
    public static partial void SquaredHinge(ReadOnlySpan<double> logits, ReadOnlySpan<double> target, Span<double> loss);

    private const string SoftMarginTerm = " where l = log(1 + exp(-target * logits))";

    /// <summary>Logistic loss of labels -1 and 1 (torch.nn.SoftMarginLoss): log(1 + exp(-target · logits)).</summary>
    /// <param name="logits">The scores, positive for class 1: any number of elements.</param>
    /// <param name="target">The labels, -1 or 1, as many.</param>
    /// <returns>The mean of all elements.</returns>
    /// <remarks>
    /// <para>Use it for: binary classification with labels -1 and 1; logistic regression; gradient boosting.</para>
    /// <para>Avoid it for labels 0 and 1: use BinaryCrossEntropyWithLogits.</para>
    /// <para>
    /// Reference: J. Friedman, T. Hastie and R. Tibshirani, "Additive logistic regression", Annals of Statistics 28 (2000).
    /// </para>
    /// </remarks>
    [Loss("mean(l)" + SoftMarginTerm, Hessian = true)]
    public static partial float SoftMargin(ReadOnlySpan<float> logits, ReadOnlySpan<float> target);

    /// <inheritdoc cref="SoftMargin(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss("mean(l)" + SoftMarginTerm, Hessian = true)]
    public static partial double SoftMargin(ReadOnlySpan<double> logits, ReadOnlySpan<double> target);

    /// <summary>SoftMargin with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="SoftMargin(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum(l)" + SoftMarginTerm, Hessian = true)]
    public static partial float SoftMarginSum(ReadOnlySpan<float> logits, ReadOnlySpan<float> target);

    /// <summary>SoftMargin with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="SoftMargin(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum(l)" + SoftMarginTerm, Hessian = true)]
    public static partial double SoftMarginSum(ReadOnlySpan<double> logits, ReadOnlySpan<double> target);

    /// <summary>SoftMargin with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="SoftMargin(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("l" + SoftMarginTerm)]
    public static partial void SoftMargin(ReadOnlySpan<float> logits, ReadOnlySpan<float> target, Span<float> loss);

    /// <summary>SoftMargin with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="SoftMargin(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("l" + SoftMarginTerm)]
    public static partial void SoftMargin(ReadOnlySpan<double> logits, ReadOnlySpan<double> target, Span<double> loss);
}
