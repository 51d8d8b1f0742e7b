using LossGen.Generator.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.Generator.Declarations;

/// <summary>
/// Takes a constant expression apart into the literals that it is made of: concatenations, interpolations, casts, choices and constants
/// declared elsewhere. An operand that has no literal (nameof, a constant of another assembly) is one piece, underlined as a whole.
/// </summary>
/// <param name="model">The model of the expression's tree.</param>
/// <param name="owner">Where the whole expression begins.</param>
/// <param name="depth">How many constants lead here: one may be defined by itself.</param>
/// <param name="cancel">Ends the work.</param>
internal sealed class PieceCollector(SemanticModel model, int owner, int depth, CancellationToken cancel)
{
    private const int Deepest = 50;

    public List<FormulaPiece> Pieces { get; } = [];

    /// <summary>Every character of a node at the node.</summary>
    public static FormulaPiece Opaque(SyntaxNode node, int length, int owner) => new(
        node.SyntaxTree.FilePath,
        Enumerable.Repeat(node.SpanStart, length).ToEquatableArray(),
        Enumerable.Repeat(node.Span.End, length).ToEquatableArray(),
        owner)
    {
        IsWritten = false,
    };

    /// <summary>Adds the pieces of the expression; false where it is no constant.</summary>
    public bool Collect(ExpressionSyntax expression)
    {
        int before = Pieces.Count;
        if (TryCollect(expression))
            return true;
        Pieces.RemoveRange(before, Pieces.Count - before);
        Optional<object?> constant = model.GetConstantValue(expression, cancel);
        if (!constant.HasValue || constant.Value is not (string or null))
            return false;
        Pieces.Add(Opaque(expression, (constant.Value as string)?.Length ?? 0, owner));
        return true;
    }

    private bool TryCollect(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                return Collect(parenthesized.Expression);
            case CastExpressionSyntax cast:
                return Collect(cast.Expression);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                return Operands(sum).All(Collect);
            case ConditionalExpressionSyntax choice:
                return model.GetConstantValue(choice.Condition, cancel) is { HasValue: true, Value: bool isTrue }
                    && Collect(isTrue ? choice.WhenTrue : choice.WhenFalse);
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal:
                return Add(LiteralReader.ReadLiteral(literal.Token, owner));
            case InterpolatedStringExpressionSyntax interpolated:
                return interpolated.Contents.All(content => Collect(content, interpolated.StringStartToken));
            case IdentifierNameSyntax or MemberAccessExpressionSyntax:
                return CollectConstant(expression);
            default:
                return false;
        }
    }

    /// <summary>The operands of a chain of additions, without a call for each of them.</summary>
    private static IEnumerable<ExpressionSyntax> Operands(BinaryExpressionSyntax sum)
    {
        var operands = new Stack<ExpressionSyntax>();
        ExpressionSyntax left = sum;
        for (; left is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } inner; left = inner.Left)
            operands.Push(inner.Right);
        operands.Push(left);
        return operands;
    }

    private bool Collect(InterpolatedStringContentSyntax content, SyntaxToken start) => content switch
    {
        InterpolationSyntax hole => hole is { AlignmentClause: null, FormatClause: null } && Collect(hole.Expression),
        InterpolatedStringTextSyntax text => Add(LiteralReader.ReadInterpolated(
            text.TextToken,
            isVerbatim: start.IsKind(SyntaxKind.InterpolatedVerbatimStringStartToken),
            isRaw: start.Kind() is SyntaxKind.InterpolatedSingleLineRawStringStartToken or SyntaxKind.InterpolatedMultiLineRawStringStartToken,
            owner) ?? Opaque(text, text.TextToken.ValueText.Length, owner)),
        _ => false,
    };

    private bool CollectConstant(ExpressionSyntax expression)
    {
        if (depth >= Deepest || model.GetSymbolInfo(expression, cancel).Symbol is not IFieldSymbol { IsConst: true } field
            || field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancel) is not VariableDeclaratorSyntax { Initializer.Value: { } value })
            return false;
        SemanticModel declaring = value.SyntaxTree == model.SyntaxTree ? model : model.Compilation.GetSemanticModel(value.SyntaxTree);
        var collector = new PieceCollector(declaring, value.SpanStart, depth + 1, cancel);
        if (!collector.Collect(value))
            return false;
        Pieces.AddRange(collector.Pieces);
        return true;
    }

    private bool Add(FormulaPiece? piece)
    {
        if (piece is not null)
            Pieces.Add(piece);
        return piece is not null;
    }
}
