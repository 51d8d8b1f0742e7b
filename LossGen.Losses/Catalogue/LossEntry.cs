namespace LossGen.Losses;

/// <summary>What the catalogue says of a loss.</summary>
/// <param name="Name">The name of its methods in the class of the task; <c>NameSum</c> is the same with reduction 'sum'.</param>
/// <param name="Info">What was computed from its formula, with reduction 'mean': convexity, smoothness, robustness, range.</param>
/// <param name="Task">The task.</param>
/// <param name="Summary">What it is called elsewhere, and its formula in words.</param>
/// <param name="UseCases">What it is good for.</param>
/// <param name="WhenNot">Where not to use it, and what to use there.</param>
/// <param name="Paper">Where it comes from.</param>
public sealed record LossEntry(
    string Name, LossInfo Info, LossTask Task, string Summary, IReadOnlyList<string> UseCases, string WhenNot, string Paper);
