using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule;

/// <summary>
/// Finds loops whose own positions are to stand side by side in lanes, while loops inside go along other axes one position after the other: those whose positions are neighbours in
/// memory where the others' are not, as the pixels of an image of which the classes are reduced, <c>logsumexp[c](z[n, c, p])</c>, or the columns of a matrix, <c>mean[n](z[n, d])</c>;
/// and those of pairs, <c>sum[k]((a[i, k] - b[j, k])^2)</c>, which read the rows of j again for each of i: there is time to turn them once (<see cref="Loop.Turned"/>).
/// </summary>
internal static class LanesAcross
{
    /// <summary>The nest with such loops marked.</summary>
    public static Nest Apply(GraphBuilder graph, Nest nest)
    {
        if (nest.IsSerial || nest.IsRecurrence || nest.Steps.Any(step => step is not Loop))
            return nest;
        Dictionary<Node, Axis> columns = nest.Sinks.Select(Column).Where(column => column is not null).GroupBy(column => column!.Value.Node)
            .ToDictionary(same => same.Key, same => same.First()!.Value.Inner);
        return nest with { Steps = [.. nest.Steps.Select(step => Apply(graph, (Loop)step, AxisSet.Empty, columns))] };
    }

    private static Step Apply(GraphBuilder graph, Step step, AxisSet bound, Dictionary<Node, Axis> columns)
    {
        if (step is not Loop loop || loop.IsInLanes)
            return step;
        if (Across(loop, bound, columns) is { } across)
            return InsideLoop.Apply(graph, across, across.Axis);
        AxisSet inside = bound.With(AxisSet.Of(loop.Axes));
        return loop with { Body = [.. loop.Body.Select(inner => Apply(graph, inner, inside, columns))] };
    }

    private static (Node Node, Axis Inner)? Column(Sink sink) => sink is ColumnSink column ? (column.Reduction, column.Inner) : null;

    /// <summary>The loop as one across; null where it is to be none.</summary>
    private static Loop? Across(Loop loop, AxisSet bound, Dictionary<Node, Axis> columns)
    {
        Axis rows = loop.Axis;
        if (loop.Bucket is not null || loop.Axis.Diagonal is not null || !loop.Loops.Any() || !loop.Begins.All(sink => sink is TotalSink { Bucket: null } || IsColumnAlong(sink, loop)))
            return null;
        AxisSet here = bound.With(rows);
        bool areFit = loop.Body.All(step => step is Execute execute ? RowsInLanes.IsOfRow(execute.Sink, here) : step is Loop along && (RowsInLanes.IsAlong(along, here, loop.Begins) || IsNested(along)));
        if (!areFit)
            return null;
        HashSet<Node> formed = Formed(loop);
        bool IsKnown(Node node) => node.Axes.IsSubsetOf(bound) || (columns.TryGetValue(node, out Axis? inner) && inner == rows && !formed.Contains(node));
        List<Node> nodes = GraphWalk.Reachable(loop.Sinks.SelectMany(sink => sink.Roots), _ => true, node => !IsKnown(node));
        if (!nodes.All(node => IsKnown(node) || IsFit(node, rows, here, formed)))
            return null;
        if ((Prefers(loop, nodes) || FormsPairs(loop, nodes)) && !loop.Begins.Any(sink => sink is ColumnSink))
            return loop with { IsAcross = true };
        return ReadsPairs(loop, nodes, bound) ? loop with { IsAcross = true, Turned = [.. Turned(loop, nodes).GroupBy(node => node.Name).Select(same => same.First())] } : null;
    }

    /// <summary>Whether the loop does nothing but run others and reduce what they reduce, as over the rows of a window, <c>sum[k](sum[l](f[k, l] * x[h + k, w + l]))</c>.</summary>
    private static bool IsNested(Loop loop) => !loop.IsInLanes && loop.Step is null && loop.Bucket is null && loop.Axis.Diagonal is null && loop.Begins.All(IsPlainTotal)
        && loop.Body.All(step => step is Execute execute ? IsPlainTotal(execute.Sink)
            : step is Loop inner && (IsNested(inner) || (inner.IsInLanes && inner.Axis.Diagonal is null && inner.Begins.Concat(inner.Sinks).All(IsPlainTotal))));

    private static bool IsPlainTotal(Sink sink) => sink is TotalSink { Bucket: null };

    /// <summary>Whether an index is the position along an axis, perhaps with something added that does not vary over it.</summary>
    public static bool IsShift(Node index, Axis axis) => index.Op switch
    {
        Op.Index => index.Over == axis,
        Op.Add => (IsShift(index[0], axis) && !index[1].VariesOver(axis)) || (IsShift(index[1], axis) && !index[0].VariesOver(axis)),
        Op.Subtract => IsShift(index[0], axis) && !index[1].VariesOver(axis),
        _ => false,
    };

