namespace LossGen.Sample;

/// <summary>A loss as a function of one number.</summary>
/// <param name="Label">The setting or the label it is drawn for.</param>
/// <param name="At">The loss and its derivative by that number.</param>
/// <param name="Jump">Where the derivative jumps.</param>
public sealed record LossCurve(string Label, Func<float, (float Loss, float Gradient)> At, float? Jump = null);

/// <summary>What one picture of a loss shows.</summary>
/// <param name="Loss">The method's name in <see cref="Losses"/>.</param>
/// <param name="Title">The loss in words.</param>
/// <param name="XLabel">What the number is.</param>
/// <param name="From">Its least value.</param>
/// <param name="To">Its greatest value.</param>
/// <param name="Curves">One curve per setting.</param>
public sealed record LossFigure(string Loss, string Title, string XLabel, float From, float To, params LossCurve[] Curves)
{
    private const string Residual = "residual p − y", Logit = "logit z";

    /// <summary>A picture of each loss in <see cref="LossCase.All"/>.</summary>
    public static readonly LossFigure[] All =
    [
        new(nameof(Losses.Mse), "Mean squared error", Residual, -3, 3,
            Element("", 0, (p, y, g) => Losses.MseWithGradient(p, y, g))),
        new(nameof(Losses.Mae), "Mean absolute error", Residual, -3, 3,
            Element("", 0, (p, y, g) => Losses.MaeWithGradient(p, y, g), jump: 0)),
        new(nameof(Losses.Huber), "Huber's loss", Residual, -3, 3,
            Element("δ = 0.5", 0, (p, y, g) => Losses.HuberWithGradient(p, y, g, delta: 0.5f)),
            Element("δ = 1", 0, (p, y, g) => Losses.HuberWithGradient(p, y, g)),
            Element("δ = 2", 0, (p, y, g) => Losses.HuberWithGradient(p, y, g, delta: 2))),
        new(nameof(Losses.LogCosh), "Log-cosh", Residual, -4, 4,
            Element("", 0, (p, y, g) => Losses.LogCoshWithGradient(p, y, g))),
        new(nameof(Losses.Quantile), "Quantile (pinball) loss", Residual, -3, 3,
            Element("τ = 0.1", 0, (p, y, g) => Losses.QuantileWithGradient(p, y, 0.1f, g), jump: 0),
            Element("τ = 0.5", 0, (p, y, g) => Losses.QuantileWithGradient(p, y, 0.5f, g), jump: 0),
            Element("τ = 0.9", 0, (p, y, g) => Losses.QuantileWithGradient(p, y, 0.9f, g), jump: 0)),
        new(nameof(Losses.BinaryCrossEntropy), "Binary cross-entropy of logits", Logit, -6, 6,
            Element("y = 1", 1, (z, y, g) => Losses.BinaryCrossEntropyWithGradient(z, y, g)),
            Element("y = 0", 0, (z, y, g) => Losses.BinaryCrossEntropyWithGradient(z, y, g))),
        new(nameof(Losses.Hinge), "Hinge loss", "score z", -3, 3,
            Element("y = +1", 1, (z, y, g) => Losses.HingeWithGradient(z, y, g), jump: 1),
            Element("y = −1", -1, (z, y, g) => Losses.HingeWithGradient(z, y, g), jump: -1)),
        new(nameof(Losses.Focal), "Focal loss of logits (y = 1, α = 1)", Logit, -6, 6,
            Element("γ = 0.5", 1, (z, y, g) => Losses.FocalWithGradient(z, y, g, alpha: 1, gamma: 0.5f)),
            Element("γ = 2", 1, (z, y, g) => Losses.FocalWithGradient(z, y, g, alpha: 1, gamma: 2)),
            Element("γ = 5", 1, (z, y, g) => Losses.FocalWithGradient(z, y, g, alpha: 1, gamma: 5))),
        new(nameof(Losses.PoissonNll), "Poisson negative log-likelihood", "logarithm of the predicted rate z", -3, 2.5f,
            Element("count y = 1", 1, (z, y, g) => Losses.PoissonNllWithGradient(z, y, g)),
            Element("count y = 2", 2, (z, y, g) => Losses.PoissonNllWithGradient(z, y, g)),
            Element("count y = 5", 5, (z, y, g) => Losses.PoissonNllWithGradient(z, y, g))),
        new(nameof(Losses.SoftDice), "Soft Dice loss of 16 pixels, 4 of them in the mask", "probability p given to the masked pixels", 0, 1,
            Dice(0), Dice(0.1f), Dice(0.3f)),
    ];

    /// <summary>A loss of one element, by its prediction.</summary>
    internal static LossCurve Element(string label, float target, LossWithGradient loss, float? jump = null) => new(
        label,
        x =>
        {
            Span<float> gradient = stackalloc float[1];
            float value = loss([x], [target], gradient);
            return (value, gradient[0]);
        },
        jump);

    /// <summary>The loss of a small picture whose masked pixels all have the same probability, by that probability.</summary>
    internal static LossCurve Pixels(string label, float background, LossWithGradient loss) => new(
        label,
        x =>
        {
            const int pixels = 16, masked = 4;
            Span<float> p = stackalloc float[pixels], y = stackalloc float[pixels], gradient = stackalloc float[pixels];
            p.Fill(background);
            p[..masked].Fill(x);
            y.Clear();
            y[..masked].Fill(1);
            float value = loss(p, y, gradient);
            float sum = 0;
            foreach (float g in gradient[..masked])
                sum += g;
            return (value, sum);
        });

    private static LossCurve Dice(float background) =>
        Pixels($"p = {background} elsewhere", background, (p, y, g) => Losses.SoftDiceWithGradient(p, y, g));
}
