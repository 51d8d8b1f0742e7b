using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule.Contractions;

/// <summary>
/// Terms of totals in which a product occurs transposed, <c>mean[i](logsumexp[j](d[j, i]))</c> beside <c>d[i, j]</c>, with rows and columns exchanged, which
/// their reductions bind: <c>mean[j](logsumexp[i](d[i, j]))</c>. So there is one product, and what its columns reduce to is formed once for value and gradient.
/// </summary>
internal sealed class Turned
{
    private readonly GraphBuilder graph;

    /// <summary>The transposed products, and the names by which they are others that occur.</summary>
    private readonly Dictionary<Node, IReadOnlyDictionary<Axis, Axis>> transposed = [];

    private Turned(GraphBuilder graph, Routine routine, IReadOnlyList<Product> products)
    {
        this.graph = graph;
        HashSet<Node> sums = [.. products.Select(product => product.Sum)], stored = [.. GraphWalk.Reachable(routine.Stores.Select(store => store.Value))];

        // Of two that are each other's, the one that gradients are formed of stays.
        foreach (Product product in products.OrderBy(product => stored.Contains(product.Sum)).ThenByDescending(product => product.Sum.Id))
        {
            var names = new Dictionary<Axis, Axis> { [product.Row] = product.Column, [product.Column] = product.Row };
            Node other = Substitution.Permute(graph, product.Sum, names);
            if (!ReferenceEquals(other, product.Sum) && sums.Contains(other) && !transposed.ContainsKey(other))
                transposed.Add(product.Sum, names);
        }
    }

    public static Routine Apply(GraphBuilder graph, Routine routine, IReadOnlyList<Product> products)
    {
        var turned = new Turned(graph, routine, products);
        return turned.transposed.Count == 0 ? routine : routine with
        {
            Assignments = [.. routine.Assignments.Select(assignment => assignment with { Value = GraphWalk.Map(graph, [assignment.Value], turned.Total)[0] })],
        };
    }

    /// <summary>The total in terms, of which some are turned.</summary>
    private Node Total(Node node)
    {
        if (node is not { Op: Op.Reduce, Reduction: Reduction.Sum, Varies: false, Args.Count: 1 })
            return node;
        Node? sum = null;
        foreach (IGrouping<IReadOnlyDictionary<Axis, Axis>?, Node> group in Terms.Of(graph, node[0], factor => !factor.Varies).GroupBy(term => NamesOf(term, node.Over!)))
        {
            Node part = graph.Sum(node.Over!, group.Aggregate(graph.Add));
            part = group.Key is { } names ? Substitution.Permute(graph, part, names) : part;
            sum = sum is null ? part : graph.Add(sum, part);
        }

        return sum!;
    }

    /// <summary>The names by which all products of a term are others that occur; null where it has other products or none.</summary>
    private IReadOnlyDictionary<Axis, Axis>? NamesOf(Node term, Axis over)
    {
        HashSet<Node> inside = [.. GraphWalk.Reachable(term)];
        List<IReadOnlyDictionary<Axis, Axis>> names = [.. transposed.Where(pair => inside.Contains(pair.Key)).Select(pair => pair.Value).Distinct()];
        return names.Count == 1 && names[0].ContainsKey(over) ? names[0] : null;
    }
}
