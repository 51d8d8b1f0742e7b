namespace LossGen.Losses;

public static partial class LossCatalogue
{
    private static IEnumerable<LossEntry> GenerativeLosses() =>
    [
        new(
            nameof(Generative.MinimaxDiscriminator),
            Generative.MinimaxDiscriminatorInfo,
            LossTask.Generative,
            "The discriminator's loss of the original GAN, of logits: -log σ(real) - log(1 - σ(fake)).",
            ["generative adversarial networks", "discriminator training"],
            "Avoid it where the discriminator is soon perfect: its generator then has no gradient. Use WassersteinCritic or " +
                "HingeDiscriminator.",
            "I. Goodfellow et al., \"Generative Adversarial Nets\", NeurIPS 2014."),
        new(
            nameof(Generative.MinimaxGenerator),
            Generative.MinimaxGeneratorInfo,
            LossTask.Generative,
            "The generator's minimax loss of the original GAN, of logits: log(1 - σ(fake)).",
            ["generative adversarial networks", "analysis of the minimax game"],
            "Avoid it in training: where the discriminator is sure, its gradient vanishes. Use NonSaturatingGenerator.",
            "I. Goodfellow et al., \"Generative Adversarial Nets\", NeurIPS 2014."),
        new(
            nameof(Generative.NonSaturatingDiscriminator),
            Generative.NonSaturatingDiscriminatorInfo,
            LossTask.Generative,
            "The discriminator's loss of the non-saturating game, of logits; it is the minimax one: -log σ(real) - log(1 - σ(fake)).",
            ["generative adversarial networks", "discriminator training"],
            "Avoid it without a gradient penalty where the supports of real and generated samples are apart.",
            "I. Goodfellow et al., \"Generative Adversarial Nets\", NeurIPS 2014."),
        new(
            nameof(Generative.NonSaturatingGenerator),
            Generative.NonSaturatingGeneratorInfo,
            LossTask.Generative,
            "The generator's non-saturating loss, of logits: -log σ(fake).",
            ["generative adversarial networks", "generator training", "image synthesis"],
            "Avoid it where modes are dropped and stability counts more than sharpness: use WassersteinGenerator.",
            "I. Goodfellow et al., \"Generative Adversarial Nets\", NeurIPS 2014."),
        new(
            nameof(Generative.LeastSquaresDiscriminator),
            Generative.LeastSquaresDiscriminatorInfo,
            LossTask.Generative,
            "The discriminator's least-squares loss (LSGAN): (real - realLabel)²/2 + (fake - fakeLabel)²/2.",
            ["generative adversarial networks with stable gradients", "discriminator training"],
            "Avoid it where scores can grow without bound, which the square punishes even where they are right.",
            "X. Mao, Q. Li, H. Xie, R. Y. K. Lau, Z. Wang and S. P. Smolley, \"Least Squares Generative Adversarial Networks\", ICCV " +
                "2017."),
        new(
            nameof(Generative.LeastSquaresGenerator),
            Generative.LeastSquaresGeneratorInfo,
            LossTask.Generative,
            "The generator's least-squares loss (LSGAN): (fake - realLabel)²/2.",
            ["generative adversarial networks with stable gradients", "generator training", "image translation"],
            "Avoid it with another discriminator's loss.",
            "X. Mao, Q. Li, H. Xie, R. Y. K. Lau, Z. Wang and S. P. Smolley, \"Least Squares Generative Adversarial Networks\", ICCV " +
                "2017."),
        new(
            nameof(Generative.HingeDiscriminator),
            Generative.HingeDiscriminatorInfo,
            LossTask.Generative,
            "The discriminator's hinge loss: max(0, 1 - real) + max(0, 1 + fake).",
            ["generative adversarial networks", "large-scale image synthesis", "discriminator training"],
            "Avoid it without a bound on the discriminator, such as spectral normalisation.",
            "J. H. Lim and J. C. Ye, \"Geometric GAN\", 2017; T. Miyato et al., \"Spectral normalization for generative adversarial " +
                "networks\", ICLR 2018."),
        new(
            nameof(Generative.HingeGenerator),
            Generative.HingeGeneratorInfo,
            LossTask.Generative,
            "The generator's loss of the hinge game: -fake.",
            ["generative adversarial networks", "large-scale image synthesis", "generator training"],
            "Avoid it with another discriminator's loss.",
            "J. H. Lim and J. C. Ye, \"Geometric GAN\", 2017; T. Miyato et al., \"Spectral normalization for generative adversarial " +
                "networks\", ICLR 2018."),
        new(
            nameof(Generative.WassersteinCritic),
            Generative.WassersteinCriticInfo,
            LossTask.Generative,
            "The critic's Wasserstein loss: fake - real.",
            ["generative adversarial networks with stable training", "Wasserstein distance", "mode dropping"],
            "Avoid it without a bound on the critic's slope: add GradientPenalty or clip its weights.",
            "M. Arjovsky, S. Chintala and L. Bottou, \"Wasserstein GAN\", ICML 2017."),
        new(
            nameof(Generative.WassersteinGenerator),
            Generative.WassersteinGeneratorInfo,
            LossTask.Generative,
            "The generator's Wasserstein loss: -fake.",
            ["generative adversarial networks with stable training", "generator training"],
            "Avoid it with a critic whose slope is not bounded.",
            "M. Arjovsky, S. Chintala and L. Bottou, \"Wasserstein GAN\", ICML 2017."),
    ];
}
