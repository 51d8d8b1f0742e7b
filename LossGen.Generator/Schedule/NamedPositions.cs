using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule;

/// <summary>
/// Gradients by tensors whose last dimension the formula knows by its positions alone, such as the sides of boxes, p[n, 0] to p[n, 3]. As one value for
/// all positions k, <c>(k == 0 ? ... : 0) + (k == 1 ? ... : 0) + ...</c>, it is a short loop in each row, which computes all in every lane. Where the
/// dimension has no other positions it is a value for each of them: what is left to loop over is rows, in lanes.
/// </summary>
internal static class NamedPositions
{
    /// <summary>More positions than that are rather a dimension that the formula picks from.</summary>
    private const int MostPositions = 8;

    /// <summary>
    /// The routine with a store for each named position, and the axes that must have no others, with how many these are; null where there are none.
    /// </summary>
    public static (Routine Routine, IReadOnlyList<(Axis Axis, int Count)> Extents)? Apply(GraphBuilder graph, Routine routine) =>
        graph.Literally(() => Named(graph, routine));

    private static (Routine Routine, IReadOnlyList<(Axis Axis, int Count)> Extents)? Named(GraphBuilder graph, Routine routine)
    {
        var stores = new List<Store>();
        var extents = new List<(Axis Axis, int Count)>();
        foreach (Store store in routine.Stores)
        {
            (Axis? named, int count) = store.Axes.Select(axis => (axis, CountOf(store.Value, axis))).FirstOrDefault(pair => pair.Item2 > 0);
            if (named is null || store.Axes.Count < 2)
            {
                stores.Add(store);
                continue;
            }

            extents.Add((named, count));
            stores.AddRange(Enumerable.Range(0, count).Select(position => At(graph, store, named, position)));
        }

        return extents.Count == 0 ? null : (routine with { Stores = stores }, extents);
    }

    /// <summary>How many positions of the axis the value names, up to the last one; 0 where it uses the axis for something else too.</summary>
    private static int CountOf(Node value, Axis axis)
    {
        List<Node> nodes = GraphWalk.Reachable([value], _ => true, node => node.Mentions.Contains(axis));
        var conditions = new HashSet<Node>(nodes.Where(node => PositionOf(node, axis) is not null));
        bool IsUse(Node arg) => conditions.Contains(arg) || IsIndex(arg, axis);
        bool IsFit(Node node) => node.Op switch
        {
            Op.Element or Op.Recur or Op.Reduce or Op.Scan or Op.State => !node.Mentions.Contains(axis),
            Op.Select => !node.Args.Skip(1).Any(IsUse),
            _ => conditions.Contains(node) || !node.Args.Any(IsUse),
        };
        int count = conditions.Count == 0 || IsIndex(value, axis) || !nodes.All(IsFit) ? 0 : conditions.Max(node => PositionOf(node, axis)!.Value) + 1;
        return count <= MostPositions ? count : 0;
    }

    private static bool IsIndex(Node node, Axis axis) => node.Op == Op.Index && node.Over == axis;

    /// <summary>The position that a condition compares that of the axis with; null for other nodes.</summary>
    private static int? PositionOf(Node node, Axis axis)
    {
        if (node.Op != Op.Equal)
            return null;
        Node number = IsIndex(node[0], axis) ? node[1] : node[0];
        return IsIndex(node[0], axis) != IsIndex(node[1], axis) && number.IsConstant && number.Value is >= 0 and < int.MaxValue && number.Value == Math.Floor(number.Value)
            ? (int)number.Value : null;
    }

    /// <summary>The store at one position of the axis.</summary>
    private static Store At(GraphBuilder graph, Store store, Axis axis, int position)
    {
        Node Folded(Node node) => node.Op switch
        {
            Op.Select when PositionOf(node[0], axis) is { } named => named == position ? node[1] : node[2],
            Op.Add when node[0].Is(0) => node[1],
            Op.Add or Op.Subtract when node[1].Is(0) => node[0],
            Op.Subtract when node[0].Is(0) => graph.Negate(node[1]),
            _ => node,
        };
        return store with
        {
            Axes = [.. store.Axes.Select(other => other == axis ? other.PositionAt(position) : other)],
            Value = GraphWalk.Map(graph, [store.Value], Folded)[0],
        };
    }
}
