using LossGen.Generator.Common;
using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LossGen.Generator.Declarations;

/// <summary>A place in a source file, without the syntax tree.</summary>
internal sealed record SourcePlace(string FilePath, TextSpan Span)
{
    public static SourcePlace Of(SyntaxNode node) => new(node.SyntaxTree.FilePath, node.Span);

    public static SourcePlace Of(SyntaxToken token) => new(token.SyntaxTree!.FilePath, token.Span);
}

/// <summary>
/// A literal that contributes to the formula: where each of its characters begins and ends in the source. Escapes take several characters
/// of source for one of the formula.
/// </summary>
/// <param name="FilePath">The source file.</param>
/// <param name="Starts">Where each character begins.</param>
/// <param name="Ends">Where each character ends.</param>
/// <param name="Owner">Where the expression begins that the literal is an operand of: the attribute's argument, or the value of a constant.</param>
internal sealed record FormulaPiece(string FilePath, EquatableArray<int> Starts, EquatableArray<int> Ends, int Owner)
{
    /// <summary>Whether the characters stand there; those of <c>nameof(p)</c> do not.</summary>
    public bool IsWritten { get; init; } = true;

    public int Length => Starts.Count;
}

/// <summary>Where a formula's characters are in the source, and where to point for what is not in the formula.</summary>
internal sealed record FormulaLocation(
    EquatableArray<FormulaPiece> Pieces, SourcePlace Attribute, SourcePlace Method, EquatableArray<SourcePlace> Parameters, EquatableArray<string> ParameterNames)
{
    /// <summary>The source of a diagnostic's place.</summary>
    public SourcePlace Find(FormulaDiagnostic diagnostic)
    {
        if (diagnostic.Parameter is not { } parameter)
            return Find(diagnostic.Place);
        for (int i = 0; i < ParameterNames.Count; i++)
        {
            if (ParameterNames[i] == parameter)
                return Parameters[i];
        }

        return Method;
    }

    /// <summary>The edits of a mend in the source file; null where they concern what stands in no literal of the file.</summary>
    public PlacedMend? Find(Mend mend, SourcePlace near)
    {
        var edits = new List<PlacedEdit>();
        foreach (Edit edit in mend.Edits)
        {
            if (Literal(edit.Place) is not { } place || place.FilePath != near.FilePath || !IsPlain(edit.Text))
                return null;
            edits.Add(new PlacedEdit(place.Span, edit.Text));
        }

        return new PlacedMend(edits.ToEquatableArray());
    }

    /// <summary>Whether every kind of literal holds the text as it is.</summary>
    private static bool IsPlain(string text) => text.IndexOfAny(['"', '\\', '{', '}', '\r', '\n']) < 0;

    /// <summary>A stretch of one literal; of no length before a character, or at the end.</summary>
    private SourcePlace? Literal(TextRange range)
    {
        int position = range.Start;
        foreach (FormulaPiece piece in Pieces)
        {
            if (position < piece.Length || (position == piece.Length && range.Length == 0 && piece == Pieces.Last(last => last.Length > 0)))
            {
                int start = position < piece.Length ? piece.Starts[position] : piece.Ends[position - 1];
                return !piece.IsWritten || position + range.Length > piece.Length ? null
                    : new SourcePlace(piece.FilePath, TextSpan.FromBounds(start, range.Length == 0 ? start : piece.Ends[position + range.Length - 1]));
            }

            position -= piece.Length;
        }

        return null;
    }

    private SourcePlace Find(TextRange range)
    {
        if (Character(range.Start) is (FormulaPiece piece, int start))
        {
            // A range that runs into another literal of the same expression ends there, else at the end of its own.
            (FormulaPiece Piece, int Index) last = Character(range.Start + Math.Max(range.Length, 1) - 1) is (FormulaPiece other, int index)
                && other.FilePath == piece.FilePath && other.Owner == piece.Owner && other.Ends[index] > piece.Starts[start]
                ? (other, index)
                : (piece, Math.Min(start + Math.Max(range.Length, 1), piece.Length) - 1);
            return new SourcePlace(piece.FilePath, TextSpan.FromBounds(piece.Starts[start], last.Piece.Ends[last.Index]));
        }

        // Past the end, where something is missing: the last character.
        FormulaPiece? tail = Pieces.LastOrDefault(piece => piece.Length > 0);
        return tail is null
            ? Attribute
            : new SourcePlace(tail.FilePath, TextSpan.FromBounds(tail.Starts[tail.Length - 1], tail.Ends[tail.Length - 1]));
    }

    /// <summary>The literal that holds a character of the formula, and which of its characters that is.</summary>
    private (FormulaPiece Piece, int Index)? Character(int position)
    {
        foreach (FormulaPiece piece in Pieces)
        {
            if (position < piece.Length)
                return (piece, position);
            position -= piece.Length;
        }

        return null;
    }
}
