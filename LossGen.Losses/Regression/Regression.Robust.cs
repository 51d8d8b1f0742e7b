namespace LossGen.Losses;

public static partial class Regression
{
    private const string HuberTerm = " where l = abs(e) <= delta ? e^2 / 2 : delta * (abs(e) - delta / 2), e = prediction - target";

    /// <summary>
    /// Huber's loss (torch.nn.HuberLoss): e²/2 where |e| = |prediction - target| is at most delta, else delta · (|e| - delta/2).
    /// </summary>
    /// <param name="prediction">The predictions: any number of elements, a tensor of any shape flattened.</param>
    /// <param name="target">The targets, as many.</param>
    /// <param name="delta">The residual at which the parabola becomes a line, above 0.</param>
    /// <returns>The mean of all elements.</returns>
    /// <remarks>
    /// <para>Use it for: regression with outliers; regression with heavy-tailed noise; values in reinforcement learning.</para>
    /// <para>
    /// Avoid it where there is no natural scale for delta, or where gross outliers must not pull at all: Tukey ignores them.
    /// </para>
    /// <para>Reference: P. J. Huber, "Robust Estimation of a Location Parameter", Annals of Mathematical Statistics 35 (1964).</para>
    /// </remarks>
    [Loss("mean(l)" + HuberTerm, Hessian = true)]
    public static partial float Huber(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, float delta = 1);

    /// <inheritdoc cref="Huber(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss("mean(l)" + HuberTerm, Hessian = true)]
    public static partial double Huber(ReadOnlySpan<double> prediction, ReadOnlySpan<double> target, double delta = 1);

    /// <summary>Huber with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="Huber(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum(l)" + HuberTerm, Hessian = true)]
    public static partial float HuberSum(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, float delta = 1);

    /// <summary>Huber with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="Huber(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum(l)" + HuberTerm, Hessian = true)]
    public static partial double HuberSum(ReadOnlySpan<double> prediction, ReadOnlySpan<double> target, double delta = 1);

    /// <summary>Huber with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="Huber(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("l" + HuberTerm)]
    public static partial void Huber(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, Span<float> loss, float delta = 1);

    /// <summary>Huber with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="Huber(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("l" + HuberTerm)]
    public static partial void Huber(ReadOnlySpan<double> prediction, ReadOnlySpan<double> target, Span<double> loss, double delta = 1);

    private const string SmoothL1Term = " where l = abs(e) < beta ? e^2 / (2 * beta) : abs(e) - beta / 2, e = prediction - target";

    /// <summary>
    /// Smooth L1 (torch.nn.SmoothL1Loss): e²/(2 beta) where |e| = |prediction - target| is below beta, else |e| - beta/2. It is Huber's
    /// loss divided by beta.
    /// </summary>
    /// <param name="prediction">The predictions: any number of elements, a tensor of any shape flattened.</param>
    /// <param name="target">The targets, as many.</param>
    /// <param name="beta">The residual at which the parabola becomes a line, above 0; at 0 the loss is the absolute error.</param>
    /// <returns>The mean of all elements.</returns>
    /// <remarks>
    /// <para>Use it for: bounding box regression; object detection; regression with outliers.</para>
    /// <para>Avoid it where boxes are judged by their overlap: GeneralizedBoxIou and DistanceBoxIou train for that.</para>
    /// <para>Reference: R. Girshick, "Fast R-CNN", ICCV 2015.</para>
    /// </remarks>
    [Loss("mean(l)" + SmoothL1Term)]
    public static partial float SmoothL1(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, float beta = 1);

    /// <inheritdoc cref="SmoothL1(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss("mean(l)" + SmoothL1Term)]
    public static partial double SmoothL1(ReadOnlySpan<double> prediction, ReadOnlySpan<double> target, double beta = 1);

    /// <summary>SmoothL1 with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="SmoothL1(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum(l)" + SmoothL1Term)]
    public static partial float SmoothL1Sum(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, float beta = 1);

    /// <summary>SmoothL1 with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="SmoothL1(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum(l)" + SmoothL1Term)]
    public static partial double SmoothL1Sum(ReadOnlySpan<double> prediction, ReadOnlySpan<double> target, double beta = 1);

    /// <summary>SmoothL1 with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="SmoothL1(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("l" + SmoothL1Term)]
    public static partial void SmoothL1(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, Span<float> loss, float beta = 1);

    /// <summary>SmoothL1 with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="SmoothL1(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("l" + SmoothL1Term)]
    public static partial void SmoothL1(
        ReadOnlySpan<double> prediction, ReadOnlySpan<double> target, Span<double> loss, double beta = 1);

    private const string LogCoshTerm = " where l = log(cosh(prediction - target))";

    /// <summary>Log-cosh: log(cosh(prediction - target)), like e²/2 near 0 and like |e| - log 2 far out, smooth everywhere.</summary>
    /// <param name="prediction">The predictions: any number of elements, a tensor of any shape flattened.</param>
    /// <param name="target">The targets, as many.</param>
    /// <returns>The mean of all elements.</returns>
    /// <remarks>
    /// <para>Use it for: regression with outliers; gradient boosting; second-order methods.</para>
    /// <para>Avoid it where residuals are far from 1 in scale: unlike Huber's delta it has no parameter for that.</para>
    /// <para>
    /// Reference: P. J. Green, "Bayesian reconstructions from emission tomography data using a modified EM algorithm", IEEE
    /// Transactions on Medical Imaging 9 (1990).
    /// </para>
    /// </remarks>
    [Loss("mean(l)" + LogCoshTerm, Hessian = true)]
    public static partial float LogCosh(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target);

    /// <inheritdoc cref="LogCosh(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    [Loss("mean(l)" + LogCoshTerm, Hessian = true)]
    public static partial double LogCosh(ReadOnlySpan<double> prediction, ReadOnlySpan<double> target);

    /// <summary>LogCosh with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="LogCosh(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum(l)" + LogCoshTerm, Hessian = true)]
    public static partial float LogCoshSum(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target);

    /// <summary>LogCosh with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="LogCosh(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("sum(l)" + LogCoshTerm, Hessian = true)]
    public static partial double LogCoshSum(ReadOnlySpan<double> prediction, ReadOnlySpan<double> target);

    /// <summary>LogCosh with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="LogCosh(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("l" + LogCoshTerm)]
    public static partial void LogCosh(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, Span<float> loss);

    /// <summary>LogCosh with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="LogCosh(ReadOnlySpan{float}, ReadOnlySpan{float})" path="/param|/remarks"/>
    [Loss("l" + LogCoshTerm)]
    public static partial void LogCosh(ReadOnlySpan<double> prediction, ReadOnlySpan<double> target, Span<double> loss);
}
