using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule;

/// <summary>
/// Names for the axes that reductions bind: of those of one extent the first that is not in use inside, so that reductions that differ in the names of their axes alone
/// are one.
/// </summary>
internal static class BoundAxes
{
    /// <summary>Names change from the inside out, and what is inside may then have a better one: as often as that is so, and no more than axes are nested.</summary>
    private const int MostPasses = 4;

    public static IReadOnlyList<Node> Renamed(GraphBuilder graph, IReadOnlyList<Node> roots)
    {
        for (int pass = 0; pass < MostPasses; pass++)
        {
            Dictionary<Axis, List<Axis>> alike = GraphWalk.Reachable(roots).Where(node => node.Op is Op.Reduce or Op.Index).Select(node => node.Over!).Distinct()
                .GroupBy(axis => axis.Extent).ToDictionary(same => same.Key, same => same.OrderBy(axis => axis.Index).ToList());
            IReadOnlyList<Node> renamed = GraphWalk.Map(graph, roots, node => node.Op == Op.Reduce ? Renamed(graph, node, alike) : node);
            if (renamed.SequenceEqual(roots))
                break;
            roots = renamed;
        }

        return roots;
    }

    private static Node Renamed(GraphBuilder graph, Node reduction, Dictionary<Axis, List<Axis>> alike)
    {
        Axis bound = reduction.Over!;
        if (!alike.TryGetValue(bound.Extent, out List<Axis>? axes) || axes.FirstOrDefault(axis => !reduction.Axes.Contains(axis)) is not { } first || first == bound)
            return reduction;

        // The two change places, so that what binds the other inside binds another still.
        return Substitution.Permute(graph, reduction, new Dictionary<Axis, Axis> { [bound] = first, [first] = bound });
    }
}
