namespace LossGen.Cli;

/// <summary>What is asked for on the command line.</summary>
internal sealed record ExplainOptions
{
    /// <summary>The formula; null where a declaration is given.</summary>
    public string? Formula { get; init; }

    /// <summary>A declaration in C#, or a file that has one.</summary>
    public string? Declaration { get; init; }

    /// <summary>Parameters as C#, which take the place of what would be inferred.</summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];

    /// <summary>The method's name: what that of a formula is called, and which of several declarations is explained.</summary>
    public string? Name { get; init; }

    /// <summary>Whether the code alone is written.</summary>
    public bool IsCodeOnly { get; init; }

    /// <summary>Whether the code is left out.</summary>
    public bool HasNoCode { get; init; }

    /// <summary>A file for a plot; null where none is wanted.</summary>
    public string? Png { get; init; }
}
