using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule;

internal sealed partial class NestScheduler
{
    /// <summary>One attempt at the loops, which ends with the first reduction that has to be kept.</summary>
    /// <param name="graph">Makes the conditions of terms that are added where an index says.</param>
    /// <param name="routine">What is to be computed.</param>
    /// <param name="intermediates">What is kept.</param>
    /// <param name="inRegisters">Reductions that are computed position by position, wherever they are needed.</param>
    /// <param name="inColumns">Reductions that are computed for all states of a step, also on a device.</param>
    /// <param name="isDevice">Whether the loops are those of a device.</param>
    /// <param name="hasLanesAcross">Whether loops may have their own positions in lanes, so that a shift down the rows is formed with the sum of its exponentials.</param>
    private sealed class Attempt(
        GraphBuilder graph, Routine routine, IReadOnlyList<Intermediate> intermediates, HashSet<Node> inRegisters, HashSet<Node> inColumns, bool isDevice, bool hasLanesAcross)
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
                staged.Add((Scratch(intermediate), intermediate.IsFormed ? 0 : KeptStage(intermediate)));
            foreach (Store store in routine.Stores)
                staged.Add((new StoreSink(SamplesFirst([.. store.Axes.Where(axis => axis.At is null)]), store), Stage([store.Value])));
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
        private StoreSink Scratch(Intermediate intermediate) => intermediate.IsFormed
            ? new StoreSink(intermediate.Axes, new Store(intermediate.Name, intermediate.Axes, graph.Zero))
            : new StoreSink(PathOf(intermediate), new Store(intermediate.Name, intermediate.Axes, intermediate.Value)) { Order = intermediate.Recurrence };

        private static IReadOnlyList<Axis> PathOf(Intermediate intermediate) =>
            intermediate.Value is { Op: Op.Scan, Over: { } along } scan ? [.. scan.Axes.Without(along).Axes, along] : intermediate.Path ?? intermediate.Axes;

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
            : BucketSum.Of(graph, node, kept) is { } bucket ? Home.Of(node, bucket)
            : Scatter.Of(graph, node) is { } scatter && (!isDevice || !node.Axes.Without(scatter.Inner).IsEmpty) ? Home.Of(node, scatter)
            : hasLanesAcross && node.Op == Op.Reduce && (node.Reduction == Reduction.Shift || !Home.LiesDown(node)) ? new Home(node.Axes, null) : Home.Of(node);

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

        /// <summary>What only the result needs is computed in the loop over the same axis that shares most of its reductions, as that of the gradient; the last of such.</summary>
        private static int Delayed(Node total, int stage, List<(Sink Sink, int Stage)> staged)
        {
            HashSet<Node> reductions = [.. GraphWalk.Reachable(total.Args).Where(node => node.Op == Op.Reduce && node.Varies)];
            return staged.Where(pair => pair.Sink is StoreSink { Path.Count: > 0 } && pair.Sink.Path[0] == total.Over && pair.Stage >= stage).GroupBy(pair => pair.Stage)
                .OrderByDescending(loop => GraphWalk.Reachable(loop.SelectMany(pair => pair.Sink.Roots)).Count(reductions.Contains)).ThenByDescending(loop => loop.Key)
                .Select(loop => loop.Key).DefaultIfEmpty(stage).First();
        }

        private Nest Nest(Axis axis, IReadOnlyList<Sink> sinks, bool isSerial)
        {
            var steps = new List<Step>();

            // Reductions down the rows that the loop over the columns needs come first, for the same range of columns.
            List<Node> columns = [.. Unknown(sinks.SelectMany(sink => sink.Roots), []).Where(node => node.Op is Op.Reduce or Op.Scan && HomeOf(node).Axes.IsEmpty)];
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
                foreach (var loop in stage.Where(item => item.Sink.Path.Count > 0).GroupBy(item => (item.Sink.Path[0], Direction(item.Sink), LoopsInside(item.Sink, ready), item.Sink.Bucket?.Places)))
                {
                    BucketSum? bucket = loop.First().Sink.Bucket;
                    AxisSet inside = bound.With(AxisSet.Of(bucket?.Terms ?? [loop.Key.Item1]));
                    steps.Add(new Loop(
                        loop.Key.Item1, [.. loop.Where(item => item.Begins).Select(item => item.Sink)],
                        Level(inside, [.. loop.Select(item => item.Sink.Inside())], ready))
                    { Bucket = bucket });
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
