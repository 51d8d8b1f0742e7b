namespace LossGen.Generator.Graph;

/// <summary>What is known to hold where a node is used.</summary>
internal static class HoldingConditions
{
    /// <summary>The conditions that hold wherever each node is used, whatever the way from the roots.</summary>
    /// <param name="graph">Makes the opposites of conditions.</param>
    /// <param name="roots">What is computed.</param>
    /// <param name="relevant">The nodes that are asked for, and all on the ways to them.</param>
    /// <param name="follows">Whether a way leads from a node to one of its arguments; all do where it is left out.</param>
    public static Dictionary<Node, HashSet<Node>> Of(GraphBuilder graph, IEnumerable<Node> roots, ICollection<Node> relevant, Func<Node, int, bool>? follows = null) =>
        GraphWalk.FromRoots<HashSet<Node>>(
            roots, relevant, [], (node, i, holding) => Inside(graph, node, i, holding), (some, others) => [.. some.Where(others.Contains)], follows);

    /// <summary>The condition under which an argument of a node is used, as of a choice or a filter; null where it always is.</summary>
    public static Node? At(GraphBuilder graph, Node node, int argument) =>
        node.Op == Op.Select && argument > 0 ? argument == 1 ? node[0] : graph.Not(node[0])
        : node.Op == Op.Reduce && argument == 0 && node.Args.Count > 1 ? node[1]
        : null;

    /// <summary>The conditions that hold together where one holds.</summary>
    public static IEnumerable<Node> Conjuncts(Node condition) => condition.Op == Op.And ? condition.Args.SelectMany(Conjuncts) : [condition];

    private static HashSet<Node> Inside(GraphBuilder graph, Node node, int argument, HashSet<Node> holding)
    {
        // A table is computed whole, wherever it is read.
        if (node.IsBody(argument))
            return [];

        // Along an axis that is gone through inside, what is known outside is known of another position.
        HashSet<Node> inside = node.Op is Op.Reduce or Op.Scan ? [.. holding.Where(term => !term.VariesOver(node.Over!))] : [.. holding];
        if (At(graph, node, argument) is { } further)
            inside.UnionWith(GraphWalk.Reachable([further], _ => true, condition => condition.Op == Op.And));
        return inside;
    }
}
