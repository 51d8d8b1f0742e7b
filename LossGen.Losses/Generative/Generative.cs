namespace LossGen.Losses;

/// <summary>Losses of critics, generators and feature distances.</summary>
public static partial class Generative;
