using LossGen.Losses;

namespace LossGen.Sample.Gallery;

internal static partial class GalleryFigures
{
    private static IEnumerable<LossFigure> Regressions()
    {
        const LossTask task = LossTask.Regression;
        yield return Figure(task, nameof(Regression.SquaredError), Residual, -3, 3,
            Curve("", 0, (p, y, g) => Regression.SquaredErrorWithGradient(p, y, g)));
        yield return Figure(task, nameof(Regression.SquaredLogError), "prediction", 0, 8,
            Curve("target = 1", 1, (p, y, g) => Regression.SquaredLogErrorWithGradient(p, y, g)),
            Curve("target = 4", 4, (p, y, g) => Regression.SquaredLogErrorWithGradient(p, y, g)));
        yield return Figure(task, nameof(Regression.AbsoluteError), Residual, -3, 3,
            Curve("", 0, (p, y, g) => Regression.AbsoluteErrorWithGradient(p, y, g)));
        yield return Figure(task, nameof(Regression.AbsolutePercentageError), "prediction", -1, 5,
            Curve("target = 1", 1, (p, y, g) => Regression.AbsolutePercentageErrorWithGradient(p, y, g)),
            Curve("target = 2", 2, (p, y, g) => Regression.AbsolutePercentageErrorWithGradient(p, y, g)));
        yield return Figure(task, nameof(Regression.Quantile), Residual, -3, 3,
            Curve("quantile = 0.1", 0, (p, y, g) => Regression.QuantileWithGradient(p, y, g, quantile: 0.1f)),
            Curve("quantile = 0.5", 0, (p, y, g) => Regression.QuantileWithGradient(p, y, g, quantile: 0.5f)),
            Curve("quantile = 0.9", 0, (p, y, g) => Regression.QuantileWithGradient(p, y, g, quantile: 0.9f)));
        yield return Figure(task, nameof(Regression.Huber), Residual, -3, 3,
            Curve("δ = 0.5", 0, (p, y, g) => Regression.HuberWithGradient(p, y, g, delta: 0.5f)),
            Curve("δ = 1", 0, (p, y, g) => Regression.HuberWithGradient(p, y, g)),
            Curve("δ = 2", 0, (p, y, g) => Regression.HuberWithGradient(p, y, g, delta: 2)));
        yield return Figure(task, nameof(Regression.SmoothL1), Residual, -3, 3,
            Curve("β = 0.5", 0, (p, y, g) => Regression.SmoothL1WithGradient(p, y, g, beta: 0.5f)),
            Curve("β = 1", 0, (p, y, g) => Regression.SmoothL1WithGradient(p, y, g)),
            Curve("β = 2", 0, (p, y, g) => Regression.SmoothL1WithGradient(p, y, g, beta: 2)));
        yield return Figure(task, nameof(Regression.LogCosh), Residual, -4, 4,
            Curve("", 0, (p, y, g) => Regression.LogCoshWithGradient(p, y, g)));
        yield return Figure(task, nameof(Regression.Cauchy), Residual, -6, 6,
            Curve("c = 1", 0, (p, y, g) => Regression.CauchyWithGradient(p, y, g)),
            Curve("c = 2", 0, (p, y, g) => Regression.CauchyWithGradient(p, y, g, c: 2)));
        yield return Figure(task, nameof(Regression.Tukey), Residual, -8, 8,
            Curve("c = 2", 0, (p, y, g) => Regression.TukeyWithGradient(p, y, g, c: 2)),
            Curve("c = 4.685", 0, (p, y, g) => Regression.TukeyWithGradient(p, y, g)));
        yield return Figure(task, nameof(Regression.Charbonnier), Residual, -3, 3,
            Curve("ε = 0.001", 0, (p, y, g) => Regression.CharbonnierWithGradient(p, y, g)),
            Curve("ε = 0.5", 0, (p, y, g) => Regression.CharbonnierWithGradient(p, y, g, eps: 0.5f)));
    }

    /// <summary>Losses of counts, of their rates and of their logarithms.</summary>
    private static IEnumerable<LossFigure> Counts()
    {
        const LossTask task = LossTask.Regression;
        const string logRate = "logarithm of the predicted rate", rate = "predicted rate";
        yield return Figure(task, nameof(Regression.PoissonNll), logRate, -3, 2.5f,
            ForCounts((p, y, g) => Regression.PoissonNllWithGradient(p, y, g)));
        yield return Figure(task, nameof(Regression.PoissonNllFull), logRate, -3, 2.5f,
            ForCounts((p, y, g) => Regression.PoissonNllFullWithGradient(p, y, g)));
        yield return Figure(task, nameof(Regression.PoissonNllOfRates), rate, 0, 10,
            ForCounts((p, y, g) => Regression.PoissonNllOfRatesWithGradient(p, y, g)));
        yield return Figure(task, nameof(Regression.PoissonNllOfRatesFull), rate, 0, 10,
            ForCounts((p, y, g) => Regression.PoissonNllOfRatesFullWithGradient(p, y, g)));
        yield return Figure(task, nameof(Regression.GaussianNll), Residual, -3, 3, ForVariances((p, y, v, g) =>
            Regression.GaussianNllWithGradient(p, y, v, g, stackalloc float[1])));
        yield return Figure(task, nameof(Regression.GaussianNllFull), Residual, -3, 3, ForVariances((p, y, v, g) =>
            Regression.GaussianNllFullWithGradient(p, y, v, g, stackalloc float[1])));
    }

    private static LossCurve[] ForCounts(LossWithGradient loss) =>
        [Curve("target = 1", 1, loss), Curve("target = 2", 2, loss), Curve("target = 5", 5, loss)];

    private delegate float OfVariance(ReadOnlySpan<float> p, ReadOnlySpan<float> y, ReadOnlySpan<float> variance, Span<float> gradient);

    private static LossCurve[] ForVariances(OfVariance loss) =>
    [
        Curve("variance = 0.5", 0, (p, y, g) => loss(p, y, [0.5f], g)),
        Curve("variance = 1", 0, (p, y, g) => loss(p, y, [1], g)),
        Curve("variance = 2", 0, (p, y, g) => loss(p, y, [2], g)),
    ];
}
