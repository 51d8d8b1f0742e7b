namespace LossGen.Losses;

public static partial class LossCatalogue
{
    private static IEnumerable<LossEntry> GenerativeOfRowsLosses() =>
    [
        new(
            nameof(Generative.GradientPenalty),
            Generative.GradientPenaltyInfo,
            LossTask.Generative,
            "The gradient penalty of WGAN-GP: weight · (‖gradient‖ - 1)², of the critic's gradients at points between real and " +
                "generated samples.",
            ["Wasserstein distance", "generative adversarial networks with stable training", "bounding the slope of a critic"],
            "Avoid it where second derivatives of the critic are not to be had: its gradient by the weights needs them.",
            "I. Gulrajani, F. Ahmed, M. Arjovsky, V. Dumoulin and A. Courville, \"Improved training of Wasserstein GANs\", NeurIPS " +
                "2017."),
        new(
            nameof(Generative.EarthMover),
            Generative.EarthMoverInfo,
            LossTask.Generative,
            "Earth mover's distance (Wasserstein-1) of histograms over the same ordered bins a unit apart: Σ |cumulated prediction " +
                "- cumulated target|.",
            ["ordered classes", "histograms and distributions over ordered bins", "age and rating prediction", "optimal transport"],
            "Avoid it for classes without an order, and for histograms of different mass.",
            "Y. Rubner, C. Tomasi and L. J. Guibas, \"The earth mover's distance as a metric for image retrieval\", IJCV 40 (2000)."),
        new(
            nameof(Generative.SquaredEarthMover),
            Generative.SquaredEarthMoverInfo,
            LossTask.Generative,
            "Squared earth mover's distance of histograms over the same ordered bins (Cramér's distance): Σ (cumulated prediction -" +
                " cumulated target)².",
            ["ordered classes", "image quality and rating prediction", "ranked probability score"],
            "Avoid it for classes without an order.",
            "L. Hou, C.-P. Yu and D. Samaras, \"Squared earth mover's distance-based loss for training deep neural networks\", 2016."),
        new(
            nameof(Generative.FeatureDistance),
            Generative.FeatureDistanceInfo,
            LossTask.Generative,
            "Feature distance (perceptual loss) at one layer of a network: Σ weight · (prediction - target)² over the channels, " +
                "averaged over the positions. Add the layers up with accumulate.",
            ["perceptual similarity", "super-resolution", "style transfer", "image synthesis"],
            "Avoid it alone where pixels must be right: add AbsoluteError.",
            "J. Johnson, A. Alahi and L. Fei-Fei, \"Perceptual losses for real-time style transfer and super-resolution\", ECCV 2016."),
        new(
            nameof(Generative.NormalizedFeatureDistance),
            Generative.NormalizedFeatureDistanceInfo,
            LossTask.Generative,
            "Feature distance at one layer of features that are scaled to unit length over the channels, as LPIPS has it: Σ weight " +
                "· (p - t)² averaged over the positions.",
            ["perceptual similarity", "learned perceptual metrics (LPIPS)", "super-resolution"],
            "Avoid it where the strength of features carries meaning: use FeatureDistance.",
            "R. Zhang, P. Isola, A. A. Efros, E. Shechtman and O. Wang, \"The unreasonable effectiveness of deep features as a " +
                "perceptual metric\", CVPR 2018."),
    ];
}
