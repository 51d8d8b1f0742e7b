namespace LossGen.Sample;

/// <summary>
/// Ten well-known losses, each as its textbook formula. LossGen writes the bodies, and beside every method a <c>…WithGradient</c>.
/// All tensors of a call have one length; the result is one number.
/// </summary>
public static partial class Losses
{
    /// <summary>Mean squared error: the least-squares criterion of Legendre (1805) and Gauss (1809).</summary>
    /// <param name="p">Predictions, any length n.</param>
    /// <param name="y">Targets, n.</param>
    [Loss("mean((p - y)^2)")]
    public static partial float Mse(ReadOnlySpan<float> p, ReadOnlySpan<float> y);

    /// <summary>
    /// Mean absolute error: least absolute deviations (Boscovich, 1757; Laplace). It estimates the median; its gradient is the sign
    /// of the residual, and 0 at 0.
    /// </summary>
    /// <param name="p">Predictions, any length n.</param>
    /// <param name="y">Targets, n.</param>
    [Loss("mean(abs(p - y))")]
    public static partial float Mae(ReadOnlySpan<float> p, ReadOnlySpan<float> y);

    /// <summary>
    /// Huber's loss: squared near 0 and linear beyond <paramref name="delta"/>, so that no target pulls with more than delta.
    /// P. J. Huber, "Robust Estimation of a Location Parameter", Annals of Mathematical Statistics 35 (1964).
    /// </summary>
    /// <param name="p">Predictions, any length n.</param>
    /// <param name="y">Targets, n.</param>
    /// <param name="delta">The residual at which the parabola becomes a line, above 0.</param>
    [Loss("mean(abs(e) <= delta ? e^2 / 2 : delta * (abs(e) - delta / 2)) where e = p - y")]
    public static partial float Huber(ReadOnlySpan<float> p, ReadOnlySpan<float> y, float delta = 1f);

    /// <summary>
    /// Log-cosh: like e²/2 near 0 and like |e| - log 2 far out, smooth everywhere; its gradient is tanh. As written, cosh overflows a
    /// float at 89; the compiler rewrites the pair as one function that does not. The negative log-likelihood, up to constants, of the
    /// hyperbolic secant distribution.
    /// </summary>
    /// <param name="p">Predictions, any length n.</param>
    /// <param name="y">Targets, n.</param>
    [Loss("mean(log(cosh(p - y)))")]
    public static partial float LogCosh(ReadOnlySpan<float> p, ReadOnlySpan<float> y);

    /// <summary>
    /// Quantile ("pinball") loss, whose minimum is the tau-quantile of the targets.
    /// R. Koenker and G. Bassett, "Regression Quantiles", Econometrica 46 (1978).
    /// </summary>
    /// <param name="p">Predicted quantiles, any length n.</param>
    /// <param name="y">Targets, n.</param>
    /// <param name="tau">The quantile, between 0 and 1; 0.5 is half the absolute error.</param>
    [Loss("mean(e >= 0 ? tau * e : (tau - 1) * e) where e = y - p")]
    public static partial float Quantile(ReadOnlySpan<float> p, ReadOnlySpan<float> y, float tau);

    /// <summary>
    /// Binary cross-entropy of logits: the negative log-likelihood of logistic regression (D. R. Cox, 1958). As written, the logarithms
    /// meet 0 at |z| of about 100; the compiler rewrites them with log-sigmoid.
    /// </summary>
    /// <param name="z">Logits, any length n.</param>
    /// <param name="y">Labels from 0 to 1, n.</param>
    [Loss("-mean(y * log(sigmoid(z)) + (1 - y) * log(1 - sigmoid(z)))")]
    public static partial float BinaryCrossEntropy(ReadOnlySpan<float> z, ReadOnlySpan<float> y);

    /// <summary>
    /// Hinge loss of the support vector machine. C. Cortes and V. Vapnik, "Support-Vector Networks", Machine Learning 20 (1995).
    /// </summary>
    /// <param name="z">Scores, any length n.</param>
    /// <param name="y">Labels, -1 or +1, n.</param>
    [Loss("mean(max(0, 1 - y * z))")]
    public static partial float Hinge(ReadOnlySpan<float> z, ReadOnlySpan<float> y);

    /// <summary>
    /// Focal loss of logits: cross-entropy that fades for elements already classified well, for classes of very unequal size.
    /// T.-Y. Lin and others, "Focal Loss for Dense Object Detection", ICCV 2017, equation 5.
    /// </summary>
    /// <param name="z">Logits, any length n.</param>
    /// <param name="y">Labels, 0 or 1, n.</param>
    /// <param name="alpha">The weight of label 1; label 0 has the rest to 1.</param>
    /// <param name="gamma">How fast easy elements fade, at least 0; 0 is weighted cross-entropy.</param>
    [Loss("-mean((y > 0.5 ? alpha : 1 - alpha) * (1 - sigmoid(s))^gamma * log(sigmoid(s))) where s = (2 * y - 1) * z")]
    public static partial float Focal(
        ReadOnlySpan<float> z, ReadOnlySpan<float> y, [Range(0, 1)] float alpha = 0.25f, [Range(0, 10)] float gamma = 2f);

    /// <summary>
    /// Poisson negative log-likelihood of counts given the logarithm of their rate, without the term log y! that no prediction changes:
    /// the deviance of log-linear models. J. A. Nelder and R. W. M. Wedderburn, "Generalized Linear Models", JRSS A 135 (1972).
    /// </summary>
    /// <param name="z">Logarithms of the predicted rates, any length n. The range promises the compiler that exp does not overflow.</param>
    /// <param name="y">Counts, n.</param>
    [Loss("mean(exp(z) - y * z)")]
    public static partial float PoissonNll([Range(-80, 80)] ReadOnlySpan<float> z, ReadOnlySpan<float> y);

    /// <summary>
    /// Soft Dice loss: one minus the overlap of a predicted and a true mask. F. Milletari, N. Navab and S.-A. Ahmadi, "V-Net" (2016),
    /// here with plain sums in the denominator and smoothed so that two empty masks agree.
    /// </summary>
    /// <param name="p">Probabilities of the foreground, any length n.</param>
    /// <param name="y">The mask, 0 to 1, n.</param>
    /// <param name="smooth">Added to both parts of the quotient.</param>
    [Loss("1 - (2 * sum(p * y) + smooth) / (sum(p) + sum(y) + smooth)")]
    public static partial float SoftDice(
        [Range(0, 1)] ReadOnlySpan<float> p, [Range(0, 1)] ReadOnlySpan<float> y, [Range(1e-6, 1e6)] float smooth = 1f);
}
