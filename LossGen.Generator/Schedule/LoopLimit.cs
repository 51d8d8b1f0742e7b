using LossGen.Generator.Functions;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule;

/// <summary>
/// Where a loop begins or ends, because its terms are nothing before or after: what conditions on its positions say. So padded sequences, <c>t &lt; length[n]</c>, pairs in order, <c>j &lt; i</c>, neighbours,
/// <c>abs(i - j) &lt;= 3</c>, and windows with a stride, of which an element lies in a few, are not gone through from end to end. The conditions stay in the terms: a limit may be wide.
/// </summary>
/// <param name="IsFirst">Whether it is the first position that counts, and not the last.</param>
/// <param name="Value">The position; an integer, known outside of the loop.</param>
/// <param name="Divisor">What the value is to be divided by, rounded inward.</param>
internal readonly record struct LoopLimit(bool IsFirst, Node Value, int Divisor)
{
    /// <summary>What a condition says of the positions along an axis at which it may hold.</summary>
    public static IEnumerable<LoopLimit> Of(GraphBuilder graph, Node condition, Axis axis)
    {
        if (condition.Op is not (Op.Less or Op.LessOrEqual or Op.Equal) || !condition.Args.All(arg => arg.IsIntegral))
            return [];
        if (condition.Op == Op.Equal)
            return OfEqual(graph, condition[0], condition[1], axis);
        Node strict = condition.Op == Op.Less ? graph.One : graph.Zero, larger = graph.Subtract(condition[1], strict);
        return condition[0].Calls(FunctionTable.Abs)
            ? [.. NotNegative(graph, graph.Subtract(larger, condition[0][0]), axis), .. NotNegative(graph, graph.Add(larger, condition[0][0]), axis)]
            : NotNegative(graph, graph.Subtract(larger, condition[0]), axis);
    }

    /// <summary>Those at which a value is another: floor(x / c) is y from c * y to c * y + c - 1.</summary>
    private static IEnumerable<LoopLimit> OfEqual(GraphBuilder graph, Node left, Node right, Axis axis)
    {
        if (!left.Calls(FunctionTable.Floor) && right.Calls(FunctionTable.Floor))
            (left, right) = (right, left);
        (Node dividend, int divisor) = left.Calls(FunctionTable.Floor) && Quotient(left[0]) is { } quotient ? quotient : (left, 1);
        Node rest = graph.Subtract(dividend, graph.Multiply(divisor, right));
        return [.. NotNegative(graph, rest, axis), .. NotNegative(graph, graph.Subtract(graph.Constant(divisor - 1), rest), axis)];
    }

    private static (Node Dividend, int Divisor)? Quotient(Node node)
    {
        double divisor = node.Op == Op.Divide ? node[1].Value : node.Op == Op.Multiply ? 1 / node[0].Value : 0;
        Node dividend = node.Args[node.Op == Op.Divide ? 0 : node.Args.Count - 1];
        return divisor >= 1 && divisor == Math.Floor(divisor) && divisor < int.MaxValue && node.Args.Any(arg => arg.IsConstant) && dividend.IsIntegral ? (dividend, (int)divisor) : null;
    }

    /// <summary>The limit of the positions at which c * position + rest is not negative: the first where c is positive, the last where it is not.</summary>
    private static IEnumerable<LoopLimit> NotNegative(GraphBuilder graph, Node value, Axis axis)
    {
        if (LinearIndex.Of(graph, value, axis) is (not 0 and var factor, var rest))
            yield return new LoopLimit(factor > 0, factor > 0 ? LinearIndex.Of(graph, graph.Negate(rest), axis)!.Value.Other : rest, Math.Abs(factor));
    }
}
