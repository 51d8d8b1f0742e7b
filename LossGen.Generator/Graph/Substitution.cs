namespace LossGen.Generator.Graph;

/// <summary>Replaces positions by other indices, as when d[i, j] is used as d[j, y[i]].</summary>
internal static class Substitution
{
    /// <summary>
    /// The value with the position along each axis replaced. An axis that a reduction in it binds is renamed where an index would be taken
    /// for it.
    /// </summary>
    public static Node Apply(GraphBuilder graph, Node root, IReadOnlyDictionary<Axis, Node> indices)
    {
        AxisSet replaced = AxisSet.Of(indices.Keys);
        AxisSet used = indices.Values.Aggregate(AxisSet.Empty, (all, index) => all.With(index.Axes));
        var images = new Dictionary<Node, Node>();
        var pending = new Stack<(Node Node, bool ArgsDone)>();
        pending.Push((root, false));
        while (pending.Count > 0)
        {
            (Node node, bool argsDone) = pending.Pop();
            if (images.ContainsKey(node))
                continue;
            if (!node.Axes.Overlaps(replaced))
                images.Add(node, node);
            else if (node.Op == Op.Index)
                images.Add(node, indices[node.Over!]);
            else if (node.Op == Op.Scan && (replaced.Contains(node.Over!) || used.Contains(node.Over!)))
                images.Add(node, Scanned(graph, node, indices));
            else if (node is { Op: Op.Reduce, Over: { } bound } && (used.Contains(bound) || replaced.Contains(bound)))
                images.Add(node, Apply(graph, Renamed(graph, node, bound), indices));
            else if (argsDone)
                images.Add(node, graph.WithArgs(node, [.. node.Args.Select((arg, i) => node.IsBody(i) ? arg : images[arg])]));
            else
            {
                pending.Push((node, true));
                foreach (Node arg in node.Indices)
                    pending.Push((arg, false));
            }
        }

        return images[root];
    }

    /// <summary>The value with axes renamed one to one, those that reductions in it bind included; the extents have to agree.</summary>
    public static Node Permute(GraphBuilder graph, Node root, IReadOnlyDictionary<Axis, Axis> names)
    {
        AxisSet renamed = AxisSet.Of(names.Keys);
        var images = new Dictionary<Node, Node>();
        foreach (Node node in GraphWalk.Reachable(root))
        {
            if (!node.Mentions.Overlaps(renamed))
            {
                images.Add(node, node);
                continue;
            }

            Node[] args = [.. node.Args.Select((arg, i) => node.IsBody(i) ? arg : images[arg])];
            Axis? over = node.Over is { } axis && names.TryGetValue(axis, out Axis? other) ? other : node.Over;
            images.Add(node, node.Op switch
            {
                Op.Index => graph.Index(over!),
                Op.Reduce => graph.Reduce(node.Reduction, over!, args[0], args.Length > 1 ? args[1] : null),
                Op.Scan => graph.Scan(over!, args[0], node.IsReversedScan),
                _ => graph.WithArgs(node, args),
            });
        }

        return images[root];
    }

    /// <summary>A scan is read at another position, or of something else at each, as the sum of what lies up to there.</summary>
    private static Node Scanned(GraphBuilder graph, Node scan, IReadOnlyDictionary<Axis, Node> indices)
    {
        Axis axis = scan.Over!, bound = graph.Like(axis);
        Node body = Permute(graph, scan[0], new Dictionary<Axis, Axis> { [axis] = bound });
        var others = indices.Where(pair => pair.Key != axis).ToDictionary(pair => pair.Key, pair => pair.Value);
        if (others.Count > 0)
            body = Apply(graph, body, others);
        Node position = graph.Index(bound), end = indices.TryGetValue(axis, out Node? index) ? index : graph.Index(axis);
        return graph.Sum(bound, body, scan.IsReversedScan ? graph.GreaterOrEqual(position, end) : graph.LessOrEqual(position, end));
    }

    private static Node Renamed(GraphBuilder graph, Node node, Axis bound)
    {
        Axis fresh = graph.Like(bound);
        var names = new Dictionary<Axis, Axis> { [bound] = fresh };
        Node[] args = [.. node.Args.Select(arg => Permute(graph, arg, names))];
        return graph.Reduce(node.Reduction, fresh, args[0], args.Length > 1 ? args[1] : null);
    }
}
