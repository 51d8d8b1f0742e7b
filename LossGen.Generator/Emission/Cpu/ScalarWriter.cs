using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Emission.Cpu;

/// <summary>Spells the arithmetic between passes, on doubles.</summary>
internal class ScalarWriter(
    CodeWriter code, NameScope scope, NodeNames names, IReadOnlyDictionary<Node, int> uses, IReadOnlyDictionary<string, ElementType> scalars)
    : ExpressionWriter(code, scope, names, uses)
{
    /// <summary>Where the functions are.</summary>
    protected virtual string Library => "global::LossGen.Numerics.ScalarMath.";

    protected override string LocalType(Node node) => node.IsCondition ? "bool" : "double";

    protected virtual string Literal(double value) => Identifiers.Literal(value);

    protected override Expression Operation(Node node) => node.Op switch
    {
        Op.Constant => new Expression(Literal(node.Value), node.Value < 0 ? Expression.Unary : Expression.Atom),
        Op.Scalar => scalars[node.Name!] == ElementType.Double
            ? Expression.Of(Identifiers.Escape(node.Name!))
            : new Expression("(double)" + Identifiers.Escape(node.Name!), Expression.Unary),
        Op.Add => Infix(node, "+", Expression.Additive, associates: false),
        Op.Subtract => Infix(node, "-", Expression.Additive, associates: false),
        Op.Multiply => Infix(node, "*", Expression.Multiplicative, associates: false),
        Op.Divide => Infix(node, "/", Expression.Multiplicative, associates: false),
        Op.Negate => new Expression("-" + Write(node[0], Expression.Atom), Expression.Unary),
        Op.Less or Op.LessOrEqual => Relation(node),
        Op.Equal when ReferenceEquals(node[0], node[1]) => new Expression($"!double.IsNaN({Write(node[0])})", Expression.Unary),
        Op.Equal => Infix(node, "==", Expression.Equality, associates: false),
        Op.NotEqual when ReferenceEquals(node[0], node[1]) => new Expression($"double.IsNaN({Write(node[0])})", Expression.Atom),
        Op.NotEqual => Infix(node, "!=", Expression.Equality, associates: false),
        Op.And => Infix(node, "&&", Expression.And, associates: true),
        Op.Or => Infix(node, "||", Expression.Or, associates: true),
        Op.Not => new Expression("!" + Write(node[0], Expression.Unary), Expression.Unary),
        Op.Select => new Expression(
            $"{Truth(node[0])} ? {Write(node[1], Expression.Or)} : {Write(node[2], Expression.Or)}", Expression.Conditional),
        Op.Call => Expression.Of($"{Library}{node.Function!.Spelling}({Arguments(node.Args)})"),
        _ => throw new InvalidOperationException($"No scalar spelling of {node.Op}."),
    };

    /// <summary>An ordered comparison, which is false where a side is NaN.</summary>
    protected virtual Expression Relation(Node node) => node.IsReversed
        ? new Expression(
            $"{Write(node[1], Expression.Relation)} {(node.Op == Op.Less ? ">" : ">=")} {Write(node[0], Expression.Relation + 1)}", Expression.Relation)
        : Infix(node, node.Op == Op.Less ? "<" : "<=", Expression.Relation, associates: false);

    // A condition that was folded is a constant 0 or 1.
    private string Truth(Node condition) => condition.IsConstant ? (condition.Is(0) ? "false" : "true") : Write(condition, Expression.Or);
}
