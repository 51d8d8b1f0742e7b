namespace LossGen.Losses;

public static partial class LossCatalogue
{
    private static IEnumerable<LossEntry> ClassificationOfRowsLosses() =>
    [
        new(
            nameof(Classification.CrossEntropy),
            Classification.CrossEntropyInfo,
            LossTask.Classification,
            "Categorical cross-entropy of logits and target probabilities (torch.nn.CrossEntropyLoss of probabilities): -Σ target ·" +
                " log softmax(logits) over the classes.",
            ["multi-class classification with one-hot or soft targets", "knowledge distillation", "mixup", "label smoothing"],
            "Avoid it where each sample has one class: SparseCrossEntropy reads one number in place of a row.",
            "J. S. Bridle, \"Probabilistic interpretation of feedforward classification network outputs\", Neurocomputing, 1990; " +
                "label smoothing: C. Szegedy et al., CVPR 2016."),
        new(
            nameof(Classification.WeightedCrossEntropy),
            Classification.WeightedCrossEntropyInfo,
            LossTask.Classification,
            "Categorical cross-entropy of logits and target probabilities with a weight for each class (torch.nn.CrossEntropyLoss " +
                "of probabilities with weight); its mean divides by the number of samples.",
            ["imbalanced multi-class classification with soft targets", "costs that differ by class"],
            "Avoid weights of great range, which make steps uneven: resample instead.",
            "J. S. Bridle, \"Probabilistic interpretation of feedforward classification network outputs\", Neurocomputing, 1990; " +
                "label smoothing: C. Szegedy et al., CVPR 2016."),
        new(
            nameof(Classification.CrossEntropyOfProbabilities),
            Classification.CrossEntropyOfProbabilitiesInfo,
            LossTask.Classification,
            "Categorical cross-entropy of probabilities: -Σ target · log(prediction) over the classes, each logarithm at least -100.",
            ["multi-class classification from probabilities", "models that end in a softmax"],
            "Avoid it where logits are at hand: use CrossEntropy. Where a logarithm is held at -100 its gradient is 0.",
            "I. J. Good, \"Rational Decisions\", Journal of the Royal Statistical Society B 14 (1952)."),
        new(
            nameof(Classification.MultiLabelCrossEntropy),
            Classification.MultiLabelCrossEntropyInfo,
            LossTask.Classification,
            "Binary cross-entropy of each class with a positive weight for each (torch.nn.BCEWithLogitsLoss with a vector pos_weight).",
            ["multi-label classification", "imbalanced multi-label classification", "tagging"],
            "Avoid it where classes exclude one another: use SparseCrossEntropy.",
            "D. R. Cox, \"The regression analysis of binary sequences\", Journal of the Royal Statistical Society B 20 (1958)."),
        new(
            nameof(Classification.SparseCrossEntropy),
            Classification.SparseCrossEntropyInfo,
            LossTask.Classification,
            "Cross-entropy of logits and class indices (torch.nn.CrossEntropyLoss): -log softmax(logits) at the target, with label " +
                "smoothing -(1 - labelSmoothing) · that - labelSmoothing · its mean over the classes.",
            ["multi-class classification", "language modelling", "label smoothing", "padding and ignored labels"],
            "Avoid it where several classes can be true at once (MultiLabelCrossEntropy), and unweighted where classes are imbalanced.",
            "J. S. Bridle, \"Probabilistic interpretation of feedforward classification network outputs\", Neurocomputing, 1990; " +
                "label smoothing: C. Szegedy et al., CVPR 2016."),
        new(
            nameof(Classification.WeightedSparseCrossEntropy),
            Classification.WeightedSparseCrossEntropyInfo,
            LossTask.Classification,
            "Weighted cross-entropy of logits and class indices (torch.nn.CrossEntropyLoss with weight): SparseCrossEntropy times " +
                "the weight of the class; the mean divides by the sum of the weights.",
            ["imbalanced multi-class classification", "imbalanced semantic segmentation", "costs that differ by class"],
            "Avoid weights of great range, which make steps uneven: resample, or use WeightedFocal.",
            "J. S. Bridle, \"Probabilistic interpretation of feedforward classification network outputs\", Neurocomputing, 1990; " +
                "label smoothing: C. Szegedy et al., CVPR 2016."),
        new(
            nameof(Classification.LinearCrossEntropy),
            Classification.LinearCrossEntropyInfo,
            LossTask.Classification,
            "Cross-entropy of a linear layer's logits and class indices, fused: SparseCrossEntropy of hidden · weightᵀ, without the logits " +
                "ever being held for more than a block of samples.",
            ["language modelling with large vocabularies", "many classes", "little memory"],
            "Avoid it where the logits are needed for something else as well: use SparseCrossEntropy.",
            "E. Wijmans et al., \"Cut your losses in large-vocabulary language models\", ICLR 2025; P. Hsu et al., \"Liger Kernel: " +
                "efficient Triton kernels for LLM training\", 2024."),
        new(
            nameof(Classification.Nll),
            Classification.NllInfo,
            LossTask.Classification,
            "Negative log-likelihood of log-probabilities and class indices (torch.nn.NLLLoss): -logProbabilities at the target.",
            ["models that end in a log-softmax", "log-probabilities from elsewhere"],
            "Avoid it on logits: it does not normalise them. Use SparseCrossEntropy.",
            "R. A. Fisher, \"On the mathematical foundations of theoretical statistics\", 1922. As torch.nn.NLLLoss."),
        new(
            nameof(Classification.WeightedNll),
            Classification.WeightedNllInfo,
            LossTask.Classification,
            "Weighted negative log-likelihood of log-probabilities and class indices (torch.nn.NLLLoss with weight); the mean " +
                "divides by the sum of the weights.",
            ["models that end in a log-softmax, with imbalanced classes"],
            "Avoid it on logits: it does not normalise them. Use WeightedSparseCrossEntropy.",
            "R. A. Fisher, \"On the mathematical foundations of theoretical statistics\", 1922. As torch.nn.NLLLoss."),
        new(
            nameof(Classification.Focal),
            Classification.FocalInfo,
            LossTask.Classification,
            "Multi-class focal loss: -(1 - p)^gamma · log p, p the softmax of the target class.",
            ["imbalanced multi-class classification", "many easy samples", "hard example mining"],
            "Avoid it where labels are noisy, which it takes for hard examples.",
            "T.-Y. Lin, P. Goyal, R. Girshick, K. He and P. Dollár, \"Focal Loss for Dense Object Detection\", ICCV 2017."),
        new(
            nameof(Classification.WeightedFocal),
            Classification.WeightedFocalInfo,
            LossTask.Classification,
            "Multi-class focal loss with a weight for each class: -alpha · (1 - p)^gamma · log p, p the softmax of the target " +
                "class; its mean divides by the number of samples.",
            ["imbalanced multi-class classification", "imbalanced semantic segmentation", "long-tailed classes"],
            "Avoid it where labels are noisy, which it takes for hard examples.",
            "T.-Y. Lin, P. Goyal, R. Girshick, K. He and P. Dollár, \"Focal Loss for Dense Object Detection\", ICCV 2017."),
        new(
            nameof(Classification.MultiMargin),
            Classification.MultiMarginInfo,
            LossTask.Classification,
            "Multi-class hinge loss (torch.nn.MultiMarginLoss): the mean over classes of max(0, margin - score of the target + " +
                "score), that of the target being left out.",
            ["maximum-margin multi-class classification", "support vector machines"],
            "Avoid it where probabilities are wanted: use SparseCrossEntropy.",
            "K. Crammer and Y. Singer, \"On the algorithmic implementation of multiclass kernel-based vector machines\", JMLR 2 " +
                "(2001); J. Weston and C. Watkins, 1999."),
        new(
            nameof(Classification.SquaredMultiMargin),
            Classification.SquaredMultiMarginInfo,
            LossTask.Classification,
            "Squared multi-class hinge loss (torch.nn.MultiMarginLoss, p=2): the mean over classes of max(0, margin - score of the " +
                "target + score)², that of the target being left out.",
            ["maximum-margin multi-class classification with a smooth gradient"],
            "Avoid it where labels are noisy: the loss grows with the square of the scores.",
            "K. Crammer and Y. Singer, \"On the algorithmic implementation of multiclass kernel-based vector machines\", JMLR 2 " +
                "(2001); J. Weston and C. Watkins, 1999."),
        new(
            nameof(Classification.KlDivergence),
            Classification.KlDivergenceInfo,
            LossTask.Classification,
            "Kullback-Leibler divergence of log-probabilities (torch.nn.KLDivLoss): Σ target · (log target - prediction) over the " +
                "classes.",
            ["distribution matching", "knowledge distillation", "variational inference"],
            "Avoid it on logits (KlDivergenceWithLogits), and where the distributions have no common support: EarthMover measures " +
                "the distance between them.",
            "S. Kullback and R. A. Leibler, \"On Information and Sufficiency\", Annals of Mathematical Statistics 22 (1951)."),
        new(
            nameof(Classification.KlDivergenceWithLogits),
            Classification.KlDivergenceWithLogitsInfo,
            LossTask.Classification,
            "Kullback-Leibler divergence of the softmax of logits: Σ target · (log target - log softmax(logits)) over the classes.",
            ["knowledge distillation", "distribution matching", "policy regularisation"],
            "Avoid it where only the gradient counts: CrossEntropy has the same one and costs a logarithm less.",
            "S. Kullback and R. A. Leibler, \"On Information and Sufficiency\", Annals of Mathematical Statistics 22 (1951)."),
        new(
            nameof(Classification.JensenShannon),
            Classification.JensenShannonInfo,
            LossTask.Classification,
            "Jensen-Shannon divergence: the mean of the Kullback-Leibler divergences of both distributions from their average; from" +
                " 0 to log 2.",
            ["distribution matching", "consistency of augmentations", "distributions with different support"],
            "Avoid it where the distributions are far apart: it is then log 2, whatever the distance, and has little gradient.",
            "J. Lin, \"Divergence measures based on the Shannon entropy\", IEEE Transactions on Information Theory 37 (1991)."),
    ];
}
