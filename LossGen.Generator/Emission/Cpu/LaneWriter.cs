using LossGen.Generator.Declarations;
using LossGen.Generator.Functions;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Emission.Cpu;

/// <summary>Spells the arithmetic of a loop body on lanes: <c>V.Select(V.LessThan(e, delta), ...)</c>.</summary>
/// <param name="callsOut">Whether long functions are called out of line.</param>
internal class LaneWriter(
    CodeWriter code, NameScope scope, NodeNames names, IReadOnlyDictionary<Node, int> uses, string lanes, ElementType element, bool callsOut)
    : ExpressionWriter(code, scope, names, uses)
{
    protected override string LocalType(Node node) => lanes;

    /// <summary>Whether the value differs from lane to lane.</summary>
    public virtual bool Varies(Node node) => node.Varies;

    /// <summary>Whether it is computed here, rather than known.</summary>
    public bool Computes(Node node) => IsWrittenHere(node);

    protected override bool IsWrittenHere(Node node) => Varies(node);

    protected override Expression Operation(Node node) => node.Op switch
    {
        Op.Constant => Literal(node.Value, element),
        Op.Add => Infix(node, "+", Expression.Additive, associates: false),
        Op.Subtract => Infix(node, "-", Expression.Additive, associates: false),
        Op.Multiply => Infix(node, "*", Expression.Multiplicative, associates: false),
        Op.Divide => Infix(node, "/", Expression.Multiplicative, associates: false),
        Op.Negate => new Expression("-" + Write(node[0], Expression.Atom), Expression.Unary),
        Op.And => Infix(node, "&", Expression.And, associates: true),
        Op.Or => Infix(node, "|", Expression.Or, associates: true),
        Op.Not => new Expression("~" + Write(node[0], Expression.Unary), Expression.Unary),
        Op.Call when Bound(node) is { } bound => Expression.Of(
            $"{lanes}.{(node.Calls(FunctionTable.Max) ? "AtLeast" : "AtMost")}({Write(bound)}, {Write(ReferenceEquals(bound, node[0]) ? node[1] : node[0])})"),
        Op.Call when callsOut && node.Function!.IsLong =>
            Expression.Of($"Calls.{node.Function.Spelling}<{lanes}, {CSharpTypes.Keyword(element)}>({Arguments(node.Args)})"),
        Op.Call => Call(node.Function!.Spelling, node),
        Op.Less or Op.LessOrEqual => Comparison(node),
        Op.Equal => Call("Equal", node),
        Op.NotEqual => Call("NotEqual", node),
        Op.Select => Call("Select", node),
        _ => throw new InvalidOperationException($"No lane spelling of {node.Op}."),
    };

    /// <summary>A number of the element type.</summary>
    public static Expression Literal(double value, ElementType element) => new(
        element == ElementType.Single ? Identifiers.Literal((float)value) : Identifiers.Literal(value),
        value < 0 && !double.IsInfinity(value) ? Expression.Unary : Expression.Atom);

    /// <summary>The constant bound of a maximum or minimum, which the machine computes in one instruction if one side is no NaN.</summary>
    private static Node? Bound(Node node) => !node.Calls(FunctionTable.Max) && !node.Calls(FunctionTable.Min) ? null
        : node.Args.Count == 2 && node.Args.Count(arg => arg.IsConstant && !double.IsNaN(arg.Value)) == 1 ? node.Args.First(arg => arg.IsConstant)
        : null;

    private Expression Comparison(Node node)
    {
        string orEqual = node.Op == Op.Less ? "" : "OrEqual";
        return Expression.Of(node.IsReversed
            ? $"{lanes}.GreaterThan{orEqual}({Write(node[1])}, {Write(node[0])})"
            : $"{lanes}.LessThan{orEqual}({Write(node[0])}, {Write(node[1])})");
    }

    private Expression Call(string function, Node node) => Expression.Of($"{lanes}.{function}({Arguments(node.Args)})");
}
