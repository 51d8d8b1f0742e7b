using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus;

/// <summary>
/// The reverse recurrence: the derivative by a position of a table is what comes from the reads of it outside, and from the later positions that
/// are computed from it. It runs from the last position to the first.
/// </summary>
/// <param name="Forward">A read of the recurrence, which holds the partial derivatives that are kept.</param>
/// <param name="Derivatives">The derivative by what defines each table, at each of its positions.</param>
internal sealed record RecurrenceAdjoint(Node Forward, IReadOnlyList<(Node Body, Node Adjoint)> Derivatives)
{
    /// <summary>From here on, in additions, a partial derivative is kept when its position is computed, instead of computed again on the way back.</summary>
    private const int WorthKeeping = 10;

    /// <param name="graph">Makes the nodes.</param>
    /// <param name="uses">The reads of the tables, and the derivative by each.</param>
    public static RecurrenceAdjoint Of(GraphBuilder graph, IReadOnlyList<(Node Use, Node Adjoint)> uses)
    {
        Recurrence original = uses[0].Use.Recurrence!;
        List<Partial> partials = [.. original.Tables.SelectMany((_, later) => Partials(graph, uses[0].Use, later))];
        Node forward = Keeping(graph, uses[0].Use, partials);

        List<RecurrenceTable> tables = [.. original.Tables.Select(table => new RecurrenceTable(graph.Table("grad" + Identifiers.Capitalized(table.Name)), table.Axes))];
        var adjoints = new Node?[tables.Count];
        void Add(int table, Node access, Node adjoint)
        {
            Node scattered = ScatteredGradient.Of(graph, access, adjoint, tables[table].Axes);
            adjoints[table] = adjoints[table] is { } sum ? graph.Add(sum, scattered) : scattered;
        }

        foreach ((Node use, Node adjoint) in uses)
            Add((int)use.Value, use, adjoint);
        foreach (IGrouping<int, Partial> ofTable in partials.GroupBy(partial => partial.Later))
        {
            RecurrenceTable later = tables[ofTable.Key];
            Node seed = graph.State(later.Name, Recurrence.Positions(graph, later));
            foreach (Partial partial in ofTable.Where(partial => partial.IsKept))
                Add(original.IndexOf(partial.State.Name!), partial.State, graph.Multiply(seed, Recurrence.Outside(graph, partial.Value, [forward])));
            List<Node> others = [.. ofTable.Where(partial => !partial.IsKept).Select(partial => partial.State)];
            IReadOnlyList<Node> contributions = Differentiation.Adjoints(graph, forward.Bodies[ofTable.Key], others, seed);
            for (int i = 0; i < others.Count; i++)
                Add(original.IndexOf(others[i].Name!), others[i], Recurrence.Outside(graph, contributions[i], [forward]));
        }

        var reverse = new Recurrence(tables, [.. original.Order.Select(step => step.Reversed)]);
        List<Node> bodies = [.. adjoints.Select(adjoint => adjoint ?? graph.Zero)];
        return new(forward, [.. tables.Select((table, i) => (forward.Bodies[i], graph.Recur(reverse, i, Recurrence.Positions(graph, table), bodies)))]);
    }

    /// <summary>The derivatives of what defines a table by each position that it reads.</summary>
    private static IEnumerable<Partial> Partials(GraphBuilder graph, Node read, int later)
    {
        Recurrence recurrence = read.Recurrence!;
        Node body = read.Bodies[later];
        List<Node> states = [.. GraphWalk.WithoutBodies([body]).Where(node => node.Op == Op.State && recurrence.IndexOf(node.Name!) >= 0)];
        return states.Zip(Differentiation.Adjoints(graph, body, states, graph.One), (state, value) => new Partial(later, state, value, IsWorthKeeping(state, value)))
            .Where(partial => !partial.Value.Is(0));

        // What a reduction over states reads has a partial derivative for each pair of states: keeping these would take more memory than the tables.
        bool IsWorthKeeping(Node state, Node value) =>
            value.Axes.With(state.Axes).IsSubsetOf(AxisSet.Of(recurrence.Tables[later].Axes))
            && GraphWalk.WithoutBodies([value]).Where(node => node.ReadsTables).Sum(node => node.Function?.Cost ?? 0) >= WorthKeeping;
    }

    /// <summary>The read, of the recurrence with tables of the partial derivatives that are kept.</summary>
    private static Node Keeping(GraphBuilder graph, Node read, IReadOnlyList<Partial> partials)
    {
        Recurrence recurrence = read.Recurrence!;
        List<Partial> kept = [.. partials.Where(partial => partial.IsKept).GroupBy(partial => partial.Value).Select(equal => equal.First())];
        if (kept.Count == 0)
            return read;
        var extended = new Recurrence(
            [.. recurrence.Tables, .. kept.Select(partial => new RecurrenceTable(graph.Table(NameOf(partial)), recurrence.Tables[partial.Later].Axes))], recurrence.Order)
        {
            Extends = recurrence,
        };
        return graph.Recur(extended, (int)read.Value, read.Indices, [.. read.Bodies, .. kept.Select(partial => partial.Value)]);

        string NameOf(Partial partial) => recurrence.Tables[partial.Later].Name + "By" + Identifiers.Capitalized(partial.State.Name!);
    }

    /// <summary>The derivative of what defines a table by a state that it reads.</summary>
    /// <param name="Later">The table.</param>
    /// <param name="State">What it reads.</param>
    /// <param name="Value">The derivative.</param>
    /// <param name="IsKept">Whether it is a table of its own.</param>
    private sealed record Partial(int Later, Node State, Node Value, bool IsKept);
}
