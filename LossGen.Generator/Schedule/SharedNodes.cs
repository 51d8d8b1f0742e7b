using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule;

/// <summary>A position that several axes make together.</summary>
/// <param name="Checked">The axis that it always lies on, since it is checked before all loops; null where there is none.</param>
/// <param name="Compared">The axes that it lies on where conditions say so.</param>
/// <param name="HasOneExtent">Whether everything that it is checked against or compared with has one extent, which all have then that are read there.</param>
internal sealed record MadePosition(Axis? Checked, IReadOnlyList<Axis> Compared, bool HasOneExtent);

/// <summary>Looks for nodes that vary over more axes than they have positions of their own, where these lie within an axis.</summary>
/// <param name="graph">Makes the same nodes of an axis.</param>
/// <param name="roots">What is computed.</param>
/// <param name="positions">Positions that several axes make together.</param>
/// <param name="extentOf">The axis of a dimension of a tensor, as far as it is known.</param>
internal sealed class SharedNodes(
    GraphBuilder graph, IReadOnlyList<Node> roots, IReadOnlyDictionary<Node, MadePosition> positions, Func<string, int, Axis?> extentOf)
{
    /// <summary>The positions that each node varies through.</summary>
    private readonly Dictionary<Node, HashSet<Node>> through = [];

    /// <summary>The axes that the graph did not have.</summary>
    private readonly List<Axis> added = [];

    /// <summary>A node that is to be computed once for each position.</summary>
    /// <param name="Original">The node.</param>
    /// <param name="Value">The same, in axes of its positions.</param>
    /// <param name="Places">The position of the node along each axis of the value.</param>
    public sealed record Found(Node Original, Node Value, IReadOnlyDictionary<Axis, Node> Places);

    /// <summary>The outermost such nodes that are worth memory.</summary>
    public IReadOnlyList<Found> Find()
    {
        List<Node> nodes = GraphWalk.Reachable(roots);
        foreach (Node node in nodes)
            through.Add(node, Through(node));
        HashSet<Node> relevant = GraphWalk.DependingOn(roots, positions.ContainsKey);
        Dictionary<Node, HashSet<Node>> holding = HoldingConditions.Of(graph, roots, relevant);

        // What attains a maximum is found by comparison with it: it is computed in one way only.
        HashSet<Node> compared = [.. GraphWalk.Reachable(nodes.Where(node => node.Op == Op.Reduce && node.Reduction is Reduction.Max or Reduction.Min).SelectMany(node => node.Args))];
        HashSet<Node> worthwhile = GraphWalk.DependingOn(roots, node => node.Op == Op.Reduce || node.Function is { IsLong: true });
        var found = new List<Found>();
        var inside = new HashSet<Node>();
        for (int i = nodes.Count - 1; i >= 0; i--)
        {
            Node node = nodes[i];
            if (!inside.Contains(node) && relevant.Contains(node) && worthwhile.Contains(node) && !compared.Contains(node) && !node.IsCondition && through[node].Count < node.Axes.Count
                && through[node].All(position => position.Op == Op.Index || AxisOf(position, holding[node]) is not null) && InAxes(node, holding[node]) is { } one)
            {
                found.Add(one);
                inside.Add(node);
            }

            if (inside.Contains(node))
                inside.UnionWith(node.Args);
        }

        return found;
    }

    private HashSet<Node> Through(Node node)
    {
        if (node.Op == Op.Index || positions.ContainsKey(node))
            return [node];
        HashSet<Node> all = [.. node.Args.SelectMany(arg => through[arg])];
        if (node.Op is not (Op.Reduce or Op.Scan) || !all.Any(position => position.VariesOver(node.Over!)))
            return all;
        return [.. all.SelectMany(position => Apart(position, node.Over!)).Where(position => node.Op == Op.Scan || position.Over != node.Over)];
    }

    /// <summary>The position itself, or what it is made of where that is bound one by one.</summary>
    private IEnumerable<Node> Apart(Node position, Axis bound) =>
        position.Op == Op.Index || !position.VariesOver(bound) ? [position] : position.Args.SelectMany(arg => through[arg]).SelectMany(part => Apart(part, bound));

    /// <summary>An axis that a position lies on where so much holds; null where there is none.</summary>
    private Axis? AxisOf(Node position, HashSet<Node> holding) => positions[position].Checked
        ?? (position.Range.Low >= 0 || holding.Contains(graph.LessOrEqual(graph.Zero, position))
            ? positions[position].Compared.FirstOrDefault(axis => holding.Contains(graph.Less(position, graph.Size(axis)))) : null);

    /// <summary>The node with an axis for each of its positions; null where there is none, or where it binds what a position is made of, or varies over that besides.</summary>
    private Found? InAxes(Node node, HashSet<Node> holding)
    {
        // What is the same for the whole call is computed before all loops, whatever it binds.
        HashSet<Axis> taken = [.. GraphWalk.Reachable([node], inner => inner.Varies, _ => true).Where(inner => inner.Op is Op.Reduce or Op.Scan).Select(inner => inner.Over!)];
        List<Node> made = [.. through[node].Where(position => position.Op != Op.Index)];
        if (made.Any(position => position.Axes.Axes.Any(axis => taken.Contains(axis) || through[node].Any(other => other != position && other.VariesOver(axis)))))
            return null;
        List<Node> ordered = InMemory(node);
        var places = new Dictionary<Axis, Node>();
        var images = new Dictionary<Node, Node>();
        taken.UnionWith(ordered.Where(position => position.Op == Op.Index).Select(index => index.Over!));
        double before = double.NegativeInfinity;
        for (int i = 0; i < ordered.Count; i++)
        {
            Node position = ordered[i];
            double beyond = ordered.Skip(i + 1).Where(next => next.Op == Op.Index).Select(next => next.Over!.Order).DefaultIfEmpty(double.PositiveInfinity).First();
            if ((position.Op == Op.Index ? position.Over : Free(AxisOf(position, holding)!, taken, before, beyond)) is not { } axis)
                return null;
            taken.Add(axis);
            places.Add(axis, position);
            images[position] = graph.Index(axis);
            before = axis.Order;
        }

        foreach (Node element in GraphWalk.Reachable(node).Where(inner => inner.Op == Op.Element))
        {
            if (element.Args.Where((index, dimension) => MayLieOutside(element, dimension, images)).Any())
                images[element] = graph.WithArgs(element, [.. element.Args.Select((index, dimension) => At(index, MayLieOutside(element, dimension, images)))]);
        }

        Node At(Node index, bool mayLieOutside) => mayLieOutside ? graph.Add(images[index], graph.Zero) : GraphWalk.Replace(graph, [index], images)[0];
        Node value = GraphWalk.Replace(graph, [node], images)[0];
        return value.Axes.Axes.All(places.ContainsKey) ? new Found(node, value, places) : null;
    }

    /// <summary>
    /// Whether a tensor that is read at a position may be shorter than the axis that this has now. Its index is then written as one with 0 added: what is no plain position
    /// is not taken to lie inside.
    /// </summary>
    private bool MayLieOutside(Node element, int dimension, Dictionary<Node, Node> images) => positions.TryGetValue(element[dimension], out MadePosition? made) && !made.HasOneExtent
        && images.TryGetValue(element[dimension], out Node? image) && extentOf(element.Name!, dimension)?.Extent != image.Over!.Extent;

    /// <summary>The positions of a node in the order in which memory has them: that of the indices of what reads most of them.</summary>
    private List<Node> InMemory(Node node)
    {
        int SlotIn(Node element, Node position) => element.Args.ToList().FindIndex(index => ReferenceEquals(index, position) || through[index].Contains(position) || index.Axes.Overlaps(position.Axes));
        Node? widest = GraphWalk.Reachable(node).Where(inner => inner.Op == Op.Element)
            .OrderByDescending(element => through[node].Count(position => SlotIn(element, position) >= 0)).ThenBy(element => element.Id).FirstOrDefault();
        int Slot(Node position) => widest is null ? -1 : SlotIn(widest, position);
        return [.. through[node].OrderBy(position => Slot(position) is >= 0 and var slot ? slot : int.MaxValue).ThenBy(position => position.Axes.Axes[0].Order)];
    }

    /// <summary>The axis, or another of its extent, that is not taken and whose loop lies between two others; a new one where there is none, and null where there is no room.</summary>
    private Axis? Free(Axis axis, HashSet<Axis> taken, double before, double beyond)
    {
        IEnumerable<Axis> known = through.Keys.Where(node => node.Op == Op.Index).Select(node => node.Over!).Where(other => other.Extent == axis.Extent).OrderBy(other => other.Index);
        if (new[] { axis }.Concat(known).Concat(added.Where(other => other.Extent == axis.Extent)).FirstOrDefault(IsFree) is { } free)
            return free;
        if (!graph.HasRoomForAxes)
            return null;
        Axis like = graph.Like(axis, order: IsBetween(axis.Order) ? null : double.IsInfinity(beyond) ? before + 0.01 : double.IsInfinity(before) ? beyond - 0.01 : (before + beyond) / 2);
        added.Add(like);
        return like;

        bool IsFree(Axis other) => !taken.Contains(other) && IsBetween(other.Order);
        bool IsBetween(double order) => before < order && order < beyond;
    }
}
