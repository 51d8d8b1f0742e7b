using LossGen.Generator.Functions;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus;

/// <summary>
/// Reverse-mode differentiation: the adjoint of a node is the derivative of the output by it, and passes to the arguments by the chain
/// rule. Where an element uses a value that does not vary, the contributions of all elements are summed.
/// </summary>
internal static class Differentiation
{
    /// <summary>The derivative of <paramref name="output"/> times <paramref name="seed"/> by each leaf; 0 where it does not depend on it.</summary>
    /// <param name="graph">Makes the nodes of the derivative.</param>
    /// <param name="output">The value that is differentiated; of one that varies, the sum over its elements.</param>
    /// <param name="leaves">Elements or scalars.</param>
    /// <param name="seed">The upstream gradient.</param>
    public static IReadOnlyList<Node> Adjoints(GraphBuilder graph, Node output, IReadOnlyList<Node> leaves, Node seed)
    {
        var wanted = new HashSet<Node>(leaves);
        HashSet<Node> active = GraphWalk.DependingOn([output], wanted.Contains, CarriesGradient);
        var adjoints = new Dictionary<Node, Node>();
        if (active.Contains(output))
            adjoints[output] = seed;
        void Add(Node node, Node contribution) =>
            adjoints[node] = adjoints.TryGetValue(node, out Node? sum) ? graph.Add(sum, contribution) : contribution;

        // Inside of recurrences derivatives are of states; from outside they are of tables.
        ILookup<Recurrence, Node> reads = active.Where(node => node.Op == Op.Recur).ToLookup(node => node.Recurrence!);
        Dictionary<Recurrence, Node> recurrences = reads.ToDictionary(group => group.Key, group => group.First());
        Node Outside(Node node) => recurrences.Count == 0 ? node : Recurrence.Outside(graph, node, recurrences.Values);
        foreach (Node node in active.OrderByDescending(node => node.Id))
        {
            if (node.Op == Op.Recur && node.Id == reads[node.Recurrence!].Min(read => read.Id))
            {
                // All reads of the tables have been met: none of them is computed from another.
                List<(Node, Node)> uses = [.. reads[node.Recurrence!].Where(adjoints.ContainsKey).Select(read => (read, Outside(adjoints[read])))];
                if (uses.Count > 0)
                {
                    RecurrenceAdjoint reverse = RecurrenceAdjoint.Of(graph, uses);
                    recurrences[node.Recurrence!] = reverse.Forward;
                    foreach ((Node body, Node derivative) in reverse.Derivatives)
                        Add(body, derivative);
                }
            }

            if (node.Op == Op.Recur || !adjoints.TryGetValue(node, out Node? adjoint))
                continue;
            for (int i = 0; i < node.Args.Count; i++)
            {
                Node arg = node[i];
                if (!active.Contains(arg) || !CarriesGradient(node, i))
                    continue;
                Add(arg, Total(graph, Contribution(graph, node, i, adjoint), Domain(node).Without(arg.Axes)));
            }
        }

        return [.. leaves.Select(leaf => adjoints.TryGetValue(leaf, out Node? adjoint) ? Outside(adjoint) : graph.Zero)];
    }

    /// <summary>The axes that the arguments of a node are used over.</summary>
    private static AxisSet Domain(Node node) => node.Op == Op.Reduce ? node.Axes.With(node.Over!) : node.Axes;

    /// <summary>The sum over several axes, the innermost first.</summary>
    internal static Node Total(GraphBuilder graph, Node value, AxisSet axes)
    {
        for (int i = axes.Count - 1; i >= 0; i--)
            value = graph.Sum(axes.Axes[i], value);
        return value;
    }

    /// <summary>Whether a change of the argument can change the value continuously.</summary>
    public static bool CarriesGradient(Node node, int argument) => node.Op switch
    {
        Op.Select => argument > 0,
        Op.Element or Op.State => false,
        Op.Recur => node.IsBody(argument),
        Op.Reduce => argument == 0 && node.Reduction is not (Reduction.Count or Reduction.Shift),
        Op.Call => node.Function!.Derivative is not null || node.Function.LacksDerivative,
        _ => !node.IsCondition,
    };

    private static Node Contribution(GraphBuilder graph, Node node, int argument, Node adjoint)
    {
        switch (node.Op)
        {
            case Op.Add:
                return adjoint;
            case Op.Subtract:
                return argument == 0 ? adjoint : graph.Negate(adjoint);
            case Op.Multiply:
                return graph.Multiply(adjoint, node[1 - argument]);
            case Op.Divide:
                return argument == 0
                    ? graph.Divide(adjoint, node[1])
                    : graph.Negate(graph.Divide(graph.Multiply(adjoint, node), node[1]));
            case Op.Negate:
                return graph.Negate(adjoint);
            case Op.Select:
                return argument == 1
                    ? graph.Select(node[0], adjoint, graph.Zero)
                    : graph.Select(node[0], graph.Zero, adjoint);
            case Op.Scan:
                return graph.Scan(node.Over!, adjoint, !node.IsReversedScan);
            case Op.Call when node.Function!.LacksDerivative:
                throw new DerivativeUnavailableException(node.Function);
            case Op.Call:
                return node.Function!.Derivative!(graph, node, argument) is { } partial ? graph.Multiply(adjoint, partial) : graph.Zero;
            default:
                return ReductionContribution(graph, node, adjoint);
        }
    }

    private static Node ReductionContribution(GraphBuilder graph, Node node, Node adjoint)
    {
        Axis axis = node.Over!;
        Node body = node[0];
        Node? mask = node.Args.Count > 1 ? node[1] : null;
        switch (node.Reduction)
        {
            case Reduction.Sum:
                return Masked(graph, mask, adjoint);
            case Reduction.Product:
                return Masked(graph, mask, graph.Multiply(adjoint, ProductOfOthers(graph, node, axis)));
            default:
                // As in PyTorch, elements that tie share the gradient evenly; where they are one number all do.
                Node isEqual = body.VariesOver(node.Over!) ? graph.Equal(body, node) : graph.One;
                Node attains = mask is null ? isEqual : graph.And(mask, isEqual);
                return graph.Select(attains, graph.Divide(adjoint, graph.Count(axis, attains)), graph.Zero);
        }
    }

    /// <summary>The product of all elements but one, by division, and right also where one or several elements are 0.</summary>
    private static Node ProductOfOthers(GraphBuilder graph, Node product, Axis axis)
    {
        Node body = product[0];
        Node? mask = product.Args.Count > 1 ? product[1] : null;
        Node isZero = graph.Equal(body, graph.Zero);
        Node zeros = graph.Count(axis, mask is null ? isZero : graph.And(mask, isZero));
        Node nonzero = graph.Reduce(Reduction.Product, axis, graph.Select(isZero, graph.One, body), mask);
        Node whenZero = graph.Select(graph.Equal(zeros, graph.One), nonzero, graph.Zero);
        Node whenNot = graph.Select(graph.Equal(zeros, graph.Zero), nonzero, graph.Zero);
        return graph.Select(isZero, whenZero, graph.Divide(whenNot, graph.Select(isZero, graph.One, body)));
    }

    private static Node Masked(GraphBuilder graph, Node? mask, Node value) =>
        mask is null ? value : graph.Select(mask, value, graph.Zero);
}

/// <summary>A derivative that exists but that the function table does not know.</summary>
internal sealed class DerivativeUnavailableException(Function function) : Exception
{
    public Function Function { get; } = function;
}
