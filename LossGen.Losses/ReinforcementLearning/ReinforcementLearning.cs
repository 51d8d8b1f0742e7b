namespace LossGen.Losses;

/// <summary>Returns and advantages of trajectories, and the losses of policies and values that are trained with them.</summary>
public static partial class ReinforcementLearning;
