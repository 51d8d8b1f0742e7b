using LossGen.Losses;

namespace LossGen.Sample.Gallery;

internal static partial class GalleryFigures
{
    /// <summary>Losses of the tasks with few of one number.</summary>
    private static IEnumerable<LossFigure> Others() => Generators().Concat(Masks()).Concat(
    [
        Figure(LossTask.MetricLearning, nameof(MetricLearning.HingeEmbedding), "distance", 0, 2,
            Curve("target = 1", 1, (p, y, g) => MetricLearning.HingeEmbeddingWithGradient(p, y, g)),
            Curve("target = −1", -1, (p, y, g) => MetricLearning.HingeEmbeddingWithGradient(p, y, g))),
        Figure(LossTask.ReinforcementLearning, nameof(ReinforcementLearning.PpoClip), "log-probability − old log-probability", -1, 1,
            Curve("advantage = 1", 1, (p, advantage, g) => ReinforcementLearning.PpoClipWithGradient(p, [0], advantage, g)),
            Curve("advantage = −1", -1, (p, advantage, g) => ReinforcementLearning.PpoClipWithGradient(p, [0], advantage, g))),
    ]);

    private static IEnumerable<LossFigure> Generators()
    {
        const LossTask task = LossTask.Generative;
        const string score = "score of the generated sample";
        yield return Figure(task, nameof(Generative.MinimaxGenerator), score, -6, 6,
            Curve("", 0, (p, _, g) => Generative.MinimaxGeneratorWithGradient(p, g)));
        yield return Figure(task, nameof(Generative.NonSaturatingGenerator), score, -6, 6,
            Curve("", 0, (p, _, g) => Generative.NonSaturatingGeneratorWithGradient(p, g)));
        yield return Figure(task, nameof(Generative.LeastSquaresGenerator), score, -2, 4,
            Curve("", 0, (p, _, g) => Generative.LeastSquaresGeneratorWithGradient(p, g)));
        yield return Figure(task, nameof(Generative.HingeGenerator), score, -3, 3,
            Curve("", 0, (p, _, g) => Generative.HingeGeneratorWithGradient(p, g)));
        yield return Figure(task, nameof(Generative.WassersteinGenerator), score, -3, 3,
            Curve("", 0, (p, _, g) => Generative.WassersteinGeneratorWithGradient(p, g)));
    }

    private static IEnumerable<LossFigure> Masks()
    {
        yield return Mask(nameof(Segmentation.BinaryDice), (p, y, g) => Segmentation.BinaryDiceWithGradient(p, y, g));
        yield return Mask(nameof(Segmentation.BinaryJaccard), (p, y, g) => Segmentation.BinaryJaccardWithGradient(p, y, g));
        yield return Mask(nameof(Segmentation.BinaryTversky), (p, y, g) => Segmentation.BinaryTverskyWithGradient(p, y, g));
        yield return Mask(nameof(Segmentation.BinaryFocalTversky), (p, y, g) => Segmentation.BinaryFocalTverskyWithGradient(p, y, g));
    }

    private static LossFigure Mask(string name, LossWithGradient loss) => Figure(
        LossTask.Segmentation, name, "probability of the 4 masked pixels of 16", 0, 1,
        LossFigure.Pixels("p = 0 elsewhere", 0, loss), LossFigure.Pixels("p = 0.1 elsewhere", 0.1f, loss),
        LossFigure.Pixels("p = 0.3 elsewhere", 0.3f, loss));
}
