using System.Collections.Immutable;
using System.Globalization;
using LossGen.Generator.Common;
using LossGen.Generator.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LossGen.Generator.Diagnostics;

/// <summary>A stretch of a source file and what to write in its place.</summary>
internal readonly record struct PlacedEdit(TextSpan Span, string Text);

/// <summary>A mend in the source file of its diagnostic.</summary>
internal sealed record PlacedMend(EquatableArray<PlacedEdit> Edits);

/// <summary>
/// How mends travel with a diagnostic to the code fixes, which run in an editor and know nothing of formulas: as properties, "Mend0" and so on with
/// a line "start length text" for each edit, and "Parameter" with the container, the element and the name.
/// </summary>
internal static class MendProperties
{
    private const string MendKey = "Mend", ParameterKey = "Parameter";

    public static ImmutableDictionary<string, string?> Of(PlacedDiagnostic diagnostic)
    {
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty;
        for (int i = 0; i < diagnostic.Mends.Count; i++)
            properties = properties.Add(MendKey + i, string.Join("\n", diagnostic.Mends[i].Edits.Select(Line)));
        return diagnostic.Missing is { } missing ? properties.Add(ParameterKey, $"{missing.Container} {missing.Element} {missing.Name}") : properties;
    }

    /// <summary>The mends of a diagnostic.</summary>
    public static IEnumerable<PlacedMend> MendsOf(Diagnostic diagnostic)
    {
        for (int i = 0; diagnostic.Properties.TryGetValue(MendKey + i, out string? mend); i++)
            yield return new PlacedMend(mend!.Split('\n').Select(Parse).ToEquatableArray());
    }

    /// <summary>The parameter that a diagnostic misses.</summary>
    public static MissingParameter? MissingOf(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(ParameterKey, out string? missing) && missing!.Split(' ') is [var container, var element, var name]
            ? new MissingParameter(name, container, element)
            : null;

    private static string Line(PlacedEdit edit) => string.Format(CultureInfo.InvariantCulture, "{0} {1} {2}", edit.Span.Start, edit.Span.Length, edit.Text);

    private static PlacedEdit Parse(string line)
    {
        string[] parts = line.Split([' '], 3);
        return new PlacedEdit(new TextSpan(int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture)), parts[2]);
    }
}
