using LossGen.Losses;

namespace LossGen.Torch.Modules;

/// <summary>
/// Local normalised cross-correlation (LNCC) as a loss: 1 - covariance² / (variance · variance + eps) in each window.
/// </summary>
[TorchModule(typeof(Imaging), nameof(Imaging.LocalCorrelation))]
public sealed partial class LocalCorrelationLoss;

/// <summary>
/// Structural similarity (SSIM) as a loss: 1 - SSIM of the means, variances and covariance in each window.
/// </summary>
[TorchModule(typeof(Imaging), nameof(Imaging.StructuralSimilarity))]
public sealed partial class StructuralSimilarityLoss;

/// <summary>
/// Anisotropic total variation: the sum of the absolute differences of neighbouring pixels, down and across.
/// </summary>
[TorchModule(typeof(Imaging), nameof(Imaging.TotalVariation))]
public sealed partial class TotalVariationLoss;
