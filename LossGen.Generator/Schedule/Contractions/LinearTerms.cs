using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule.Contractions;

/// <summary>A value as a sum of wanted terms, each within what it is multiplied by, and the rest.</summary>
/// <param name="Sums">The wanted terms; the function puts what takes the place of one into what stands around it.</param>
/// <param name="Rest">What is left: 0 where nothing is.</param>
internal sealed record LinearTerms(IReadOnlyList<(Node Sum, Func<Node, Node> Context)> Sums, Node Rest)
{
    /// <summary>Takes the value apart.</summary>
    /// <param name="graph">Makes the nodes.</param>
    /// <param name="value">The value.</param>
    /// <param name="wanted">The wanted terms, and the axis that what stands around each may vary over.</param>
    public static LinearTerms Of(GraphBuilder graph, Node value, IReadOnlyDictionary<Node, Axis> wanted)
    {
        var sums = new List<(Node, Func<Node, Node>)>();
        var rest = new List<Node>();
        HashSet<Node> holding = GraphWalk.DependingOn([value], wanted.ContainsKey);

        void Walk(Node node, Func<Node, Node> context, AxisSet around)
        {
            if (wanted.TryGetValue(node, out Axis? free) && around.IsSubsetOf(AxisSet.Of(free)))
                sums.Add((node, context));
            else if (!holding.Contains(node) || !Enter(node, context, around))
                rest.Add(context(node));
        }

        bool Enter(Node node, Func<Node, Node> context, AxisSet around)
        {
            switch (node.Op)
            {
                case Op.Add or Op.Subtract:
                    Walk(node[0], context, around);
                    Walk(node[1], node.Op == Op.Add ? context : part => context(graph.Negate(part)), around);
                    return true;
                case Op.Negate:
                    Walk(node[0], part => context(graph.Negate(part)), around);
                    return true;
                case Op.Multiply:
                    int factor = holding.Contains(node[0]) ? 1 : 0;
                    if (holding.Contains(node[factor]))
                        return false;
                    Walk(node[1 - factor], part => context(graph.Multiply(node[factor], part)), around.With(node[factor].Axes));
                    return true;
                case Op.Divide when !holding.Contains(node[1]):
                    Walk(node[0], part => context(graph.Divide(part, node[1])), around.With(node[1].Axes));
                    return true;
                case Op.Select when !holding.Contains(node[0]) && (node[1].Is(0) || node[2].Is(0)):
                    bool isFirst = node[2].Is(0);
                    Walk(
                        node[isFirst ? 1 : 2],
                        part => context(isFirst ? graph.Select(node[0], part, graph.Zero) : graph.Select(node[0], graph.Zero, part)),
                        around.With(node[0].Axes));
                    return true;
                default:
                    return false;
            }
        }

        Walk(value, part => part, AxisSet.Empty);
        return new LinearTerms(sums, rest.Count == 0 ? graph.Zero : rest.Aggregate(graph.Add));
    }
}
