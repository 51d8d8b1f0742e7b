namespace LossGen.Losses;

public static partial class LossCatalogue
{
    private static IEnumerable<LossEntry> SegmentationOfRowsLosses() =>
    [
        new(
            nameof(Segmentation.Dice),
            Segmentation.DiceInfo,
            LossTask.Segmentation,
            "Soft Dice loss of each class: 1 - (2 Σ prediction · target + smooth) / (Σ prediction + Σ target + smooth) over the pixels.",
            ["imbalanced segmentation", "medical image segmentation", "small foreground", "multi-class segmentation"],
            "Avoid it alone where classes are often absent, and where probabilities must be calibrated: add a cross-entropy.",
            "F. Milletari, N. Navab and S.-A. Ahmadi, \"V-Net: fully convolutional neural networks for volumetric medical image " +
                "segmentation\", 3DV 2016."),
        new(
            nameof(Segmentation.Jaccard),
            Segmentation.JaccardInfo,
            LossTask.Segmentation,
            "Soft Jaccard loss (IoU loss) of each class: 1 - (Σ prediction · target + smooth) / (Σ prediction + Σ target - Σ " +
                "prediction · target + smooth) over the pixels.",
            ["segmentation that is judged by intersection over union", "imbalanced segmentation", "multi-class segmentation"],
            "Avoid it alone at the start of training, where masks do not overlap yet: add a cross-entropy.",
            "M. A. Rahman and Y. Wang, \"Optimizing intersection-over-union in deep neural networks for image segmentation\", ISVC " +
                "2016."),
        new(
            nameof(Segmentation.GeneralizedDice),
            Segmentation.GeneralizedDiceInfo,
            LossTask.Segmentation,
            "Generalised Dice loss: Dice over all classes at once, a class weighing 1 / (its number of pixels)², a class of less " +
                "than a pixel 1.",
            ["imbalanced segmentation with many classes", "multi-class segmentation", "classes of very different size"],
            "Avoid it where a class of few pixels must not decide: its weight is the square of its rarity.",
            "C. H. Sudre, W. Li, T. Vercauteren, S. Ourselin and M. J. Cardoso, \"Generalised Dice overlap as a deep learning loss " +
                "function for highly unbalanced segmentations\", DLMIA 2017."),
        new(
            nameof(Segmentation.Tversky),
            Segmentation.TverskyInfo,
            LossTask.Segmentation,
            "Tversky loss of each class: 1 - hits / (hits + alpha · false positives + beta · false negatives), all of them soft " +
                "sums over the pixels.",
            [
                "imbalanced segmentation with few foreground pixels",
                "lesion segmentation",
                "segmentation where recall matters more than precision",
                "multi-class segmentation",
            ],
            "Avoid it where false positives and false negatives cost the same: Dice has no weights to choose.",
            "S. S. M. Salehi, D. Erdogmus and A. Gholipour, \"Tversky loss function for image segmentation using 3D fully " +
                "convolutional deep networks\", MLMI 2017."),
        new(
            nameof(Segmentation.FocalTversky),
            Segmentation.FocalTverskyInfo,
            LossTask.Segmentation,
            "Focal Tversky loss of each class: the Tversky loss to the power gamma.",
            [
                "imbalanced segmentation with small and hard structures",
                "lesion segmentation",
                "segmentation where recall matters more than precision",
                "multi-class segmentation",
            ],
            "Avoid it where labels are noisy: it dwells on what is hard.",
            "N. Abraham and N. M. Khan, \"A novel focal Tversky loss function with improved attention U-Net for lesion " +
                "segmentation\", ISBI 2019."),
        new(
            nameof(Segmentation.BoxIou),
            Segmentation.BoxIouInfo,
            LossTask.Segmentation,
            "Box IoU loss: 1 - intersection over union of two boxes.",
            ["bounding box regression", "object detection that is judged by intersection over union"],
            "Avoid it where boxes may not overlap, which have no gradient: use GeneralizedBoxIou or DistanceBoxIou.",
            "J. Yu, Y. Jiang, Z. Wang, Z. Cao and T. Huang, \"UnitBox: an advanced object detection network\", ACM Multimedia 2016."),
        new(
            nameof(Segmentation.GeneralizedBoxIou),
            Segmentation.GeneralizedBoxIouInfo,
            LossTask.Segmentation,
            "Generalised IoU loss (GIoU; torchvision.ops.generalized_box_iou_loss): the IoU loss plus the share of the smallest " +
                "enclosing box that neither box covers.",
            ["bounding box regression", "object detection", "boxes that do not overlap"],
            "Avoid it where convergence matters most and boxes lie within one another: DistanceBoxIou has a gradient there.",
            "H. Rezatofighi et al., \"Generalized intersection over union: a metric and a loss for bounding box regression\", CVPR " +
                "2019."),
        new(
            nameof(Segmentation.DistanceBoxIou),
            Segmentation.DistanceBoxIouInfo,
            LossTask.Segmentation,
            "Distance IoU loss (DIoU; torchvision.ops.distance_box_iou_loss): the IoU loss plus the squared distance of the centres" +
                " over the squared diagonal of the smallest enclosing box.",
            ["bounding box regression", "object detection", "fast convergence of boxes"],
            "Avoid it where the aspect ratio must be right early: nothing but the overlap trains it.",
            "Z. Zheng, P. Wang, W. Liu, J. Li, R. Ye and D. Ren, \"Distance-IoU loss: faster and better learning for bounding box " +
                "regression\", AAAI 2020."),
    ];
}
