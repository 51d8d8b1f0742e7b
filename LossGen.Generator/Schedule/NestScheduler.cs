using LossGen.Generator.Graph;
using LossGen.Generator.Schedule.Sweeps;

namespace LossGen.Generator.Schedule;

/// <summary>
/// Turns a routine over several axes into loops. Everything that is reduced or written is a sink with a path of axes to loop over; sinks that
/// start with the same axis and do not need each other share the loop, and so on inward. A reduction inside is computed where its own axes
/// are bound, just before the loops that use it, so that a row stays in cache between them. One that would be computed again and again,
/// because a loop around it runs over an axis that it does not vary over, is computed first and kept: an <see cref="Intermediate"/>.
/// </summary>
internal sealed partial class NestScheduler
{
    private readonly GraphBuilder graph;
    private readonly Func<string, string> unique;
    private readonly bool isDevice, keepsTogether;
    private readonly List<Intermediate> intermediates = [];

    /// <summary>Parts of recurrences that cannot be kept, since they need what is kept last.</summary>
    private readonly HashSet<Node> inRegisters = [];

    /// <summary>
    /// Parts of recurrences that a step forms for all states at once: on a device what its threads cannot have in registers, on the CPU what fits in none either.
    /// </summary>
    private readonly HashSet<Node> inColumns = [];
    private Routine routine;

    private NestScheduler(GraphBuilder graph, Routine routine, Func<string, string> unique, bool isDevice, bool keepsTogether)
    {
        this.keepsTogether = keepsTogether;
        this.graph = graph;
        this.routine = routine;
        this.unique = unique;
        this.isDevice = isDevice;
    }

    /// <summary>Finds the loops.</summary>
    /// <param name="graph">Makes the reads of intermediates.</param>
    /// <param name="routine">What is to be computed.</param>
    /// <param name="unique">Gives an intermediate a name that nothing else has.</param>
    /// <param name="isDouble">Whether elements are computed in double.</param>
    /// <param name="isDevice">
    /// Whether the loops are those of a device, which forms the exponentials of pairs one by one and so can always form them together with their shift.
    /// Where terms of a whole call are added at positions, its threads compare positions instead, since one would have to go through all terms; where they
    /// are those of a row, a team has a row of sums.
    /// </param>
    /// <param name="hasCheckpoints">Whether tables of recurrences are computed again for the way back, to save memory.</param>
    /// <param name="keepsTogether">
    /// Whether a shift that is kept is formed together with the sum of its exponentials, as on a device: where what they are formed of is read, and not computed.
    /// </param>
    /// <param name="formed">What a matrix kernel forms between the loops.</param>
    public static NestPlan Plan(
        GraphBuilder graph, Routine routine, Func<string, string> unique, bool isDouble, bool isDevice = false, bool hasCheckpoints = false, bool keepsTogether = false,
        IReadOnlyList<Intermediate>? formed = null)
    {
        return graph.Literally(() =>
        {
            (Routine withTables, IReadOnlyList<Intermediate> tables) = RecurrenceTables.Apply(graph, routine, unique, isDevice);
            (Routine shared, IReadOnlyList<Intermediate> kept) = SharedReductions.Apply(graph, withTables, tables, unique);
            (Routine positioned, IReadOnlyList<Intermediate> atPositions) = tables.Count > 0 ? (shared, []) : SharedPositions.Apply(graph, shared, unique);
            (Routine gathered, IReadOnlyList<Intermediate> places) = isDevice || tables.Count > 0 ? (positioned, []) : BucketSum.Apply(graph, positioned, unique);
            var scheduler = new NestScheduler(graph, gathered, unique, isDevice, keepsTogether || isDevice);
            scheduler.intermediates.AddRange(isDevice ? kept : Diagonals.Apply(graph, kept, unique));
            scheduler.intermediates.AddRange(formed ?? []);
            scheduler.intermediates.AddRange(atPositions);
            scheduler.intermediates.AddRange(places);
            scheduler.KeepMovedOperands();
            NestPlan plan = scheduler.Plan(isDouble);
            return isDevice ? plan : SweepScheduler.Apply(plan with { Nests = [.. plan.Nests.Select(nest => LoopLimits.Apply(graph, nest))] }, hasCheckpoints, unique);
        });
    }

    private NestPlan Plan(bool isDouble)
    {
        while (true)
        {
            while (Attainment.Unkept(routine, intermediates, isDouble) is { } compared)
                Keep(compared);
            var attempt = new Attempt(graph, routine, intermediates, inRegisters, inColumns, isDevice, HasLanesAcross);
            IReadOnlyList<Nest> nests = attempt.Nests();
            IReadOnlyList<Nest> checks = attempt.Conflict is null ? attempt.Checks() : [];
            if (attempt.Conflict is not { } conflict)
                return new NestPlan(routine, checks, AfterChecks(InOneForm(nests, isDouble), attempt.BeforeChecks), SamplesApart(checks, nests)) { BeforeChecks = attempt.BeforeChecks };
            if (!IsOfTable(conflict))
                Keep(HasLanesAcross ? Outermost(conflict) : conflict);
            else if (!(isDevice ? LeavesRegisters(conflict) || inRegisters.Add(conflict) : inRegisters.Add(conflict) || inColumns.Add(conflict)))
                throw new NotSupportedException($"'{conflict}' is part of a recurrence and cannot be computed within its loops");
        }
    }

