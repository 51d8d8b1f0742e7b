using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule.Contractions;

/// <summary>
/// Sums over what picks a row, as the gradients of picks have them, term by term: <c>sum[j | p[j] == i](w[j] * a[p[j], k] - v[j] * a[j, k])</c> is
/// <c>a[i, k] * sum[j | p[j] == i](w[j])</c>, with one number for each row, less a sum of rows of the matrix, which is left to the matrix kernel. An index that the condition
/// tells stands for what it is equal to, and what is the same for all terms stands outside of the sum.
/// </summary>
internal sealed class SeparateSums
{
    private readonly GraphBuilder graph;
    private readonly IReadOnlyList<Product> products;
    private readonly Func<string, bool> isMatrix;

    private SeparateSums(GraphBuilder graph, IReadOnlyList<Product> products, Func<string, bool> isMatrix)
    {
        this.graph = graph;
        this.products = products;
        this.isMatrix = isMatrix;
    }

    /// <summary>The routine with such sums taken apart.</summary>
    public static Routine Apply(GraphBuilder graph, Routine routine, IReadOnlyList<Product> products, Func<string, bool> isMatrix)
    {
        var separate = new SeparateSums(graph, products, isMatrix);
        return routine with
        {
            Stores = [.. routine.Stores.Select(store => store with { Value = GraphWalk.Map(graph, [store.Value], separate.Separate)[0] })],
        };
    }

    private Node Separate(Node node)
    {
        if (node is not { Op: Op.Reduce, Reduction: Reduction.Sum, Axes.Count: 2, Over: { } over }
            || products.FirstOrDefault(product => IsAlong(node, product.Row, product.Column, over) || IsAlong(node, product.Column, product.Row, over)) is not { } along
            || WeightedSum.Of(graph, node, isMatrix) is not null)
            return node;
        (Axis free, Axis summed) = IsAlong(node, along.Row, along.Column, over) ? (along.Row, along.Column) : (along.Column, along.Row);
        Node body = node.Args.Count == 1 ? node[0] : graph.Select(node[1], node[0], graph.Zero);
        Axis column = node.Axes.Without(free).Axes[0];
        List<Node> terms = Terms.Of(graph, body, factor => !factor.VariesOver(column));
        return terms.Any(term => Factors.Of(graph, term).Any(IsPick))
            ? terms.Select(term => Substitution.Permute(graph, Summed(term, over, free), new Dictionary<Axis, Axis> { [over] = summed })).Aggregate(graph.Add)
            : node;
    }

    /// <summary>Whether the sum is one for each position along an axis of a product, over as many as its other one has.</summary>
    private static bool IsAlong(Node sum, Axis free, Axis other, Axis over) =>
        sum.VariesOver(free) && !sum.VariesOver(other) && over.Extent == other.Extent && over != free;

    /// <summary>The sum of a term.</summary>
    private Node Summed(Node term, Axis over, Axis free)
    {
        List<Node> factors = Factors.Of(graph, term);
        Node? pick = factors.Find(IsPick);
        if (pick is not null)
        {
            factors.Remove(pick);
            factors.AddRange(Factors.Of(graph, pick[1]));
            factors = [.. factors.Select(factor => Told(pick[0], factor, free))];
        }

        ILookup<bool, Node> varying = factors.ToLookup(factor => factor.VariesOver(over));
        Node inside = Factors.Product(graph, varying[true]);
        Node sum = graph.Sum(over, pick is null ? inside : graph.Select(pick[0], inside, graph.Zero));
        return varying[false].Any() ? graph.Multiply(Factors.Product(graph, varying[false]), sum) : sum;
    }

    /// <summary>Whether it is 0 where an index is not a position.</summary>
    private static bool IsPick(Node factor) =>
        factor.Op == Op.Select && factor[2].Is(0) && factor[0].Op == Op.Equal && factor[0].Args.Any(side => side.Op == Op.Index);

    /// <summary>The value where the condition holds: with the position in place of the index that is equal to it.</summary>
    private Node Told(Node condition, Node value, Axis free)
    {
        (Node index, Node position) = condition[0].Op == Op.Index ? (condition[1], condition[0]) : (condition[0], condition[1]);
        bool isBound = GraphWalk.DependingOn([value], node => ReferenceEquals(node, index)).Any(node => node.Op is Op.Reduce or Op.Scan && node.Over == free);
        return position.Over != free || isBound ? value : GraphWalk.Replace(graph, [value], new Dictionary<Node, Node> { [index] = position })[0];
    }
}
