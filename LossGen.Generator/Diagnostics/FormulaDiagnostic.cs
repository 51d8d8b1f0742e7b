using LossGen.Generator.Common;
using Microsoft.CodeAnalysis;

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

/// <summary>Collects diagnostics, each once, and not more than a reader can take in.</summary>
internal sealed class DiagnosticBag
{
    private const int Most = 25;

    private readonly List<FormulaDiagnostic> diagnostics = [];

    public bool HasErrors { get; private set; }

    public IReadOnlyList<FormulaDiagnostic> Items => diagnostics;

    public void Report(DiagnosticDescriptor rule, TextRange place, params string[] arguments) =>
        Add(rule, new FormulaDiagnostic(rule.Id, place, arguments.ToEquatableArray()));

    public void ReportParameter(DiagnosticDescriptor rule, string parameter, params string[] arguments) =>
        Add(rule, new FormulaDiagnostic(rule.Id, default, arguments.ToEquatableArray()) { Parameter = parameter });

    private void Add(DiagnosticDescriptor rule, FormulaDiagnostic diagnostic)
    {
        HasErrors |= rule.DefaultSeverity == DiagnosticSeverity.Error;
        if (diagnostics.Count < Most && !diagnostics.Contains(diagnostic))
            diagnostics.Add(diagnostic);
    }
}
