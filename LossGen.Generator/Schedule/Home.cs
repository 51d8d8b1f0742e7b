using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule;

/// <summary>Where a reduction or a scan is computed: inside the loops over which axes, and along which further one side by side.</summary>
/// <param name="Axes">The axes of the loops around.</param>
/// <param name="Inner">The axis of a <see cref="ColumnSink"/> or <see cref="ScanSink"/>; null for a register.</param>
internal readonly record struct Home(AxisSet Axes, Axis? Inner)
{
    /// <summary>How the terms are added, where each belongs to one position of <see cref="Inner"/>.</summary>
    public Scatter? Scatter { get; init; }

    /// <summary>How the terms of a sum are found, where they lie in buckets.</summary>
    public BucketSum? Bucket { get; init; }

    /// <summary>A sum of the terms of a bucket, for all positions of its last axis at once where that is one of the terms' alone.</summary>
    public static Home Of(Node node, BucketSum bucket)
    {
        Axis last = node.Axes.Axes[node.Axes.Count - 1];
        bool isColumn = !bucket.Bucket.Contains(last) && !GraphWalk.Reachable(bucket.Term.Args).Any(inner => IsLoopOver(inner, last));
        return (isColumn ? InColumns(node) : new Home(node.Axes, null)) with { Bucket = bucket };
    }

    /// <summary>A sum to which each term adds at one position.</summary>
    public static Home Of(Node node, Scatter scatter) => new(node.Axes.Without(scatter.Inner), scatter.Inner) { Scatter = scatter };

    /// <summary>A reduction for all positions of its last axis at once, whatever lies inside.</summary>
    public static Home InColumns(Node node)
    {
        Axis last = node.Axes.Axes[node.Axes.Count - 1];
        return new Home(node.Axes.Without(last), last);
    }

    public static Home Of(Node node)
    {
        if (node.Op == Op.Scan)
            return new Home(node.Axes.Without(node.Over!), node.Over);
        Axis? last = node.Axes.Axes.LastOrDefault();

        // Memory is contiguous along the last axis: running down the rows for all columns at once beats running down each column.
        bool isColumn = last is not null && last.Order > node.Over!.Order && !IsOffset(node, last)
            && !GraphWalk.Reachable(node.Args).Any(inner => IsLoopOver(inner, last));
        return isColumn ? new Home(node.Axes.Without(last!), last) : new Home(node.Axes, null);
    }

    /// <summary>
    /// Whether the axis is that of offsets from positions of another, as of a window's weights in <c>sum[w](g[w] * x[w + l])</c>: memory is contiguous along both, and a
    /// window is short. Offsets are bound inside of positions.
    /// </summary>
    private static bool IsOffset(Node reduction, Axis axis) => GraphWalk.Reachable(reduction.Args).Any(node => node.Op == Op.Element
        && node[node.Args.Count - 1] is { Op: Op.Add or Op.Subtract } index && index.VariesOver(axis) && index.Axes.Axes.Any(other => other.Order < axis.Order));

    /// <summary>Whether as much of what is reduced lies side by side along the last axis of the reduction as along the one that is reduced.</summary>
    public static bool LiesDown(Node reduction)
    {
        if (reduction.Axes.Axes.LastOrDefault() is not { } last)
            return true;
        List<Node> ends = [.. GraphWalk.Reachable(reduction.Args).Where(node => node.Op == Op.Element && node.VariesOver(last) && node.VariesOver(reduction.Over!))
            .Select(node => node[node.Args.Count - 1]).Where(index => index.Op == Op.Index)];
        return ends.Count(index => index.Over == last) >= ends.Count(index => index.Over == reduction.Over);
    }

    /// <summary>Whether the node has a loop of its own for each position of the axis.</summary>
    public static bool IsLoopOver(Node node, Axis axis) => node.Op is Op.Reduce or Op.Scan && node.VariesOver(axis);

    /// <summary>What computes the node.</summary>
    public Sink Sink(Node node) =>
        node.Op == Op.Scan ? new ScanSink([node.Over!], node)
        : Inner is null ? new TotalSink([node.Over!], node) { Bucket = Bucket, Term = Bucket?.Term ?? node }
        : Scatter is not null ? new ColumnSink([node.Over!], node, Inner) { Scatter = Scatter }
        : new ColumnSink([node.Over!, Inner], node, Inner) { Bucket = Bucket, Term = Bucket?.Term ?? node };
}
