using LossGen.Losses;

namespace LossGen.Torch.Modules;

/// <summary>
/// Binary cross-entropy of probabilities (torch.nn.BCELoss): -(target · log(prediction) + (1 - target) · log(1 - prediction)), each
/// logarithm at least -100.
/// </summary>
[TorchModule(typeof(Classification), nameof(Classification.BinaryCrossEntropy))]
public sealed partial class BCELoss;

/// <summary>
/// Binary cross-entropy of logits (torch.nn.BCEWithLogitsLoss): -(posWeight · target · log σ(logits) + (1 - target) · log(1 - σ(logits))).
/// </summary>
[TorchModule(typeof(Classification), nameof(Classification.BinaryCrossEntropyWithLogits))]
public sealed partial class BCEWithLogitsLoss;

/// <summary>
/// Binary cross-entropy of each class with a positive weight for each (torch.nn.BCEWithLogitsLoss with a vector pos_weight).
/// </summary>
[TorchModule(typeof(Classification), nameof(Classification.MultiLabelCrossEntropy))]
public sealed partial class MultiLabelBCEWithLogitsLoss;

/// <summary>
/// Cross-entropy of logits and class indices (torch.nn.CrossEntropyLoss): -log softmax(logits) at the target, with label smoothing -(1 -
/// labelSmoothing) · that - labelSmoothing · its mean over the classes.
/// </summary>
[TorchModule(typeof(Classification), nameof(Classification.SparseCrossEntropy))]
public sealed partial class CrossEntropyLoss;

/// <summary>
/// Weighted cross-entropy of logits and class indices (torch.nn.CrossEntropyLoss with weight): SparseCrossEntropy times the weight of the
/// class; the mean divides by the sum of the weights.
/// </summary>
[TorchModule(typeof(Classification), nameof(Classification.WeightedSparseCrossEntropy))]
public sealed partial class WeightedCrossEntropyLoss;

/// <summary>
/// Categorical cross-entropy of logits and target probabilities (torch.nn.CrossEntropyLoss of probabilities): -Σ target · log
/// softmax(logits) over the classes.
/// </summary>
[TorchModule(typeof(Classification), nameof(Classification.CrossEntropy))]
public sealed partial class SoftTargetCrossEntropyLoss;

/// <summary>
/// Categorical cross-entropy of logits and target probabilities with a weight for each class (torch.nn.CrossEntropyLoss of probabilities
/// with weight); its mean divides by the number of samples.
/// </summary>
[TorchModule(typeof(Classification), nameof(Classification.WeightedCrossEntropy))]
public sealed partial class WeightedSoftTargetCrossEntropyLoss;

/// <summary>
/// Categorical cross-entropy of probabilities: -Σ target · log(prediction) over the classes, each logarithm at least -100.
/// </summary>
[TorchModule(typeof(Classification), nameof(Classification.CrossEntropyOfProbabilities))]
public sealed partial class ProbabilityCrossEntropyLoss;

/// <summary>
/// Negative log-likelihood of log-probabilities and class indices (torch.nn.NLLLoss): -logProbabilities at the target.
/// </summary>
[TorchModule(typeof(Classification), nameof(Classification.Nll))]
public sealed partial class NLLLoss;

/// <summary>
/// Weighted negative log-likelihood of log-probabilities and class indices (torch.nn.NLLLoss with weight); the mean divides by the sum of
/// the weights.
/// </summary>
[TorchModule(typeof(Classification), nameof(Classification.WeightedNll))]
public sealed partial class WeightedNLLLoss;

/// <summary>
/// Kullback-Leibler divergence of log-probabilities (torch.nn.KLDivLoss): Σ target · (log target - prediction) over the classes.
/// </summary>
[TorchModule(typeof(Classification), nameof(Classification.KlDivergence))]
public sealed partial class KLDivLoss;

/// <summary>
/// Kullback-Leibler divergence of the softmax of logits: Σ target · (log target - log softmax(logits)) over the classes.
/// </summary>
[TorchModule(typeof(Classification), nameof(Classification.KlDivergenceWithLogits))]
public sealed partial class KLDivWithLogitsLoss;

/// <summary>
/// Jensen-Shannon divergence: the mean of the Kullback-Leibler divergences of both distributions from their average; from 0 to log 2.
/// </summary>
[TorchModule(typeof(Classification), nameof(Classification.JensenShannon))]
public sealed partial class JensenShannonLoss;

/// <summary>
/// Multi-class focal loss: -(1 - p)^gamma · log p, p the softmax of the target class.
/// </summary>
[TorchModule(typeof(Classification), nameof(Classification.Focal))]
public sealed partial class FocalLoss;

/// <summary>
/// Binary focal loss of logits (torchvision.ops.sigmoid_focal_loss): -alphaₜ · (1 - pₜ)^gamma · log pₜ, pₜ the probability of the label.
/// </summary>
[TorchModule(typeof(Classification), nameof(Classification.BinaryFocal))]
public sealed partial class BinaryFocalLoss;

/// <summary>
/// Multi-class focal loss with a weight for each class: -alpha · (1 - p)^gamma · log p, p the softmax of the target class; its mean divides
/// by the number of samples.
/// </summary>
[TorchModule(typeof(Classification), nameof(Classification.WeightedFocal))]
public sealed partial class WeightedFocalLoss;

/// <summary>
/// Hinge loss: max(0, 1 - target · logits) of labels -1 and 1.
/// </summary>
[TorchModule(typeof(Classification), nameof(Classification.Hinge))]
public sealed partial class HingeLoss;

/// <summary>
/// Squared hinge loss: max(0, 1 - target · logits)² of labels -1 and 1.
/// </summary>
[TorchModule(typeof(Classification), nameof(Classification.SquaredHinge))]
public sealed partial class SquaredHingeLoss;

/// <summary>
/// Multi-class hinge loss (torch.nn.MultiMarginLoss): the mean over classes of max(0, margin - score of the target + score), that of the
/// target being left out.
/// </summary>
[TorchModule(typeof(Classification), nameof(Classification.MultiMargin))]
public sealed partial class MultiMarginLoss;

/// <summary>
/// Squared multi-class hinge loss (torch.nn.MultiMarginLoss, p=2): the mean over classes of max(0, margin - score of the target + score)²,
/// that of the target being left out.
/// </summary>
[TorchModule(typeof(Classification), nameof(Classification.SquaredMultiMargin))]
public sealed partial class SquaredMultiMarginLoss;

/// <summary>
/// Logistic loss of labels -1 and 1 (torch.nn.SoftMarginLoss): log(1 + exp(-target · logits)).
/// </summary>
[TorchModule(typeof(Classification), nameof(Classification.SoftMargin))]
public sealed partial class SoftMarginLoss;

/// <summary>
/// Cross-entropy of a linear layer's logits and class indices, fused: SparseCrossEntropy of hidden · weightᵀ, without the logits ever being
/// held for more than a block of samples.
/// </summary>
[TorchModule(typeof(Classification), nameof(Classification.LinearCrossEntropy))]
public sealed partial class LinearCrossEntropyLoss;
