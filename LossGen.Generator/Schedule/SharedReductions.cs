using LossGen.Generator.Binding;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule;

/// <summary>
/// Numbers that several tables of recurrences reduce of the same rows, as the normalization of the logits of a step, each at positions of its
/// own axes, perhaps shifted: they are reduced once and kept.
/// </summary>
internal static class SharedReductions
{
    /// <summary>The routine and its tables with what is shared read from memory, and with that behind the tables.</summary>
    public static (Routine Routine, IReadOnlyList<Intermediate> Intermediates) Apply(
        GraphBuilder graph, Routine routine, IReadOnlyList<Intermediate> tables, Func<string, string> unique)
    {
        if (tables.Count == 0)
            return (routine, tables);
        HashSet<string> names = [.. tables.Select(table => table.Name)];
        List<Node> roots = [.. routine.Roots, .. tables.Select(table => table.Value)];
        var canonical = new Canonical(graph);
        List<Pattern> patterns = [.. RowNumbers(roots, names).Select(canonical.Of)];
        var kept = new Dictionary<Node, Intermediate>();
        var reads = new Dictionary<Node, Node>();
        foreach (IGrouping<Node, Pattern> same in patterns.GroupBy(pattern => pattern.Value).Where(same => same.Count() > 1))
        {
            Pattern first = same.First();
            var one = new Intermediate(unique("kept"), first.Axes, same.Key);
            kept.Add(same.Key, one);
            foreach (Pattern pattern in same)
                reads.Add(pattern.Original, graph.Element(one.Name, pattern.Positions, same.Key.Range));
        }

        if (kept.Count == 0)
            return (routine, tables);
        IReadOnlyList<Node> images = GraphWalk.Replace(graph, roots, reads);
        int values = images.Count - tables.Count;
        routine = routine.WithValues([.. images.Take(values)]);
        tables = [.. tables.Select((table, i) => table with { Value = images[values + i] })];
        HashSet<string> read = [.. GraphWalk.Reachable(images).Where(node => node.Op == Op.Element).Select(node => node.Name!)];
        return (routine, [.. tables, .. kept.Values.Where(one => read.Contains(one.Name))]);
    }

    /// <summary>Reductions along rows, and what is computed of such alone, that something else uses; those of tables belong to a recurrence.</summary>
    private static List<Node> RowNumbers(IReadOnlyList<Node> roots, HashSet<string> tables)
    {
        List<Node> nodes = GraphWalk.Reachable(roots);
        HashSet<Node> ofTables = GraphWalk.DependingOn(roots, node => node.Op == Op.Element && tables.Contains(node.Name!));
        var numbers = new HashSet<Node>();
        foreach (Node node in nodes.Where(node => !node.Axes.IsEmpty && !ofTables.Contains(node) && node.Op is not (Op.Index or Op.Element or Op.Scan)))
        {
            if (node.Op == Op.Reduce || node.Args.Where(arg => !arg.Axes.IsEmpty).All(arg => numbers.Contains(arg) && arg.Axes.Equals(node.Axes)))
                numbers.Add(node);
        }

        HashSet<Node> used = [.. roots, .. nodes.Where(node => !numbers.Contains(node) || node.IsCondition).SelectMany(node => node.Args)];
        return [.. nodes.Where(node => numbers.Contains(node) && used.Contains(node) && !node.IsCondition)];
    }

    /// <summary>A number of a row, in axes that all rows of the same extents share.</summary>
    /// <param name="Original">The number.</param>
    /// <param name="Value">The same at unshifted positions of the shared axes.</param>
    /// <param name="Axes">The axes that it varies over.</param>
    /// <param name="Positions">Where the original lies.</param>
    private sealed record Pattern(Node Original, Node Value, IReadOnlyList<Axis> Axes, IReadOnlyList<Node> Positions);

    private sealed class Canonical(GraphBuilder graph)
    {
        private readonly Dictionary<(int Slot, Axis Extent), Axis> axes = [];

        public Pattern Of(Node number)
        {
            List<Node> nodes = GraphWalk.Reachable(number);
            List<Axis> met = Met(number);
            Dictionary<Axis, Axis> names = met.Select((axis, slot) => (axis, shared: Shared(axis, slot))).ToDictionary(pair => pair.axis, pair => pair.shared);
            List<Axis> free = [.. met.Where(number.Axes.Contains)];
            Dictionary<Axis, Node> positions = free.ToDictionary(axis => axis, axis => Position(axis, nodes));
            double[] shifts = [.. free.Select(axis => Boundaries.Offset(positions[axis]))];
            HashSet<Axis> shifted = [.. free.Where((_, i) => shifts[i] != 0).Select(axis => names[axis])];
            Node value = GraphWalk.Map(graph, [Substitution.Permute(graph, number, names)], node =>
                node.Op is Op.Add or Op.Subtract && AxisTable.Shifted(node) is { } axis && shifted.Contains(axis) ? graph.Index(axis) : node)[0];
            return new Pattern(number, value, [.. free.Select(axis => names[axis])], [.. free.Select(axis => positions[axis])]);
        }

        private Axis Shared(Axis axis, int slot)
        {
            if (!axes.TryGetValue((slot, axis.Extent), out Axis? shared))
            {
                axes[(slot, axis.Extent)] = shared = graph.Axis(axis.Extent.Name, slot);
                shared.Extent = axis;
            }

            return shared;
        }

        /// <summary>The axes in the order in which the formula names them: as tensors have them.</summary>
        private static List<Axis> Met(Node number)
        {
            var met = new List<Axis>();
            var seen = new HashSet<Node>();
            var pending = new Stack<Node>([number]);
            while (pending.Count > 0)
            {
                Node node = pending.Pop();
                if (!seen.Add(node))
                    continue;
                if (node.Op == Op.Index && !met.Contains(node.Over!))
                    met.Add(node.Over!);
                foreach (Node arg in node.Args.Reverse())
                    pending.Push(arg);
            }

            met.AddRange(number.Mentions.Axes.Except(met));
            return met;
        }

        /// <summary>The one position, perhaps shifted, at which all elements are read along an axis; the position itself where they differ.</summary>
        private Node Position(Axis axis, List<Node> nodes)
        {
            Node index = graph.Index(axis);
            HashSet<Node> read = [.. nodes.Where(node => node.Op == Op.Element).SelectMany(node => node.Args).Where(arg => AxisTable.Shifted(arg) == axis)];
            bool isOnlyRead = nodes.All(node => node.Op == Op.Element || node.Args.All(arg => !ReferenceEquals(arg, index) || read.Contains(node)))
                && nodes.All(node => node.Op == Op.Element || !node.Args.Any(read.Contains));
            return read.Count == 1 && isOnlyRead ? read.Single() : index;
        }
    }
}
