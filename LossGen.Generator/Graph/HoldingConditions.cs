namespace LossGen.Generator.Graph;

/// <summary>What is known to hold where a node is used.</summary>
internal static class HoldingConditions
{
    /// <summary>The conditions that hold wherever each node is used, whatever the way from the roots.</summary>
    /// <param name="graph">Makes the opposites of conditions.</param>
    /// <param name="roots">What is computed.</param>
    /// <param name="relevant">The nodes that are asked for, and all on the ways to them.</param>
    public static Dictionary<Node, HashSet<Node>> Of(GraphBuilder graph, IEnumerable<Node> roots, HashSet<Node> relevant)
    {
        var holding = new Dictionary<Node, HashSet<Node>>();
        foreach (Node root in roots)
            holding[root] = [];
        foreach (Node node in relevant.OrderByDescending(node => node.Id))
        {
            for (int i = 0; i < node.Args.Count; i++)
            {
                if (!relevant.Contains(node[i]))
                    continue;

                // A table is computed whole, wherever it is read.
                HashSet<Node> here = node.IsBody(i) ? [] : At(graph, node, i) is { } further ? [.. holding[node], .. Terms(further)] : holding[node];
                holding[node[i]] = holding.TryGetValue(node[i], out HashSet<Node>? other) ? [.. other.Where(here.Contains)] : here;
            }
        }

        return holding;
    }

    /// <summary>The condition under which an argument of a node is used, as of a choice or a filter; null where it always is.</summary>
    public static Node? At(GraphBuilder graph, Node node, int argument) =>
        node.Op == Op.Select && argument > 0 ? argument == 1 ? node[0] : graph.Not(node[0])
        : node.Op == Op.Reduce && argument == 0 && node.Args.Count > 1 ? node[1]
        : null;

    private static IEnumerable<Node> Terms(Node condition) => condition.Op == Op.And ? condition.Args.SelectMany(Terms).Prepend(condition) : [condition];
}
