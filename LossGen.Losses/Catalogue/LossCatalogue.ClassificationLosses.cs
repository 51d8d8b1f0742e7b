namespace LossGen.Losses;

public static partial class LossCatalogue
{
    private static IEnumerable<LossEntry> ClassificationLosses() =>
    [
        new(
            nameof(Classification.BinaryCrossEntropy),
            Classification.BinaryCrossEntropyInfo,
            LossTask.Classification,
            "Binary cross-entropy of probabilities (torch.nn.BCELoss): -(target · log(prediction) + (1 - target) · log(1 - " +
                "prediction)), each logarithm at least -100.",
            [
                "binary classification from probabilities",
                "multi-label classification from probabilities",
                "models that end in a sigmoid",
            ],
            "Avoid it where logits are at hand: a sigmoid that has saturated has lost its gradient. Use " +
                "BinaryCrossEntropyWithLogits. Where a logarithm is held at -100 its gradient is 0.",
            "I. J. Good, \"Rational Decisions\", Journal of the Royal Statistical Society B 14 (1952)."),
        new(
            nameof(Classification.BinaryCrossEntropyWithLogits),
            Classification.BinaryCrossEntropyWithLogitsInfo,
            LossTask.Classification,
            "Binary cross-entropy of logits (torch.nn.BCEWithLogitsLoss): -(posWeight · target · log σ(logits) + (1 - target) · " +
                "log(1 - σ(logits))).",
            ["binary classification", "multi-label classification", "imbalanced binary classification with posWeight"],
            "Avoid it where the classes exclude one another: SparseCrossEntropy lets them compete.",
            "D. R. Cox, \"The regression analysis of binary sequences\", Journal of the Royal Statistical Society B 20 (1958)."),
        new(
            nameof(Classification.BinaryFocal),
            Classification.BinaryFocalInfo,
            LossTask.Classification,
            "Binary focal loss of logits (torchvision.ops.sigmoid_focal_loss): -alphaₜ · (1 - pₜ)^gamma · log pₜ, pₜ the " +
                "probability of the label.",
            [
                "imbalanced binary classification",
                "object detection with few foreground boxes",
                "imbalanced segmentation",
                "many easy negatives",
            ],
            "Avoid it where labels are noisy, which it takes for hard examples, and where probabilities must be calibrated.",
            "T.-Y. Lin, P. Goyal, R. Girshick, K. He and P. Dollár, \"Focal Loss for Dense Object Detection\", ICCV 2017."),
        new(
            nameof(Classification.Hinge),
            Classification.HingeInfo,
            LossTask.Classification,
            "Hinge loss: max(0, 1 - target · logits) of labels -1 and 1.",
            ["maximum-margin binary classification", "support vector machines"],
            "Avoid it where probabilities are wanted: use BinaryCrossEntropyWithLogits.",
            "C. Cortes and V. Vapnik, \"Support-Vector Networks\", Machine Learning 20 (1995)."),
        new(
            nameof(Classification.SquaredHinge),
            Classification.SquaredHingeInfo,
            LossTask.Classification,
            "Squared hinge loss: max(0, 1 - target · logits)² of labels -1 and 1.",
            ["maximum-margin binary classification with a smooth gradient", "linear support vector machines"],
            "Avoid it where labels are noisy: the loss of a mislabelled element grows with the square of its score.",
            "Y. Tang, \"Deep Learning using Linear Support Vector Machines\", 2013."),
        new(
            nameof(Classification.SoftMargin),
            Classification.SoftMarginInfo,
            LossTask.Classification,
            "Logistic loss of labels -1 and 1 (torch.nn.SoftMarginLoss): log(1 + exp(-target · logits)).",
            ["binary classification with labels -1 and 1", "logistic regression", "gradient boosting"],
            "Avoid it for labels 0 and 1: use BinaryCrossEntropyWithLogits.",
            "J. Friedman, T. Hastie and R. Tibshirani, \"Additive logistic regression\", Annals of Statistics 28 (2000)."),
    ];
}