    /// <summary>The loops, with a note of the indices that have been looked at before they are run.</summary>
    private IReadOnlyList<Nest> AfterChecks(IReadOnlyList<Nest> nests, int beforeChecks)
    {
        List<Binding.IndexCheck> inside = [.. routine.Checks.Where(check => check.Guard.Is(1))];
        return [.. nests.Select((nest, i) => i < beforeChecks ? nest : nest with { Checked = inside })];
    }

    /// <summary>Whether loops may have their own positions in lanes, see <see cref="LanesAcross"/>: not in recurrences, and not along tables of a block.</summary>
    private bool HasLanesAcross => !keepsTogether && !intermediates.Exists(intermediate => intermediate.Recurrence is not null);

    /// <summary>The loops with lanes across, where no comparison with an extremum is lost by that, and with one form where they form sums for such comparisons.</summary>
    private IReadOnlyList<Nest> InOneForm(IReadOnlyList<Nest> nests, bool isDouble)
    {
        HashSet<Node> compared = Attainment.Reductions(routine, intermediates, isDouble);
        List<Nest> across = HasLanesAcross ? [.. nests.Select(nest => LanesAcross.Apply(graph, nest))] : [];
        return Attainment.InOneForm(compared, HasLanesAcross && !Attainment.IsLost(compared, across) ? across : nests);
    }

    /// <summary>The intermediates, with a note at those of which one sample is kept at a time.</summary>
    private IReadOnlyList<Intermediate> SamplesApart(IReadOnlyList<Nest> checks, IReadOnlyList<Nest> nests)
    {
        List<(Nest Nest, List<Node> Nodes)> reading = [.. checks.Concat(nests).Select(nest => (nest, GraphWalk.Reachable(nest.Sinks.SelectMany(sink => sink.Roots))))];
        bool IsPerSample(Intermediate table) => table.Sample is not null && reading.All(pair => pair.Nodes.Where(node => node.Op == Op.Element && node.Name == table.Name)
            .All(read => table.IsOwnSample(read) && pair.Nest.Sinks.OfType<StoreSink>().Any(store => store.Store.Output == table.Name)));
        return [.. Attainment.Rounded(routine, intermediates).Select(table => table with { IsPerSample = IsPerSample(table) })];
    }

    /// <summary>
    /// Whether there is a reduction in the way of another that a device had in registers, and now has for all states of a step: the other itself, or, where
    /// that has no columns, those that take it for each state.
    /// </summary>
    private bool LeavesRegisters(Node conflict)
    {
        if (Home.Of(conflict).Inner is not null && inColumns.Add(conflict))
            return true;
        List<Node> users = [.. GraphWalk.Reachable(intermediates.Where(table => table.Recurrence is not null).Select(table => table.Value))
            .Where(node => node.Op == Op.Reduce && GraphWalk.Reachable(node).Contains(conflict))];
        return users.Count(inColumns.Add) > 0;
    }

    /// <summary>
    /// What is computed of a reduction at the same positions, as the logarithm of a sum, through which it is used: kept instead, it is not computed again wherever
    /// it is read.
    /// </summary>
    private Node Outermost(Node reduction)
    {
        HashSet<Node> roots = [.. routine.Roots, .. routine.Checks.SelectMany(check => new[] { check.Guard, check.Access }), .. intermediates.Select(intermediate => intermediate.Value)];
        ILookup<Node, Node> users = GraphWalk.Reachable(roots).SelectMany(user => user.Args.Distinct().Select(arg => (arg, user))).ToLookup(pair => pair.arg, pair => pair.user);
        bool IsHere(Node node) => node.Axes.Equals(reduction.Axes) && node.Op is not (Op.Reduce or Op.Scan or Op.Element) && !roots.Contains(node);
        HashSet<Node> above = [];
        var pending = new Stack<Node>([reduction]);
        while (pending.Count > 0)
        {
            foreach (Node user in users[pending.Pop()].Where(IsHere).Where(above.Add))
                pending.Push(user);
        }

        return above.OrderByDescending(node => node.Id).FirstOrDefault(node => !node.IsCondition && IsPassed(node)) ?? reduction;

        // Whether every way from the reduction to where it is used leads through a node.
        bool IsPassed(Node through)
        {
            HashSet<Node> reached = [through];
            var open = new Stack<Node>([reduction]);
            while (open.Count > 0)
            {
                Node node = open.Pop();
                if (roots.Contains(node) || users[node].Any(user => user != through && !above.Contains(user)))
                    return false;
                foreach (Node user in users[node].Where(reached.Add))
                    open.Push(user);
            }

            return true;
        }
    }

