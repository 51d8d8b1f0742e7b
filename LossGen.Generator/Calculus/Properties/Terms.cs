using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus.Properties;

/// <summary>Finds the function of one element that a loss sums up, or is per element.</summary>
internal static class Terms
{
    /// <summary>
    /// The term f of a loss that is a sum or a mean of f(x) over elements x, plus what does not depend on x; of a mean, without the factor
    /// 1 / size. Null where elements are mixed in another way.
    /// </summary>
    /// <param name="copy">The loss.</param>
    /// <param name="isWhole">Whether nothing is added to the sum or mean.</param>
    public static Node? Of(WorkingCopy copy, out bool isWhole)
    {
        isWhole = true;
        if (!copy.Dependent.Contains(copy.Root))
            return null;
        Node? term = Peeled(copy, copy.Root, ref isWhole);
        return term is null || GraphWalk.Reachable(term).Any(node => node.Op is Op.Reduce or Op.Scan && copy.Dependent.Contains(node)) ? null : term;
    }

    private static Node? Peeled(WorkingCopy copy, Node node, ref bool isWhole)
    {
        bool Depends(Node arg) => copy.Dependent.Contains(arg);
        if (!GraphWalk.Reachable(node).Any(inner => inner.Op is Op.Reduce or Op.Scan && Depends(inner)))
            return node;
        GraphBuilder graph = copy.Graph;
        switch (node.Op)
        {
            case Op.Reduce when node.Reduction == Reduction.Sum && node.Args.Skip(1).All(mask => !Depends(mask)):
                return Peeled(copy, node[0], ref isWhole);
            case Op.Negate:
                return Peeled(copy, node[0], ref isWhole) is { } negated ? graph.Negate(negated) : null;
            case Op.Divide when !Depends(node[1]) && node[1].Range.IsNonNegative:
                return Peeled(copy, node[0], ref isWhole) is not { } dividend ? null
                    : IsCount(node[1]) ? dividend
                    : graph.Divide(dividend, node[1]);
            case Op.Multiply when !Depends(node[0]) || !Depends(node[1]):
                (Node factor, Node rest) = Depends(node[0]) ? (node[1], node[0]) : (node[0], node[1]);
                return Peeled(copy, rest, ref isWhole) is not { } product ? null
                    : factor.Op == Op.Divide && IsCount(factor[1]) ? graph.Multiply(factor[0], product)
                    : graph.Multiply(factor, product);
            case Op.Add or Op.Subtract when !Depends(node[1]):
                isWhole = false;
                return Peeled(copy, node[0], ref isWhole);
            case Op.Add or Op.Subtract when !Depends(node[0]):
                isWhole = false;
                return Peeled(copy, node[1], ref isWhole) is { } term ? (node.Op == Op.Add ? term : graph.Negate(term)) : null;
            default:
                return null;
        }
    }

    private static bool IsCount(Node node) => node.Op == Op.Size || node is { Op: Op.Reduce, Reduction: Reduction.Count }
        || (node.Op == Op.Multiply && node.Args.All(IsCount));
}
