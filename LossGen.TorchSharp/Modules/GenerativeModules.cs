using LossGen.Losses;

namespace LossGen.Torch.Modules;

/// <summary>
/// Earth mover's distance (Wasserstein-1) of histograms over the same ordered bins a unit apart: Σ |cumulated prediction - cumulated
/// target|.
/// </summary>
[TorchModule(typeof(Generative), nameof(Generative.EarthMover))]
public sealed partial class EarthMoverLoss;

/// <summary>
/// Squared earth mover's distance of histograms over the same ordered bins (Cramér's distance): Σ (cumulated prediction - cumulated
/// target)².
/// </summary>
[TorchModule(typeof(Generative), nameof(Generative.SquaredEarthMover))]
public sealed partial class SquaredEarthMoverLoss;

/// <summary>
/// Feature distance (perceptual loss) at one layer of a network: Σ weight · (prediction - target)² over the channels, averaged over the
/// positions. Add the layers up with accumulate.
/// </summary>
[TorchModule(typeof(Generative), nameof(Generative.FeatureDistance))]
public sealed partial class FeatureDistanceLoss;

/// <summary>
/// Feature distance at one layer of features that are scaled to unit length over the channels, as LPIPS has it: Σ weight · (p - t)²
/// averaged over the positions.
/// </summary>
[TorchModule(typeof(Generative), nameof(Generative.NormalizedFeatureDistance))]
public sealed partial class NormalizedFeatureDistanceLoss;

/// <summary>
/// The gradient penalty of WGAN-GP: weight · (‖gradient‖ - 1)², of the critic's gradients at points between real and generated samples.
/// </summary>
[TorchModule(typeof(Generative), nameof(Generative.GradientPenalty))]
public sealed partial class GradientPenaltyLoss;

/// <summary>
/// The discriminator's hinge loss: max(0, 1 - real) + max(0, 1 + fake).
/// </summary>
[TorchModule(typeof(Generative), nameof(Generative.HingeDiscriminator))]
public sealed partial class HingeDiscriminatorLoss;

/// <summary>
/// The generator's loss of the hinge game: -fake.
/// </summary>
[TorchModule(typeof(Generative), nameof(Generative.HingeGenerator))]
public sealed partial class HingeGeneratorLoss;

/// <summary>
/// The discriminator's least-squares loss (LSGAN): (real - realLabel)²/2 + (fake - fakeLabel)²/2.
/// </summary>
[TorchModule(typeof(Generative), nameof(Generative.LeastSquaresDiscriminator))]
public sealed partial class LeastSquaresDiscriminatorLoss;

/// <summary>
/// The generator's least-squares loss (LSGAN): (fake - realLabel)²/2.
/// </summary>
[TorchModule(typeof(Generative), nameof(Generative.LeastSquaresGenerator))]
public sealed partial class LeastSquaresGeneratorLoss;

/// <summary>
/// The discriminator's loss of the original GAN, of logits: -log σ(real) - log(1 - σ(fake)).
/// </summary>
[TorchModule(typeof(Generative), nameof(Generative.MinimaxDiscriminator))]
public sealed partial class MinimaxDiscriminatorLoss;

/// <summary>
/// The generator's minimax loss of the original GAN, of logits: log(1 - σ(fake)).
/// </summary>
[TorchModule(typeof(Generative), nameof(Generative.MinimaxGenerator))]
public sealed partial class MinimaxGeneratorLoss;

/// <summary>
/// The discriminator's loss of the non-saturating game, of logits; it is the minimax one: -log σ(real) - log(1 - σ(fake)).
/// </summary>
[TorchModule(typeof(Generative), nameof(Generative.NonSaturatingDiscriminator))]
public sealed partial class NonSaturatingDiscriminatorLoss;

/// <summary>
/// The generator's non-saturating loss, of logits: -log σ(fake).
/// </summary>
[TorchModule(typeof(Generative), nameof(Generative.NonSaturatingGenerator))]
public sealed partial class NonSaturatingGeneratorLoss;

/// <summary>
/// The critic's Wasserstein loss: fake - real.
/// </summary>
[TorchModule(typeof(Generative), nameof(Generative.WassersteinCritic))]
public sealed partial class WassersteinCriticLoss;

/// <summary>
/// The generator's Wasserstein loss: -fake.
/// </summary>
[TorchModule(typeof(Generative), nameof(Generative.WassersteinGenerator))]
public sealed partial class WassersteinGeneratorLoss;
