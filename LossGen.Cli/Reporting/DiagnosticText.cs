using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Spectre.Console;

namespace LossGen.Cli.Reporting;

/// <summary>Writes a diagnostic, the line that it is about, and carets under what it underlines.</summary>
internal static class DiagnosticText
{
    private const string Indent = "  ";

    public static void Write(IAnsiConsole console, Diagnostic diagnostic)
    {
        string word = diagnostic.Severity switch
        {
            DiagnosticSeverity.Error => "[red]error",
            DiagnosticSeverity.Warning => "[yellow]warning",
            _ => "[blue]info",
        };
        console.MarkupLine($"{word} {diagnostic.Id}[/]: {Markup.Escape(diagnostic.GetMessage(CultureInfo.InvariantCulture))}");
        if (diagnostic.Location.SourceTree is not { } tree || tree.FilePath != "Losses.cs")
            return;
        foreach (string line in Excerpt(tree.GetText(), diagnostic.Location.SourceSpan))
            console.Profile.Out.Writer.WriteLine(Indent + line);
    }

    /// <summary>The first line of what is underlined, and the carets.</summary>
    internal static IEnumerable<string> Excerpt(SourceText source, TextSpan span)
    {
        TextLine line = source.Lines.GetLineFromPosition(span.Start);
        string text = line.ToString();
        int start = span.Start - line.Start, length = Math.Max(1, Math.Min(span.End, line.End) - span.Start);
        yield return text;

        // A tab before the place is a tab before the caret, however wide it is shown.
        yield return string.Concat(text.Take(start).Select(c => c == '\t' ? '\t' : ' ')) + new string('^', length);
    }
}
