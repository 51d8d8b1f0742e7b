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
}
