using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus;

/// <summary>
/// Positions along an axis of another extent than that of the dimension that they index, as those of x in what a gradient by x reads of y at the same shifted place,
/// <c>x[h + k] * y[h + k]</c>: they may lie outside. They are written with 0 added: what is no plain position is not taken to lie inside, and is looked at where it is read.
/// </summary>
internal static class ForeignPositions
{
    public static IReadOnlyList<Node> Apply(GraphBuilder graph, IReadOnlyList<Node> roots, IReadOnlyDictionary<string, IReadOnlyList<Axis>> shapes) => graph.Literally(() =>
        GraphWalk.Map(graph, roots, node => node.Op == Op.Element && shapes.TryGetValue(node.Name!, out IReadOnlyList<Axis>? shape) && node.Args.Where((index, dimension) => IsForeign(index, shape[dimension])).Any()
            ? graph.WithArgs(node, [.. node.Args.Select((index, dimension) => IsForeign(index, shape[dimension]) ? graph.Add(index, graph.Zero) : index)])
            : node));

    private static bool IsForeign(Node index, Axis dimension) => index.Op == Op.Index && index.Over!.Extent != dimension.Extent;
}
