using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LossGen.CodeFixes;

/// <summary>What a mend is called in the menu of an editor.</summary>
internal static class MendTitle
{
    private const int Longest = 60;

    public static string Of(PlacedMend mend, SourceText text)
    {
        PlacedEdit first = mend.Edits[0], last = mend.Edits[mend.Edits.Count - 1];
        if (mend.Edits.Count > 1)
        {
            var all = TextSpan.FromBounds(first.Span.Start, last.Span.End);
            string mended = text.WithChanges(mend.Edits.Select(edit => new TextChange(edit.Span, edit.Text)))
                .ToString(new TextSpan(all.Start, all.Length + mend.Edits.Sum(edit => edit.Text.Length - edit.Span.Length)));
            return $"Write '{Shown(mended)}'";
        }

        string written = text.ToString(first.Span);
        return first.Span.IsEmpty ? $"Insert '{Shown(first.Text.Trim())}'"
            : string.IsNullOrWhiteSpace(first.Text) ? $"Remove '{Shown(written.Trim())}'"
            : $"Replace '{Shown(written)}' with '{Shown(first.Text)}'";
    }

    /// <summary>On one line, and short.</summary>
    private static string Shown(string text)
    {
        string line = string.Join(" ", text.Split(['\r', '\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Longest ? line : line.Substring(0, Longest - 3) + "...";
    }
}
