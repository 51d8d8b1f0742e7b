namespace LossGen.Losses;

public static partial class Regression
{
    private const string CauchyTerm = " where l = c^2 / 2 * log(1 + (e / c)^2), e = prediction - target";

    /// <summary>Cauchy's loss (Lorentzian): c²/2 · log(1 + (e/c)²) with e = prediction - target.</summary>
    /// <param name="prediction">The predictions: any number of elements, a tensor of any shape flattened.</param>
    /// <param name="target">The targets, as many.</param>
    /// <param name="c">The scale of residuals that are trusted, above 0.</param>
    /// <returns>The mean of all elements.</returns>
    /// <remarks>
    /// <para>Use it for: regression with gross outliers; heavy-tailed noise; bundle adjustment and robust fitting.</para>
    /// <para>Avoid it from a bad start: far from the targets the gradient vanishes, and the loss is not convex.</para>
    /// <para>
    /// Reference: M. J. Black and P. Anandan, "The robust estimation of multiple motions", Computer Vision and Image Understanding 63
    /// (1996).
    /// </para>
    /// </remarks>
    [Loss("mean(l)" + CauchyTerm)]
    public static partial float Cauchy(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, [Range(1e-10, 1e10)] float c = 1);

    /// <inheritdoc cref="Cauchy(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss("mean(l)" + CauchyTerm)]
    public static partial double Cauchy(
        ReadOnlySpan<double> prediction, ReadOnlySpan<double> target, [Range(1e-10, 1e10)] double c = 1);

    /// <summary>Cauchy with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="Cauchy(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum(l)" + CauchyTerm)]
    public static partial float CauchySum(ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, [Range(1e-10, 1e10)] float c = 1);

    /// <summary>Cauchy with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="Cauchy(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum(l)" + CauchyTerm)]
    public static partial double CauchySum(
        ReadOnlySpan<double> prediction, ReadOnlySpan<double> target, [Range(1e-10, 1e10)] double c = 1);

    /// <summary>Cauchy with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="Cauchy(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("l" + CauchyTerm)]
    public static partial void Cauchy(
        ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, Span<float> loss, [Range(1e-10, 1e10)] float c = 1);

    /// <summary>Cauchy with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="Cauchy(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("l" + CauchyTerm)]
    public static partial void Cauchy(
        ReadOnlySpan<double> prediction, ReadOnlySpan<double> target, Span<double> loss, [Range(1e-10, 1e10)] double c = 1);

    private const string TukeyTerm = " where l = abs(e) <= c ? c^2 / 6 * (1 - (1 - (e / c)^2)^3) : c^2 / 6, e = prediction - target";

    /// <summary>Tukey's biweight: c²/6 · (1 - (1 - (e/c)²)³) where |e| = |prediction - target| is at most c, else c²/6.</summary>
    /// <param name="prediction">The predictions: any number of elements, a tensor of any shape flattened.</param>
    /// <param name="target">The targets, as many.</param>
    /// <param name="c">The residual beyond which a target is ignored, above 0.</param>
    /// <returns>The mean of all elements.</returns>
    /// <remarks>
    /// <para>Use it for: regression with gross outliers; robust fitting that ignores outliers; contaminated targets.</para>
    /// <para>Avoid it from a bad start: residuals beyond c have no gradient at all. Begin with Huber.</para>
    /// <para>
    /// Reference: A. E. Beaton and J. W. Tukey, "The fitting of power series, meaning polynomials, illustrated on band-spectroscopic
    /// data", Technometrics 16 (1974).
    /// </para>
    /// </remarks>
    [Loss("mean(l)" + TukeyTerm)]
    public static partial float Tukey(
        ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, [Range(1e-10, 1e10)] float c = 4.685f);

    /// <inheritdoc cref="Tukey(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss("mean(l)" + TukeyTerm)]
    public static partial double Tukey(
        ReadOnlySpan<double> prediction, ReadOnlySpan<double> target, [Range(1e-10, 1e10)] double c = 4.685);

    /// <summary>Tukey with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="Tukey(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum(l)" + TukeyTerm)]
    public static partial float TukeySum(
        ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, [Range(1e-10, 1e10)] float c = 4.685f);

    /// <summary>Tukey with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="Tukey(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum(l)" + TukeyTerm)]
    public static partial double TukeySum(
        ReadOnlySpan<double> prediction, ReadOnlySpan<double> target, [Range(1e-10, 1e10)] double c = 4.685);

    /// <summary>Tukey with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="Tukey(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("l" + TukeyTerm)]
    public static partial void Tukey(
        ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, Span<float> loss, [Range(1e-10, 1e10)] float c = 4.685f);

    /// <summary>Tukey with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="Tukey(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("l" + TukeyTerm)]
    public static partial void Tukey(
        ReadOnlySpan<double> prediction, ReadOnlySpan<double> target, Span<double> loss, [Range(1e-10, 1e10)] double c = 4.685);

    private const string CharbonnierTerm = " where l = sqrt((prediction - target)^2 + eps^2)";

    /// <summary>Charbonnier's loss (pseudo-L1): √((prediction - target)² + eps²).</summary>
    /// <param name="prediction">The predictions: any number of elements, a tensor of any shape flattened.</param>
    /// <param name="target">The targets, as many.</param>
    /// <param name="eps">The residual around which the parabola becomes a line, above 0.</param>
    /// <returns>The mean of all elements.</returns>
    /// <remarks>
    /// <para>Use it for: image restoration and super-resolution; regression with outliers; optical flow.</para>
    /// <para>Avoid it where 0 must be reached: the loss of a perfect prediction is eps.</para>
    /// <para>
    /// Reference: P. Charbonnier et al., "Two deterministic half-quadratic regularization algorithms for computed imaging", ICIP 1994.
    /// </para>
    /// </remarks>
    [Loss("mean(l)" + CharbonnierTerm)]
    public static partial float Charbonnier(
        ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, [Range(1e-10, 1e10)] float eps = 0.001f);

    /// <inheritdoc cref="Charbonnier(ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss("mean(l)" + CharbonnierTerm)]
    public static partial double Charbonnier(
        ReadOnlySpan<double> prediction, ReadOnlySpan<double> target, [Range(1e-10, 1e10)] double eps = 0.001);

    /// <summary>Charbonnier with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="Charbonnier(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum(l)" + CharbonnierTerm)]
    public static partial float CharbonnierSum(
        ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, [Range(1e-10, 1e10)] float eps = 0.001f);

    /// <summary>Charbonnier with reduction 'sum': the sum over the elements in place of the mean.</summary>
    /// <inheritdoc cref="Charbonnier(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum(l)" + CharbonnierTerm)]
    public static partial double CharbonnierSum(
        ReadOnlySpan<double> prediction, ReadOnlySpan<double> target, [Range(1e-10, 1e10)] double eps = 0.001);

    /// <summary>Charbonnier with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="Charbonnier(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("l" + CharbonnierTerm)]
    public static partial void Charbonnier(
        ReadOnlySpan<float> prediction, ReadOnlySpan<float> target, Span<float> loss, [Range(1e-10, 1e10)] float eps = 0.001f);

    /// <summary>Charbonnier with reduction 'none': the loss of each element, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="Charbonnier(ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("l" + CharbonnierTerm)]
    public static partial void Charbonnier(
        ReadOnlySpan<double> prediction, ReadOnlySpan<double> target, Span<double> loss, [Range(1e-10, 1e10)] double eps = 0.001);
}
