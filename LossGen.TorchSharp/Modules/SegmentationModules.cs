using LossGen.Losses;

namespace LossGen.Torch.Modules;

/// <summary>
/// Soft Dice loss of one mask: 1 - (2 Σ prediction · target + smooth) / (Σ prediction + Σ target + smooth).
/// </summary>
[TorchModule(typeof(Segmentation), nameof(Segmentation.BinaryDice))]
public sealed partial class BinaryDiceLoss;

/// <summary>
/// Soft Dice loss of each class: 1 - (2 Σ prediction · target + smooth) / (Σ prediction + Σ target + smooth) over the pixels.
/// </summary>
[TorchModule(typeof(Segmentation), nameof(Segmentation.Dice))]
public sealed partial class DiceLoss;

/// <summary>
/// Generalised Dice loss: Dice over all classes at once, a class weighing 1 / (its number of pixels)², a class of less than a pixel 1.
/// </summary>
[TorchModule(typeof(Segmentation), nameof(Segmentation.GeneralizedDice))]
public sealed partial class GeneralizedDiceLoss;

/// <summary>
/// Soft Jaccard loss (IoU loss) of one mask: 1 - (Σ prediction · target + smooth) / (Σ prediction + Σ target - Σ prediction · target +
/// smooth).
/// </summary>
[TorchModule(typeof(Segmentation), nameof(Segmentation.BinaryJaccard))]
public sealed partial class BinaryJaccardLoss;

/// <summary>
/// Soft Jaccard loss (IoU loss) of each class: 1 - (Σ prediction · target + smooth) / (Σ prediction + Σ target - Σ prediction · target +
/// smooth) over the pixels.
/// </summary>
[TorchModule(typeof(Segmentation), nameof(Segmentation.Jaccard))]
public sealed partial class JaccardLoss;

/// <summary>
/// Tversky loss of one mask: 1 - hits / (hits + alpha · false positives + beta · false negatives), all of them soft; with alpha = beta =
/// 0.5 it is Dice.
/// </summary>
[TorchModule(typeof(Segmentation), nameof(Segmentation.BinaryTversky))]
public sealed partial class BinaryTverskyLoss;

/// <summary>
/// Tversky loss of each class: 1 - hits / (hits + alpha · false positives + beta · false negatives), all of them soft sums over the pixels.
/// </summary>
[TorchModule(typeof(Segmentation), nameof(Segmentation.Tversky))]
public sealed partial class TverskyLoss;

/// <summary>
/// Focal Tversky loss of one mask: the Tversky loss to the power gamma.
/// </summary>
[TorchModule(typeof(Segmentation), nameof(Segmentation.BinaryFocalTversky))]
public sealed partial class BinaryFocalTverskyLoss;

/// <summary>
/// Focal Tversky loss of each class: the Tversky loss to the power gamma.
/// </summary>
[TorchModule(typeof(Segmentation), nameof(Segmentation.FocalTversky))]
public sealed partial class FocalTverskyLoss;

/// <summary>
/// Box IoU loss: 1 - intersection over union of two boxes.
/// </summary>
[TorchModule(typeof(Segmentation), nameof(Segmentation.BoxIou))]
public sealed partial class BoxIoULoss;

/// <summary>
/// Generalised IoU loss (GIoU; torchvision.ops.generalized_box_iou_loss): the IoU loss plus the share of the smallest enclosing box that
/// neither box covers.
/// </summary>
[TorchModule(typeof(Segmentation), nameof(Segmentation.GeneralizedBoxIou))]
public sealed partial class GeneralizedBoxIoULoss;

/// <summary>
/// Distance IoU loss (DIoU; torchvision.ops.distance_box_iou_loss): the IoU loss plus the squared distance of the centres over the squared
/// diagonal of the smallest enclosing box.
/// </summary>
[TorchModule(typeof(Segmentation), nameof(Segmentation.DistanceBoxIou))]
public sealed partial class DistanceBoxIoULoss;
