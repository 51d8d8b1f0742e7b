using LossGen.Generator.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.Generator.Declarations;

/// <summary>
/// Finds the string literals that make up a constant expression, and the source of each of their characters: regular, verbatim and raw
/// literals, and what <see cref="PieceCollector"/> finds them in.
/// </summary>
internal static class LiteralReader
{
    /// <summary>The pieces of a formula; one that covers the whole expression where its literals cannot be found.</summary>
    public static EquatableArray<FormulaPiece> Read(ExpressionSyntax expression, string formula, SemanticModel model, CancellationToken cancel)
    {
        var collector = new PieceCollector(model, expression.SpanStart, depth: 0, cancel);
        return collector.Collect(expression) && collector.Pieces.Sum(piece => piece.Length) == formula.Length
            ? collector.Pieces.ToEquatableArray()
            : new[] { PieceCollector.Opaque(expression, formula.Length, expression.SpanStart) }.ToEquatableArray();
    }

    /// <summary>The text between the holes of an interpolated string, in which braces are doubled; null for one that is not mapped.</summary>
    public static FormulaPiece? ReadInterpolated(SyntaxToken token, bool isVerbatim, bool isRaw, int owner)
    {
        List<int> starts = [], ends = [];
        string text = token.Text;
        if (isRaw)
            Plain(0, text.Length, starts, ends);
        else
            Escaped(text, 0, text.Length, isVerbatim, isVerbatim ? "{}\"" : "{}", starts, ends);
        return token.ContainsDiagnostics ? null : Mapped(token, starts, ends, owner);
    }

    /// <summary>The characters of a literal; null for one that is not mapped character by character.</summary>
    public static FormulaPiece? ReadLiteral(SyntaxToken token, int owner)
    {
        // An escape may be cut short, or the closing quotes be missing: the compiler says so.
        if (token.ContainsDiagnostics)
            return null;
        var starts = new List<int>();
        var ends = new List<int>();
        string text = token.Text;
        switch (token.Kind())
        {
            case SyntaxKind.StringLiteralToken when text.StartsWith("@", StringComparison.Ordinal):
                Escaped(text, 2, text.Length - 1, isVerbatim: true, "\"", starts, ends);
                break;
            case SyntaxKind.StringLiteralToken:
                Escaped(text, 1, text.Length - 1, isVerbatim: false, "", starts, ends);
                break;
            case SyntaxKind.SingleLineRawStringLiteralToken:
                int quotes = text.TakeWhile(c => c == '"').Count();
                Plain(quotes, text.Length - quotes, starts, ends);
                break;
            case SyntaxKind.MultiLineRawStringLiteralToken:
                RawLines(text, starts, ends);
                break;
            default:
                return null;
        }

        return Mapped(token, starts, ends, owner);
    }

    private static FormulaPiece? Mapped(SyntaxToken token, List<int> starts, List<int> ends, int owner)
    {
        // A literal that does not decode as expected (it has errors of its own) is not mapped character by character.
        if (starts.Count != token.ValueText.Length)
            return null;
        int origin = token.SpanStart;
        return new FormulaPiece(
            token.SyntaxTree!.FilePath, starts.Select(start => origin + start).ToEquatableArray(), ends.Select(end => origin + end).ToEquatableArray(),
            owner);
    }

    private static void Plain(int start, int end, List<int> starts, List<int> ends)
    {
        for (int i = start; i < end; i++)
        {
            starts.Add(i);
            ends.Add(i + 1);
        }
    }

    private static void Escaped(string text, int start, int end, bool isVerbatim, string doubled, List<int> starts, List<int> ends)
    {
        for (int i = start; i < end;)
        {
            bool isEscape = !isVerbatim && text[i] == '\\';
            int length = isEscape ? EscapeLength(text, i) : IsDoubled(text, i, end, doubled) ? 2 : 1;

            // \U with a code point beyond the basic plane gives two characters.
            bool isPair = isEscape && length == 10 && Convert.ToInt64(text.Substring(i + 2, 8), 16) > 0xffff;
            for (int unit = 0; unit < (isPair ? 2 : 1); unit++)
            {
                starts.Add(i);
                ends.Add(i + length);
            }

            i += length;
        }
    }

    /// <summary>A quote in a verbatim string, a brace in an interpolated one.</summary>
    private static bool IsDoubled(string text, int i, int end, string doubled) =>
        i + 1 < end && text[i + 1] == text[i] && doubled.IndexOf(text[i]) >= 0;

    private static int EscapeLength(string text, int start)
    {
        switch (start + 1 < text.Length ? text[start + 1] : '\0')
        {
            case 'u':
                return 6;
            case 'U':
                return 10;
            case 'x':
                int digits = 0;
                while (digits < 4 && Uri.IsHexDigit(text[start + 2 + digits]))
                    digits++;
                return 2 + digits;
            default:
                return 2;
        }
    }

    /// <summary>The lines between the quotes, less the indentation of the closing quotes.</summary>
    private static void RawLines(string text, List<int> starts, List<int> ends)
    {
        int first = text.IndexOf('\n') + 1;
        int lastLine = text.LastIndexOf('\n') + 1;
        int indentation = text.Length - lastLine - text.Reverse().TakeWhile(c => c == '"').Count();
        int contentEnd = lastLine - (lastLine >= 2 && text[lastLine - 2] == '\r' ? 2 : 1);
        int position = first;
        while (position < contentEnd)
        {
            int newline = text.IndexOf('\n', position, contentEnd - position);
            int lineEnd = newline < 0 ? contentEnd : newline + 1;
            bool isBlank = string.IsNullOrWhiteSpace(text.Substring(position, lineEnd - position)) && lineEnd - position <= indentation;
            Plain(isBlank ? Math.Max(position, lineEnd - NewlineLength(text, lineEnd, position)) : Math.Min(position + indentation, lineEnd), lineEnd, starts, ends);
            position = lineEnd;
        }
    }

    private static int NewlineLength(string text, int lineEnd, int lineStart) =>
        lineEnd - 1 < lineStart || text[lineEnd - 1] != '\n' ? 0 : lineEnd - 2 >= lineStart && text[lineEnd - 2] == '\r' ? 2 : 1;
}
