namespace LossGen.Losses;

public static partial class LossCatalogue
{
    private static IEnumerable<LossEntry> SequenceLosses() =>
    [
        new(
            nameof(Sequence.Ctc),
            Sequence.CtcInfo,
            LossTask.Sequence,
            "Connectionist temporal classification: -log of the probability of all alignments of the labels with the " +
                "steps, repeated labels and blanks being dropped.",
            ["speech and handwriting recognition", "sequences without alignment", "labels that come in the order of the input"],
            "Avoid it where the boundaries of the labels are known: use SparseCrossEntropy of each step.",
            "A. Graves, S. Fernández, F. Gomez and J. Schmidhuber, \"Connectionist temporal classification: labelling " +
                "unsegmented sequence data with recurrent neural networks\", ICML 2006."),
        new(
            nameof(Sequence.CtcWithLogits),
            Sequence.CtcWithLogitsInfo,
            LossTask.Sequence,
            "Connectionist temporal classification of logits: Ctc of their log-softmax, in one.",
            ["speech and handwriting recognition", "sequences without alignment", "labels that come in the order of the input"],
            "Avoid it where the boundaries of the labels are known: use SparseCrossEntropy of each step.",
            "A. Graves, S. Fernández, F. Gomez and J. Schmidhuber, \"Connectionist temporal classification: labelling " +
                "unsegmented sequence data with recurrent neural networks\", ICML 2006."),
        new(
            nameof(Sequence.LinearChain),
            Sequence.LinearChainInfo,
            LossTask.Sequence,
            "Negative log-likelihood of a linear-chain conditional random field (CRF): the logarithm of the sum of " +
                "exp(score) over all sequences of labels, less the score of the true one.",
            ["sequence labelling", "part-of-speech tagging and named entities", "segmentation of sequences"],
            "Avoid it where labels of neighbouring steps do not depend on each other: use SparseCrossEntropy of each step.",
            "J. Lafferty, A. McCallum and F. Pereira, \"Conditional random fields: probabilistic models for segmenting " +
                "and labeling sequence data\", ICML 2001."),
        new(
            nameof(Sequence.HiddenMarkov),
            Sequence.HiddenMarkovInfo,
            LossTask.Sequence,
            "Negative log-likelihood of a hidden Markov model: -log of the probability of what is seen, over all " +
                "sequences of states (the forward algorithm).",
            ["hidden states", "speech and regime models", "unsupervised segmentation of sequences"],
            "Avoid it where states are known in training: add up the log-probabilities; or where they need not be " +
                "generated: use LinearChain.",
            "L. R. Rabiner, \"A tutorial on hidden Markov models and selected applications in speech recognition\", " +
                "Proceedings of the IEEE 77 (1989)."),
        new(
            nameof(Sequence.SoftDtw),
            Sequence.SoftDtwInfo,
            LossTask.Sequence,
            "Soft dynamic time warping: the soft minimum over all monotone alignments of the squared distances of what is aligned.",
            ["time series of different speed", "forecasting of shapes", "averaging and clustering time series"],
            "Avoid it where the time of an event matters: use SquaredError. It is not 0 for equal sequences, and can be below.",
            "M. Cuturi and M. Blondel, \"Soft-DTW: a differentiable loss function for time-series\", ICML 2017."),
        new(
            nameof(Sequence.SoftAlignment),
            Sequence.SoftAlignmentInfo,
            LossTask.Sequence,
            "Soft global alignment (Needleman-Wunsch): minus the soft maximum over all alignments of the similarities of " +
                "what is aligned, less the gaps. With similarities 0 for equal and -1 for other symbols it is a soft edit " +
                "distance.",
            ["alignment of biological sequences", "learned edit distance", "text and phoneme alignment"],
            "Avoid it where everything is to be aligned in order, without gaps: use SoftDtw.",
            "S. B. Needleman and C. D. Wunsch, \"A general method applicable to the search for similarities in the amino " +
                "acid sequence of two proteins\", JMB 48 (1970); made soft by J. T. Morton et al., \"Protein structural " +
                "alignments from sequence\", 2020."),
        new(
            nameof(Sequence.Transducer),
            Sequence.TransducerInfo,
            LossTask.Sequence,
            "The loss of a recurrent neural network transducer (RNN-T): -log of the probability of all alignments in " +
                "which each step emits any number of labels, and then a blank.",
            ["streaming speech recognition", "sequences without alignment", "labels that depend on those before"],
            "Avoid it where labels do not depend on each other, or memory is short: Ctc needs no joint network over steps " +
                "and labels.",
            "A. Graves, \"Sequence transduction with recurrent neural networks\", 2012."),
    ];
}
