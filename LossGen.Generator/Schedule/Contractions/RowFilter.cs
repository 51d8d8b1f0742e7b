using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule.Contractions;

/// <summary>
/// Which rows of products a loss needs, where a condition leaves some out, such as ignored samples: what would be read of their products is not used, and what
/// gradients weigh them with is 0. The matrix kernel passes them over.
/// </summary>
/// <param name="Row">The axis of the rows.</param>
/// <param name="Name">The memory with a number for each row, which is 0 where it is left out.</param>
internal sealed record RowFilter(Axis Row, string Name)
{
    /// <summary>The condition under which a row is needed; null where each may be.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="row">The axis of the rows.</param>
    /// <param name="routine">What is computed, with reads of products.</param>
    /// <param name="products">The tables of products with these rows.</param>
    /// <param name="weights">The tables of weights with these rows.</param>
    public static Node? Condition(GraphBuilder graph, Axis row, Routine routine, HashSet<string> products, HashSet<string> weights)
    {
        // A reduction over rows goes through all of them, whatever holds for the row it stands in: its body is looked at by itself.
        List<Node> overRows = [.. GraphWalk.Reachable(routine.Roots).Where(node => node.Op is Op.Reduce or Op.Scan && node.Over == row)];
        Dictionary<Node, Node> kept = overRows.ToDictionary(node => node);
        List<Node> weighing = [.. routine.Stores.Where(store => weights.Contains(store.Output)).Select(store => store.Value)];
        List<Node> reading = [.. routine.Roots.Concat(overRows.Select(reduction => Terms.Body(graph, reduction))).Where(ReadsProducts)];
        var seen = new HashSet<Node>();
        Node? needed = null;
        foreach (Node condition in GraphWalk.Reachable(weighing.Concat(reading)).AsEnumerable().Reverse().Where(IsOfRow))
        {
            if (seen.Contains(condition) || (IsUnusedWhere(false) ? condition : IsUnusedWhere(true) ? graph.Not(condition) : null) is not { } other)
                continue;
            seen.UnionWith(GraphWalk.Reachable(condition));
            needed = needed is null ? other : graph.And(needed, other);

            bool IsUnusedWhere(bool value)
            {
                var known = new Dictionary<Node, Node>(kept) { [condition] = graph.Constant(value ? 1 : 0) };
                Node Left(Node root) => graph.Simplified(() => GraphWalk.Replace(graph, [root], known)[0]);
                return weighing.All(weight => Left(weight).Is(0)) && reading.All(root => !ReadsProducts(Left(root)));
            }
        }

        return needed;

        bool ReadsProducts(Node root) =>
            GraphWalk.Reachable([root], node => !kept.ContainsKey(node), _ => true).Any(node => node.Op == Op.Element && products.Contains(node.Name!));

        bool IsOfRow(Node node) => node.IsCondition && node.Axes.Count == 1 && node.VariesOver(row)
            && GraphWalk.Reachable(node).All(part => part.Op is not (Op.Reduce or Op.Scan) && !(part.Op == Op.Element && products.Contains(part.Name!)));
    }
}
