using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus;

/// <summary>
/// Sees to it that NaN in gives NaN out. A comparison with NaN is false, so that a choice by it would silently take its second branch.
/// Where that branch does not pass the NaN on, the choice is turned round (if the other branch does) or guarded. Choices by == and != are
/// left alone: y == y is how a formula asks whether y is a number. A choice per element minds NaN in its elements; one that is made once per
/// call minds whatever it compares.
/// </summary>
internal sealed class NanPropagation
{
    private static readonly HashSet<Node> Nothing = [];

    private readonly GraphBuilder graph;

    /// <summary>The elements, and the values per call, whose NaN surely makes the node NaN.</summary>
    private readonly Dictionary<Node, HashSet<Node>> passed = [];

    /// <summary>Whether values per call are followed: only if a choice compares them.</summary>
    private readonly bool followsScalars;

    private NanPropagation(GraphBuilder graph, IReadOnlyList<Node> roots)
    {
        this.graph = graph;
        followsScalars = GraphWalk.Reachable(roots).Any(node =>
            node.Op == Op.Select && !node[0].Varies && node[0].Op is Op.Less or Op.LessOrEqual or Op.And or Op.Or or Op.Not);
    }

    public static IReadOnlyList<Node> Apply(GraphBuilder graph, IReadOnlyList<Node> roots)
    {
        var propagation = new NanPropagation(graph, roots);
        return graph.Literally(() => GraphWalk.Map(graph, roots, node => node.Op == Op.Select ? propagation.Guard(node) : node));
    }

    private Node Guard(Node select)
    {
        Node condition = select[0];
        var compared = new HashSet<Node>();
        CollectCompared(condition, compared);
        if (compared.IsSubsetOf(Passed(select[2])))
            return select;
        if (condition.Op is Op.Less or Op.LessOrEqual)
        {
            Node opposite = condition.Op == Op.Less
                ? graph.LessOrEqual(condition[1], condition[0])
                : graph.Less(condition[1], condition[0]);
            return compared.IsSubsetOf(Passed(select[1]))
                ? graph.Select(opposite, select[2], select[1])
                : graph.Select(condition, select[1], graph.Select(opposite, select[2], graph.Constant(double.NaN)));
        }

        Node? isNumber = null;
        foreach (Node leaf in compared.OrderBy(leaf => leaf.Id))
        {
            Node ordered = graph.Equal(leaf, leaf);
            isNumber = isNumber is null ? ordered : graph.And(isNumber, ordered);
        }

        return isNumber is null ? select : graph.Select(isNumber, select, graph.Constant(double.NaN));
    }

    /// <summary>The elements (or operands, of a choice per call) whose NaN would make an ordered comparison in the condition false.</summary>
    private void CollectCompared(Node condition, HashSet<Node> compared)
    {
        var pending = new Stack<Node>();
        pending.Push(condition);
        while (pending.Count > 0)
        {
            Node node = pending.Pop();
            if (node.Op is Op.Less or Op.LessOrEqual)
            {
                foreach (Node side in node.Args)
                {
                    if (condition.Varies)
                        compared.UnionWith(Passed(side).Where(source => source.Op is Op.Element or Op.State or Op.Recur));
                    else if (CanBeNaN(side))
                        compared.Add(side);
                }
            }
            else if (node.Op is Op.And or Op.Or or Op.Not)
            {
                foreach (Node arg in node.Args)
                    pending.Push(arg);
            }
        }
    }

    private static bool CanBeNaN(Node node) =>
        !node.IsConstant && node.Op != Op.Size && !(node.Op == Op.Reduce && node.Reduction == Reduction.Count);

    private HashSet<Node> Passed(Node root)
    {
        if (passed.TryGetValue(root, out HashSet<Node>? known))
            return known;
        foreach (Node node in GraphWalk.Reachable(root))
        {
            if (!passed.ContainsKey(node))
                passed.Add(node, PassedBy(node));
        }

        return passed[root];
    }

    private HashSet<Node> PassedBy(Node node)
    {
        if (node.IsCondition || node.IsInteger)
            return Nothing;
        if (node.Op is Op.Element or Op.State or Op.Recur)
            return [node];
        if (node.Op == Op.Reduce)
            return node.Args.Count > 1 || node.Reduction == Reduction.Count ? [node] : [node, .. passed[node[0]]];
        if (node.Op == Op.Select)
        {
            // A NaN that makes the comparison false reaches the second branch; any other NaN has to be in both.
            var both = new HashSet<Node>(passed[node[1]]);
            var compared = new HashSet<Node>();
            if (node[0].Op is Op.Less or Op.LessOrEqual)
            {
                compared.UnionWith(passed[node[0][0]]);
                compared.UnionWith(passed[node[0][1]]);
            }

            both.UnionWith(compared);
            both.IntersectWith(node[2].IsConstant && double.IsNaN(node[2].Value) ? both : passed[node[2]]);
            if (followsScalars && !node.Varies)
                both.Add(node);
            return both;
        }

        var union = new HashSet<Node>();
        if (followsScalars && !node.Varies)
            union.Add(node);
        foreach (Node arg in node.Args)
            union.UnionWith(passed[arg]);
        return union;
    }
}
