namespace LossGen.Generator.Graph;

/// <summary>One of the values that a recurrence defines, for each position of its axes.</summary>
/// <param name="Name">Its name, which no other has in a graph.</param>
/// <param name="Axes">The axes of its indices, in the order of the brackets.</param>
internal sealed record RecurrenceTable(string Name, IReadOnlyList<Axis> Axes);

/// <summary>An axis along which positions are computed one after the other.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="IsReversed">Whether from the last position to the first.</param>
internal readonly record struct RecurrenceStep(Axis Axis, bool IsReversed)
{
    public RecurrenceStep Reversed => this with { IsReversed = !IsReversed };
}

/// <summary>
/// Values that are defined by themselves at earlier positions: one table, or several that refer to each other. What a table holds is in the
/// <see cref="Op.Recur"/> nodes that read it; inside of it a table is read by <see cref="Op.State"/> nodes.
/// </summary>
/// <param name="tables">The tables, all over the same axes.</param>
/// <param name="order">The axes along which they recur, outermost first: each read is of a position that is earlier in this order.</param>
internal sealed class Recurrence(IReadOnlyList<RecurrenceTable> tables, IReadOnlyList<RecurrenceStep> order)
{
    public IReadOnlyList<RecurrenceTable> Tables { get; } = tables;

    /// <summary>The recurrence of which this is a copy, with tables added that nothing in it reads; null where it is none.</summary>
    public Recurrence? Extends { get; init; }

    public IReadOnlyList<RecurrenceStep> Order { get; } = order;

    /// <summary>The number of indices of each table.</summary>
    public int Rank => Tables[0].Axes.Count;

    /// <summary>The table of a name; -1 where none has it.</summary>
    public int IndexOf(string name) => Tables.ToList().FindIndex(table => table.Name == name);

    /// <summary>A table at each of its positions.</summary>
    public static IReadOnlyList<Node> Positions(GraphBuilder graph, RecurrenceTable table) => [.. table.Axes.Select(graph.Index)];

    /// <summary>
    /// The node as seen from outside of the recurrences that it was taken from: where it reads a state it reads the finished table, and where
    /// it is what defines a table it reads that.
    /// </summary>
    /// <param name="graph">Makes the nodes.</param>
    /// <param name="root">The node.</param>
    /// <param name="uses">Reads of the recurrences, by which these are known.</param>
    public static Node Outside(GraphBuilder graph, Node root, IEnumerable<Node> uses)
    {
        var tables = new Dictionary<string, (Node Use, int Table)>(StringComparer.Ordinal);
        var images = new Dictionary<Node, Node>();
        foreach (Node use in uses)
        {
            for (int table = 0; table < use.Recurrence!.Tables.Count; table++)
            {
                tables[use.Recurrence.Tables[table].Name] = (use, table);
                Node body = use.Bodies[table];
                if (!body.IsLeaf && !images.ContainsKey(body))
                    images.Add(body, graph.Recur(use.Recurrence, table, Positions(graph, use.Recurrence.Tables[table]), use.Bodies));
            }
        }

        foreach (Node node in GraphWalk.WithoutBodies([root]))
        {
            if (images.ContainsKey(node))
                continue;
            Node[] args = [.. node.Args.Select((arg, i) => node.IsBody(i) ? arg : images[arg])];
            images.Add(
                node,
                node.Op == Op.State && tables.TryGetValue(node.Name!, out (Node Use, int Table) read) ? graph.Recur(read.Use.Recurrence!, read.Table, args, read.Use.Bodies)
                : args.SequenceEqual(node.Args) ? node
                : graph.WithArgs(node, args));
        }

        return images[root];
    }
}
