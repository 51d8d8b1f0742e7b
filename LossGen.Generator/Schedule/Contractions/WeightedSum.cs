using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule.Contractions;

/// <summary>
/// A sum of the rows of a matrix, each times a weight that is the same for all its columns: the gradient by a factor of a product. Where there is no matrix,
/// as in the gradient by a bias, it is the sum of the weights.
/// </summary>
/// <param name="Over">The axis of the rows.</param>
/// <param name="Weight">The weight of a row.</param>
/// <param name="Matrix">The element of the matrix, or 1.</param>
internal sealed record WeightedSum(Axis Over, Node Weight, Node Matrix)
{
    /// <summary>The node as such; null where it is none.</summary>
    /// <param name="graph">Makes the weight.</param>
    /// <param name="node">The node.</param>
    /// <param name="isMatrix">Whether a name is that of a tensor of the type that is computed in.</param>
    public static WeightedSum? Of(GraphBuilder graph, Node node, Func<string, bool> isMatrix)
    {
        if (node is not { Op: Op.Reduce, Reduction: Reduction.Sum, Axes.Count: 1 or 2 })
            return null;
        Axis over = node.Over!;
        Node body = Terms.Body(graph, node);
        if (node.Axes.Count == 1)
            return new WeightedSum(over, body, graph.One);
        foreach (Axis column in node.Axes.Axes)
        {
            List<Node> matrices = [.. GraphWalk.Reachable(body).Where(element => Product.IsMatrix(element, over, column, isMatrix))];
            foreach (Node matrix in matrices)
            {
                if (Weighted(graph, body, matrix, column) is { } weight)
                    return new WeightedSum(over, weight, matrix);
            }
        }

        return null;
    }

    /// <summary>
    /// What the matrix, or a product of matrices, is multiplied by in the node, which must not vary over its columns; null where the node is no multiple of it. A choice between 0 and
    /// a multiple is a weight that may be 0.
    /// </summary>
    public static Node? Weighted(GraphBuilder graph, Node node, Node matrix, Axis column)
    {
        if (ReferenceEquals(node, matrix))
            return graph.One;
        Node? Times(Node part, Func<Node, Node> whole) => Weighted(graph, part, matrix, column) is { } weight ? whole(weight) : null;
        bool IsSame(Node factor) => !factor.VariesOver(column);
        return node.Op switch
        {
            Op.Negate => Times(node[0], graph.Negate),
            Op.Multiply => (IsSame(node[1]) ? Times(node[0], weight => Product(weight, node[1])) : null)
                ?? (IsSame(node[0]) ? Times(node[1], weight => Product(node[0], weight)) : null),
            Op.Divide when IsSame(node[1]) => Times(node[0], weight => graph.Divide(weight, node[1])),
            Op.Select when IsSame(node[0]) && node[2].Is(0) => Times(node[1], weight => graph.Select(node[0], weight, graph.Zero)),
            Op.Select when IsSame(node[0]) && node[1].Is(0) => Times(node[2], weight => graph.Select(node[0], graph.Zero, weight)),
            _ => null,
        };

        Node Product(Node left, Node right) => left.Is(1) ? right : right.Is(1) ? left : graph.Multiply(left, right);
    }
}
