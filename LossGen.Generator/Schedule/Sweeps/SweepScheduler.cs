using LossGen.Generator.Binding;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule.Sweeps;

/// <summary>
/// Finds which loops over the steps of a recurrence can go along together, a segment of steps after the other. One sweep does where nothing needs the
/// steps in the opposite order: then tables are as short as a segment. A gradient takes a second sweep, back, for which the first is run again
/// for each segment, from the steps that were saved before it: A. Griewank and A. Walther, "Algorithm 799: revolve", TOMS 2000, in its simplest
/// form, of one level; T. Chen et al., "Training deep nets with sublinear memory cost", 2016.
/// </summary>
internal sealed class SweepScheduler
{
    private readonly Dictionary<string, Intermediate> tables;
    private readonly Dictionary<string, int> filled = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Before, int After)> reach = new(StringComparer.Ordinal);
    private readonly Dictionary<Node, int> begun = [];
    private readonly List<SweptRow> rows = [];
    private readonly Axis sample;
    private readonly Axis steps;
    private readonly bool isReversed;
    private readonly Func<string, string> unique;

    private SweepScheduler(Axis sample, IReadOnlyList<Intermediate> tables, Func<string, string> unique)
    {
        this.unique = unique;
        this.sample = sample;
        this.tables = tables.ToDictionary(table => table.Name, StringComparer.Ordinal);
        RecurrenceStep first = tables[0].Recurrence!.Steps[0];
        steps = first.Axis.Extent;
        isReversed = first.IsReversed;
    }

    /// <summary>The plan, with sweeps where there can be; and where checkpoints were asked for, why there are none.</summary>
    /// <param name="plan">The loops.</param>
    /// <param name="hasCheckpoints">Whether the first sweep may be run twice, to save memory.</param>
    /// <param name="unique">Gives what is kept a name that nothing else has.</param>
    public static NestPlan Apply(NestPlan plan, bool hasCheckpoints, Func<string, string> unique)
    {
        var nests = new List<Nest>();
        string? obstacle = null;
        foreach (Nest nest in plan.Nests)
        {
            (Nest swept, string? why) = nest.IsRecurrence ? Swept(nest, plan.Intermediates, hasCheckpoints, unique) : (nest, null);
            nests.Add(swept);
            obstacle ??= why;
        }

        return plan with { Nests = nests, SweepObstacle = obstacle };
    }

    private static (Nest Nest, string? Obstacle) Swept(Nest nest, IReadOnlyList<Intermediate> intermediates, bool hasCheckpoints, Func<string, string> unique)
    {
        HashSet<string> stored = [.. nest.Sinks.OfType<StoreSink>().Select(store => store.Store.Output)];
        List<Intermediate> tables = [.. intermediates.Where(table => table.Recurrence is not null && stored.Contains(table.Name))];
        if (tables.FirstOrDefault(table => !table.IsPerSample) is { } shared)
            return (nest, shared.Sample is null ? $"'{shared.Definition}' has no axis along which samples are apart" : $"'{shared.Definition}' is read by loops over all samples");
        if (tables.FirstOrDefault(table => table.Recurrence!.Steps.Count != 1 || table.Recurrence.Steps[0].Axis.Diagonal is not null) is { } wide)
            return (nest, $"'{wide.Definition}' recurs along more than one axis");
        Axis extent = tables[0].Recurrence!.Steps[0].Axis.Extent;
        if (tables.FirstOrDefault(table => table.Axes[SweptTable.StepDimension] is var axis && (axis != table.Recurrence!.Steps[0].Axis || axis.Extent != extent)) is { } other)
            return (nest, $"the steps of '{other.Definition}' lie within another axis, or are others than those of '{tables[0].Definition}'");
        try
        {
            return (new SweepScheduler(nest.Axis, tables, unique).Swept(nest, hasCheckpoints), null);
        }
        catch (SweepObstacleException obstacle)
        {
            return (nest, obstacle.Message);
        }
    }

    private Nest Swept(Nest nest, bool hasCheckpoints)
    {
        if (nest.Steps.Count != 1)
            throw new SweepObstacleException("sums over the samples are formed before the loop over them");
        var outer = (Loop)nest.Steps[0];
        var places = new List<(Step Step, int Place, bool InSweep)>();
        var loops = new List<Loop>[] { [], [] };
        foreach (Step step in outer.Body)
        {
            bool isSwept = step is Loop candidate && IsSwept(candidate);
            int place = isSwept ? Along((Loop)step, loops) : Behind(step);
            places.Add((step, place, isSwept));
            foreach (Node node in step is Loop known ? known.Begins.SelectMany(sink => sink.Formed) : [])
                begun[node] = isSwept ? place + 1 : place;
        }

        if (loops[1].Count > 0 && !hasCheckpoints)
            return nest;
        List<Loop> filling = [.. loops[0].Where(loop => loop.Step is not null)];
        IEnumerable<Step> At(int place) => places.Where(other => !other.InSweep && other.Place == place).Select(other => other.Step);
        List<Step> body = [.. At(0), new Sweep(steps, isReversed, [], loops[0]), .. At(1)];
        if (loops[1].Count > 0)
            body.AddRange([new Sweep(steps, !isReversed, filling, loops[1]), .. At(2)]);
        return nest with
        {
            Steps = [outer with { Body = body }],
            Windows = new SweepWindows([.. tables.Keys.Select(name => Table(name, loops[1].Count > 0))], rows, isReversed, loops[1].Count > 0),
        };
    }

    private SweptTable Table(string name, bool hasCheckpoints)
    {
        var table = new SweptTable(name, filled[name], ReachOf(name).Before, ReachOf(name).After, null);
        return hasCheckpoints && table.Sweep == 0 && table.Carried(isReversed) > 0 ? table with { Checkpoints = unique(name + "Checkpoints") } : table;
    }

    /// <summary>Whether the loop goes along the steps, and fills tables or reads them.</summary>
    private bool IsSwept(Loop loop) => loop.Axis.Extent == steps && (loop.Step is not null || Reads(loop).Any(read => !IsOfSample(read[SweptTable.StepDimension])));

    private bool IsOfSample(Node step) => step.Axes.IsSubsetOf(AxisSet.Of(sample));

    /// <summary>Adds the loop to the sweep that it can be part of, and returns which.</summary>
    private int Along(Loop loop, List<Loop>[] loops)
    {
        bool isFilling = loop.Step is not null;
        int sweep = isFilling ? (loop.IsReversed == isReversed ? 0 : 1) : Earliest(loop);
        loops[sweep].Add(loop);
        if (isFilling && loop.Begins.Count > 0)
            throw new SweepObstacleException("what a step reduces is accumulated over the steps");
        if (loop.Begins.OfType<ScanSink>().Any())
            throw new SweepObstacleException("running sums are formed along the steps");
        foreach (StoreSink store in loop.Sinks.OfType<StoreSink>().Where(store => tables.ContainsKey(store.Store.Output)))
            filled[store.Store.Output] = sweep;
        foreach (Node read in Reads(loop))
            Read(read, loop, sweep);
        if (Begun(loop).Any(place => place > sweep))
            throw new SweepObstacleException("a step needs what is known only after all steps");
        return sweep;
    }

    /// <summary>The first sweep in which all is known that the loop, which fills no table, reads.</summary>
    private int Earliest(Loop loop) => Reads(loop).Any(read => filled[read.Name!] == 1 || IsOfSample(read[SweptTable.StepDimension])) || Begun(loop).Any(place => place > 0) ? 1 : 0;

    /// <summary>Behind how many sweeps a step can stand that is no part of one.</summary>
    private int Behind(Step step)
    {
        int place = Begun(step).DefaultIfEmpty(0).Max();
        foreach (Node read in Reads(step))
        {
            if (!IsOfSample(read[SweptTable.StepDimension]))
                throw new SweepObstacleException($"'{tables[read.Name!].Definition}' is read at steps that differ from those of the loop by no fixed number");
            place = Math.Max(place, Keep(read) + 1);
        }

        return place;
    }

    private void Read(Node read, Loop loop, int sweep)
    {
        int from = filled[read.Name!];
        Node step = read[SweptTable.StepDimension];
        if (IsOfSample(step))
        {
            if (from >= sweep)
                throw new SweepObstacleException($"each step needs one step of '{tables[read.Name!].Definition}'");
            Keep(read);
            return;
        }

        if (AxisTable.Shifted(step) != loop.Axis)
            throw new SweepObstacleException($"'{tables[read.Name!].Definition}' is read at steps that differ from those of the loop by no fixed number");
        int shift = (int)Boundaries.Offset(step);
        bool isBackwards = sweep == 0 ? isReversed : !isReversed;
        if (from > sweep || (from == sweep && (isBackwards ? shift < 0 : shift > 0)))
            throw new SweepObstacleException($"'{tables[read.Name!].Definition}' is read at steps that are filled later");
        if (shift != 0 && loop.IsVector)
            throw new SweepObstacleException($"'{tables[read.Name!].Definition}' is read at other steps by a loop that takes several steps at once");
        (int before, int after) = ReachOf(read.Name!);
        reach[read.Name!] = (Math.Max(before, -shift), Math.Max(after, shift));
    }

    private (int Before, int After) ReachOf(string table) => reach.TryGetValue(table, out (int, int) known) ? known : (0, 0);

    /// <summary>Notes that a step of a table is kept, and returns the sweep that fills it.</summary>
    private int Keep(Node read)
    {
        Node step = read[SweptTable.StepDimension];
        if (GraphWalk.Reachable(step).Any(node => node.Op == Op.Element && tables.ContainsKey(node.Name!)))
            throw new SweepObstacleException($"the step of '{tables[read.Name!].Definition}' that is read depends on tables");
        int sweep = filled[read.Name!];
        if (!rows.Any(row => row.Table == read.Name && ReferenceEquals(row.Step, step)))
            rows.Add(new SweptRow(unique(read.Name + "Kept"), read.Name!, step, sweep));
        return sweep;
    }

    /// <summary>The elements of tables that a step reads, apart from those behind what earlier ones have reduced.</summary>
    private List<Node> Reads(Step step) => [.. Nodes(step).Where(node => node.Op == Op.Element && tables.ContainsKey(node.Name!))];

    /// <summary>After how many sweeps is known what a step takes of earlier ones.</summary>
    private IEnumerable<int> Begun(Step step) => Nodes(step).Where(begun.ContainsKey).Select(node => begun[node]);

    private List<Node> Nodes(Step step)
    {
        IEnumerable<Node> roots = step is Execute execute ? execute.Sink.Roots : ((Loop)step).Begins.Concat(((Loop)step).Sinks).SelectMany(sink => sink.Roots);
        return GraphWalk.Reachable(roots, _ => true, node => !begun.ContainsKey(node) && node.Varies);
    }

    /// <summary>Says why loops cannot be run segment by segment.</summary>
    private sealed class SweepObstacleException(string message) : Exception(message);
}
