using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus;

/// <summary>Rules for reductions: what does not vary is taken out of the loop.</summary>
internal static partial class Simplification
{
    public static Node? Reduce(GraphBuilder graph, Reduction reduction, Axis axis, Node body, Node? mask)
    {
        if (reduction == Reduction.Count && !body.VariesOver(axis))
            return graph.Select(body, graph.Size(axis), graph.Zero);
        if (mask is { IsConstant: true } && !mask.Is(0))
            return graph.Reduce(reduction, axis, body);
        if (reduction is Reduction.Max or Reduction.Min && body.Op is Op.Add or Op.Subtract && body[0].VariesOver(axis) && !body[1].VariesOver(axis))
            return graph.WithArgs(body, [graph.Reduce(reduction, axis, body[0], mask), body[1]]);
        return reduction == Reduction.Sum ? Sum(graph, axis, body, mask) : null;
    }

    private static Node? Sum(GraphBuilder graph, Axis axis, Node body, Node? mask)
    {
        if (!body.VariesOver(axis))
            return body.Is(0) ? body : graph.Multiply(body, graph.Count(axis, mask));
        if (body.Op == Op.Negate)
            return graph.Negate(graph.Sum(axis, body[0], mask));
        if (mask is null && SumsToZero(body, axis))
            return graph.Zero;
        if (mask is null && body.Op is Op.Add or Op.Subtract && SumsToZero(body[1], axis))
            return graph.Sum(axis, body[0]);
        if (mask is null && body.Op is Op.Add or Op.Subtract && SumsToZero(body[0], axis))
            return body.Op == Op.Add ? graph.Sum(axis, body[1]) : graph.Negate(graph.Sum(axis, body[1]));
        if (body.Op == Op.Multiply && !body[0].VariesOver(axis))
            return graph.Multiply(body[0], graph.Sum(axis, body[1], mask));
        if (body.Op == Op.Multiply && !body[1].VariesOver(axis))
            return graph.Multiply(body[1], graph.Sum(axis, body[0], mask));
        if (WithoutFactor(graph, axis, body) is var (factor, other) && factor.Varies)
            return graph.Multiply(factor, graph.Sum(axis, other, mask));
        if (body.Op == Op.Select && !body[0].VariesOver(axis) && (body[1].Is(0) || body[2].Is(0)))
            return graph.Select(body[0], graph.Sum(axis, body[1], mask), graph.Sum(axis, body[2], mask));
        if (WithoutCondition(graph, axis, body) is var (condition, chosen))
            return graph.Select(condition, graph.Sum(axis, chosen, mask), graph.Zero);

        // Sums over several axes have one form: the outermost axis of memory is the outermost loop.
        return mask is null && body is { Op: Op.Reduce, Reduction: Reduction.Sum, Args.Count: 1, Over: { } inner } && inner.Order < axis.Order
            ? graph.Sum(inner, graph.Sum(axis, body[0]))
            : null;
    }

    /// <summary>What does not vary over the axis of the condition of a term, and the term without it; null where there is none.</summary>
    private static (Node Condition, Node Other)? WithoutCondition(GraphBuilder graph, Axis axis, Node term)
    {
        if (term.Op == Op.Multiply && ReferenceEquals(term[0], term[1]))
            return WithoutCondition(graph, axis, term[0]) is var (common, squared) ? (common, graph.Square(squared)) : null;
        if (term.Op == Op.Multiply)
        {
            return IsFiniteAnyhow(term[0]) && WithoutCondition(graph, axis, term[1]) is var (right, ofRight) ? (right, graph.Multiply(term[0], ofRight))
                : IsFiniteAnyhow(term[1]) && WithoutCondition(graph, axis, term[0]) is var (left, ofLeft) ? (left, graph.Multiply(ofLeft, term[1]))
                : null;
        }

        if (term.Op != Op.Select || !term[2].Is(0))
            return null;
        ILookup<bool, Node> conditions = Conjuncts(term[0]).ToLookup(condition => condition.VariesOver(axis));
        if (!conditions.Contains(false))
            return WithoutCondition(graph, axis, term[1]) is var (inner, ofInner) ? (inner, graph.Select(term[0], ofInner, term[2])) : null;
        return (conditions[false].Aggregate(graph.And), conditions.Contains(true) ? graph.Select(conditions[true].Aggregate(graph.And), term[1], term[2]) : term[1]);
    }

    private static IEnumerable<Node> Conjuncts(Node condition) => condition.Op == Op.And ? condition.Args.SelectMany(Conjuncts) : [condition];

    /// <summary>
    /// A factor of a term that does not vary over the axis, and the term without it; null where there is none. Both factors of a square have it, and keep it, see
    /// <see cref="MoveFactorOut"/>.
    /// </summary>
    private static (Node Factor, Node Other)? WithoutFactor(GraphBuilder graph, Axis axis, Node term)
    {
        switch (term.Op)
        {
            case Op.Multiply when !term[0].VariesOver(axis):
                return (term[0], term[1]);
            case Op.Multiply when !term[1].VariesOver(axis):
                return (term[1], term[0]);
            case Op.Multiply when ReferenceEquals(term[0], term[1]):
                return null;
            case Op.Multiply:
                return WithoutFactor(graph, axis, term[0]) is var (left, ofLeft) ? (left, graph.Multiply(ofLeft, term[1]))
                    : WithoutFactor(graph, axis, term[1]) is var (right, ofRight) ? (right, graph.Multiply(term[0], ofRight))
                    : null;
            case Op.Divide:
                return WithoutFactor(graph, axis, term[0]) is var (divided, ofDivided) ? (divided, graph.Divide(ofDivided, term[1])) : null;
            case Op.Select when term[2].Is(0):
                return WithoutFactor(graph, axis, term[1]) is var (chosen, ofChosen) && IsFiniteAnyhow(chosen) && IsReadAnyhow(chosen) ? (chosen, graph.Select(term[0], ofChosen, term[2])) : null;
            default:
                return null;
        }
    }

    /// <summary>Whether finite parameters make the value finite, also where a condition keeps it from being used: 1 / count is not.</summary>
    private static bool IsFiniteAnyhow(Node node) => node.IsFinite || node.Op == Op.Element
        || (node.Op is Op.Add or Op.Subtract or Op.Multiply or Op.Negate && node.Args.All(IsFiniteAnyhow)) || (node.Op == Op.Select && node.Args.Skip(1).All(IsFiniteAnyhow));

    /// <summary>Whether no condition is needed to keep the elements that it reads inside.</summary>
    private static bool IsReadAnyhow(Node node) => GraphWalk.Reachable(node).All(read => read.Op != Op.Element || read.Args.All(index => index.Op == Op.Index));

    /// <summary>
    /// Whether the sum is 0 by its form: that of x - mean(x), which the gradient of a variance or a correlation would spend a pass on.
    /// </summary>
    private static bool SumsToZero(Node body, Axis axis)
    {
        while (body.Op == Op.Negate || (body.Op == Op.Multiply && !body[0].VariesOver(axis)))
            body = body[body.Args.Count - 1];
        return body.Op == Op.Subtract && body[1] is { Op: Op.Divide } mean && mean[1].Op == Op.Size && mean[1].Over == axis.Extent
            && mean[0] is { Op: Op.Reduce, Reduction: Reduction.Sum, Args.Count: 1 } sum
            && sum.Over == axis && ReferenceEquals(sum[0], body[0]);
    }
}
