namespace LossGen.Losses;

/// <summary>A loss that the catalogue suggests for a use case.</summary>
/// <param name="Entry">The loss.</param>
/// <param name="Score">How well it fits, above 0; only the order of the scores of one query means something.</param>
/// <param name="Reason">Why it was suggested, in a sentence.</param>
public sealed record LossSuggestion(LossEntry Entry, double Score, string Reason);
