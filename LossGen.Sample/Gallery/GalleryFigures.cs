using LossGen.Losses;

namespace LossGen.Sample.Gallery;

/// <summary>The losses of the catalogue that are functions of one number, along it: values and gradients of the compiled losses.</summary>
internal static partial class GalleryFigures
{
    private const string Residual = "prediction − target", Logit = "logit", Probability = "predicted probability";

    private static readonly Dictionary<string, LossFigure> ByName =
        Regressions().Concat(Counts()).Concat(Classifications()).Concat(Others()).ToDictionary(figure => figure.Loss, StringComparer.Ordinal);

    /// <summary>The picture of a loss; null where it is a function of more than one number.</summary>
    public static LossFigure? Of(LossEntry entry) => ByName.GetValueOrDefault($"{entry.Task}.{entry.Name}");

    private static LossFigure Figure(LossTask task, string name, string along, float from, float to, params LossCurve[] curves) =>
        new($"{task}.{name}", name, along, from, to, curves);

    private static LossCurve Curve(string label, float target, LossWithGradient loss) => LossFigure.Element(label, target, loss);

    private static IEnumerable<LossFigure> Classifications()
    {
        const LossTask task = LossTask.Classification;
        yield return Figure(task, nameof(Classification.BinaryCrossEntropy), Probability, 0, 1,
            Curve("target = 1", 1, (p, y, g) => Classification.BinaryCrossEntropyWithGradient(p, y, g)),
            Curve("target = 0", 0, (p, y, g) => Classification.BinaryCrossEntropyWithGradient(p, y, g)));
        yield return Figure(task, nameof(Classification.BinaryCrossEntropyWithLogits), Logit, -6, 6,
            Curve("target = 1", 1, (z, y, g) => Classification.BinaryCrossEntropyWithLogitsWithGradient(z, y, g)),
            Curve("target = 0", 0, (z, y, g) => Classification.BinaryCrossEntropyWithLogitsWithGradient(z, y, g)));
        yield return Figure(task, nameof(Classification.BinaryFocal), $"{Logit}, target = 1, α = 1", -6, 6,
            Curve("γ = 0.5", 1, (z, y, g) => Classification.BinaryFocalWithGradient(z, y, g, alpha: 1, gamma: 0.5f)),
            Curve("γ = 2", 1, (z, y, g) => Classification.BinaryFocalWithGradient(z, y, g, alpha: 1, gamma: 2)),
            Curve("γ = 5", 1, (z, y, g) => Classification.BinaryFocalWithGradient(z, y, g, alpha: 1, gamma: 5)));
        yield return Figure(task, nameof(Classification.Hinge), Logit, -3, 3,
            Curve("target = 1", 1, (z, y, g) => Classification.HingeWithGradient(z, y, g)),
            Curve("target = −1", -1, (z, y, g) => Classification.HingeWithGradient(z, y, g)));
        yield return Figure(task, nameof(Classification.SquaredHinge), Logit, -3, 3,
            Curve("target = 1", 1, (z, y, g) => Classification.SquaredHingeWithGradient(z, y, g)),
            Curve("target = −1", -1, (z, y, g) => Classification.SquaredHingeWithGradient(z, y, g)));
        yield return Figure(task, nameof(Classification.SoftMargin), Logit, -6, 6,
            Curve("target = 1", 1, (z, y, g) => Classification.SoftMarginWithGradient(z, y, g)),
            Curve("target = −1", -1, (z, y, g) => Classification.SoftMarginWithGradient(z, y, g)));
    }
}
