using LossGen.Generator.Common;
using LossGen.Generator.Declarations;
using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Diagnostics;

/// <summary>
/// Gives diagnostics their places in the syntax trees of the compilation, so that #pragma and .editorconfig apply to them. A constant that
/// several losses share is underlined once for all of them.
/// </summary>
internal sealed class DiagnosticReporter(Compilation compilation)
{
    private readonly List<PlacedDiagnostic> diagnostics = [];
    private readonly Dictionary<PlacedDiagnostic, List<SourcePlace>> losses = [];
    private Dictionary<string, SyntaxTree>? trees;

    public void Add(EquatableArray<PlacedDiagnostic> placed)
    {
        foreach (PlacedDiagnostic diagnostic in placed)
            Add(diagnostic);
    }

    public void Add(EquatableArray<FormulaDiagnostic> found, FormulaLocation location)
    {
        foreach (FormulaDiagnostic diagnostic in found)
        {
            SourcePlace place = location.Find(diagnostic);
            var placed = new PlacedDiagnostic(diagnostic.Id, place, diagnostic.Arguments)
            {
                Mends = diagnostic.Mends.Select(mend => location.Find(mend, place)).OfType<PlacedMend>().ToEquatableArray(),
                Missing = diagnostic.Missing,
            };
            Add(placed, location.Method);
        }
    }

    /// <summary>Reports each diagnostic once; the losses that it is about are its further locations.</summary>
    public void Report(SourceProductionContext output)
    {
        foreach (PlacedDiagnostic diagnostic in diagnostics)
        {
            output.ReportDiagnostic(Diagnostic.Create(
                Rules.Find(diagnostic.Id), Locate(diagnostic.Place), losses[diagnostic].Select(Locate),
                MendProperties.Of(diagnostic), [.. diagnostic.Arguments]));
        }
    }

    private void Add(PlacedDiagnostic diagnostic, SourcePlace? method = null)
    {
        if (!losses.TryGetValue(diagnostic, out List<SourcePlace>? methods))
        {
            losses.Add(diagnostic, methods = []);
            diagnostics.Add(diagnostic);
        }

        if (method is not null)
            methods.Add(method);
    }

    private Location Locate(SourcePlace place)
    {
        if (trees is null)
        {
            trees = new Dictionary<string, SyntaxTree>(StringComparer.Ordinal);
            foreach (SyntaxTree tree in compilation.SyntaxTrees)
                trees[tree.FilePath] = tree;
        }

        return trees.TryGetValue(place.FilePath, out SyntaxTree? found) && place.Span.End <= found.Length
            ? Location.Create(found, place.Span)
            : Location.None;
    }
}
