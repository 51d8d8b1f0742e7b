using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus;

/// <summary>
/// The reverse recurrence: the derivative by a position of a table is what comes from the reads of it outside, and from the later positions that
/// are computed from it. It runs from the last position to the first.
/// </summary>
internal static class RecurrenceAdjoint
{
    /// <summary>The derivative by what defines each table, at each of its positions.</summary>
    /// <param name="graph">Makes the nodes.</param>
    /// <param name="uses">The reads of the tables, and the derivative by each.</param>
    public static IReadOnlyList<(Node Body, Node Adjoint)> Of(GraphBuilder graph, IReadOnlyList<(Node Use, Node Adjoint)> uses)
    {
        Node any = uses[0].Use;
        Recurrence forward = any.Recurrence!;
        List<RecurrenceTable> tables = [.. forward.Tables.Select(table => new RecurrenceTable(graph.Table("grad" + Identifiers.Capitalized(table.Name)), table.Axes))];
        var adjoints = new Node?[tables.Count];
        void Add(int table, Node access, Node adjoint)
        {
            Node scattered = ScatteredGradient.Of(graph, access, adjoint, tables[table].Axes);
            adjoints[table] = adjoints[table] is { } sum ? graph.Add(sum, scattered) : scattered;
        }

        foreach ((Node use, Node adjoint) in uses)
            Add((int)use.Value, use, adjoint);
        for (int later = 0; later < tables.Count; later++)
        {
            Node body = any.Bodies[later];
            List<Node> states = [.. GraphWalk.WithoutBodies([body]).Where(node => node.Op == Op.State && forward.IndexOf(node.Name!) >= 0)];
            Node seed = graph.State(tables[later].Name, Recurrence.Positions(graph, tables[later]));
            IReadOnlyList<Node> contributions = Differentiation.Adjoints(graph, body, states, seed);
            for (int i = 0; i < states.Count; i++)
            {
                if (!contributions[i].Is(0))
                    Add(forward.IndexOf(states[i].Name!), states[i], Recurrence.Outside(graph, contributions[i], [any]));
            }
        }

        var reverse = new Recurrence(tables, [.. forward.Order.Select(step => step.Reversed)]);
        List<Node> bodies = [.. adjoints.Select(adjoint => adjoint ?? graph.Zero)];
        return [.. tables.Select((table, i) => (any.Bodies[i], graph.Recur(reverse, i, Recurrence.Positions(graph, table), bodies)))];
    }
}
