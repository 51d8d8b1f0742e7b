using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule;

/// <summary>
/// A value that is compared with an extremum and is one of the values that this was taken of, but at other positions than theirs: the gradient by q of
/// <c>max[n](f(q[n - 1]))</c> compares f(q[n]), which is the operand at n + 1, and that of a maximum over a window compares operands of many windows.
/// </summary>
/// <param name="Equal">The comparison.</param>
/// <param name="Read">The extremum as the comparison reads it.</param>
/// <param name="Operand">What it was taken of.</param>
/// <param name="Places">The position of the compared value along each axis of the operand.</param>
/// <param name="Outer">Where the extremum is itself such a value, of an extremum along another axis: that.</param>
internal sealed record MovedOperand(Node Equal, Node Read, Node Operand, IReadOnlyDictionary<Axis, Node> Places, MovedOperand? Outer)
{
    /// <summary>The positions at which the operand is the value that is compared; null where there are none.</summary>
    /// <param name="graph">Makes the operand at other positions.</param>
    /// <param name="compared">The comparison.</param>
    /// <param name="outer">Where the extremum is itself a moved operand: that.</param>
    /// <param name="intermediates">What is kept.</param>
    public static MovedOperand? Find(GraphBuilder graph, ComparedValue compared, MovedOperand? outer, IReadOnlyList<Intermediate> intermediates)
    {
        Node extremum = outer?.Operand ?? compared.Extremum;
        if (!ComparedValue.IsExtremum(extremum) || !graph.HasRoomForAxes)
            return null;
        Node operand = extremum[0];
        Axis along = graph.Like(extremum.Over!);
        IReadOnlyDictionary<Axis, Node>? read = outer is not null ? outer.Places : compared.Kept?.PlacesOf(compared.Read);
        Dictionary<Axis, Node> places = operand.Axes.Axes.ToDictionary(
            axis => axis, axis => axis == extremum.Over ? graph.Index(along) : read is not null && read.TryGetValue(axis, out Node? place) ? place : graph.Index(axis));
        Node open = Whole(graph, Substitution.Apply(graph, operand, places), intermediates), value = Rebuilt(graph, Whole(graph, compared.Value, intermediates));
        foreach (Node place in Candidates(graph, open, value, along))
        {
            Node moved = Rebuilt(graph, Substitution.Apply(graph, open, new Dictionary<Axis, Node> { [along] = place }));
            IReadOnlyList<Node> alike = BoundAxes.Renamed(graph, [moved, value]);
            if (!ReferenceEquals(alike[0], alike[1]))
                continue;
            places[extremum.Over!] = place;
            return new MovedOperand(compared.Equal, compared.Read, operand, places, outer);
        }

        return null;
    }

    /// <summary>The value with what is kept computed where it is read: in one of two values it may have been kept, and in the other not.</summary>
    public static Node Whole(GraphBuilder graph, Node value, IReadOnlyList<Intermediate> intermediates)
    {
        Dictionary<string, Intermediate> kept = intermediates.Where(one => one.Recurrence is null && !one.IsFormed).ToDictionary(one => one.Name);
        while (Reads(value).FirstOrDefault(read => kept.ContainsKey(read.Name!)) is { } read)
        {
            Intermediate one = kept[read.Name!];
            Node there = Substitution.Apply(graph, one.Value, one.PlacesOf(read));
            value = GraphWalk.Replace(graph, [value], new Dictionary<Node, Node> { [read] = there })[0];
        }

        return value;
    }

    /// <summary>The value made again, so that rewrites see all of it: at other positions it may be known to lie inside.</summary>
    private static Node Rebuilt(GraphBuilder graph, Node value) => graph.Simplified(() =>
    {
        var images = new Dictionary<Node, Node>();
        foreach (Node node in GraphWalk.Reachable(value))
            images.Add(node, node.Args.Count == 0 ? node : graph.WithArgs(node, [.. node.Args.Select(arg => images[arg])]));
        return images[value];
    });

    /// <summary>The positions along an axis at which a read in one value can be one of the same tensor in the other.</summary>
    private static IEnumerable<Node> Candidates(GraphBuilder graph, Node open, Node value, Axis along)
    {
        ILookup<string, Node> reads = Reads(value).ToLookup(read => read.Name!);
        return graph.Simplified<IReadOnlyList<Node>>(() =>
        [
            .. (from read in Reads(open)
                from same in reads[read.Name!]
                from dimension in Enumerable.Range(0, read.Args.Count)
                let place = Free(graph, same[dimension], value.Axes)
                let offset = Free(graph, read[dimension], open.Axes) is { } index ? IndexOffset.Of(graph, index, along) : null
                where place is not null && offset is not null && !offset.VariesOver(along)
                select Difference(graph, place, offset)).Distinct(),
        ]);
    }

    /// <summary>An index without the positions that reductions inside bind: one of several names may be bound in two values. Null where these are no terms of it.</summary>
    private static Node? Free(GraphBuilder graph, Node index, AxisSet axes) =>
        index.Axes.Without(axes).Axes.Aggregate<Axis, Node?>(index, (rest, bound) => rest is null ? null : IndexOffset.Of(graph, rest, bound));

    /// <summary>An index without what is added to it, term by term.</summary>
    private static Node Difference(GraphBuilder graph, Node index, Node offset) => offset.Op switch
    {
        Op.Add => Difference(graph, Difference(graph, index, offset[0]), offset[1]),
        Op.Subtract => graph.Add(Difference(graph, index, offset[0]), offset[1]),
        Op.Index when IndexOffset.Of(graph, index, offset.Over!) is { } rest => rest,
        _ => graph.Subtract(index, offset),
    };

    private static IEnumerable<Node> Reads(Node value) => GraphWalk.Reachable(value).Where(node => node.Op == Op.Element);
}
