using LossGen.Generator.Binding;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule.Sweeps;

namespace LossGen.Generator.Schedule;

/// <summary>Something that loops are run for.</summary>
/// <param name="Path">The axes that are still to be looped over, outermost first.</param>
internal abstract record Sink(IReadOnlyList<Axis> Path)
{
    /// <summary>The values that it takes.</summary>
    public abstract IEnumerable<Node> Roots { get; }

    /// <summary>What is known once the loop that begins it has run: what it reduces or scans.</summary>
    public virtual IEnumerable<Node> Formed => [];

    /// <summary>How its terms are found, where its next loop goes through one bucket of them.</summary>
    public BucketSum? Bucket { get; init; }

    public Sink Inside() => this with { Path = [.. Path.Skip(1)], Bucket = null };
}

/// <summary>The axes along which the tables of a recurrence are filled one position after the other.</summary>
/// <param name="Recurrence">The recurrence.</param>
/// <param name="Steps">The axes of its loops.</param>
internal sealed record TableOrder(Recurrence Recurrence, IReadOnlyList<RecurrenceStep> Steps)
{
    /// <summary>The step along an axis; null where its positions are computed side by side.</summary>
    public RecurrenceStep? Along(Axis axis) => Steps.Where(step => step.Axis == axis).Cast<RecurrenceStep?>().FirstOrDefault();
}

/// <summary>A value that is written to an element of an output or of scratch memory.</summary>
internal sealed record StoreSink(IReadOnlyList<Axis> Path, Store Store) : Sink(Path)
{
    /// <summary>What is written beyond the limits of the loop, where the value is the same at all positions; null where the loop has none.</summary>
    public Node? Outside { get; init; }

    /// <summary>The order in which the elements have to be written; null where it is of no importance.</summary>
    public TableOrder? Order { get; init; }

    public override IEnumerable<Node> Roots => [Store.Value];
}

/// <summary>A reduction that is accumulated in a register.</summary>
internal sealed record TotalSink(IReadOnlyList<Axis> Path, Node Reduction) : Sink(Path)
{
    /// <summary>The reduction of what is added at each position; another than <see cref="Reduction"/> where positions are known to belong to it.</summary>
    public Node Term { get; init; } = Reduction;

    public override IEnumerable<Node> Formed => [Reduction];

    public override IEnumerable<Node> Roots => Term.Args;
}

/// <summary>The shift of exponents and the sum of them, formed together block after block, so that a row is read once.</summary>
internal sealed record OnlineSink(IReadOnlyList<Axis> Path, Node Shift, Node Sum) : Sink(Path)
{
    public override IEnumerable<Node> Formed => [Shift, Sum];

    public override IEnumerable<Node> Roots => Shift.Args;
}

/// <summary>A reduction that is accumulated for all positions of another axis at once, which is contiguous where the reduced one is not.</summary>
internal sealed record ColumnSink(IReadOnlyList<Axis> Path, Node Reduction, Axis Inner) : Sink(Path)
{
    /// <summary>How the terms are added, where each belongs to one position of the other axis.</summary>
    public Scatter? Scatter { get; init; }

    /// <summary>The reduction of what is added at each position; another than <see cref="Reduction"/> where positions are known to belong to it.</summary>
    public Node Term { get; init; } = Reduction;

    public override IEnumerable<Node> Formed => [Reduction];

    public override IEnumerable<Node> Roots => Scatter is null ? Term.Args : [Scatter.Index, Scatter.Condition, Scatter.Value];
}

/// <summary>A running sum, each position of which is kept.</summary>
internal sealed record ScanSink(IReadOnlyList<Axis> Path, Node Scan) : Sink(Path)
{
    public override IEnumerable<Node> Formed => [Scan];

    public override IEnumerable<Node> Roots => Scan.Args;
}

/// <summary>An index that is compared with the extent of what it indexes.</summary>
internal sealed record CheckSink(IReadOnlyList<Axis> Path, IndexCheck Check) : Sink(Path)
{
    public override IEnumerable<Node> Roots => [Check.Index, Check.Guard];
}

/// <summary>A step at a level of loops.</summary>
internal abstract record Step;

/// <summary>Does what a sink is for at this position.</summary>
internal sealed record Execute(Sink Sink) : Step;

/// <summary>A loop.</summary>
/// <param name="Axis">What it runs over.</param>
/// <param name="Begins">The reductions and scans that start before it and are known after it.</param>
/// <param name="Body">What is done at each position.</param>
internal sealed record Loop(Axis Axis, IReadOnlyList<Sink> Begins, IReadOnlyList<Step> Body) : Step
{
    /// <summary>Whether all positions can be computed side by side, in lanes.</summary>
    public bool IsVector => Step is null && Bucket is null && Body.All(step => step is Execute { Sink: not (ScanSink or CheckSink or ColumnSink { Scatter: not null }) });

