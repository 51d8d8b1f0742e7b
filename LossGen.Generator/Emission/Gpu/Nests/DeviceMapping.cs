using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Gpu.Nests;

/// <summary>How the threads of a device share the loops of a nest.</summary>
internal enum DeviceMapping
{
    /// <summary>Each thread takes positions of the outermost axis.</summary>
    Elements,

    /// <summary>Each team of threads takes positions of the outermost axis, shares the innermost loops, and knows what these reduce.</summary>
    Rows,

    /// <summary>The same, where pairs of rows and columns are formed: the teams of a group take them in tiles.</summary>
    Pairs,

    /// <summary>As rows, where memory is contiguous along the outermost axis: neighbouring threads take neighbouring positions.</summary>
    Columns,

    /// <summary>One group runs along the axis, since each position needs the one before it.</summary>
    Serial,

    /// <summary>
    /// Each team takes positions of what a recurrence is independent of, and goes along its steps; it shares the states of a step, and all threads of the
    /// group meet between two steps.
    /// </summary>
    Recurrence,
}

/// <summary>Decides how nests and loops are mapped.</summary>
internal static class DeviceMappings
{
    public static DeviceMapping Of(Nest nest) =>
        nest.Sinks.Any(sink => sink is CheckSink) ? DeviceMapping.Elements
        : nest.IsRecurrence ? DeviceMapping.Recurrence
        : nest.IsSerial ? DeviceMapping.Serial
        : nest.Steps.Count > 1 ? DeviceMapping.Columns
        : DevicePairs.Of(nest).Count > 0 ? DeviceMapping.Pairs
        : ((Loop)nest.Steps[0]).Body.Any(step => step is Loop) ? DeviceMapping.Rows
        : DeviceMapping.Elements;

    /// <summary>
    /// What each position of a loop is for, if its positions are independent of each other, so that threads can share them; null otherwise. A loop
    /// down the rows adds to the columns that are the positions of the nest.
    /// </summary>
    public static IReadOnlyList<Sink>? Shared(Loop loop, Axis nest)
    {
        if (loop.Step is not null)
            return null;
        var sinks = new List<Sink>();
        foreach (Step step in loop.Body)
        {
            IEnumerable<Step> steps = step is Loop inner && inner.Axis == nest && inner.Begins.Count == 0 ? inner.Body : [step];
            foreach (Step one in steps)
            {
                if (one is not Execute { Sink: not (ScanSink or CheckSink or ColumnSink { Scatter: not null }) } execute)
                    return null;
                sinks.Add(execute.Sink);
            }
        }

        return sinks;
    }

    /// <summary>What the body of a loop is computed from: an online softmax starts from its exponents, since the shift is known as it goes.</summary>
    public static IEnumerable<Node> Roots(IEnumerable<Sink> sinks) =>
        sinks.SelectMany(sink => sink is OnlineSink online ? online.Shift.Args.Append(online.Sum[0]) : sink.Roots);

    /// <summary>
    /// Whether threads take the positions of a loop in turn, each with all loops inside: those within a step of a recurrence, where a thread for each state
    /// keeps to itself what it reduces. What is kept for all positions of an axis, a team has room for, and not a thread.
    /// </summary>
    public static bool IsOfLanes(Loop loop, Nest nest) => nest.IsRecurrence && loop.Step is null
        && loop.Begins.Concat(loop.Sinks).All(sink => sink is TotalSink or OnlineSink or StoreSink) && !LoopsIn(loop.Body).Any(inner => inner.Step is not null);

    /// <summary>The loop that threads share first; its extent says how many are worth while.</summary>
    public static Axis? Longest(Nest nest) => Longest(nest.Steps, nest);

    private static Axis? Longest(IEnumerable<Step> steps, Nest nest) => steps.OfType<Loop>()
        .Select(loop => IsTakenByLanes(loop, nest) ? loop.Axis : Longest(loop.Body, nest))
        .FirstOrDefault(axis => axis is not null);

    /// <summary>How often the threads of a recurrence have to meet: so many times for each position of so many axes.</summary>
    public static IEnumerable<(int Times, IReadOnlyList<Axis> Along)> StepsOf(Nest nest)
    {
        List<Axis> steps = [.. LoopsIn(nest.Steps).Where(loop => loop.Step is not null).Select(loop => loop.Axis)];
        DeviceDiagonals? diagonals = DeviceDiagonals.Of(nest);
        List<Axis> around = [.. steps.Where(axis => axis != diagonals?.Rows.Axis && axis != diagonals?.Cells.Axis)];
        return diagonals is null
            ? steps.Count == 0 ? [] : [(1, around)]
            : [(diagonals.Skew, [.. around, diagonals.Rows.Axis]), (1, [.. around, diagonals.Cells.Axis])];
    }

    private static bool IsTakenByLanes(Loop loop, Nest nest) => DeviceDiagonals.Of(loop, nest) is not null
        || (loop.Axis != nest.Axis && (Shared(loop, nest.Axis) is not null || loop.Scans.Count > 0 || IsOfLanes(loop, nest)));

    /// <summary>All loops among the steps, at any depth.</summary>
    public static IEnumerable<Loop> LoopsIn(IEnumerable<Step> steps) => steps.OfType<Loop>().SelectMany(loop => LoopsIn(loop.Body).Prepend(loop));
}
