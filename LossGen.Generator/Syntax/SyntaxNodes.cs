using LossGen.Generator.Diagnostics;

namespace LossGen.Generator.Syntax;

/// <summary>An expression as written.</summary>
internal abstract class ExpressionSyntax(TextRange place, int height)
{
    public TextRange Place { get; } = place;

    /// <summary>The place with the parentheses around it, which belong to any expression that it is a part of.</summary>
    public TextRange Extent { get; set; } = place;

    /// <summary>The length of the longest path down, which bounds the recursion of later stages.</summary>
    public int Height { get; } = height;

    /// <summary>Whether an error in it has been reported: its parts are bound for their own errors, and nothing is said of the whole.</summary>
    public bool IsErroneous { get; set; }
}

/// <summary>Stands where an expression was expected; the error has been reported.</summary>
internal sealed class MissingSyntax(TextRange place) : ExpressionSyntax(place, 1);

internal sealed class NumberSyntax(TextRange place, double value) : ExpressionSyntax(place, 1)
{
    public double Value { get; } = value;
}

internal sealed class UnarySyntax(TextRange place, TokenKind op, ExpressionSyntax operand) : ExpressionSyntax(place, operand.Height + 1)
{
    public TokenKind Operator { get; } = op;

    public ExpressionSyntax Operand { get; } = operand;
}

internal sealed class BinarySyntax(ExpressionSyntax left, Token op, ExpressionSyntax right)
    : ExpressionSyntax(left.Extent.To(right.Extent), Math.Max(left.Height, right.Height) + 1)
{
    public ExpressionSyntax Left { get; } = left;

    public Token Operator { get; } = op;

    public ExpressionSyntax Right { get; } = right;
}

internal sealed class ConditionalSyntax(ExpressionSyntax condition, ExpressionSyntax whenTrue, ExpressionSyntax whenFalse)
    : ExpressionSyntax(condition.Extent.To(whenFalse.Extent), Math.Max(condition.Height, Math.Max(whenTrue.Height, whenFalse.Height)) + 1)
{
    public ExpressionSyntax Condition { get; } = condition;

    public ExpressionSyntax WhenTrue { get; } = whenTrue;

    public ExpressionSyntax WhenFalse { get; } = whenFalse;
}

/// <summary>An access and the value where its index is outside of the axis: <c>x[i + 1] ?? 0</c>.</summary>
internal sealed class FallbackSyntax(ExpressionSyntax access, Token symbol, ExpressionSyntax otherwise)
    : ExpressionSyntax(access.Extent.To(otherwise.Extent), Math.Max(access.Height, otherwise.Height) + 1)
{
    public ExpressionSyntax Access { get; } = access;

    public Token Symbol { get; } = symbol;

    public ExpressionSyntax Otherwise { get; } = otherwise;
}

/// <summary>
/// A name with what follows it: indices in brackets, a filter after them, arguments in parentheses. It is a parameter, a definition, a
/// constant, a function or a reduction; the binder decides which.
/// </summary>
internal sealed class NameSyntax(
    TextRange place, Token name, IReadOnlyList<ExpressionSyntax>? indices, ExpressionSyntax? filter, IReadOnlyList<ExpressionSyntax>? arguments)
    : ExpressionSyntax(place, 1 + (indices ?? []).Concat(arguments ?? []).Append(filter).Max(part => part?.Height ?? 0))
{
    public Token Name { get; } = name;

    /// <summary>The indices; null where there are no brackets.</summary>
    public IReadOnlyList<ExpressionSyntax>? Indices { get; } = indices;

    public ExpressionSyntax? Filter { get; } = filter;

    /// <summary>The arguments; null where there are no parentheses.</summary>
    public IReadOnlyList<ExpressionSyntax>? Arguments { get; } = arguments;
}

/// <summary>A definition: <c>d[i] = p[i] - y[i]</c>. One of a function, <c>f(x) = x^2</c>, has been reported and only keeps the name.</summary>
internal sealed record DefinitionSyntax(Token Name, IReadOnlyList<Token> Indices, ExpressionSyntax Body, bool IsFunction = false);

/// <summary>A whole formula.</summary>
/// <param name="Definitions">Its definitions.</param>
/// <param name="Result">What it computes.</param>
/// <param name="LacksDefinitions">Whether definitions could not be read, so that a name that is not known may be one of theirs.</param>
internal sealed record FormulaSyntax(IReadOnlyList<DefinitionSyntax> Definitions, ExpressionSyntax Result, bool LacksDefinitions = false);
