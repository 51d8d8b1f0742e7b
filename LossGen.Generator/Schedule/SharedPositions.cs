using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule;

/// <summary>
/// What varies over two axes only through a position that these make together, as the gradient by x of <c>sum[k](f[k] * x[h + k])</c> does through <c>x0 - k</c>, or
/// the inner sum of a separable window through <c>h + k</c>: it is computed once for each position and kept, instead of for each pair.
/// </summary>
internal static class SharedPositions
{
    /// <summary>The routine with what is kept read from memory, and that.</summary>
    public static (Routine Routine, IReadOnlyList<Intermediate> Kept) Apply(GraphBuilder graph, Routine routine, Func<string, string> unique)
    {
        var kept = new List<Intermediate>();
        while (true)
        {
            List<Node> roots = [.. routine.Roots, .. kept.Select(one => one.Value)];
            Dictionary<Node, MadePosition> positions = Positions(graph, routine, roots);
            if (positions.Count == 0)
                return (routine, kept);
            Axis? ExtentOf(string tensor, int dimension) => kept.Find(one => one.Name == tensor)?.Axes[dimension]
                ?? routine.Checks.FirstOrDefault(check => check.Access.Name == tensor && check.Dimension == dimension)?.Extent;
            var shared = new SharedNodes(graph, roots, positions, ExtentOf);
            IReadOnlyList<SharedNodes.Found> found = shared.Find();
            if (found.Count == 0)
                return (routine, kept);
            var images = new Dictionary<Node, Node>();
            var made = new List<Intermediate>();
            foreach (IGrouping<Node, SharedNodes.Found> same in found.GroupBy(one => one.Value))
            {
                var one = new Intermediate(unique("kept"), same.Key.Axes.Axes, same.Key);
                made.Add(one);
                foreach (SharedNodes.Found use in same)
                    images.Add(use.Original, graph.Element(one.Name, [.. one.Axes.Select(axis => use.Places[axis])], same.Key.Range));
            }

            HashSet<string> names = [.. kept.Concat(made).Select(one => one.Name)];
            IReadOnlyList<Node> replaced = new SeparatedSums(graph, names.Contains).Apply(GraphWalk.Replace(graph, roots, images));
            (routine, kept) = Merged(graph, routine, [.. kept, .. made], [.. replaced, .. made.Select(one => one.Value)]);
        }
    }

    /// <summary>The routine and what is kept with new values, in which what differs by the names of bound axes alone is kept once.</summary>
    private static (Routine Routine, List<Intermediate> Kept) Merged(GraphBuilder graph, Routine routine, List<Intermediate> kept, IReadOnlyList<Node> values)
    {
        while (true)
        {
            values = BoundAxes.Renamed(graph, values);
            kept = [.. kept.Zip(values.Skip(values.Count - kept.Count), (one, value) => one with { Value = value })];
            var first = new Dictionary<Node, Intermediate>();
            var names = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (Intermediate one in kept)
            {
                if (first.TryGetValue(one.Value, out Intermediate? other))
                    names.Add(one.Name, other.Name);
                else
                    first.Add(one.Value, one);
            }

            if (names.Count == 0)
                return (routine.WithValues([.. values.Take(values.Count - kept.Count)]), kept);
            IEnumerable<Node> apart = values.Take(values.Count - kept.Count).Concat(kept.Where(one => !names.ContainsKey(one.Name)).Select(one => one.Value));
            values = GraphWalk.Map(graph, [.. apart], node => node.Op == Op.Element && names.TryGetValue(node.Name!, out string? name) ? graph.Element(name, node.Args, node.Range) : node);
            kept.RemoveAll(one => names.ContainsKey(one.Name));
        }
    }

    /// <summary>The positions that axes make together and that are known to lie within an axis. What is checked of axes holds of others of the same extents.</summary>
    private static Dictionary<Node, MadePosition> Positions(GraphBuilder graph, Routine routine, IReadOnlyList<Node> roots)
    {
        Node OfExtents(Node position) => GraphWalk.Map(graph, [position], node => node.Op == Op.Index ? graph.Index(node.Over!.Extent) : node)[0];
        List<Node> nodes = GraphWalk.Reachable(roots);
        ILookup<Node, Binding.IndexCheck> checks = routine.Checks.Where(check => IsMade(check.Index)).ToLookup(check => OfExtents(check.Index));
        ILookup<Node, Axis> compared = nodes.Where(node => node.Op == Op.Less && IsMade(node[0]) && node[1].Op == Op.Size).ToLookup(node => node[0], node => node[1].Over!);
        return nodes.Where(node => node.Op == Op.Element).SelectMany(element => element.Args).Where(IsMade).Concat(compared.Select(same => same.Key)).Distinct()
            .Select(position => (Position: position, Checks: checks[OfExtents(position)].ToList())).Where(made => made.Checks.Count > 0 || compared.Contains(made.Position))
            .ToDictionary(made => made.Position, made => new MadePosition(
                made.Checks.Find(check => check.Guard.Is(1))?.Extent, [.. compared[made.Position]],
                made.Checks.Select(check => check.Extent).Concat(compared[made.Position]).Select(axis => axis.Extent).Distinct().Count() == 1));
    }

    private static bool IsMade(Node index) => index.Op is Op.Add or Op.Subtract && index.Axes.Count > 1 && index.Args.All(arg => arg.IsIntegral);
}
