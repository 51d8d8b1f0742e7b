using System.Collections.Immutable;
using LossGen.Generator.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.Generator.Declarations;

/// <summary>
/// Finds the string literals that make up a constant expression, and the source of each of their characters: regular, verbatim and raw
/// literals, concatenations, and constants declared elsewhere.
/// </summary>
internal static class LiteralReader
{
    /// <summary>The pieces of a formula; one that covers the whole expression where its literals cannot be found.</summary>
    public static EquatableArray<FormulaPiece> Read(ExpressionSyntax expression, string formula, SemanticModel model, CancellationToken cancel)
    {
        ImmutableArray<FormulaPiece>.Builder pieces = ImmutableArray.CreateBuilder<FormulaPiece>();
        if (Collect(expression, model, pieces, depth: 0, cancel) && pieces.Sum(piece => piece.Length) == formula.Length)
            return pieces.ToEquatableArray();
        return new[] { Opaque(expression, formula.Length) }.ToEquatableArray();
    }

    private static FormulaPiece Opaque(SyntaxNode node, int length) => new(
        node.SyntaxTree.FilePath,
        Enumerable.Repeat(node.SpanStart, length).ToEquatableArray(),
        Enumerable.Repeat(node.Span.End, length).ToEquatableArray());

    private static bool Collect(
        ExpressionSyntax expression, SemanticModel model, ImmutableArray<FormulaPiece>.Builder pieces, int depth, CancellationToken cancel)
    {
        if (depth > 50)
            return false;
        switch (expression)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                return Collect(parenthesized.Expression, model, pieces, depth + 1, cancel);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                return Collect(sum.Left, model, pieces, depth + 1, cancel) && Collect(sum.Right, model, pieces, depth + 1, cancel);
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal:
                if (Piece(literal.Token) is not { } piece)
                    return false;
                pieces.Add(piece);
                return true;
            case IdentifierNameSyntax or MemberAccessExpressionSyntax:
                return CollectConstant(expression, model, pieces, depth, cancel);
            default:
                return false;
        }
    }

    private static bool CollectConstant(
        ExpressionSyntax expression, SemanticModel model, ImmutableArray<FormulaPiece>.Builder pieces, int depth, CancellationToken cancel)
    {
        if (model.GetSymbolInfo(expression, cancel).Symbol is not IFieldSymbol { IsConst: true } field)
            return false;
        if (field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancel) is not VariableDeclaratorSyntax { Initializer.Value: { } value })
        {
            // A constant of another assembly has no source: point at where it is named.
            pieces.Add(Opaque(expression, (field.ConstantValue as string)?.Length ?? 0));
            return true;
        }

        SemanticModel declaring = value.SyntaxTree == model.SyntaxTree ? model : model.Compilation.GetSemanticModel(value.SyntaxTree);
        return Collect(value, declaring, pieces, depth + 1, cancel);
    }

    private static FormulaPiece? Piece(SyntaxToken token)
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
                Verbatim(text, starts, ends);
                break;
            case SyntaxKind.StringLiteralToken:
                Regular(text, starts, ends);
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

        // A literal that does not decode as expected (it has errors of its own) is not mapped character by character.
        if (starts.Count != token.ValueText.Length)
            return null;
        int origin = token.SpanStart;
        return new FormulaPiece(
            token.SyntaxTree!.FilePath, starts.Select(start => origin + start).ToEquatableArray(), ends.Select(end => origin + end).ToEquatableArray());
    }

    private static void Plain(int start, int end, List<int> starts, List<int> ends)
    {
        for (int i = start; i < end; i++)
        {
            starts.Add(i);
            ends.Add(i + 1);
        }
    }

    private static void Verbatim(string text, List<int> starts, List<int> ends)
    {
        for (int i = 2; i < text.Length - 1; i++)
        {
            starts.Add(i);
            if (text[i] == '"')
                i++;
            ends.Add(i + 1);
        }
    }

    private static void Regular(string text, List<int> starts, List<int> ends)
    {
        for (int i = 1; i < text.Length - 1;)
        {
            int length = text[i] == '\\' ? EscapeLength(text, i) : 1;

            // \U with a code point beyond the basic plane gives two characters.
            bool isPair = length == 10 && Convert.ToInt64(text.Substring(i + 2, 8), 16) > 0xffff;
            for (int unit = 0; unit < (isPair ? 2 : 1); unit++)
            {
                starts.Add(i);
                ends.Add(i + length);
            }

            i += length;
        }
    }

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
