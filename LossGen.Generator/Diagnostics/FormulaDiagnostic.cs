using LossGen.Generator.Common;

namespace LossGen.Generator.Diagnostics;

/// <summary>A stretch of the formula's text.</summary>
internal readonly record struct TextRange(int Start, int Length)
{
    public int End => Start + Length;

    public static TextRange FromBounds(int start, int end) => new(start, Math.Max(end - start, 0));

    public TextRange To(TextRange other) => FromBounds(Math.Min(Start, other.Start), Math.Max(End, other.End));
}

/// <summary>A diagnostic at a place in the formula; where that is in the source file is decided when it is reported.</summary>
internal sealed record FormulaDiagnostic(string Id, TextRange Place, EquatableArray<string> Arguments)
{
    /// <summary>The parameter that the diagnostic is about, where its place is the parameter rather than the formula.</summary>
    public string? Parameter { get; init; }

    /// <summary>The changes of the formula that mend it; none where it takes thought.</summary>
    public EquatableArray<Mend> Mends { get; init; } = EquatableArray<Mend>.Empty;

    /// <summary>The parameter whose declaration would mend it.</summary>
    public MissingParameter? Missing { get; init; }
}

/// <summary>A parameter that the formula uses and the method does not declare.</summary>
/// <param name="Name">Its name, as C# spells it.</param>
/// <param name="Container">The type that holds its numbers: ReadOnlySpan, ReadOnlyTensorSpan, or nothing for one number.</param>
/// <param name="Element">The keyword of their type.</param>
internal sealed record MissingParameter(string Name, string Container, string Element);
