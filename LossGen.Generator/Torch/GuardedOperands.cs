using LossGen.Generator.Calculus;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Torch;

/// <summary>
/// Keeps what a choice does not take out of its derivative. To torch the derivative of <c>x > 0 ? log(x) : 0</c> at 0 is 0 times infinity, which is no number: so
/// the operand of what can be infinite is chosen too, <c>x > 0 ? log(x > 0 ? x : 0.5) : 0</c>, and so is a root whose slope at 0 the language says is 0.
/// </summary>
/// <param name="graph">Makes the choices.</param>
/// <param name="known">What holds wherever the value of a node is used, of those that a gradient goes through.</param>
internal sealed class GuardedOperands(GraphBuilder graph, Dictionary<Node, HashSet<Node>> known)
{
    /// <summary>What is in the domain of every function, and no pole of its derivatives.</summary>
    private const double Harmless = 0.5;

    public static IReadOnlyList<Node> Apply(GraphBuilder graph, IReadOnlyList<Node> roots)
    {
        List<Node> nodes = GraphWalk.Reachable(roots);
        if (!nodes.Any(node => node.Op is Op.Divide or Op.Call))
            return roots;
        var guarded = new GuardedOperands(graph, HoldingConditions.Of(graph, roots, nodes, Differentiation.CarriesGradient));
        var images = new Dictionary<Node, Node>();
        foreach (Node node in nodes)
            images.Add(node, guarded.Image(node, images));
        return [.. roots.Select(root => images[root])];
    }

    /// <summary>A node whose gradient goes nowhere, a condition above all, stays as it is.</summary>
    private Node Image(Node node, Dictionary<Node, Node> images)
    {
        if (!known.TryGetValue(node, out HashSet<Node>? terms))
            return node;
        if (node.Op == Op.Select && terms.Contains(node[0]))
            return images[node[1]];
        if (node.Op == Op.Select && terms.Contains(graph.Not(node[0])))
            return images[node[2]];
        Node[] args = [.. node.Args.Select((arg, i) => Differentiation.CarriesGradient(node, i) ? images[arg] : arg)];
        if (node.Function?.RestsAtZero?.Invoke(node) != true)
            return Guarded(node, args, terms);

        // As the derivative of the language tells it: by the radicand of a root, else by the value.
        Node isNotZero = graph.NotEqual(node.Args.Count == 1 ? node[0] : node, graph.Zero);
        return terms.Contains(isNotZero)
            ? Guarded(node, args, terms)
            : graph.Literally(() => graph.Select(isNotZero, Guarded(node, args, [.. terms, isNotZero]), graph.Zero));
    }

    private Node Guarded(Node node, Node[] args, HashSet<Node> terms)
    {
        int? only = node.Op == Op.Divide ? 1 : node.Function?.Domain?.Argument;
        Node? condition = CanBeInfinite(node) ? Condition(terms, node.Axes) : null;
        // Rewrites would take the choices apart again.
        return graph.Literally(() =>
        {
            for (int i = only ?? 0; i <= (only ?? args.Length - 1) && condition is not null; i++)
            {
                if (!args[i].IsConstant)
                    args[i] = graph.Select(condition, args[i], graph.Constant(Harmless));
            }

            return args.SequenceEqual(node.Args) ? node : graph.WithArgs(node, args);
        });
    }

    /// <summary>Whether the value or its derivative can be infinite; exponents that are shifted by the largest are none that can.</summary>
    private static bool CanBeInfinite(Node node) =>
        node.Op == Op.Divide ? !(node[1].Range.IsPositive || (-node[1].Range).IsPositive)
        : node.Function is { Domain: not null } or { RestsAtZero: not null } or { HasPoles: true }
            || (node.Function is { GrowsExponentially: true } && !CompositeReductions.IsShifted(node[0]));

    /// <summary>What is known of the positions that the node itself has.</summary>
    private Node? Condition(HashSet<Node> terms, AxisSet axes) => terms
        .Where(term => term.Op != Op.And && !term.IsConstant && term.Axes.IsSubsetOf(axes)).OrderBy(term => term.Id)
        .Aggregate<Node, Node?>(null, (all, term) => all is null ? term : graph.And(all, term));
}
