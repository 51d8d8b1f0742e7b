namespace LossGen.Sample;

/// <summary>What the user asked for cannot be done; the message is one line for them.</summary>
public sealed class InputError(string message, bool isUsage = false) : Exception(message)
{
    /// <summary>Whether the command line itself is wrong, so that the usage text helps.</summary>
    public bool IsUsage { get; } = isUsage;
}
