namespace LossGen.Losses;

/// <summary>Losses of class scores and probabilities against labels or target distributions.</summary>
public static partial class Classification;
