using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule.Contractions;

/// <summary>Products as lists of factors.</summary>
internal static class Factors
{
    /// <summary>The factors of a product; a quotient is one by the reciprocal of its divisor.</summary>
    public static List<Node> Of(GraphBuilder graph, Node node)
    {
        var factors = new List<Node>();
        Collect(graph, node, factors);
        return factors;
    }

    /// <summary>The product of factors in one order, so that equal products are one node.</summary>
    public static Node Product(GraphBuilder graph, IEnumerable<Node> factors) => factors.OrderBy(factor => factor.Id)
        .Aggregate((Node?)null, (product, factor) => product is null ? factor : graph.Multiply(product, factor)) ?? graph.One;

    private static void Collect(GraphBuilder graph, Node node, List<Node> factors)
    {
        switch (node.Op)
        {
            case Op.Multiply:
                Collect(graph, node[0], factors);
                Collect(graph, node[1], factors);
                break;
            case Op.Negate:
                factors.Add(graph.Constant(-1));
                Collect(graph, node[0], factors);
                break;
            case Op.Divide when !node[0].Is(1):
                Collect(graph, node[0], factors);
                factors.Add(graph.Divide(graph.One, node[1]));
                break;
            default:
                factors.Add(node);
                break;
        }
    }
}
