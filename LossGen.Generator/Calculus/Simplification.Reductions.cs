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
        if (body.Op == Op.Select && body[2].Is(0) && Conjuncts(body[0]).ToLookup(condition => condition.VariesOver(axis)) is var conditions && conditions.Contains(false))
        {
            Node inside = graph.Select(conditions[true].Aggregate(graph.And), body[1], graph.Zero);
            return graph.Select(conditions[false].Aggregate(graph.And), graph.Sum(axis, inside, mask), graph.Zero);
        }

        // Sums over several axes have one form: the outermost axis of memory is the outermost loop.
        return mask is null && body is { Op: Op.Reduce, Reduction: Reduction.Sum, Args.Count: 1, Over: { } inner } && inner.Order < axis.Order
            ? graph.Sum(inner, graph.Sum(axis, body[0]))
            : null;
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
                return WithoutFactor(graph, axis, term[1]) is var (chosen, ofChosen) && IsFiniteAnyhow(chosen) ? (chosen, graph.Select(term[0], ofChosen, term[2])) : null;
            default:
                return null;
        }
    }

    /// <summary>Whether finite parameters make the value finite, also where a condition keeps it from being used: 1 / count is not.</summary>
    private static bool IsFiniteAnyhow(Node node) => node.IsFinite || (node.Op == Op.Element ? node.Args.All(index => index.Op == Op.Index)
        : node.Op is Op.Add or Op.Subtract or Op.Multiply or Op.Negate && node.Args.All(IsFiniteAnyhow));

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
