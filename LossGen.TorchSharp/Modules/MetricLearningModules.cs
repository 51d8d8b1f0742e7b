using LossGen.Losses;

namespace LossGen.Torch.Modules;

/// <summary>
/// Contrastive loss: half the squared distance of similar pairs, half of max(0, margin - distance)² of dissimilar ones.
/// </summary>
[TorchModule(typeof(MetricLearning), nameof(MetricLearning.Contrastive))]
public sealed partial class ContrastiveLoss;

/// <summary>
/// Cosine embedding loss (torch.nn.CosineEmbeddingLoss): 1 - cos of similar pairs, max(0, cos - margin) of dissimilar ones.
/// </summary>
[TorchModule(typeof(MetricLearning), nameof(MetricLearning.CosineEmbedding))]
public sealed partial class CosineEmbeddingLoss;

/// <summary>
/// Hinge embedding loss (torch.nn.HingeEmbeddingLoss): the distance of similar pairs, max(0, margin - distance) of dissimilar ones.
/// </summary>
[TorchModule(typeof(MetricLearning), nameof(MetricLearning.HingeEmbedding))]
public sealed partial class HingeEmbeddingLoss;

/// <summary>
/// InfoNCE: cross-entropy of cosine similarities over temperature, the i-th key being the class of the i-th query and all others its
/// negatives.
/// </summary>
[TorchModule(typeof(MetricLearning), nameof(MetricLearning.InfoNce))]
public sealed partial class InfoNCELoss;

/// <summary>
/// Symmetric InfoNCE (the loss of CLIP): the mean of InfoNce of queries among keys and of keys among queries.
/// </summary>
[TorchModule(typeof(MetricLearning), nameof(MetricLearning.SymmetricInfoNce))]
public sealed partial class SymmetricInfoNCELoss;

/// <summary>
/// NT-Xent (the loss of SimCLR): cross-entropy of cosine similarities over temperature, each view against all other views, the other view
/// of the same sample being its class.
/// </summary>
[TorchModule(typeof(MetricLearning), nameof(MetricLearning.NtXent))]
public sealed partial class NTXentLoss;

/// <summary>
/// Margin ranking loss (torch.nn.MarginRankingLoss): max(0, margin - target · (input1 - input2)).
/// </summary>
[TorchModule(typeof(MetricLearning), nameof(MetricLearning.MarginRanking))]
public sealed partial class MarginRankingLoss;

/// <summary>
/// Triplet margin loss (torch.nn.TripletMarginLoss): max(0, ‖anchor - positive‖ - ‖anchor - negative‖ + margin).
/// </summary>
[TorchModule(typeof(MetricLearning), nameof(MetricLearning.Triplet))]
public sealed partial class TripletMarginLoss;

/// <summary>
/// Triplet margin loss with the distance swap (torch.nn.TripletMarginLoss, swap=True): the negative counts from the nearer of anchor and
/// positive.
/// </summary>
[TorchModule(typeof(MetricLearning), nameof(MetricLearning.TripletWithSwap))]
public sealed partial class TripletMarginWithSwapLoss;
