namespace LossGen.Losses;

public static partial class Regression
{
    private const string SquaredErrorTerm = " where l = (prediction - target)^2";

    /// <summary>Squared error (MSE, L2 loss; torch.nn.MSELoss): (prediction - target)².</summary>
    /// <param name="prediction">The predictions: any number of elements, a tensor of any shape flattened.</param>
    /// <param name="target">The targets, as many.</param>
    /// <returns>The mean of all elements.</returns>
    /// <remarks>
    /// <para>Use it for: regression with Gaussian noise; predicting the conditional mean; reconstruction.</para>
    /// <para>
    /// Avoid it where targets have outliers: one residual of 100 weighs as much as ten thousand of 1. Use Huber, Cauchy or
    /// AbsoluteError there.
    /// </para>
    /// <para>
    /// Reference: A. M. Legendre, Nouvelles méthodes pour la détermination des orbites des comètes, 1805; C. F. Gauss, Theoria motus,
    /// 1809.
    /// </para>
    /// </remarks>
    [Loss("mean(l)" + SquaredErrorTerm, Hessian = true)]
    public static partial float SquaredError(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target);

    /// <inheritdoc cref="SquaredError(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss("mean(l)" + SquaredErrorTerm, Hessian = true)]
    public static partial double SquaredError(ReadOnlySpan<double> prediction, ReadOnlySpan<double> target);

    /// <summary>SquaredError with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="SquaredError(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum(l)" + SquaredErrorTerm, Hessian = true)]
    public static partial float SquaredErrorSum(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target);

    /// <summary>SquaredError with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="SquaredError(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum(l)" + SquaredErrorTerm, Hessian = true)]
    public static partial double SquaredErrorSum(ReadOnlySpan<double> prediction, ReadOnlySpan<double> target);

    /// <summary>SquaredError with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="SquaredError(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("l" + SquaredErrorTerm)]
    public static partial void SquaredError(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, Span<float> loss);

    /// <summary>SquaredError with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="SquaredError(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("l" + SquaredErrorTerm)]
    public static partial void SquaredError(ReadOnlySpan<double> prediction, ReadOnlySpan<double> target, Span<double> loss);

    private const string SquaredLogErrorTerm = " where l = (log1p(prediction) - log1p(target))^2";

    /// <summary>Squared logarithmic error (MSLE): (log(1 + prediction) - log(1 + target))².</summary>
    /// <param name="prediction">The predictions, at least 0: any number of elements.</param>
    /// <param name="target">The targets, at least 0, as many.</param>
    /// <returns>The mean of all elements.</returns>
    /// <remarks>
    /// <para>
    /// Use it for: regression of positive targets over orders of magnitude; relative errors; counts and prices with exponential growth.
    /// </para>
    /// <para>
    /// Avoid it for targets below 0, and where predicting too little must not cost more than predicting too much by as many units.
    /// </para>
    /// <para>Reference: The score of Kaggle's competitions and scikit-learn's mean_squared_log_error.</para>
    /// </remarks>
    [Loss("mean(l)" + SquaredLogErrorTerm)]
    public static partial float SquaredLogError(
        [Range(0, 1e30)] ReadOnlySpan<float> prediction, [Range(0, 1e30)] ReadOnlySpan<float> target);

    /// <inheritdoc cref="SquaredLogError(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss("mean(l)" + SquaredLogErrorTerm)]
    public static partial double SquaredLogError(
        [Range(0, 1e30)] ReadOnlySpan<double> prediction, [Range(0, 1e30)] ReadOnlySpan<double> target);

    /// <summary>SquaredLogError with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="SquaredLogError(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum(l)" + SquaredLogErrorTerm)]
    public static partial float SquaredLogErrorSum(
        [Range(0, 1e30)] ReadOnlySpan<float> prediction, [Range(0, 1e30)] ReadOnlySpan<float> target);

    /// <summary>SquaredLogError with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="SquaredLogError(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum(l)" + SquaredLogErrorTerm)]
    public static partial double SquaredLogErrorSum(
        [Range(0, 1e30)] ReadOnlySpan<double> prediction, [Range(0, 1e30)] ReadOnlySpan<double> target);

    /// <summary>SquaredLogError with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="SquaredLogError(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("l" + SquaredLogErrorTerm)]
    public static partial void SquaredLogError(
        [Range(0, 1e30)] ReadOnlySpan<float> prediction, [Range(0, 1e30)] ReadOnlySpan<float> target, Span<float> loss);

    /// <summary>SquaredLogError with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="SquaredLogError(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("l" + SquaredLogErrorTerm)]
    public static partial void SquaredLogError(
        [Range(0, 1e30)] ReadOnlySpan<double> prediction, [Range(0, 1e30)] ReadOnlySpan<double> target, Span<double> loss);
}
