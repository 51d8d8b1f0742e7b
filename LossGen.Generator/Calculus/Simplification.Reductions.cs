using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus;

/// <summary>Rules for reductions: what does not vary is taken out of the loop.</summary>
internal static partial class Simplification
{
    public static Node? Reduce(GraphBuilder graph, Reduction reduction, Axis axis, Node body, Node? mask)
    {
        if (reduction == Reduction.Count && !body.Varies)
            return graph.Select(body, graph.Size(axis), graph.Zero);
        if (mask is { IsConstant: true } && !mask.Is(0))
            return graph.Reduce(reduction, axis, body);
        if (reduction is Reduction.Max or Reduction.Min && body.Op is Op.Add or Op.Subtract && body.Varies && !body[1].Varies)
            return graph.WithArgs(body, [graph.Reduce(reduction, axis, body[0], mask), body[1]]);
        if (reduction != Reduction.Sum)
            return null;
        if (!body.Varies)
            return body.Is(0) ? body : graph.Multiply(body, graph.Count(axis, mask));
        if (body.Op == Op.Negate)
            return graph.Negate(graph.Sum(axis, body[0], mask));
        return body.Op == Op.Multiply && !body[0].Varies
            ? graph.Multiply(body[0], graph.Sum(axis, body[1], mask))
            : null;
    }
}
