using LossGen.Losses;

namespace LossGen.Torch.Modules;

/// <summary>
/// The clipped surrogate of proximal policy optimization (PPO): -min(r · A, clip(r, 1 - ε, 1 + ε) · A) of the ratio r of the probabilities.
/// </summary>
[TorchModule(typeof(ReinforcementLearning), nameof(ReinforcementLearning.PpoClip))]
public sealed partial class PPOClipLoss;

/// <summary>
/// Squared error of estimated values to their TD(λ) returns, values + generalised advantages, which are held fixed.
/// </summary>
[TorchModule(typeof(ReinforcementLearning), nameof(ReinforcementLearning.ValueError))]
public sealed partial class ValueErrorLoss;

/// <summary>
/// REINFORCE with a baseline: -log-probability · (discounted return - baseline).
/// </summary>
[TorchModule(typeof(ReinforcementLearning), nameof(ReinforcementLearning.PolicyGradient))]
public sealed partial class PolicyGradientLoss;

/// <summary>
/// PpoClip with the advantages that GeneralizedAdvantage estimates, from rewards and values in one call.
/// </summary>
[TorchModule(typeof(ReinforcementLearning), nameof(ReinforcementLearning.PpoWithAdvantage))]
public sealed partial class PPOWithAdvantageLoss;
