using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus;

/// <summary>The diagonal of the Hessian: the derivative of each element of the gradient by its own element.</summary>
internal static class SecondDerivative
{
    /// <summary>Whether the gradient at an element depends on no other element; if not, <paramref name="through"/> is the reduction that mixes them.</summary>
    public static bool IsDiagonal(Node gradient, Node leaf, out Node? through)
    {
        HashSet<Node> depending = GraphWalk.DependingOn([gradient], node => ReferenceEquals(node, leaf), Differentiation.CarriesGradient);
        through = leaf.Varies ? depending.FirstOrDefault(node => node.Op == Op.Reduce) : null;
        return through is null;
    }

    public static Node Diagonal(GraphBuilder graph, Node gradient, Node leaf) =>
        Differentiation.Adjoints(graph, gradient, [leaf], graph.One)[0];
}