    /// <summary>What says which positions it goes through; null where those are all.</summary>
    public BucketSum? Bucket { get; init; }

    /// <summary>Whether its own positions stand side by side in lanes, and loops inside go along one position after the other; see <see cref="LanesAcross"/>.</summary>
    public bool IsAcross { get; init; }

    /// <summary>What it does where positions that it is compared with lie inside in all lanes, see <see cref="InsideLoop"/>; null where nothing is.</summary>
    public InsideLoop? Inside { get; init; }

    /// <summary>Between which positions its terms count.</summary>
    public IReadOnlyList<LoopLimit> Limits { get; init; } = [];

    /// <summary>Elements of the tensors of which such a loop reads the rows turned.</summary>
    public IReadOnlyList<Node> Turned { get; init; } = [];

    /// <summary>The axes whose positions are known inside.</summary>
    public IReadOnlyList<Axis> Axes => Bucket?.Terms ?? [Axis];

    /// <summary>The terms that the loop scatters, where it does nothing else.</summary>
    public IReadOnlyList<ColumnSink> Scattered =>
        Body.All(step => step is Execute { Sink: ColumnSink { Scatter: not null } }) ? [.. Body.Select(step => (ColumnSink)((Execute)step).Sink)] : [];

    /// <summary>The running sums that the loop forms, where it does nothing else.</summary>
    public IReadOnlyList<ScanSink> Scans =>
        Body.All(step => step is Execute { Sink: ScanSink }) ? [.. Body.Select(step => (ScanSink)((Execute)step).Sink)] : [];

    /// <summary>Whether it is written in lanes: positions side by side, or running sums over them.</summary>
    public bool IsInLanes => IsVector || Scans.Count > 0;

    /// <summary>Whether it runs from the last position to the first.</summary>
    public bool IsReversed => Step is { IsReversed: true } || Begins.Any(sink => sink is ScanSink { Scan.IsReversedScan: true });

    /// <summary>How it goes along a recurrence; null where it does not.</summary>
    public RecurrenceStep? Step => Sinks.OfType<StoreSink>().Select(store => store.Order?.Along(Axis)).FirstOrDefault(step => step is not null);

    /// <summary>The loops at the next level.</summary>
    public IEnumerable<Loop> Loops => LoopsOf(Body);

    /// <summary>The loops inside, at any level.</summary>
    public IEnumerable<Loop> AllLoops => Loops.SelectMany(loop => loop.AllLoops.Prepend(loop));

    /// <summary>All sinks inside.</summary>
    public IEnumerable<Sink> Sinks => Body.SelectMany(step => step is Execute execute ? [execute.Sink] : LoopsOf([step]).SelectMany(loop => loop.Begins.Concat(loop.Sinks)));

    /// <summary>The loops among steps, also those of sweeps.</summary>
    public static IEnumerable<Loop> LoopsOf(IEnumerable<Step> steps) => steps.SelectMany(step => step is Sweep sweep ? sweep.Loops : step is Loop loop ? [loop] : []);
}

/// <summary>Loops that share their outermost axis, which threads divide among them.</summary>
/// <param name="Axis">The outermost axis.</param>
/// <param name="Steps">What is done for a range of it.</param>
/// <param name="IsSerial">Whether each position needs the one before it.</param>
internal sealed record Nest(Axis Axis, IReadOnlyList<Step> Steps, bool IsSerial)
{
    /// <summary>Whether it is run for a block of positions after the other, with products of matrices between.</summary>
    public bool IsInBlocks { get; init; }

    /// <summary>Whether the tables of a block have no rows for positions that are left out: those share one behind the rest, which holds nothing.</summary>
    public bool LeavesOutRows { get; init; }

    /// <summary>What is kept of the tables of a recurrence, where that is less than all steps of a sample.</summary>
    public SweepWindows? Windows { get; init; }

    /// <summary>The indices that were found inside before it is run, at all positions.</summary>
    public IReadOnlyList<IndexCheck> Checked { get; init; } = [];

    public IEnumerable<Sink> Sinks => Steps.OfType<Loop>().SelectMany(loop => loop.Begins.Concat(loop.Sinks)).Distinct();

    /// <summary>
    /// The loops along a row, which threads can share where rows are few and long: what they hand on from one to the next are numbers. None
    /// where they keep columns or running sums.
    /// </summary>
    public IReadOnlyList<Loop> RowLoops =>
        IsSerial || IsInBlocks || IsRecurrence || Steps.Count != 1 || Buckets.Count > 0 || Steps[0] is Loop { IsAcross: true } || Sinks.Any(sink => sink is ColumnSink or ScanSink or CheckSink) ? [] : [.. ((Loop)Steps[0]).Body.OfType<Loop>()];

