namespace LossGen.Generator.Graph;

/// <summary>What an index adds to the position along an axis: 1 in <c>i + 1</c>, -d in <c>i - d</c>.</summary>
internal static class IndexOffset
{
    /// <summary>What is left of a sum without the position along the axis, which is one of its terms; null where it is none.</summary>
    public static Node? Of(GraphBuilder graph, Node index, Axis axis)
    {
        if (index.Op == Op.Index)
            return index.Over == axis ? graph.Zero : null;
        if (index.Op is not (Op.Add or Op.Subtract))
            return null;
        if (Of(graph, index[0], axis) is { } left)
            return index.Op == Op.Add ? graph.Add(left, index[1]) : graph.Subtract(left, index[1]);
        return index.Op == Op.Add && Of(graph, index[1], axis) is { } right ? graph.Add(index[0], right) : null;
    }
}
