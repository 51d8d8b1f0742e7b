using LossGen.Generator.Binding;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule;

/// <summary>
/// Gives each table of a recurrence memory: what reads it reads an element of that. The axes of a table become loops of its own: over what can be
/// computed side by side, then along the recurrence, then over the states that are known together. The first of what can be computed side by side,
/// the samples of a batch, is one axis for all recurrences and for what reads them at the same sample, so that one loop over the samples serves them.
/// </summary>
internal static class RecurrenceTables
{
    /// <summary>Loops that tables are filled by are outside of all others.</summary>
    private const double Outermost = -1000;

    /// <summary>The routine with elements for what reads tables, and the tables, each after those that it needs.</summary>
    /// <param name="graph">Makes the reads of tables.</param>
    /// <param name="routine">What is to be computed.</param>
    /// <param name="unique">Gives a table a name that nothing else has.</param>
    /// <param name="isDevice">Whether the loops are those of a device, where each recurrence has loops of its own.</param>
    public static (Routine Routine, IReadOnlyList<Intermediate> Tables) Apply(
        GraphBuilder graph, Routine routine, Func<string, string> unique, bool isDevice)
    {
        IReadOnlyList<Node> roots = Extended(graph, [.. routine.Roots, .. routine.Checks.SelectMany(check => new[] { check.Access, check.Guard })]);
        if (GraphWalk.Reachable(roots).All(node => node.Op != Op.Recur))
            return (routine, []);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var dimensions = new Dictionary<string, IReadOnlyList<int>>(StringComparer.Ordinal);
        var layouts = new Dictionary<Recurrence, Layout>();
        var tables = new List<Intermediate>();
        var samples = new Dictionary<Axis, Axis>();
        foreach (Node read in GraphWalk.Reachable(roots).Where(node => node.Op == Op.Recur))
        {
            if (layouts.ContainsKey(read.Recurrence!))
                continue;
            Layout layout = layouts[read.Recurrence!] = Layout.Of(read);
            foreach (RecurrenceTable table in read.Recurrence!.Tables)
            {
                names.Add(table.Name, unique(table.Name));
                dimensions.Add(table.Name, layout.Dimensions(table));
            }
        }

        Node Rewritten(Node node)
        {
            if (node.Op is not (Op.Recur or Op.State))
                return node;
            if (node.Op == Op.Recur && tables.All(table => table.Recurrence?.Recurrence != node.Recurrence))
                tables.AddRange(Filled(graph, node, layouts[node.Recurrence!], names, isDevice ? null : samples));
            return graph.Element(names[node.Name!], [.. dimensions[node.Name!].Select(dimension => node[dimension])], node.Range);
        }

        IReadOnlyList<Node> images = GraphWalk.Map(graph, roots, Rewritten);
        int next = 0;
        Dictionary<string, Axis> sampleOf = tables.Where(table => table.Sample is not null).ToDictionary(table => table.Name, table => table.Sample!);
        return (
            new Routine(
                [.. routine.Stores.Select(store => AtSamples(graph, store with { Value = images[next++] }, sampleOf))],
                [.. routine.Assignments.Select(assignment => assignment with { Value = TotalsAtSamples(graph, images[next++], sampleOf) })],
                [.. routine.Checks.Select(check => check with { Access = images[next++], Guard = images[next++], Dimension = DimensionAfter(check) })]),
            tables);

        int DimensionAfter(IndexCheck check) => check.Access.Op is Op.Recur or Op.State
            ? dimensions[check.Access.Name!].ToList().IndexOf(check.Dimension) : check.Dimension;
    }

    /// <summary>The roots, with one recurrence in the place of those that others among them add tables to.</summary>
    private static IReadOnlyList<Node> Extended(GraphBuilder graph, IReadOnlyList<Node> roots)
    {
        foreach (Recurrence extended in GraphWalk.Reachable(roots).Select(node => node.Recurrence).Where(recurrence => recurrence?.Extends is not null).Distinct().ToList()!)
        {
            IReadOnlyList<Node> bodies = GraphWalk.Reachable(roots).First(node => node.Recurrence == extended).Bodies;
            roots = GraphWalk.Map(
                graph, roots, node => node.Recurrence == extended.Extends ? graph.Recur(extended, (int)node.Value, node.Indices, bodies) : node);
        }

        return roots;
    }

    /// <summary>The output, in the axis of the samples where it reads tables at its own sample.</summary>
    private static Store AtSamples(GraphBuilder graph, Store store, Dictionary<string, Axis> sampleOf)
    {
        Dictionary<Axis, Axis> names = Samples([store.Value], sampleOf);
        Node value = TotalsAtSamples(graph, store.Value, sampleOf);
        return names.Count != 1 || !store.Axes.Contains(names.Keys.Single()) ? store with { Value = value } : store with
        {
            Axes = [.. store.Axes.Select(axis => names.TryGetValue(axis, out Axis? sample) ? sample : axis)],
            Value = Substitution.Permute(graph, value, names),
        };
    }

