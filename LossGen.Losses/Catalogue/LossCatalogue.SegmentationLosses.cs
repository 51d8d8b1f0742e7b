namespace LossGen.Losses;

public static partial class LossCatalogue
{
    private static IEnumerable<LossEntry> SegmentationLosses() =>
    [
        new(
            nameof(Segmentation.BinaryDice),
            Segmentation.BinaryDiceInfo,
            LossTask.Segmentation,
            "Soft Dice loss of one mask: 1 - (2 Σ prediction · target + smooth) / (Σ prediction + Σ target + smooth).",
            ["imbalanced segmentation", "medical image segmentation", "small foreground"],
            "Avoid it alone where most masks are empty, and where probabilities must be calibrated: add BinaryCrossEntropyWithLogits.",
            "F. Milletari, N. Navab and S.-A. Ahmadi, \"V-Net: fully convolutional neural networks for volumetric medical image " +
                "segmentation\", 3DV 2016."),
        new(
            nameof(Segmentation.BinaryJaccard),
            Segmentation.BinaryJaccardInfo,
            LossTask.Segmentation,
            "Soft Jaccard loss (IoU loss) of one mask: 1 - (Σ prediction · target + smooth) / (Σ prediction + Σ target - Σ " +
                "prediction · target + smooth).",
            ["segmentation that is judged by intersection over union", "imbalanced segmentation"],
            "Avoid it alone at the start of training, where masks do not overlap yet: add BinaryCrossEntropyWithLogits.",
            "M. A. Rahman and Y. Wang, \"Optimizing intersection-over-union in deep neural networks for image segmentation\", ISVC " +
                "2016."),
        new(
            nameof(Segmentation.BinaryTversky),
            Segmentation.BinaryTverskyInfo,
            LossTask.Segmentation,
            "Tversky loss of one mask: 1 - hits / (hits + alpha · false positives + beta · false negatives), all of them soft; with" +
                " alpha = beta = 0.5 it is Dice.",
            [
                "imbalanced segmentation with few foreground pixels",
                "lesion segmentation",
                "segmentation where recall matters more than precision",
            ],
            "Avoid it where false positives and false negatives cost the same: BinaryDice has no weights to choose.",
            "S. S. M. Salehi, D. Erdogmus and A. Gholipour, \"Tversky loss function for image segmentation using 3D fully " +
                "convolutional deep networks\", MLMI 2017."),
        new(
            nameof(Segmentation.BinaryFocalTversky),
            Segmentation.BinaryFocalTverskyInfo,
            LossTask.Segmentation,
            "Focal Tversky loss of one mask: the Tversky loss to the power gamma.",
            [
                "imbalanced segmentation with small and hard structures",
                "lesion segmentation",
                "segmentation where recall matters more than precision",
            ],
            "Avoid it where labels are noisy: it dwells on what is hard.",
            "N. Abraham and N. M. Khan, \"A novel focal Tversky loss function with improved attention U-Net for lesion " +
                "segmentation\", ISBI 2019."),
    ];
}
