using System.Xml.Linq;
using LossGen.Generator.Syntax;

namespace LossGen.Sample.Gallery;

/// <summary>Typesets the expressions of a formula from the compiler's own syntax tree.</summary>
internal static partial class Typesetter
{
    public static XElement Expression(ExpressionSyntax syntax) => Of(syntax).Element;

    /// <summary>A name with its indices below it.</summary>
    public static XElement Access(string name, IReadOnlyList<XElement> indices) =>
        indices.Count == 0 ? MathMl.Name(name) : new XElement("msub", MathMl.Name(name), MathMl.Separated(indices));

    private static Typeset Of(ExpressionSyntax syntax) => syntax switch
    {
        NumberSyntax number => MathMl.Number(number.Value),
        UnarySyntax unary => Unary(unary),
        BinarySyntax binary => Binary(binary),
        ConditionalSyntax conditional => Conditional(conditional),
        FallbackSyntax fallback => Fallback(fallback),
        NameSyntax name => Named(name),
        _ => throw new NotSupportedException($"A {syntax.GetType().Name} cannot be typeset."),
    };

    private static Typeset Unary(UnarySyntax unary)
    {
        Typeset operand = Of(unary.Operand);
        if (unary.Operator == TokenKind.Bang)
            return new(MathMl.Row(MathMl.Operator("¬"), operand.Within(Binding.Fraction)), Binding.Fraction);
        // A sum sign would take in what follows the negation.
        Binding binding = operand.Binding == Binding.BigOperator ? Binding.Sum : Binding.Negation;
        return new(MathMl.Row(MathMl.Operator("−"), operand.Within(Binding.BigOperator)), binding);
    }

    private static Typeset Binary(BinarySyntax binary)
    {
        Typeset left = Of(binary.Left), right = Of(binary.Right);
        return binary.Operator.Kind switch
        {
            TokenKind.Slash => new(MathMl.Fraction(left.Element, right.Element), Binding.Fraction),
            TokenKind.Caret => new(MathMl.Power(left.Within(Binding.Atom), right.Element), Binding.Power),
            TokenKind.Star => Joined(left, LeastFactor(left), "·", right, Binding.BigOperator, Binding.Product),
            TokenKind.Plus => Joined(left, Binding.Sum, "+", right, Binding.BigOperator, Binding.Sum),
            TokenKind.Minus => Joined(left, Binding.Sum, "−", right, Binding.BigOperator, Binding.Sum),
            TokenKind.Less => Related(left, "<", right),
            TokenKind.LessOrEqual => Related(left, "≤", right),
            TokenKind.Greater => Related(left, ">", right),
            TokenKind.GreaterOrEqual => Related(left, "≥", right),
            TokenKind.EqualEqual => Joined(left, Binding.Relation, "=", right, Binding.Relation, Binding.Equality),
            TokenKind.BangEqual => Joined(left, Binding.Relation, "≠", right, Binding.Relation, Binding.Equality),
            TokenKind.AndAnd => Joined(left, Binding.And, "∧", right, Binding.And, Binding.And),
            TokenKind.OrOr => Joined(left, Binding.Or, "∨", right, Binding.Or, Binding.Or),
            _ => throw new NotSupportedException($"The operator {binary.Operator.Kind} cannot be typeset."),
        };
    }

    /// <summary>-a · b is the same however it is read.</summary>
    private static Binding LeastFactor(Typeset left) => left.Binding == Binding.Negation ? Binding.Negation : Binding.Product;

    private static Typeset Related(Typeset left, string sign, Typeset right) =>
        Joined(left, Binding.Sum, sign, right, Binding.Sum, Binding.Relation);

    private static Typeset Joined(Typeset left, Binding leastLeft, string sign, Typeset right, Binding leastRight, Binding binding) =>
        new(MathMl.Row(left.Within(leastLeft), MathMl.Operator(sign), right.Within(leastRight)), binding);

    private static Typeset Conditional(ConditionalSyntax conditional)
    {
        // 1 where the condition holds and else 0 is Iverson's bracket.
        if (conditional is { WhenTrue: NumberSyntax { Value: 1 }, WhenFalse: NumberSyntax { Value: 0 } })
            return new(MathMl.Fenced("[", "]", Expression(conditional.Condition)), Binding.Atom);
        List<(XElement, XElement?)> cases = [];
        ExpressionSyntax rest = conditional;
        for (; rest is ConditionalSyntax next; rest = next.WhenFalse)
            cases.Add((Expression(next.WhenTrue), Expression(next.Condition)));
        cases.Add((Expression(rest), null));
        return new(MathMl.Cases(cases), Binding.Cases);
    }

    private static Typeset Fallback(FallbackSyntax fallback) => new(
        MathMl.Row(
            Expression(fallback.Access), MathMl.Space("0.3em"), MathMl.Text("or"), MathMl.Space("0.3em"),
            Of(fallback.Otherwise).Within(Binding.Product), MathMl.Space("0.3em"), MathMl.Text("outside")),
        Binding.Cases);
}