    /// <summary>Whether positions of its outermost axis stand side by side, so that ranges of it are to fill lanes.</summary>
    public bool FillsLanes => Steps.OfType<Loop>().Any(loop => loop.Axis == Axis ? loop.IsAcross || loop.IsInLanes : RunsAlong(loop));

    private bool RunsAlong(Loop loop) => loop.Loops.Any(inner => (inner.Axis == Axis && (inner.IsInLanes || inner.IsAcross)) || RunsAlong(inner));

    /// <summary>The sums whose terms are found in buckets, one for each set of places.</summary>
    public IReadOnlyList<BucketSum> Buckets => [.. AllLoops.Select(loop => loop.Bucket).OfType<BucketSum>().GroupBy(sum => sum.Places).Select(same => same.First())];

    /// <summary>An element of each tensor whose rows are read turned.</summary>
    public IReadOnlyList<Node> Turned => [.. AllLoops.SelectMany(loop => loop.Turned).GroupBy(node => node.Name).Select(same => same.First())];

    /// <summary>Its loops, at any level.</summary>
    public IEnumerable<Loop> AllLoops => Loop.LoopsOf(Steps).SelectMany(loop => loop.AllLoops.Prepend(loop));

    /// <summary>How it is run where its rows are short; null where that would not be faster.</summary>
    public RowsInLanes? RowsInLanes => HasOneForm ? null : RowsInLanes.Of(this);

    /// <summary>Whether its sums have to be those of other nests, bit by bit.</summary>
    public bool HasOneForm { get; init; }

    /// <summary>Whether it fills the tables of a recurrence.</summary>
    public bool IsRecurrence => Sinks.Any(sink => sink is StoreSink { Order: not null });

    /// <summary>Whether the loop is one of the nest's, at any depth.</summary>
    public bool Contains(Loop loop) => Contains(Steps, loop);

    private static bool Contains(IEnumerable<Step> steps, Loop loop) =>
        Loop.LoopsOf(steps).Any(inner => ReferenceEquals(inner, loop) || Contains(inner.Body, loop));

    /// <summary>The reductions over the outermost axis.</summary>
    public IReadOnlyList<TotalSink> Totals => [.. Steps.OfType<Loop>().SelectMany(loop => loop.Begins).OfType<TotalSink>()];
}

/// <summary>A reduction that is kept in memory between loops, for every position of its axes.</summary>
internal sealed record Intermediate(string Name, IReadOnlyList<Axis> Axes, Node Value)
{
    /// <summary>Whether loops write zeros only, to which a matrix kernel then adds the values.</summary>
    public bool IsFormed { get; init; }

    /// <summary>Whether it is rounded to the type of the elements, so that it is the same number in lanes and outside of them.</summary>
    public bool IsRounded { get; init; }

    /// <summary>The recurrence that it is a table of.</summary>
    public TableOrder? Recurrence { get; init; }

    /// <summary>What the formula calls the table.</summary>
    public string Definition { get; init; } = "";

    /// <summary>The axis of the rows that it holds the places of terms in, for a <see cref="BucketSum"/>.</summary>
    public Axis? Buckets { get; init; }

    /// <summary>The axes of the loops that fill it, where they are others than its own.</summary>
    public IReadOnlyList<Axis>? Path { get; init; }

    /// <summary>The first of its axes where that is the axis of the samples, of which each has a table of its own; null for others.</summary>
    public Axis? Sample { get; init; }

    /// <summary>Whether only the loop over the samples that fills it reads it, each sample its own, so that one sample is kept at a time.</summary>
    public bool IsPerSample { get; init; }

    /// <summary>Whether a read of it is one of the sample of the loop that reads it.</summary>
    public bool IsOwnSample(Node read) => Sample is not null && read[0].Op == Op.Index && read[0].Over == Sample;

    /// <summary>The position along each of its axes at which it is read.</summary>
    public IReadOnlyDictionary<Axis, Node> PlacesOf(Node read) => Enumerable.Range(0, Axes.Count).ToDictionary(i => Axes[i], i => read[i]);
}

/// <summary>A routine as loops, to be run in order.</summary>
/// <param name="Routine">The routine, with intermediates read where they are used.</param>
/// <param name="Checks">The loops that check indices, to be run before anything is written.</param>
/// <param name="Nests">The loops.</param>
/// <param name="Intermediates">What is kept between them.</param>
internal sealed record NestPlan(Routine Routine, IReadOnlyList<Nest> Checks, IReadOnlyList<Nest> Nests, IReadOnlyList<Intermediate> Intermediates)
{
    /// <summary>How many of the loops compute what the checks need, and are run before them: they write to no output.</summary>
    public int BeforeChecks { get; init; }

    /// <summary>Why tables keep all steps of a sample; null where they do not, or there are none.</summary>
    public string? SweepObstacle { get; init; }
}
