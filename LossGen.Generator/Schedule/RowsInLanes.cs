using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule;

/// <summary>
/// The second form of a nest over short rows: as many rows as there are lanes stand side by side, one in each lane, and loops go along all of them at once,
/// element by element. So a row has neither an edge nor sums over lanes, and what is computed once a row fills the lanes. What is read at each position of
/// the rows is turned before, and what is written is turned after, in tiles.
/// </summary>
/// <param name="Loop">The loop over the rows.</param>
/// <param name="Read">The tensors whose rows are turned to be read.</param>
/// <param name="Written">The tensors whose rows are turned to be written.</param>
internal sealed record RowsInLanes(Loop Loop, IReadOnlyList<string> Read, IReadOnlyList<string> Written)
{
    /// <summary>The axis of the rows, that of the lanes.</summary>
    public Axis Rows => Loop.Axis;

    /// <summary>All that is done in the loop.</summary>
    public IEnumerable<Sink> Sinks => Loop.Begins.Concat(Loop.Sinks);

    /// <summary>The loops along the rows.</summary>
    public IEnumerable<Loop> Along => Loop.Body.OfType<Loop>();

    /// <summary>Whether several numbers are reduced along each row, where sums over lanes would take most of the time.</summary>
    public bool ReducesMuch => Along.SelectMany(loop => loop.Begins).Sum(sink => sink is OnlineSink ? 2 : 1) > 1;

    /// <summary>The form; null for nests that have none, or do not get faster by it.</summary>
    public static RowsInLanes? Of(Nest nest)
    {
        if (nest.IsSerial || nest.IsInBlocks || nest.IsRecurrence || nest.Windows is not null || nest.Steps.Count != 1
            || nest.Steps[0] is not Loop rows || rows.Axis.Diagonal is not null || rows.Step is not null)
            return null;
        AxisSet bound = AxisSet.Of(rows.Axis);
        bool areSinksFit = rows.Begins.All(sink => sink is TotalSink)
            && rows.Body.All(step => step is Execute execute ? IsOfRow(execute.Sink, bound) : step is Loop along && IsAlong(along, bound) && IsInRows(along, rows.Axis));
        List<Node> nodes = NestValues(nest);
        if (!areSinksFit || !nodes.All(node => IsFit(node, rows.Axis)))
            return null;
        List<string> read = [.. nodes.Where(node => node.Op == Op.Element && !AxisSet.Of(rows.Axis).Equals(node.Axes) && node.VariesOver(rows.Axis))
            .Select(node => node.Name!).Distinct()];
        List<string> written = [.. rows.Loops.SelectMany(loop => loop.Sinks).OfType<StoreSink>().Select(store => store.Store.Output).Distinct()];
        return read.Count + written.Count == 0 ? null : new RowsInLanes(rows, read, written);
    }

    /// <summary>Whether the element stands in a row of a matrix, at a place that is the same in all rows.</summary>
    public static bool IsInRow(Node element, Axis rows) => element.Args.Count == 2
        && element[0].Op == Op.Index && element[0].Over == rows && !element[1].VariesOver(rows);

    private static List<Node> NestValues(Nest nest) => GraphWalk.Reachable(nest.Sinks.SelectMany(sink => sink.Roots), node => node.Varies, _ => true);

    /// <summary>Whether it is done once a row, where the axes around and that of the rows are bound.</summary>
    public static bool IsOfRow(Sink sink, AxisSet bound) => sink is TotalSink { Bucket: null }
        || (sink is StoreSink { Order: null } store && store.Store.Axes.All(axis => bound.Contains(axis) || axis.At is not null)
            && bound.Axes.All(axis => store.Store.Axes.Contains(axis)));

    /// <summary>Whether the loop does nothing but go along the rows, and add to columns that the rows have together.</summary>
    public static bool IsAlong(Loop loop, AxisSet bound, IReadOnlyList<Sink>? columns = null) => loop.IsInLanes && loop.Axis.Diagonal is null
        && loop.Begins.All(sink => sink is TotalSink or OnlineSink or ScanSink)
        && loop.Body.All(step => step is Execute { Sink: TotalSink or OnlineSink or ScanSink }
            || (step is Execute { Sink: ColumnSink column } && columns?.Any(begun => begun is ColumnSink same && same.Reduction == column.Reduction) == true)
            || (step is Execute { Sink: StoreSink { Order: null } store } && AxisSet.Of(store.Store.Axes.Where(axis => axis.At is null)).Equals(bound.With(loop.Axis))));

    /// <summary>Whether what the loop writes are rows of a matrix.</summary>
    private static bool IsInRows(Loop loop, Axis rows) => loop.Sinks.OfType<StoreSink>().All(store => store.Store.Axes.SequenceEqual([rows, loop.Axis]));

    /// <summary>Whether the positions at which an element is read are spelled where they stand, and not computed before.</summary>
    public static bool HasPlainPlaces(Node element) => !GraphWalk.Reachable(element.Args).Any(index => index.Op is Op.Reduce or Op.Call or Op.Divide or Op.Select);

    private static bool IsFit(Node node, Axis rows)
    {
        bool isOfRow = node.Axes.Equals(AxisSet.Of(rows));
        return node.Op switch
        {
            Op.Recur or Op.State => false,
            Op.Scan => node.Axes.Count == 2 && node.VariesOver(rows),
            Op.Reduce => isOfRow,
            Op.Element when !HasPlainPlaces(node) => false,
            Op.Element => isOfRow || !node.VariesOver(rows) || IsInRow(node, rows),
            Op.Select => !node[0].IsConstant,
            _ => true,
        };
    }
}
