namespace LossGen.Losses;

/// <summary>Losses of real-valued predictions against real-valued targets.</summary>
public static partial class Regression;
