using LossGen.Generator.Common;
using LossGen.Generator.Declarations;
using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Diagnostics;

/// <summary>Gives diagnostics their places in the syntax trees of the compilation, so that #pragma and .editorconfig apply to them.</summary>
internal sealed class DiagnosticReporter(SourceProductionContext output, Compilation compilation)
{
    private Dictionary<string, SyntaxTree>? trees;

    public void Report(EquatableArray<PlacedDiagnostic> diagnostics)
    {
        foreach (PlacedDiagnostic diagnostic in diagnostics)
            Report(diagnostic.Id, diagnostic.Place, diagnostic.Arguments);
    }

    public void Report(EquatableArray<FormulaDiagnostic> diagnostics, FormulaLocation location)
    {
        foreach (FormulaDiagnostic diagnostic in diagnostics)
            Report(diagnostic.Id, location.Find(diagnostic), diagnostic.Arguments);
    }

    private void Report(string id, SourcePlace place, EquatableArray<string> arguments) =>
        output.ReportDiagnostic(Diagnostic.Create(Rules.Find(id), Locate(place), [.. arguments]));

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