    /// <summary>Whether it is a sum over the loop for each position of a loop inside.</summary>
    private static bool IsColumnAlong(Sink sink, Loop loop) => sink is ColumnSink { Scatter: null, Bucket: null, Reduction.Reduction: Reduction.Sum, Reduction.Args.Count: 1 } column
        && loop.Loops.Any(along => along.Axis == column.Inner);

    /// <summary>What the loops inside reduce to numbers, and scan.</summary>
    public static HashSet<Node> Formed(Loop loop) => [.. loop.AllLoops.SelectMany(along => along.Begins).Where(sink => sink is not ColumnSink).SelectMany(sink => sink.Formed)];

    private static bool IsFit(Node node, Axis rows, AxisSet here, HashSet<Node> formed) => node.Op switch
    {
        Op.Recur or Op.State => false,
        Op.Scan or Op.Reduce => formed.Contains(node),
        Op.Element when !RowsInLanes.HasPlainPlaces(node) || node.Args.Any(index => IsGuardedInside(index, here)) => false,
        Op.Element => !node.VariesOver(rows) || node.Axes.IsSubsetOf(here)
            || (node.Args.Count(index => index.VariesOver(rows)) == 1 && node.Args.Any(index => IsShift(index, rows))),
        Op.Select => !node[0].IsConstant,
        _ => true,
    };

    /// <summary>Whether a loop inside reads an integer that may lie outside: where the lanes lie is told before these loops.</summary>
    private static bool IsGuardedInside(Node index, AxisSet here) => GraphWalk.Reachable(index)
        .Any(node => node.Op == Op.Element && !node.Axes.IsSubsetOf(here) && node.Args.Any(place => place.Op != Op.Index));

    /// <summary>The elements whose rows are to be turned: those that lie along a loop inside.</summary>
    private static IEnumerable<Node> Turned(Loop loop, IEnumerable<Node> nodes) => nodes.Where(node => node.Op == Op.Element && node.VariesOver(loop.Axis)
        && loop.Loops.Any(along => node[node.Args.Count - 1] is { Op: Op.Index } last && last.Over == along.Axis));

    /// <summary>Whether the loop forms a number of each pair, of rows that are read again and again.</summary>
    private static bool ReadsPairs(Loop loop, IReadOnlyList<Node> nodes, AxisSet bound)
    {
        List<Node> turned = [.. Turned(loop, nodes)];
        return turned.Count > 0 && loop.Loops.All(along => along.IsInLanes) && loop.Loops.Any(along => along.Begins.Count > 0) && !loop.Loops.SelectMany(along => along.Sinks).Any(sink => sink is StoreSink)
            && turned.All(node => node.Args.Count is 2 or 3 && node.Args.All(index => index.Op == Op.Index) && node.Args.Select(index => index.Over).Distinct().Count() == node.Args.Count
                && node[node.Args.Count - 2].Over == loop.Axis && bound.Axes.Any(axis => !node.VariesOver(axis)));
    }

    /// <summary>Whether the loop reduces what is formed of pairs of an axis with itself, of elements that stand in one row: along either axis they fill lanes, but across nothing is summed over lanes.</summary>
    private static bool FormsPairs(Loop loop, IReadOnlyList<Node> nodes)
    {
        List<Axis> along = [.. loop.AllLoops.Select(inner => inner.Axis)];
        List<Node> elements = [.. nodes.Where(node => node.Op == Op.Element)];
        return loop.Loops.Any(inner => inner.Begins.Count > 0) && loop.AllLoops.All(inner => inner.IsInLanes && inner.Axis.Extent == loop.Axis.Extent)
            && !elements.Exists(element => element.VariesOver(loop.Axis) && along.Exists(element.VariesOver))
            && elements.Exists(element => IsShift(element[element.Args.Count - 1], loop.Axis));
    }

    /// <summary>Whether more of what is read and written lies side by side along the loop itself than along the loops inside.</summary>
    private static bool Prefers(Loop loop, IReadOnlyList<Node> nodes)
    {
        HashSet<Axis> along = [.. loop.AllLoops.Select(inner => inner.Axis)];
        List<Node> last = [.. nodes.Where(node => node.Op == Op.Element && node.VariesOver(loop.Axis) && along.Any(node.VariesOver)).Select(node => node[node.Args.Count - 1])];
        List<Axis> written = [.. loop.AllLoops.SelectMany(inner => inner.Sinks).OfType<StoreSink>().Select(store => store.Store.Axes[store.Store.Axes.Count - 1])];
        return last.Count(index => IsShift(index, loop.Axis) && !along.Any(axis => axis.Order < loop.Axis.Order && index.VariesOver(axis))) + written.Count(axis => axis == loop.Axis)
            > last.Count(index => index.Op == Op.Index && along.Contains(index.Over!)) + written.Count(along.Contains);
    }
}
