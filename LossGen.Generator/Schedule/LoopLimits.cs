using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule;

/// <summary>Finds the limits of loops.</summary>
internal sealed class LoopLimits(GraphBuilder graph)
{
    /// <summary>The nest with the limits of its loops; those of which parts have limits of their own, as the sums over what comes before and over what comes after, are cut apart.</summary>
    public static Nest Apply(GraphBuilder graph, Nest nest) =>
        nest.IsSerial || nest.IsRecurrence ? nest : nest with
        {
            Steps = [.. nest.Steps.Select(step => step is Loop loop ? loop with { Body = new LoopLimits(graph).Limited(loop.Body, AxisSet.Of(loop.Axes)) } : step)],
        };

    private IReadOnlyList<Step> Limited(IReadOnlyList<Step> steps, AxisSet bound) =>
        [.. steps.SelectMany(step => step is not Loop loop ? [step] : IsFit(loop) ? Limited(loop, bound)
            : (IEnumerable<Step>)[IsOfStores(loop) ? WithStores(loop, bound) : Inside(loop, bound)])];

    private Loop Inside(Loop loop, AxisSet bound) => loop with { Body = Limited(loop.Body, bound.With(AxisSet.Of(loop.Axes))) };

    /// <summary>Whether the loop does nothing but add up or compare terms.</summary>
    private static bool IsFit(Loop loop)
    {
        HashSet<Node> begun = [.. loop.AllLoops.Prepend(loop).SelectMany(inner => inner.Begins).Where(IsReduced).SelectMany(sink => sink.Formed)];
        return loop.Bucket is null && loop.Axis.Diagonal is null && loop.Step is null && Taking(loop).Any() && loop.Begins.All(IsReduced)
            && loop.Sinks.All(sink => IsColumn(sink) || (IsReduced(sink) && sink.Formed.All(begun.Contains)));
    }

    private static bool IsColumn(Sink sink) => sink is ColumnSink { Scatter: null, Bucket: null };

    /// <summary>What takes the terms of the loop: the reductions along it, and those for each of its positions.</summary>
    private static IEnumerable<Sink> Taking(Loop loop) => loop.Begins.Concat(loop.Sinks.Where(IsColumn));

    /// <summary>Whether the loop stores rows, and does nothing else but that.</summary>
    private static bool IsOfStores(Loop loop) => loop.IsVector && loop.Axis.Diagonal is null && loop.Begins.All(sink => sink is TotalSink)
        && loop.Sinks.Any(sink => sink is StoreSink) && loop.Sinks.All(sink => sink is TotalSink or StoreSink { Order: null });

    private IEnumerable<Loop> Limited(Loop loop, AxisSet bound)
    {
        List<Sink> taking = [.. Taking(loop)];
        ILookup<Sink, LoopLimit> limits = taking.SelectMany(sink => Of(Conditions(sink), loop.Axis, bound).Select(limit => (sink, limit))).ToLookup(one => one.sink, one => one.limit);
        List<LoopLimit> common = [.. taking.Select(sink => limits[sink]).Aggregate((some, others) => some.Intersect(others))];
        List<List<Sink>> groups = [.. taking.GroupBy(sink => limits[sink].ToList(), SameLimits.Comparer).Select(same => same.ToList())];
        if (common.Count > 0 || groups.Count == 1 || !loop.IsVector || taking.Any(sink => IsColumn(sink) || !limits[sink].Any()) || ShareLongFunctions(groups, loop.Axis))
            return [Inside(loop, bound) with { Limits = common }];
        return groups.Select(group =>
        {
            HashSet<Node> own = [.. group.SelectMany(sink => sink.Formed)];
            return loop with { Begins = group, Body = [.. loop.Body.Where(step => ((Execute)step).Sink.Formed.All(own.Contains))], Inside = null, Limits = [.. limits[group[0]]] };
        });
    }

    /// <summary>A loop that stores rows, between its limits, with what it stores beyond them.</summary>
    private Loop WithStores(Loop loop, AxisSet bound)
    {
        List<Sink> sinks = [.. loop.Body.Select(step => ((Execute)step).Sink).Select(sink => sink is StoreSink store ? store with { Outside = Outside(store.Store.Value, loop.Axis) } : sink)];
        if (sinks.Exists(sink => sink is StoreSink { Outside: null }))
            return loop;
        List<LoopLimit> limits = [.. sinks.Select(sink => Of(Conditions(sink), loop.Axis, bound)).Aggregate((some, others) => some.Intersect(others))];
        return limits.Count == 0 ? loop : loop with { Limits = limits, Body = [.. sinks.Select(sink => new Execute(sink))] };
    }

