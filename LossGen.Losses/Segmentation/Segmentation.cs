namespace LossGen.Losses;

/// <summary>Losses of masks, by their overlap, and of bounding boxes.</summary>
public static partial class Segmentation;
