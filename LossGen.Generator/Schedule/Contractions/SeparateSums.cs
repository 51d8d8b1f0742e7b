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
        Axis column = node.Axes.Without(free).Axes[0];

        // Along the rows of a product, an element of it at the picked position is the one there. Down its columns it stays a number for each row: nothing is to read columns.
        List<Term> terms = [.. Terms.Of(graph, Terms.Body(graph, node), factor => !factor.VariesOver(column)).Select(term => TermOf(term, column))];
        return terms.Any(term => term.Conditions.Exists(IsPick))
            ? terms.Select(term => Substitution.Permute(graph, Summed(term, over, free, factor => free == along.Row || factor.VariesOver(column)), new Dictionary<Axis, Axis> { [over] = summed })).Aggregate(graph.Add)
            : node;
    }

    /// <summary>Whether the sum is one for each position along an axis of a product, over as many as its other one has.</summary>
    private static bool IsAlong(Node sum, Axis free, Axis other, Axis over) =>
        sum.VariesOver(free) && !sum.VariesOver(other) && over.Extent == other.Extent && over != free;

    /// <summary>The sum of a term. What is the same in all of it stands around, with the conditions under which it is finite.</summary>
    private Node Summed(Term term, Axis over, Axis free, Func<Node, bool> isTold)
    {
        Node? pick = term.Conditions.Find(IsPick);
        ILookup<bool, Node> factors = term.Factors.Select(factor => pick is not null && isTold(factor) ? Told(pick, factor, free) : factor)
            .ToLookup(factor => factor.VariesOver(over));
        ILookup<bool, Node> conditions = term.Conditions.ToLookup(condition => condition.VariesOver(over));
        Node sum = graph.Sum(over, Where(conditions[true], Factors.Product(graph, factors[true])));
        return Where(conditions[false], factors[false].Any() ? graph.Multiply(Factors.Product(graph, factors[false]), sum) : sum);
    }

    private Node Where(IEnumerable<Node> conditions, Node value) =>
        conditions.Reverse().Aggregate(value, (inside, condition) => graph.Select(condition, inside, graph.Zero));

    /// <summary>A product as factors, and conditions without which it is 0.</summary>
    private Term TermOf(Node product, Axis column)
    {
        var term = new Term([], []);
        Collect(product);
        return term;

        void Collect(Node node)
        {
            foreach (Node factor in Factors.Of(graph, node))
            {
                bool isChoice = factor.Op == Op.Select && !factor[0].VariesOver(column) && (factor[1].Is(0) || factor[2].Is(0));
                if (!isChoice)
                {
                    term.Factors.Add(factor);
                    continue;
                }

                term.Conditions.Add(factor[2].Is(0) ? factor[0] : graph.Not(factor[0]));
                Collect(factor[2].Is(0) ? factor[1] : factor[2]);
            }
        }
    }

    /// <summary>Whether a condition is that an index is a position.</summary>
    private static bool IsPick(Node condition) => condition.Op == Op.Equal && condition.Args.Any(side => side.Op == Op.Index);

    /// <summary>The value where the condition holds: with the position in place of the index that is equal to it.</summary>
    private Node Told(Node condition, Node value, Axis free)
    {
        (Node index, Node position) = condition[0].Op == Op.Index ? (condition[1], condition[0]) : (condition[0], condition[1]);
        bool isBound = GraphWalk.DependingOn([value], node => ReferenceEquals(node, index)).Any(node => node.Op is Op.Reduce or Op.Scan && node.Over == free);
        return position.Over != free || isBound ? value : GraphWalk.Replace(graph, [value], new Dictionary<Node, Node> { [index] = position })[0];
    }

    /// <summary>A term of a sum.</summary>
    /// <param name="Conditions">Without any of these it is 0.</param>
    /// <param name="Factors">What it is the product of.</param>
    private sealed record Term(List<Node> Conditions, List<Node> Factors);
}
