using LossGen.Losses;

namespace LossGen.Torch.Modules;

/// <summary>
/// Connectionist temporal classification: -log of the probability of all alignments of the labels with the steps, repeated labels and
/// blanks being dropped.
/// </summary>
[TorchModule(typeof(Sequence), nameof(Sequence.Ctc))]
public sealed partial class CTCLoss;

/// <summary>
/// Connectionist temporal classification of logits: Ctc of their log-softmax, in one.
/// </summary>
[TorchModule(typeof(Sequence), nameof(Sequence.CtcWithLogits))]
public sealed partial class CTCWithLogitsLoss;

/// <summary>
/// Negative log-likelihood of a hidden Markov model: -log of the probability of what is seen, over all sequences of states (the forward
/// algorithm).
/// </summary>
[TorchModule(typeof(Sequence), nameof(Sequence.HiddenMarkov))]
public sealed partial class HiddenMarkovLoss;

/// <summary>
/// Negative log-likelihood of a linear-chain conditional random field (CRF): the logarithm of the sum of exp(score) over all sequences of
/// labels, less the score of the true one.
/// </summary>
[TorchModule(typeof(Sequence), nameof(Sequence.LinearChain))]
public sealed partial class LinearChainCRFLoss;

/// <summary>
/// Soft global alignment (Needleman-Wunsch): minus the soft maximum over all alignments of the similarities of what is aligned, less the
/// gaps. With similarities 0 for equal and -1 for other symbols it is a soft edit distance.
/// </summary>
[TorchModule(typeof(Sequence), nameof(Sequence.SoftAlignment))]
public sealed partial class SoftAlignmentLoss;

/// <summary>
/// Soft dynamic time warping: the soft minimum over all monotone alignments of the squared distances of what is aligned.
/// </summary>
[TorchModule(typeof(Sequence), nameof(Sequence.SoftDtw))]
public sealed partial class SoftDTWLoss;

/// <summary>
/// The loss of a recurrent neural network transducer (RNN-T): -log of the probability of all alignments in which each step emits any number
/// of labels, and then a blank.
/// </summary>
[TorchModule(typeof(Sequence), nameof(Sequence.Transducer))]
public sealed partial class RNNTLoss;
