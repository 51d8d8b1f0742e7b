using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule.Contractions;

/// <summary>Sums as lists of terms.</summary>
internal static class Terms
{
    /// <summary>What a sum adds up: 0 where its condition leaves a term out.</summary>
    public static Node Body(GraphBuilder graph, Node sum) => sum.Args.Count == 1 ? sum[0] : graph.Select(sum[1], sum[0], graph.Zero);

    /// <summary>The terms of a sum, each with what stands around it.</summary>
    /// <param name="graph">Makes the nodes.</param>
    /// <param name="node">The sum.</param>
    /// <param name="isCommon">Whether a factor, or a condition without which the terms are 0, may stand with each term in place of around all.</param>
    public static List<Node> Of(GraphBuilder graph, Node node, Func<Node, bool> isCommon)
    {
        var terms = new List<Node>();
        Collect(node, term => term);
        return terms;

        void Collect(Node part, Func<Node, Node> around)
        {
            switch (part.Op)
            {
                case Op.Add or Op.Subtract:
                    Collect(part[0], around);
                    Collect(part[1], part.Op == Op.Add ? around : term => around(graph.Negate(term)));
                    break;
                case Op.Negate:
                    Collect(part[0], term => around(graph.Negate(term)));
                    break;
                case Op.Multiply when isCommon(part[0]):
                    Collect(part[1], term => around(graph.Multiply(part[0], term)));
                    break;
                case Op.Multiply or Op.Divide when isCommon(part[1]):
                    Collect(part[0], term => around(graph.WithArgs(part, [term, part[1]])));
                    break;
                case Op.Select when part[2].Is(0) && isCommon(part[0]):
                    Collect(part[1], term => around(graph.Select(part[0], term, graph.Zero)));
                    break;
                default:
                    terms.Add(around(part));
                    break;
            }
        }
    }
}
