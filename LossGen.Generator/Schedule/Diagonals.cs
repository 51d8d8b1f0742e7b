using LossGen.Generator.Binding;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule;

/// <summary>
/// Wavefronts. Where a recurrence goes along two axes and no position needs another of its own anti-diagonal, as in an alignment of two
/// sequences, the diagonals follow each other and the positions of one are computed in lanes. Tables lie in memory as before.
/// </summary>
internal static class Diagonals
{
    /// <summary>The intermediates, with the loops of such tables along diagonals, and with what these reduce kept before.</summary>
    public static IReadOnlyList<Intermediate> Apply(GraphBuilder graph, IReadOnlyList<Intermediate> intermediates, Func<string, string> unique)
    {
        var result = new List<Intermediate>();
        foreach (IGrouping<TableOrder?, Intermediate> group in intermediates.GroupBy(intermediate => intermediate.Recurrence))
        {
            if (group.Key is { } order && IsWavefront(order, [.. group]))
                result.AddRange(Skewed(graph, order, KeepReductions(graph, [.. group], unique)));
            else
                result.AddRange(group);
        }

        return result;
    }

    private static bool IsWavefront(TableOrder order, IReadOnlyList<Intermediate> tables)
    {
        if (order.Steps.Count != 2 || order.Steps[0].IsReversed != order.Steps[1].IsReversed)
            return false;
        HashSet<string> names = [.. tables.Select(table => table.Name)];
        List<Node> nodes = GraphWalk.Reachable(tables.Select(table => table.Value));
        return tables.All(table => table.Axes.Skip(table.Axes.Count - 2).SequenceEqual(order.Steps.Select(step => step.Axis)))
            && nodes.All(node => node.Op != Op.Scan)
            && nodes.Where(node => node.Op == Op.Element && names.Contains(node.Name!)).All(read => IsOfEarlierDiagonal(order, read));
    }

    private static bool IsOfEarlierDiagonal(TableOrder order, Node read)
    {
        Node row = read[read.Args.Count - 2], column = read[read.Args.Count - 1];
        return Lag(order.Steps[0], row) + Lag(order.Steps[1], column) > 0;
    }

    /// <summary>By how many positions of a step an index comes earlier; null where that is no number.</summary>
    public static double? Lag(RecurrenceStep step, Node index) =>
        AxisTable.Shifted(index) != step.Axis ? null : step.IsReversed ? Boundaries.Offset(index) : -Boundaries.Offset(index);

    /// <summary>Reductions run in loops of their own, which lanes have no room for; those of a wavefront read no table of it.</summary>
    private static IReadOnlyList<Intermediate> KeepReductions(GraphBuilder graph, IReadOnlyList<Intermediate> tables, Func<string, string> unique)
    {
        List<Node> values = [.. tables.Select(table => table.Value)];
        bool IsKept(Node node) => node is { Op: Op.Reduce, Varies: true };
        var kept = new List<Intermediate>();
        var reads = new Dictionary<Node, Node>();
        foreach (Node reduction in GraphWalk.Reachable(values, _ => true, node => !IsKept(node)).Where(IsKept))
        {
            var one = new Intermediate(unique("kept"), reduction.Axes.Axes, reduction) { IsRounded = true };
            kept.Add(one);
            reads.Add(reduction, graph.Element(one.Name, [.. one.Axes.Select(graph.Index)], reduction.Range));
        }

        IReadOnlyList<Node> images = GraphWalk.Replace(graph, values, reads);
        return [.. kept, .. tables.Select((table, i) => table with { Value = images[i] })];
    }

    private static IEnumerable<Intermediate> Skewed(GraphBuilder graph, TableOrder order, IReadOnlyList<Intermediate> intermediates)
    {
        Axis rows = order.Steps[0].Axis, columns = order.Steps[1].Axis, diagonal = graph.Diagonal(rows, columns);
        var along = new TableOrder(order.Recurrence, [new RecurrenceStep(diagonal, order.Steps[0].IsReversed)]);
        var column = new Dictionary<Axis, Node> { [columns] = graph.Subtract(graph.Index(diagonal), graph.Index(rows)) };
        return intermediates.Select(intermediate => intermediate.Recurrence is null ? intermediate : intermediate with
        {
            Value = Substitution.Apply(graph, intermediate.Value, column),
            Recurrence = along,
            IsRounded = true,
            Path = [.. intermediate.Axes.Take(intermediate.Axes.Count - 2), diagonal, rows],
        });
    }
}
