using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule.Contractions;

/// <summary>
/// A sum of the rows of a matrix, each times its weight, that the matrix kernel forms and loops read: <c>sum[i](w[i, j] * a[i, k])</c>.
/// </summary>
/// <param name="Read">The element that is read, by the column of the weights and that of the matrix.</param>
/// <param name="Weight">The weight of a row.</param>
/// <param name="Matrix">The matrix.</param>
/// <param name="Over">The axis of the rows.</param>
internal sealed record FormedSum(Node Read, Node Weight, Node Matrix, Axis Over)
{
    /// <summary>
    /// Finds sums down the rows of multiples of a product, as the gradient by a normalized factor has them, and sums the other way round:
    /// <c>sum[i](w[i, j] * sum[k](a[i, k] * b[j, k])) = sum[k](b[j, k] * sum[i](w[i, j] * a[i, k]))</c>. The inner sum on the right is most often wanted anyway, for
    /// the gradient, and no loop goes down the rows of the product any more.
    /// </summary>
    public static (Routine Routine, IReadOnlyList<FormedSum> Sums) Apply(
        GraphBuilder graph, Routine routine, IReadOnlyList<Product> products, Func<string, bool> isMatrix, Func<string, string> unique)
    {
        var sums = new List<FormedSum>();
        var images = new Dictionary<Node, Node>();
        List<Node> nodes = GraphWalk.Reachable(routine.Roots);
        foreach (Node node in nodes.Where(node => node is { Op: Op.Reduce, Reduction: Reduction.Sum, Args.Count: 1, Axes.Count: 1 }))
        {
            foreach (Product product in products.Where(product => product.Row == node.Over && node.VariesOver(product.Column)))
            {
                if (images.ContainsKey(node) || WeightedSum.Weighted(graph, node[0], product.Sum, product.Sum.Over!) is not { } weight)
                    continue;
                (Node around, Node core) = Factors(graph, weight, product.Row);
                images.Add(node, graph.Multiply(around, graph.Sum(product.Sum.Over!, graph.Multiply(product.Right, Read(core, product)))));
            }
        }

        if (sums.Count == 0)
            return (routine, sums);
        foreach (Node node in nodes.Where(node => node.Op == Op.Reduce && node.Axes.Count == 2))
        {
            if (WeightedSum.Of(graph, node, isMatrix) is not { } weighted)
                continue;
            (Node around, Node core) = Factors(graph, weighted.Weight, weighted.Over);
            if (sums.Find(sum => sum.IsOf(weighted.Over, core, weighted.Matrix)) is { } same && node.Axes.Equals(same.Read.Axes))
                images.Add(node, graph.Multiply(around, same.Read));
        }

        IReadOnlyList<Node> roots = GraphWalk.Replace(graph, [.. routine.Roots], images);
        return (routine.WithValues(roots), sums);

        Node Read(Node weight, Product product)
        {
            Axis over = product.Row;
            if (sums.Find(sum => sum.IsOf(over, weight, product.Left)) is { } known)
                return known.Read;
            Node read = graph.Element(unique("sums"), [graph.Index(product.Column), graph.Index(product.Sum.Over!)], Interval.All);
            sums.Add(new FormedSum(read, weight, product.Left, over));
            return read;
        }
    }

    private bool IsOf(Axis over, Node weight, Node matrix) => Over == over && ReferenceEquals(Weight, weight) && ReferenceEquals(Matrix, matrix);

    /// <summary>A weight as what is the same in all rows, and the rest, its factors in one order.</summary>
    private static (Node Around, Node Core) Factors(GraphBuilder graph, Node weight, Axis over)
    {
        var factors = new List<Node>();
        void Collect(Node node)
        {
            switch (node.Op)
            {
                case Op.Multiply:
                    Collect(node[0]);
                    Collect(node[1]);
                    break;
                case Op.Negate:
                    factors.Add(graph.Constant(-1));
                    Collect(node[0]);
                    break;
                case Op.Divide when !node[0].Is(1):
                    Collect(node[0]);
                    factors.Add(graph.Divide(graph.One, node[1]));
                    break;
                default:
                    factors.Add(node);
                    break;
            }
        }

        Collect(weight);
        Node Product(IEnumerable<Node> all) => all.OrderBy(factor => factor.Id).Aggregate((Node?)null, (product, factor) => product is null ? factor : graph.Multiply(product, factor)) ?? graph.One;
        return (Product(factors.Where(factor => !factor.VariesOver(over))), Product(factors.Where(factor => factor.VariesOver(over))));
    }
}