    /// <summary>Whether the reduction needs a table that needs it.</summary>
    private bool IsOfTable(Node reduction)
    {
        HashSet<string> read = [.. GraphWalk.Reachable(reduction).Where(node => node.Op == Op.Element).Select(node => node.Name!)];
        return intermediates.Any(table => table.Recurrence is not null && read.Contains(table.Name)
            && intermediates.Any(other => other.Recurrence == table.Recurrence && GraphWalk.Reachable(other.Value).Contains(reduction)));
    }

    /// <summary>Keeps what extrema are taken of, where the values that are compared with them are read at other positions.</summary>
    private void KeepMovedOperands()
    {
        IReadOnlyList<MovedOperand> found = Attainment.Moved(graph, routine, intermediates);
        if (found.Count == 0)
            return;
        Dictionary<Node, string> names = found.Select(moved => moved.Operand).Distinct().ToDictionary(operand => operand, _ => unique("kept"));
        Node Kept(MovedOperand moved) => graph.Element(names[moved.Operand], [.. moved.Operand.Axes.Axes.Select(axis => moved.Places[axis])], moved.Operand.Range);
        Dictionary<Node, Node> images = found.ToDictionary(moved => moved.Equal, moved => graph.Equal(Kept(moved), moved.Outer is null ? moved.Read : Kept(moved.Outer)));
        Rewrite(root => GraphWalk.Replace(graph, [root], images)[0]);
        intermediates.AddRange(names.Select(pair => new Intermediate(pair.Value, pair.Key.Axes.Axes, pair.Key)));
        foreach (string name in names.Values)
            Keep(intermediates.Find(one => one.Name == name).Value);
    }

    /// <summary>Computes the reduction first, and reads it wherever it was used.</summary>
    private void Keep(Node reduction)
    {
        Intermediate? known = intermediates.Find(intermediate => ReferenceEquals(intermediate.Value, reduction));
        if (known is not null && IsReadOnly(known))
            throw new InvalidOperationException($"No loops compute '{reduction}'.");

        // What is formed together is kept together.
        bool isReadOnly = HasLanesAcross && GraphWalk.Reachable(reduction.Args).All(node => node.Op != Op.Reduce);
        Node? sum = (keepsTogether || isReadOnly) && reduction.Reduction == Reduction.Shift ? GraphWalk.Reachable(routine.Roots).FirstOrDefault(node => IsOnline(node, reduction)) : null;
        if (sum is not null && HasLanesAcross)
            sum = Outermost(sum);
        var kept = new List<Intermediate>();
        var reads = new Dictionary<Node, Node>();
        foreach (Node value in sum is null ? [reduction] : new[] { reduction, sum })
        {
            Intermediate one = intermediates.Find(intermediate => ReferenceEquals(intermediate.Value, value)) ?? new Intermediate(unique("kept"), value.Axes.Axes, value);
            kept.Add(one);
            reads.Add(value, graph.Element(one.Name, [.. one.Axes.Select(graph.Index)], value.Range));
        }

        Node Replaced(Node root)
        {
            // Arguments come first: in what is formed online, the shift is replaced before the sum is met.
            IReadOnlyList<Node> images = GraphWalk.Map(graph, sum is null ? [root] : [root, sum], node => ReferenceEquals(node, reduction) ? reads[node] : node);
            return sum is null ? images[0] : GraphWalk.Map(graph, [images[0]], node => ReferenceEquals(node, images[1]) ? reads[sum] : node)[0];
        }

        intermediates.RemoveAll(kept.Contains);
        Rewrite(Replaced);
        intermediates.AddRange(kept);
    }

    /// <summary>Gives all that is computed another form.</summary>
    private void Rewrite(Func<Node, Node> image)
    {
        routine = routine with
        {
            Stores = [.. routine.Stores.Select(store => store with { Value = image(store.Value) })],
            Assignments = [.. routine.Assignments.Select(assignment => assignment with { Value = image(assignment.Value) })],
            Checks = [.. routine.Checks.Select(check => check with { Guard = image(check.Guard), Access = image(check.Access) })],
        };
        for (int i = 0; i < intermediates.Count; i++)
            intermediates[i] = intermediates[i] with { Value = image(intermediates[i].Value) };
    }

    /// <summary>Whether nothing else computes what is kept: everything reads it.</summary>
    private bool IsReadOnly(Intermediate kept) => !GraphWalk.Reachable(routine.Roots.Concat(routine.Checks.SelectMany(check => new[] { check.Guard, check.Access }))
        .Concat(intermediates.Where(other => other != kept).Select(other => other.Value))).Contains(kept.Value);

    /// <summary>Whether the node is the sum of the exponentials that the shift is that of.</summary>
    private static bool IsOnline(Node node, Node shift) => node is { Op: Op.Reduce, Reduction: Reduction.Sum } && node.Over == shift.Over
        && node[0].Calls(Functions.FunctionTable.Exp) && node[0][0].Op == Op.Subtract
        && ReferenceEquals(node[0][0][0], shift[0]) && ReferenceEquals(node[0][0][1], shift) && node.Args.Skip(1).SequenceEqual(shift.Args.Skip(1));
}
