using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule;

/// <summary>
/// A sum for each position of an axis to which each term adds at one position: <c>sum[i](y[i] == c ? v[i] : 0)</c> for each c, the gradient of what
/// is gathered. Each term is added where its index says, instead of being compared with every position.
/// </summary>
/// <param name="Inner">The axis of the sums.</param>
/// <param name="Index">Where a term is added.</param>
/// <param name="Condition">Whether it is added at all.</param>
/// <param name="Value">The term.</param>
internal sealed record Scatter(Axis Inner, Node Index, Node Condition, Node Value)
{
    /// <summary>The sum as such; null where it is none.</summary>
    public static Scatter? Of(GraphBuilder graph, Node node)
    {
        if (node is not { Op: Op.Reduce, Reduction: Reduction.Sum })
            return null;
        var terms = new List<Node>();
        if (node.Args.Count > 1)
            terms.AddRange(HoldingConditions.Conjuncts(node[1]));
        Node value = node[0];
        for (; value.Op == Op.Select && value[2].Is(0); value = value[1])
            terms.AddRange(HoldingConditions.Conjuncts(value[0]));
        foreach (Node equal in terms.Where(term => term.Op == Op.Equal))
        {
            foreach ((Node position, Node index) in new[] { (equal[0], equal[1]), (equal[1], equal[0]) })
            {
                if (position.Op != Op.Index || position.Over != node.Axes.Axes.LastOrDefault() || !index.IsIntegral || !index.VariesOver(node.Over!))
                    continue;
                Axis inner = position.Over!;
                List<Node> others = [.. terms.Where(term => !ReferenceEquals(term, equal))];
                if (others.Append(index).Append(value).All(part => !part.VariesOver(inner)))
                    return new Scatter(inner, index, others.Aggregate(graph.One, (all, term) => all.Is(1) ? term : graph.And(all, term)), value);
            }
        }

        return null;
    }
}
