using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule.Contractions;

/// <summary>
/// A sum of the rows of a matrix, each times its weight, that the matrix kernel forms and loops read: <c>sum[i](w[i, j] * a[i, k])</c>.
/// </summary>
/// <param name="Read">The element that is read, by the column of the weights and that of the matrix.</param>
/// <param name="Weight">The weight of a row.</param>
/// <param name="Matrix">The matrix.</param>
/// <param name="Over">The axis of the rows.</param>
internal sealed record FormedSum(Node Read, Node Weight, Node Matrix, Axis Over);

/// <summary>
/// Finds sums down the rows of multiples of a product, as the gradient by a normalized factor has them, and sums the other way round:
/// <c>sum[i](w[i, j] * sum[k](a[i, k] * b[j, k])) = sum[k](b[j, k] * sum[i](w[i, j] * a[i, k]))</c>. The inner sum on the right is most often wanted anyway, for the
/// gradient, and no loop goes down the rows of the product any more.
/// </summary>
internal sealed class FormedSums
{
    private readonly GraphBuilder graph;
    private readonly IReadOnlyList<Product> products;
    private readonly Func<string, bool> isMatrix;
    private readonly Func<string, string> unique;
    private readonly List<FormedSum> sums = [];
    private readonly Dictionary<Node, Node> images = [];

    private FormedSums(GraphBuilder graph, IReadOnlyList<Product> products, Func<string, bool> isMatrix, Func<string, string> unique)
    {
        this.graph = graph;
        this.products = products;
        this.isMatrix = isMatrix;
        this.unique = unique;
    }

    /// <summary>The routine with reads of the sums, and the sums.</summary>
    public static (Routine Routine, IReadOnlyList<FormedSum> Sums) Apply(
        GraphBuilder graph, Routine routine, IReadOnlyList<Product> products, Func<string, bool> isMatrix, Func<string, string> unique)
    {
        var formed = new FormedSums(graph, products, isMatrix, unique);
        foreach (Node node in GraphWalk.Reachable(routine.Roots).Where(node => node is { Op: Op.Reduce, Reduction: Reduction.Sum, Args.Count: 1, Axes.Count: 1 }))
            formed.Turn(node);
        if (formed.sums.Count == 0)
            return (routine, formed.sums);

        // An output that reads such a sum is written after it is formed: no other sum may be added to it before.
        foreach (Store store in routine.Stores.Where(formed.ReadsSums))
            formed.TakeOthers(store);
        return (routine.WithValues(GraphWalk.Replace(graph, [.. routine.Roots], formed.images)), formed.sums);
    }

    private void Turn(Node node)
    {
        foreach (Product product in products.Where(product => product.Row == node.Over && node.VariesOver(product.Column)))
        {
            Axis depth = product.Sum.Over!;
            if (WeightedSum.Weighted(graph, node[0], product.Sum, depth) is not { } weight)
                continue;
            Weights weights = Of(weight, product.Row, product.Column, depth, product.Left);
            images.Add(node, graph.Multiply(weights.Around, graph.Sum(depth, graph.Multiply(product.Right, Read(weights)))));
            return;
        }
    }

    private bool ReadsSums(Store store) =>
        GraphWalk.Reachable(store.Value).Any(node => images.ContainsKey(node) || (WeightsOf(node) is { } weights && Known(weights) is not null));

    private void TakeOthers(Store store)
    {
        foreach (Node node in GraphWalk.Reachable(store.Value).Where(node => !images.ContainsKey(node)))
        {
            if (WeightsOf(node) is { } weights)
                images.Add(node, graph.Multiply(weights.Around, Read(weights)));
        }
    }

    private Node Read(Weights wanted)
    {
        if (Known(wanted) is { } known)
            return known.Read;
        Node read = graph.Element(unique("sums"), [graph.Index(wanted.Column), graph.Index(wanted.Depth)], Interval.All);
        sums.Add(new FormedSum(read, wanted.Core, wanted.Matrix, wanted.Over));
        return read;
    }

    private FormedSum? Known(Weights wanted) => sums.Find(sum =>
        sum.Over == wanted.Over && ReferenceEquals(sum.Weight, wanted.Core) && ReferenceEquals(sum.Matrix, wanted.Matrix) && sum.Read[0].Over == wanted.Column);

    /// <summary>The weights of a sum of the rows of a matrix, which has them by the rows and columns of a product; null where it is no such sum.</summary>
    private Weights? WeightsOf(Node node)
    {
        if (node is not { Op: Op.Reduce, Axes.Count: 2 } || WeightedSum.Of(graph, node, isMatrix) is not { } sum)
            return null;
        Product? product = products.FirstOrDefault(product => product.Row == sum.Over && node.VariesOver(product.Column) && !sum.Matrix.VariesOver(product.Column));
        return product is null ? null : Of(sum.Weight, sum.Over, product.Column, node.Axes.Without(product.Column).Axes[0], sum.Matrix);
    }

    private Weights Of(Node weight, Axis over, Axis column, Axis depth, Node matrix)
    {
        ILookup<bool, Node> factors = Factors.Of(graph, weight).ToLookup(factor => factor.VariesOver(over));
        return new Weights(Factors.Product(graph, factors[false]), Factors.Product(graph, factors[true]), over, column, depth, matrix);
    }

    /// <summary>The weights of the rows of a matrix.</summary>
    /// <param name="Around">What is the same in all rows, and stands around the sum.</param>
    /// <param name="Core">The rest of a weight.</param>
    /// <param name="Over">The axis of the rows.</param>
    /// <param name="Column">The other axis of the weights.</param>
    /// <param name="Depth">The other axis of the matrix.</param>
    /// <param name="Matrix">The matrix.</param>
    private sealed record Weights(Node Around, Node Core, Axis Over, Axis Column, Axis Depth, Node Matrix);
}
