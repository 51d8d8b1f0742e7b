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
        if (body.Op == Op.Divide && !body[1].VariesOver(axis))
            return graph.Divide(graph.Sum(axis, body[0], mask), body[1]);
        if (body.Op == Op.Select && !body[0].VariesOver(axis) && (body[1].Is(0) || body[2].Is(0)))
            return graph.Select(body[0], graph.Sum(axis, body[1], mask), graph.Sum(axis, body[2], mask));
        if (WithoutPart(graph, axis, body, mask) is { } without)
            return without;

        // Sums over several axes have one form: the outermost axis of memory is the outermost loop.
        return mask is null && body is { Op: Op.Reduce, Reduction: Reduction.Sum, Args.Count: 1, Over: { } inner } && inner.Order < axis.Order
            ? graph.Sum(inner, graph.Sum(axis, body[0]))
            : null;
    }

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