    /// <summary>The value where its condition does not hold: 0, times what does not vary along the axis and may be infinite; null where it has no such condition.</summary>
    private Node? Outside(Node value, Axis axis) => value.Op switch
    {
        Op.Select when value[2].Is(0) => graph.Zero,
        Op.Negate => Outside(value[0], axis) is { } negated ? graph.Negate(negated) : null,
        Op.Multiply when !value[0].VariesOver(axis) => Outside(value[1], axis) is { } right ? graph.Multiply(value[0], right) : null,
        Op.Multiply or Op.Divide when !value[1].VariesOver(axis) => Outside(value[0], axis) is { } left ? graph.WithArgs(value, [left, value[1]]) : null,
        _ => null,
    };

    private static bool ShareLongFunctions(List<List<Sink>> groups, Axis axis) => groups
        .SelectMany(group => GraphWalk.Reachable(group.SelectMany(sink => sink.Roots), node => node.VariesOver(axis), _ => true).Where(node => node.Function is { IsLong: true }))
        .GroupBy(node => node).Any(same => same.Count() > 1);

    /// <summary>Whether terms are reduced to a number.</summary>
    private static bool IsReduced(Sink sink) => sink is TotalSink or OnlineSink;

    /// <summary>What conditions say.</summary>
    private IEnumerable<LoopLimit> Of(IEnumerable<Node> conditions, Axis axis, AxisSet bound) => graph.Simplified(() => conditions
        .SelectMany(condition => LoopLimit.Of(graph, condition, axis)).Where(limit => IsKnown(limit.Value, bound)).Distinct().ToList());

    /// <summary>The conditions without which what a sink takes counts for nothing.</summary>
    private static IEnumerable<Node> Conditions(Sink sink) => sink switch
    {
        TotalSink total => OfReduction(total.Term),
        OnlineSink online => OfReduction(online.Sum),
        ColumnSink column => OfReduction(column.Term),
        StoreSink store => OfStored(store.Store.Value),
        _ => [],
    };

    private static IEnumerable<Node> OfReduction(Node reduction)
    {
        IEnumerable<Node> filters = reduction.Args.Skip(1).SelectMany(HoldingConditions.Conjuncts);
        return reduction.Reduction switch
        {
            Reduction.Sum => filters.Concat(OfTerm(reduction[0])),
            Reduction.Count => filters.Concat(HoldingConditions.Conjuncts(reduction[0])),
            _ => filters,
        };
    }

    private static IEnumerable<Node> OfTerm(Node term) =>
        term.Op == Op.Select && term[2].Is(0) ? HoldingConditions.Conjuncts(term[0]).Concat(OfTerm(term[1])) : term.Op == Op.Negate ? OfTerm(term[0]) : [];

    private static IEnumerable<Node> OfStored(Node value) => value.Op switch
    {
        Op.Select => OfTerm(value),
        Op.Negate or Op.Multiply or Op.Divide => value.Args.SelectMany(OfStored),
        _ => [],
    };

    /// <summary>Whether an integer is known before the loop, and may lie between the ends of the axis: what is the same for all of a call is worth a limit where it is a parameter.</summary>
    private static bool IsKnown(Node value, AxisSet bound)
    {
        List<Node> nodes = GraphWalk.Reachable(value);
        return value.Axes.IsSubsetOf(bound) && nodes.Any(node => node.Op is Op.Index or Op.Scalar or Op.Element) && nodes.All(node => node.Op switch
        {
            Op.Index or Op.Size or Op.Constant or Op.Scalar or Op.Add or Op.Subtract or Op.Multiply or Op.Negate => true,
            Op.Element => node.Args.All(index => index.Op == Op.Index),
            _ => false,
        });
    }

    private sealed class SameLimits : IEqualityComparer<List<LoopLimit>>
    {
        public static SameLimits Comparer { get; } = new();

        public bool Equals(List<LoopLimit>? left, List<LoopLimit>? right) => new HashSet<LoopLimit>(left!).SetEquals(right!);

        public int GetHashCode(List<LoopLimit> limits) => limits.Aggregate(0, (hash, limit) => hash ^ limit.GetHashCode());
    }
}
