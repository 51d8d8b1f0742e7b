namespace LossGen.Cli;

/// <summary>What was asked for cannot be done, for a reason that is told to the user.</summary>
internal sealed class InputException(string message) : Exception(message);
