namespace LossGen.Losses;

/// <summary>Losses of embeddings and of the distances between them.</summary>
public static partial class MetricLearning;
