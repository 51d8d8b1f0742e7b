using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule;

/// <summary>
/// Turns a routine over several axes into loops. Everything that is reduced or written is a sink with a path of axes to loop over; sinks that
/// start with the same axis and do not need each other share the loop, and so on inward. A reduction inside is computed where its own axes
/// are bound, just before the loops that use it, so that a row stays in cache between them. One that would be computed again and again,
/// because a loop around it runs over an axis that it does not vary over, is computed first and kept: an <see cref="Intermediate"/>.
/// </summary>
internal sealed class NestScheduler
{
    private readonly GraphBuilder graph;
    private readonly Func<string, string> unique;
    private readonly bool isDevice;
    private readonly List<Intermediate> intermediates = [];

    /// <summary>Parts of recurrences that cannot be kept, since they need what is kept last.</summary>
    private readonly HashSet<Node> inRegisters = [];

    /// <summary>Parts of recurrences that a step needs for all states at once, so that the threads of a device cannot have them in registers.</summary>
    private readonly HashSet<Node> inColumns = [];
    private Routine routine;

    private NestScheduler(GraphBuilder graph, Routine routine, Func<string, string> unique, bool isDevice)
    {
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
    public static NestPlan Plan(GraphBuilder graph, Routine routine, Func<string, string> unique, bool isDouble, bool isDevice = false)
    {
        bool rewrites = graph.Rewrites;
        graph.Rewrites = false;
        try
        {
            (Routine withTables, IReadOnlyList<Intermediate> tables) = RecurrenceTables.Apply(graph, routine, unique, isDevice);
            (Routine shared, IReadOnlyList<Intermediate> kept) = SharedReductions.Apply(graph, withTables, tables, unique);
            var scheduler = new NestScheduler(graph, shared, unique, isDevice);
            scheduler.intermediates.AddRange(isDevice ? kept : Diagonals.Apply(graph, kept, unique));
            return scheduler.Plan(isDouble);
        }
        finally
        {
            graph.Rewrites = rewrites;
        }
    }

    private NestPlan Plan(bool isDouble)
    {
        while (Attainment.Unkept(routine, isDouble) is { } compared)
            Keep(compared, isRounded: true);
        while (true)
        {
            var attempt = new Attempt(graph, routine, intermediates, inRegisters, inColumns, isDevice);
            IReadOnlyList<Nest> nests = attempt.Nests();
            IReadOnlyList<Nest> checks = attempt.Conflict is null ? attempt.Checks() : [];
            if (attempt.Conflict is not { } conflict)
                return new NestPlan(routine, checks, nests, SamplesApart(checks, nests)) { BeforeChecks = attempt.BeforeChecks };
            if (!IsOfTable(conflict))
                Keep(conflict);
            else if (!(isDevice && LeavesRegisters(conflict)) && !inRegisters.Add(conflict) && !(!isDevice && inColumns.Add(conflict)))
                throw new NotSupportedException($"'{conflict}' is part of a recurrence and cannot be computed within its loops");
        }
    }

    /// <summary>The intermediates, with a note at those of which one sample is kept at a time.</summary>
    private IReadOnlyList<Intermediate> SamplesApart(IReadOnlyList<Nest> checks, IReadOnlyList<Nest> nests)
    {
        List<(Nest Nest, List<Node> Nodes)> reading = [.. checks.Concat(nests).Select(nest => (nest, GraphWalk.Reachable(nest.Sinks.SelectMany(sink => sink.Roots))))];
        bool IsPerSample(Intermediate table) => table.Sample is not null && reading.All(pair => pair.Nodes.Where(node => node.Op == Op.Element && node.Name == table.Name)
            .All(read => table.IsOwnSample(read) && pair.Nest.Sinks.OfType<StoreSink>().Any(store => store.Store.Output == table.Name)));
        return [.. intermediates.Select(table => table with { IsPerSample = IsPerSample(table) })];
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

    /// <summary>Whether the reduction needs a table that needs it.</summary>
    private bool IsOfTable(Node reduction)
    {
        HashSet<string> read = [.. GraphWalk.Reachable(reduction).Where(node => node.Op == Op.Element).Select(node => node.Name!)];
        return intermediates.Any(table => table.Recurrence is not null && read.Contains(table.Name)
            && intermediates.Any(other => other.Recurrence == table.Recurrence && GraphWalk.Reachable(other.Value).Contains(reduction)));
    }

    /// <summary>Computes the reduction first, and reads it wherever it was used.</summary>
    private void Keep(Node reduction, bool isRounded = false)
    {
        if (intermediates.Any(intermediate => ReferenceEquals(intermediate.Value, reduction)))
            throw new InvalidOperationException($"No loops compute '{reduction}'.");

        // What is formed together is kept together.
        Node? sum = isDevice && reduction.Reduction == Reduction.Shift ? GraphWalk.Reachable(routine.Roots).FirstOrDefault(node => IsOnline(node, reduction)) : null;
        var kept = new List<Intermediate>();
        var reads = new Dictionary<Node, Node>();
        foreach (Node value in sum is null ? [reduction] : new[] { reduction, sum })
        {
            kept.Add(new Intermediate(unique("kept"), value.Axes.Axes, value) { IsRounded = isRounded });
            reads.Add(value, graph.Element(kept[kept.Count - 1].Name, [.. value.Axes.Axes.Select(graph.Index)], value.Range));
        }

        Node Replaced(Node root)
        {
            // Arguments come first: in what is formed online, the shift is replaced before the sum is met.
            IReadOnlyList<Node> images = GraphWalk.Map(graph, sum is null ? [root] : [root, sum], node => ReferenceEquals(node, reduction) ? reads[node] : node);
            return sum is null ? images[0] : GraphWalk.Map(graph, [images[0]], node => ReferenceEquals(node, images[1]) ? reads[sum] : node)[0];
        }

        routine = routine with
        {
            Stores = [.. routine.Stores.Select(store => store with { Value = Replaced(store.Value) })],
            Assignments = [.. routine.Assignments.Select(assignment => assignment with { Value = Replaced(assignment.Value) })],
            Checks = [.. routine.Checks.Select(check => check with { Guard = Replaced(check.Guard), Access = Replaced(check.Access) })],
        };
        for (int i = 0; i < intermediates.Count; i++)
            intermediates[i] = intermediates[i] with { Value = Replaced(intermediates[i].Value) };
        intermediates.AddRange(kept);
    }

    /// <summary>Whether the node is the sum of the exponentials that the shift is that of.</summary>
    private static bool IsOnline(Node node, Node shift) => node is { Op: Op.Reduce, Reduction: Reduction.Sum } && node.Over == shift.Over
        && node[0].Calls(Functions.FunctionTable.Exp) && node[0][0].Op == Op.Subtract
        && ReferenceEquals(node[0][0][0], shift[0]) && ReferenceEquals(node[0][0][1], shift) && node.Args.Skip(1).SequenceEqual(shift.Args.Skip(1));

    /// <summary>One attempt at the loops, which ends with the first reduction that has to be kept.</summary>
    /// <param name="graph">Makes the conditions of terms that are added where an index says.</param>
    /// <param name="routine">What is to be computed.</param>
    /// <param name="intermediates">What is kept.</param>
    /// <param name="inRegisters">Reductions that are computed position by position, wherever they are needed.</param>
    /// <param name="inColumns">Reductions that are computed for all states of a step, also on a device.</param>
    /// <param name="isDevice">Whether the loops are those of a device.</param>
    private sealed class Attempt(
        GraphBuilder graph, Routine routine, IReadOnlyList<Intermediate> intermediates, HashSet<Node> inRegisters, HashSet<Node> inColumns, bool isDevice)
    {
        private readonly Dictionary<string, Intermediate> kept = intermediates.ToDictionary(intermediate => intermediate.Name, StringComparer.Ordinal);
        private readonly Dictionary<Node, Home> homes = [];
        private readonly Dictionary<Node, int> totalStages = [];
        private readonly Dictionary<string, int> keptStages = new(StringComparer.Ordinal);
        private HashSet<Node>? inTables;

        /// <summary>
        /// What the tables of recurrences are computed from, on a device: a thread for each state has registers for what it reduces, where the CPU adds for a
        /// register's width of states side by side.
        /// </summary>
        private HashSet<Node> InTables => inTables ??= isDevice
            ? [.. GraphWalk.Reachable(intermediates.Where(intermediate => intermediate.Recurrence is not null).Select(table => table.Value))
                .Where(node => node.Op == Op.Reduce && !inColumns.Contains(node))]
            : [];

        public Node? Conflict { get; private set; }

        /// <summary>How many of the loops the checks need.</summary>
        public int BeforeChecks { get; private set; }

        public IReadOnlyList<Nest> Nests()
        {
            var staged = new List<(Sink Sink, int Stage)>();
            HashSet<Node> early = NeededByChecks();
            bool IsEarly(Sink sink) => sink is TotalSink total ? early.Contains(total.Reduction)
                : sink is StoreSink { Store: { } store } && kept.ContainsKey(store.Output) && early.Contains(store.Value);
            foreach (Intermediate intermediate in intermediates)
                staged.Add((Scratch(intermediate), KeptStage(intermediate)));
            foreach (Store store in routine.Stores)
                staged.Add((new StoreSink(SamplesFirst(store.Axes), store), Stage([store.Value])));
            var needed = new HashSet<Node>(GraphWalk.Reachable(staged.SelectMany(pair => pair.Sink.Roots).Concat(early)).Where(IsTotal));
            List<Node> totals = [.. GraphWalk.Reachable(routine.Assignments.Select(assignment => assignment.Value).Concat(needed)).Where(IsTotal)];
            needed.UnionWith(GraphWalk.Reachable(totals.SelectMany(total => total.Args)).Where(IsTotal));
            foreach (Node total in totals)
                staged.Add((new TotalSink([total.Over!], total), TotalStage(total) is var stage && needed.Contains(total) ? stage : Delayed(total, stage, staged)));
            if (Conflict is not null)
                return [];
            var groups = staged.GroupBy(pair => (pair.Stage, Axis: pair.Sink.Path[0], IsSerial: IsSerial(pair.Sink), IsEarly: IsEarly(pair.Sink), Order: IsOfSample(pair.Sink.Path[0]) ? null : OrderOf(pair.Sink)))
                .OrderBy(group => !group.Key.IsEarly).ThenBy(group => group.Key.Stage).ToList();
            BeforeChecks = groups.Count(group => group.Key.IsEarly);
            return [.. groups.Select(group => Nest(group.Key.Axis, [.. group.Select(pair => pair.Sink)], group.Key.IsSerial))];
        }

        /// <summary>The totals and kept values that an index to check, or the condition of its check, is computed from.</summary>
        private HashSet<Node> NeededByChecks()
        {
            var early = new HashSet<Node>();
            var pending = new Stack<Node>(routine.Checks.SelectMany(check => new[] { check.Index, check.Guard }));
            while (pending.Count > 0)
            {
                foreach (Node node in GraphWalk.Reachable(pending.Pop()))
                {
                    if (IsTotal(node))
                        early.Add(node);
                    else if (node.Op == Op.Element && kept.TryGetValue(node.Name!, out Intermediate? intermediate) && early.Add(intermediate.Value))
                        pending.Push(intermediate.Value);
                }
            }

            return early;
        }

        /// <summary>The loops that find indices outside, one after the other.</summary>
        public IReadOnlyList<Nest> Checks() =>
            [.. routine.Checks.Where(check => check.Axes.Count > 0)
                .Select(check => Nest(check.Axes[0], [new CheckSink(check.Axes, check)], isSerial: true))];

        /// <summary>What is kept is computed along its axes; a scan once all others are bound, wherever its own axis stands among them.</summary>
        private static StoreSink Scratch(Intermediate intermediate) => new(
            intermediate.Value is { Op: Op.Scan, Over: { } along } scan ? [.. scan.Axes.Without(along).Axes, along] : intermediate.Path ?? intermediate.Axes,
            new Store(intermediate.Name, intermediate.Axes, intermediate.Value))
        {
            Order = intermediate.Recurrence,
        };

        private bool IsOfSample(Axis axis) => intermediates.Any(intermediate => intermediate.Sample == axis);

        private IReadOnlyList<Axis> SamplesFirst(IReadOnlyList<Axis> axes) => [.. axes.OrderBy(axis => !IsOfSample(axis))];

        private static bool IsSerial(Sink sink) => sink is StoreSink { Path.Count: 1, Store.Value: { Op: Op.Scan } } || StepOf(sink) is not null;

        private static TableOrder? OrderOf(Sink sink) => (sink as StoreSink)?.Order;

        /// <summary>The step of a recurrence that the outermost loop of a sink is.</summary>
        private static RecurrenceStep? StepOf(Sink sink) => sink.Path.Count == 0 ? null : OrderOf(sink)?.Along(sink.Path[0]);

        /// <summary>Scans run alone, each in its direction, and so do scatters.</summary>
        private static int Direction(Sink sink) => sink is ColumnSink { Scatter: not null } ? 2 : sink is not ScanSink scan ? 0 : scan.Scan.IsReversedScan ? -1 : 1;

        private Home HomeOf(Node node) => homes.TryGetValue(node, out Home home) ? home : homes[node] =
            !isDevice && inColumns.Contains(node) ? Home.InColumns(node)
            : inRegisters.Contains(node) || InTables.Contains(node) ? new Home(node.Axes, null)
            : Scatter.Of(graph, node) is { } scatter && (!isDevice || !node.Axes.Without(scatter.Inner).IsEmpty) ? Home.Of(node, scatter) : Home.Of(node);

        /// <summary>Whether the node is a reduction to one number per call.</summary>
        private static bool IsTotal(Node node) => node is { Op: Op.Reduce, Varies: false };

        private int Stage(IEnumerable<Node> roots, HashSet<string>? own = null) => GraphWalk.Reachable(roots).Select(node =>
            IsTotal(node) ? TotalStage(node) + 1
            : node.Op == Op.Element && own?.Contains(node.Name!) != true && kept.TryGetValue(node.Name!, out Intermediate? intermediate)
                ? KeptStage(intermediate) + (intermediate.IsOwnSample(node) ? 0 : 1)
            : 0).DefaultIfEmpty(0).Max();

        private int TotalStage(Node total) =>
            totalStages.TryGetValue(total, out int stage) ? stage : totalStages[total] = Stage(total.Args);

        private int KeptStage(Intermediate intermediate) =>
            keptStages.TryGetValue(intermediate.Name, out int stage) ? stage
                : keptStages[intermediate.Name] = intermediate.Recurrence is { } order ? TableStage(order) : Stage([intermediate.Value]);

        /// <summary>The tables of a recurrence are filled together.</summary>
        private int TableStage(TableOrder order)
        {
            List<Intermediate> tables = [.. intermediates.Where(intermediate => intermediate.Recurrence == order)];
            HashSet<string> own = [.. tables.Select(table => table.Name)];
            return Stage(tables.Select(table => table.Value), own);
        }

        /// <summary>What only the result needs is computed with the gradient, in the last loop over the same axis, which shares its work.</summary>
        private static int Delayed(Node total, int stage, List<(Sink Sink, int Stage)> staged) => staged
            .Where(pair => pair.Sink is StoreSink && pair.Sink.Path[0] == total.Over).Select(pair => pair.Stage).Append(stage).Max();

        private Nest Nest(Axis axis, IReadOnlyList<Sink> sinks, bool isSerial)
        {
            var steps = new List<Step>();

            // Reductions down the rows that the loop over the columns needs come first, for the same range of columns.
            List<Node> columns = [.. GraphWalk.Reachable(sinks.SelectMany(sink => sink.Roots)).Where(node => !IsTotal(node) && node.Op is Op.Reduce or Op.Scan && HomeOf(node).Axes.IsEmpty)];
            foreach (Node column in columns.Where(column => HomeOf(column).Inner != axis || (column.Op == Op.Scan && !isSerial)))
                Conflict ??= column;
            var ready = new HashSet<Node>();
            foreach (IGrouping<int, Node> stage in columns.GroupBy(column => ColumnStage(column, columns)).OrderBy(group => group.Key))
            {
                foreach (var loop in stage.Select(column => HomeOf(column).Sink(column)).GroupBy(sink => (Axis: sink.Path[0], Direction(sink))))
                {
                    List<Sink> begun = [.. loop];
                    AxisSet bound = AxisSet.Of(loop.Key.Axis, axis);
                    steps.Add(new Loop(loop.Key.Axis, begun, Level(bound, [.. begun.Select(sink => sink.Inside())], ready)));
                }

                ready.UnionWith(stage);
            }

            steps.Add(new Loop(axis, [.. sinks.OfType<TotalSink>()], Level(AxisSet.Of(axis), [.. sinks.Select(sink => sink.Inside())], ready)));
            return new Nest(axis, steps, isSerial);
        }

        private int ColumnStage(Node column, List<Node> columns) =>
            GraphWalk.Reachable(column.Args).Where(columns.Contains).Select(inner => ColumnStage(inner, columns) + 1).DefaultIfEmpty(0).Max();

        /// <summary>What is done where the axes are bound.</summary>
        private IReadOnlyList<Step> Level(AxisSet bound, IReadOnlyList<Sink> sinks, HashSet<Node> known)
        {
            var ready = new HashSet<Node>(known);
            List<Node> here = Here(bound, sinks, ready);
            if (Conflict is not null)
                return [];
            Dictionary<Node, Node> online = Online(here);
            var stages = here.ToDictionary(node => node, _ => -1);
            int StageAt(Node node) => stages[node] >= 0 ? stages[node] : stages[node] = StageOf((online.TryGetValue(node, out Node? shift) ? shift : node).Args);
            List<StoreSink> tables = [.. sinks.OfType<StoreSink>().Where(sink => sink.Order?.Steps.All(step => !bound.Contains(step.Axis)) == true)];
            int StageOf(IEnumerable<Node> roots, TableOrder? own = null) => Unknown(roots, ready).Select(node =>
                stages.ContainsKey(node) ? StageAt(node) + 1
                : node.Op == Op.Element && tables.FirstOrDefault(table => table.Store.Output == node.Name) is { } table && table.Order != own ? TableStageAt(table.Order!) + 1
                : 0).DefaultIfEmpty(0).Max();
            // The tables of a recurrence go along together.
            int TableStageAt(TableOrder order) => tables.Where(table => table.Order == order).Max(table => StageOf(table.Roots, order));
            List<(Sink Sink, int Stage, bool Begins)> staged =
            [
                .. here.Where(node => !online.ContainsKey(node) && !online.ContainsValue(node)).Select(node => (HomeOf(node).Sink(node), StageAt(node), true)),
                .. online.Select(pair => ((Sink)new OnlineSink([pair.Value.Over!], pair.Value, pair.Key), StageAt(pair.Value), true)),
                .. sinks.Select(sink => (sink, tables.Contains(sink) ? TableStageAt(OrderOf(sink)!) : StageOf(sink.Roots), false)),
            ];
            var steps = new List<Step>();
            foreach (var stage in staged.GroupBy(item => item.Stage).OrderBy(group => group.Key).Select(group => group.ToList()))
            {
                steps.AddRange(stage.Where(item => item.Sink.Path.Count == 0).Select(item => new Execute(item.Sink)));
                foreach (var loop in stage.Where(item => item.Sink.Path.Count > 0).GroupBy(item => (item.Sink.Path[0], Direction(item.Sink), LoopsInside(item.Sink, ready))))
                {
                    steps.Add(new Loop(
                        loop.Key.Item1, [.. loop.Where(item => item.Begins).Select(item => item.Sink)],
                        Level(bound.With(loop.Key.Item1), [.. loop.Select(item => item.Sink.Inside())], ready)));
                }

                ready.UnionWith(here.Where(node => StageAt(node) == stage[0].Stage));
            }

            return steps;
        }

        /// <summary>Whether the loop of the sink has other loops inside; those that have not run in lanes, by themselves.</summary>
        private static bool LoopsInside(Sink sink, HashSet<Node> ready) => sink.Path.Count > 1 || StepOf(sink) is not null
            || Unknown(sink.Roots, ready).Any(node => Home.IsLoopOver(node, sink.Path[0]));

        /// <summary>Sums of exponentials that can be formed together with their shift, by that sum.</summary>
        private Dictionary<Node, Node> Online(List<Node> here)
        {
            var online = new Dictionary<Node, Node>();
            foreach (Node shift in here.Where(node => node.Reduction == Reduction.Shift && HomeOf(node).Inner is null && (isDevice || IsInnermost(node))))
            {
                Node? sum = here.FirstOrDefault(node => IsOnline(node, shift));
                if (sum is not null)
                    online.Add(sum, shift);
            }

            return online;
        }

        /// <summary>Whether the loop of a reduction has no other loop inside.</summary>
        private static bool IsInnermost(Node reduction) =>
            !GraphWalk.Reachable(reduction.Args).Any(node => Home.IsLoopOver(node, reduction.Over!));

        /// <summary>The reductions to compute at this level.</summary>
        private List<Node> Here(AxisSet bound, IReadOnlyList<Sink> sinks, HashSet<Node> ready)
        {
            var here = new List<Node>();
            foreach (Node node in Unknown(sinks.SelectMany(sink => sink.Roots), ready).Where(node => node.Op is Op.Reduce or Op.Scan && !IsTotal(node)))
            {
                if (!bound.IsSubsetOf(HomeOf(node).Axes))
                    Conflict ??= node;
                else if (HomeOf(node).Axes.Equals(bound))
                    here.Add(node);
            }

            return here;
        }

        /// <summary>What the roots are computed from, as far as it is not known yet, in order.</summary>
        private static List<Node> Unknown(IEnumerable<Node> roots, HashSet<Node> ready) =>
            GraphWalk.Reachable(roots, node => !ready.Contains(node) && !IsTotal(node), _ => true);
    }
}