    /// <summary>The value, with its sums over the samples in their axis.</summary>
    private static Node TotalsAtSamples(GraphBuilder graph, Node value, Dictionary<string, Axis> sampleOf) => GraphWalk.Map(graph, [value], node =>
    {
        if (node is not { Op: Op.Reduce, Varies: false })
            return node;
        Dictionary<Axis, Axis> names = Samples(node.Args, sampleOf);
        return names.Count == 1 && names.ContainsKey(node.Over!) ? Substitution.Permute(graph, node, names) : node;
    })[0];

    /// <summary>The axes along which samples of tables are read, with the axis of those samples.</summary>
    private static Dictionary<Axis, Axis> Samples(IEnumerable<Node> roots, Dictionary<string, Axis> sampleOf)
    {
        var names = new Dictionary<Axis, Axis>();
        foreach (Node read in GraphWalk.Reachable(roots).Where(node => node.Op == Op.Element && node[0].Op == Op.Index))
        {
            if (sampleOf.TryGetValue(read.Name!, out Axis? sample))
                names[read[0].Over!] = sample;
        }

        return names;
    }

    /// <summary>The tables of a recurrence, in whose definitions all others are elements already.</summary>
    private static IEnumerable<Intermediate> Filled(
        GraphBuilder graph, Node read, Layout layout, Dictionary<string, string> names, Dictionary<Axis, Axis>? samples)
    {
        Recurrence recurrence = read.Recurrence!;
        List<Axis> axes = [.. layout.Batch, .. recurrence.Order.Select(step => step.Axis)];
        var loops = new Dictionary<Axis, Axis>();
        foreach (Axis axis in axes)
        {
            bool isSample = samples is not null && axis == layout.Batch.FirstOrDefault();
            if (!isSample || !samples!.TryGetValue(axis.Extent, out Axis? loop))
            {
                loop = graph.Axis(axis.Name, Outermost + loops.Count);
                loop.Extent = axis;
                if (isSample)
                    samples!.Add(axis.Extent, loop);
            }

            loops.Add(axis, loop);
        }

        Axis Loop(Axis axis) => loops.TryGetValue(axis, out Axis? loop) ? loop : axis;
        var serial = new TableOrder(recurrence, [.. recurrence.Order.Select(step => step with { Axis = Loop(step.Axis) })]);
        for (int i = 0; i < recurrence.Tables.Count; i++)
        {
            RecurrenceTable table = recurrence.Tables[i];
            yield return new Intermediate(
                names[table.Name], [.. layout.Dimensions(table).Select(dimension => Loop(table.Axes[dimension]))], Substitution.Permute(graph, read.Bodies[i], loops))
            {
                Recurrence = serial,
                Definition = table.Name,
                IsRounded = layout.States.Count > 0,
                Sample = samples is not null && layout.Batch.Count > 0 ? loops[layout.Batch[0]] : null,
            };
        }
    }

    /// <summary>The axes of a recurrence by the kind of their loops.</summary>
    /// <param name="Batch">Along which every read is of the same position.</param>
    /// <param name="Order">Along which positions are computed one after the other.</param>
    /// <param name="States">The others.</param>
    private sealed record Layout(IReadOnlyList<Axis> Batch, IReadOnlyList<Axis> Order, IReadOnlyList<Axis> States)
    {
        public static Layout Of(Node read)
        {
            Recurrence recurrence = read.Recurrence!;
            List<Axis> order = [.. recurrence.Order.Select(step => step.Axis)];
            List<Node> states = [.. GraphWalk.WithoutBodies(read.Bodies).Where(node => node.Op == Op.State && recurrence.IndexOf(node.Name!) >= 0)];
            Dictionary<Node, AxisSet> bound = GraphWalk.BoundAround(read.Bodies);
            bool IsSame(Node state, Axis axis)
            {
                if (bound[state].Contains(axis))
                    return false;
                IReadOnlyList<Axis> axes = recurrence.Tables[recurrence.IndexOf(state.Name!)].Axes;
                return Enumerable.Range(0, axes.Count).All(dimension => axes[dimension] != axis || (state[dimension].Op == Op.Index && state[dimension].Over == axis));
            }

            List<Axis> others = [.. AxisSet.Of(recurrence.Tables[0].Axes).Axes.Where(axis => !order.Contains(axis))];
            List<Axis> batch = [.. others.Where(axis => states.All(state => IsSame(state, axis)))];
            return new Layout(batch, order, [.. others.Except(batch)]);
        }

        /// <summary>The dimensions of a table in the order of the loops.</summary>
        public IReadOnlyList<int> Dimensions(RecurrenceTable table) =>
            [.. Batch.Concat(Order).Concat(States).Select(axis => table.Axes.ToList().IndexOf(axis))];
    }
}
