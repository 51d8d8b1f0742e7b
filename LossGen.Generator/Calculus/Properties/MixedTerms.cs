using LossGen.Generator.Binding;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus.Properties;

/// <summary>
/// The bound of the gradient of a loss whose terms are functions of several elements, as a softmax cross-entropy: the gradient of a term by
/// each element of the row that it is computed from.
/// </summary>
internal static class MixedTerms
{
    /// <summary>The bound of the absolute gradient by each element, as a formula; null where there is none.</summary>
    /// <param name="formula">The loss.</param>
    /// <param name="copy">A copy of it without rewrites for stability.</param>
    public static (Interval Range, Node Bound, bool HasRows)? GradientOf(BoundFormula formula, WorkingCopy copy)
    {
        if (TermOf(copy, out bool hasRows) is not { } term || copy.Accesses.Count == 0 || !formula.Shapes.TryGetValue(copy.Parameter, out IReadOnlyList<Axis>? shape))
            return null;
        IReadOnlyList<Node> adjoints = Differentiation.Adjoints(copy.Graph, term, copy.Accesses, copy.Graph.One);
        Node gradient = copy.Graph.Zero;
        for (int i = 0; i < adjoints.Count; i++)
            gradient = copy.Graph.Add(gradient, ScatteredGradient.Of(copy.Graph, copy.Accesses[i], adjoints[i], shape));
        var ranges = new Ranges();
        var bounds = new SymbolicBounds(copy.Graph, ranges, GraphWalk.DependingOn([gradient], copy.IsVariable));
        return bounds.Magnitude(bounds.Of(gradient)) is { } most ? (ranges.Of(gradient), most, hasRows) : null;
    }

    /// <summary>
    /// What the loss is the mean or the sum of, over axes of which each position has elements of its own; null where it is the mean of terms
    /// that share elements, since the gradient of a mean says nothing of that of its terms.
    /// </summary>
    private static Node? TermOf(WorkingCopy copy, out bool hasRows)
    {
        GraphBuilder graph = copy.Graph;
        Node node = copy.Root, factor = graph.One;
        hasRows = false;
        while (true)
        {
            bool Depends(Node arg) => copy.Dependent.Contains(arg);
            switch (node.Op)
            {
                case Op.Negate:
                    (node, factor) = (node[0], graph.Negate(factor));
                    continue;
                case Op.Add or Op.Subtract when Depends(node[0]) != Depends(node[1]):
                    factor = node.Op == Op.Subtract && Depends(node[1]) ? graph.Negate(factor) : factor;
                    node = Depends(node[0]) ? node[0] : node[1];
                    continue;
                case Op.Multiply when Depends(node[0]) != Depends(node[1]):
                    (node, Node other) = Depends(node[0]) ? (node[0], node[1]) : (node[1], node[0]);
                    factor = graph.Multiply(factor, other);
                    continue;
                case Op.Divide when !Depends(node[1]):
                    factor = graph.Divide(factor, node[1]);
                    node = node[0];
                    continue;
                case Op.Reduce when node.Reduction == Reduction.Sum && node.Args.Skip(1).All(mask => !Depends(mask)) && Parts(copy, node):
                    factor = WithoutCount(graph, factor, node);
                    node = node[0];
                    hasRows = true;
                    continue;
                default:
                    return !hasRows && (IsShared(factor) || Averages(copy, node)) ? null : graph.Multiply(factor, node);
            }
        }
    }

    /// <summary>Whether the elements of the parameter are parted by the axis of a sum: those of different terms are different.</summary>
    private static bool Parts(WorkingCopy copy, Node sum) => GraphWalk.Reachable(sum[0]).All(node => copy.IsVariable(node)
        ? node.Args.Any(index => index.Op == Op.Index && index.Over == sum.Over)
        : node.Op is not (Op.Reduce or Op.Scan) || node.Over != sum.Over || !copy.Dependent.Contains(node));

    /// <summary>The factor, without the reciprocal of the number of terms of a sum.</summary>
    private static Node WithoutCount(GraphBuilder graph, Node factor, Node sum)
    {
        Factors parts = Factors.Of(factor);
        Node? count = parts.Powers.Where(part => part.Power <= -1).Select(part => part.Node)
            .FirstOrDefault(node => sum.Args.Count == 1 ? node.Op == Op.Size && node.Over == sum.Over!.Extent
                : node is { Op: Op.Reduce, Reduction: Reduction.Count } && node.Over == sum.Over && ReferenceEquals(node[0], sum[1]));
        if (count is null)
            return factor;
        parts.Include(count, 1);
        return parts.MayBeZero ? factor : parts.Powers.Aggregate(
            graph.Constant(parts.Coefficient),
            (product, part) => part.Power == 1 ? graph.Multiply(product, part.Node)
                : part.Power == -1 ? graph.Divide(product, part.Node)
                : graph.Multiply(product, graph.Call(Functions.FunctionTable.Pow, part.Node, graph.Constant(part.Power))));
    }

    /// <summary>Whether the reciprocal of a number of terms is left.</summary>
    private static bool IsShared(Node factor) => Factors.Of(factor).Powers.Any(part => part.Power < 0
        && (part.Node.Op == Op.Size || part.Node is { Op: Op.Reduce, Reduction: Reduction.Count }));

    /// <summary>Whether there is a mean inside, as in the root of a mean of squares.</summary>
    private static bool Averages(WorkingCopy copy, Node term) => GraphWalk.Reachable(term).Any(node =>
        copy.Dependent.Contains(node) && node.Op is Op.Multiply or Op.Divide && IsShared(node));
}
