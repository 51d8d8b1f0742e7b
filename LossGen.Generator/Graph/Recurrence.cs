using LossGen.Generator.Functions;

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
                if (body.IsLeaf || images.ContainsKey(body))
                    continue;
                Node value = graph.Recur(use.Recurrence, table, Positions(graph, use.Recurrence.Tables[table]), use.Bodies);
                images.Add(body, value);
                if (LogarithmIn(graph, body, value) is ({ } logarithm, var known) && !images.ContainsKey(logarithm))
                    images.Add(logarithm, known);
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

    /// <summary>
    /// The log-sum-exp that a table holds the value of, but for a term that reads no table, and that value: the shares of its arguments are then known
    /// without it. Where the table holds -inf no share is of any effect, and 0.
    /// </summary>
    private static (Node? Logarithm, Node Known) LogarithmIn(GraphBuilder graph, Node body, Node value)
    {
        Node known = value, node = body;
        ILookup<Node, Node> users = GraphWalk.WithoutBodies([body]).SelectMany(user => user.Args.Distinct().Select(arg => (arg, user))).ToLookup(pair => pair.arg, pair => pair.user);
        while (!node.Calls(FunctionTable.LogAddExp))
        {
            List<int> reading = [.. Enumerable.Range(0, node.Args.Count).Where(i => node[i].ReadsTables)];
            if (reading.Count != 1 || users[node[reading[0]]].Count() > 1 || !(node.Op is Op.Add || (node.Op == Op.Subtract && reading[0] == 0) || (node.Op == Op.Select && reading[0] > 0)))
                return (null, known);
            if (node.Op != Op.Select)
                known = node.Op == Op.Add ? graph.Subtract(known, node[1 - reading[0]]) : graph.Add(known, node[1]);
            node = node[reading[0]];
        }

        bool isLast = users[node].Count() <= 1;
        return (isLast ? node : null, graph.Select(graph.Equal(value, graph.Constant(double.NegativeInfinity)), graph.Constant(double.PositiveInfinity), known));
    }
}
