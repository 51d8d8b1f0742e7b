namespace LossGen.Generator.Graph;

/// <summary>Traversals. None of them recurses, so that no formula can overflow the stack.</summary>
internal static class GraphWalk
{
    /// <summary>The nodes that the roots are computed from, arguments before the nodes that use them.</summary>
    public static List<Node> Reachable(IEnumerable<Node> roots) => Reachable(roots, _ => true, _ => true);

    /// <summary>The same, without the nodes that are not <paramref name="included"/>, and without the arguments of those not <paramref name="entered"/>.</summary>
    public static List<Node> Reachable(IEnumerable<Node> roots, Func<Node, bool> included, Func<Node, bool> entered) =>
        Reachable(roots, included, entered, node => node.Args);

    /// <summary>From the largest id down, since arguments have smaller ones: each node comes after all that use it, and nothing is sorted or hashed.</summary>
    private static List<Node> Reachable(IEnumerable<Node> roots, Func<Node, bool> included, Func<Node, bool> entered, Func<Node, IReadOnlyList<Node>> next)
    {
        var reached = new List<Node>();
        var open = OpenNodes.Rent();
        foreach (Node root in roots)
            open.Add(root);
        while (open.TakeLast() is { } node)
        {
            if (!included(node))
                continue;
            reached.Add(node);
            if (!entered(node))
                continue;
            IReadOnlyList<Node> following = next(node);
            for (int i = 0; i < following.Count; i++)
                open.Add(following[i]);
        }

        open.Return();
        reached.Reverse();
        return reached;
    }

    public static List<Node> Reachable(Node root) => Reachable([root]);

    /// <summary>The nodes that a node is computed from once all tables are known: without what defines the tables of recurrences.</summary>
    public static List<Node> WithoutBodies(IEnumerable<Node> roots) => Reachable(roots, _ => true, _ => true, node => node.Indices);

    /// <summary>The axes that reductions and scans bind on the way from the roots to each node, without what defines the tables of recurrences.</summary>
    public static Dictionary<Node, AxisSet> BoundAround(IReadOnlyList<Node> roots)
    {
        var bound = new Dictionary<Node, AxisSet>();
        foreach (Node node in WithoutBodies(roots).AsEnumerable().Reverse())
        {
            if (!bound.TryGetValue(node, out AxisSet here))
                bound[node] = here;
            AxisSet inside = node is { Op: Op.Reduce or Op.Scan, Over: { } over } ? here.With(over) : here;
            foreach (Node arg in node.Indices)
                bound[arg] = bound.TryGetValue(arg, out AxisSet other) ? other.With(inside) : inside;
        }

        return bound;
    }

    /// <summary>What is known of each node from those that use it, roots first; what several of them say is joined.</summary>
    /// <param name="roots">The roots.</param>
    /// <param name="relevant">The nodes that are asked for, and all on the ways to them.</param>
    /// <param name="ofRoot">What is known of a root.</param>
    /// <param name="at">What a node says of an argument, by what is known of itself.</param>
    /// <param name="join">What is known where both are said.</param>
    /// <param name="follows">Whether a way leads from a node to one of its arguments; all do where it is left out.</param>
    public static Dictionary<Node, T> FromRoots<T>(
        IEnumerable<Node> roots, ICollection<Node> relevant, T ofRoot, Func<Node, int, T, T> at, Func<T, T, T> join, Func<Node, int, bool>? follows = null)
    {
        Dictionary<Node, T> known = roots.Distinct().ToDictionary(root => root, _ => ofRoot);
        HashSet<Node> asked = [.. relevant];
        foreach (Node node in relevant.OrderByDescending(node => node.Id).Where(known.ContainsKey))
        {
            for (int i = 0; i < node.Args.Count; i++)
            {
                if (!asked.Contains(node[i]) || follows?.Invoke(node, i) == false)
                    continue;
                T here = at(node, i, known[node]);
                known[node[i]] = known.TryGetValue(node[i], out T? other) ? join(other, here) : here;
            }
        }

        return known;
    }

    /// <summary>The nodes reachable from the root of which nothing is known yet.</summary>
    public static List<Node> Unknown<T>(Node root, Dictionary<Node, T> known) => Reachable([root], node => !known.ContainsKey(node), _ => true);

    /// <summary>The nodes reachable from the roots that depend on a leaf for which <paramref name="isLeaf"/> holds.</summary>
    public static HashSet<Node> DependingOn(IEnumerable<Node> roots, Func<Node, bool> isLeaf, Func<Node, int, bool>? follows = null)
    {
        var depending = new HashSet<Node>();
        foreach (Node node in Reachable(roots))
        {
            bool depends = isLeaf(node);
            for (int i = 0; i < node.Args.Count && !depends; i++)
                depends = depending.Contains(node[i]) && (follows is null || follows(node, i));
            if (depends)
                depending.Add(node);
        }

        return depending;
    }

    /// <summary>The roots with some nodes replaced, from the roots down: what is replaced hides what it is computed from.</summary>
    public static IReadOnlyList<Node> Replace(GraphBuilder graph, IReadOnlyList<Node> roots, IReadOnlyDictionary<Node, Node> replacements)
    {
        var images = replacements.ToDictionary(pair => pair.Key, pair => pair.Value);
        foreach (Node node in Reachable(roots).Where(node => !replacements.ContainsKey(node)))
            images[node] = node.Args.All(arg => ReferenceEquals(images[arg], arg)) ? node : graph.WithArgs(node, [.. node.Args.Select(arg => images[arg])]);
        return [.. roots.Select(root => images[root])];
    }

    /// <summary>Rebuilds what the roots are computed from, bottom up; <paramref name="rewrite"/> sees a node with its new arguments.</summary>
    public static IReadOnlyList<Node> Map(GraphBuilder graph, IReadOnlyList<Node> roots, Func<Node, Node> rewrite)
    {
        var images = new Dictionary<Node, Node>();
        foreach (Node node in Reachable(roots))
        {
            var args = new Node[node.Args.Count];
            bool changed = false;
            for (int i = 0; i < args.Length; i++)
            {
                args[i] = images[node[i]];
                changed |= !ReferenceEquals(args[i], node[i]);
            }

            images[node] = rewrite(changed ? graph.WithArgs(node, args) : node);
        }

        return [.. roots.Select(root => images[root])];
    }
}
