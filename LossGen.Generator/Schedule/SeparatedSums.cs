using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule;

/// <summary>
/// Sums of kept values at positions that their axis makes with another, <c>sum[l](g[l] * (a * s[x - l] + b * t[x - l]))</c>: what does not vary along the axis is taken out,
/// <c>a * sum[l](g[l] * s[x - l]) + b * sum[l](g[l] * t[x - l])</c>. So the gradient by a window of two axes becomes sums along each of them, where its weights are
/// products of one for each; and they are those that autograd forms of each convolution.
/// </summary>
/// <param name="graph">Makes the sums.</param>
/// <param name="isKept">Whether the element of that name is kept.</param>
internal sealed class SeparatedSums(GraphBuilder graph, Func<string, bool> isKept)
{
    /// <summary>A sum falls into no more than so many.</summary>
    private const int MostTerms = 8;

    private readonly Dictionary<(Node, Axis), bool> readsAlong = [];

    public IReadOnlyList<Node> Apply(IReadOnlyList<Node> roots) =>
        GraphWalk.Map(graph, roots, node => node is { Op: Op.Reduce, Reduction: Reduction.Sum, Args.Count: 1 } ? Separated(node) : node);

    private Node Separated(Node sum)
    {
        Axis axis = sum.Over!;
        if (!ReadsAlong(sum[0], axis) || Terms(sum[0], axis) is not { } terms || terms.All(term => term.Outside(axis).IsPlain))
            return sum;
        Node? all = null;
        foreach (IGrouping<Term, Term> alike in terms.GroupBy(term => term.Outside(axis), Term.Comparer))
        {
            Node inside = alike.Select(term => term.Inside(axis).ToNode(graph)).Aggregate(graph.Add);
            Node part = alike.Key.Times(graph, graph.Sum(axis, inside));
            all = all is null ? part : graph.Add(all, part);
        }

        return all!;
    }

    /// <summary>Whether the value is computed from something kept, at a position that the axis makes with another.</summary>
    private bool ReadsAlong(Node node, Axis axis)
    {
        if (!node.VariesOver(axis))
            return false;
        if (readsAlong.TryGetValue((node, axis), out bool known))
            return known;
        return readsAlong[(node, axis)] = node.Op == Op.Element
            ? isKept(node.Name!) && node.Args.Any(index => index.Op is Op.Add or Op.Subtract && index.VariesOver(axis))
            : node.Args.Any(arg => ReadsAlong(arg, axis));
    }

    /// <summary>The terms that a value is the sum of, as far as these read along the axis; null where they are too many.</summary>
    private IReadOnlyList<Term>? Terms(Node node, Axis axis)
    {
        IReadOnlyList<Term>? Of(Node part, Func<Term, Term> change) => Terms(part, axis) is { } terms ? [.. terms.Select(change)] : null;
        IReadOnlyList<Term>? Both(IReadOnlyList<Term>? left, Func<IReadOnlyList<Term>?> right) =>
            left is not null && right() is { } others && left.Count + others.Count <= MostTerms ? [.. left, .. others] : null;
        if (!ReadsAlong(node, axis))
            return [Product(node)];
        switch (node.Op)
        {
            case Op.Add:
                return Both(Terms(node[0], axis), () => Terms(node[1], axis));
            case Op.Subtract:
                return Both(Terms(node[0], axis), () => Of(node[1], term => term.Negated()));
            case Op.Negate:
                return Of(node[0], term => term.Negated());
            case Op.Multiply when !ReadsAlong(node[0], axis):
                return Of(node[1], term => term.By(Product(node[0])));
            case Op.Multiply when !ReadsAlong(node[1], axis):
                return Of(node[0], term => term.By(Product(node[1])));
            case Op.Multiply when !ReferenceEquals(node[0], node[1]) && Terms(node[0], axis) is [var left] && Terms(node[1], axis) is [var right]:
                return [right.By(left)];
            case Op.Divide when !ReadsAlong(node[1], axis):
                return Of(node[0], term => term.Over(node[1]));
            case Op.Divide when Terms(node[0], axis) is [var divided]:
                return [Term.Of(graph.Divide(divided.Inside(axis).ToNode(graph), node[1])).By(divided.Outside(axis))];
            case Op.Select when node[2].Is(0) && !ReadsAlong(node[0], axis):
                return Of(node[1], term => term.Where(node[0]));
            default:
                return [Term.Of(node)];
        }
    }

    /// <summary>A value that does not read along the axis, as the product that it is.</summary>
    private static Term Product(Node node) => node.Op switch
    {
        Op.Multiply => Product(node[1]).By(Product(node[0])),
        Op.Divide => Product(node[0]).Over(node[1]),
        Op.Negate => Product(node[0]).Negated(),
        _ => Term.Of(node),
    };

    /// <summary>A product of factors, over divisors, under conditions.</summary>
    private sealed record Term(bool IsNegative, IReadOnlyList<Node> Factors, IReadOnlyList<Node> Divisors, IReadOnlyList<Node> Conditions)
    {
        public static IEqualityComparer<Term> Comparer { get; } = new SameParts();

        public bool IsPlain => Factors.Concat(Divisors).All(node => !node.Varies);

        public static Term Of(Node node) => new(false, [node], [], []);

        public Term Negated() => this with { IsNegative = !IsNegative };

        public Term By(Term factor) => new(
            IsNegative != factor.IsNegative, [.. factor.Factors, .. Factors], [.. factor.Divisors, .. Divisors], [.. factor.Conditions, .. Conditions]);

        public Term Over(Node divisor) => this with { Divisors = [.. Divisors, divisor] };

        public Term Where(Node condition) => this with { Conditions = [condition, .. Conditions] };

        /// <summary>What of it does not vary along the axis.</summary>
        public Term Outside(Axis axis) => Only(node => !node.VariesOver(axis));

        /// <summary>The rest, with the sign outside.</summary>
        public Term Inside(Axis axis) => Only(node => node.VariesOver(axis)) with { IsNegative = false };

        private Term Only(Func<Node, bool> isPart) => this with { Factors = [.. Factors.Where(isPart)], Divisors = [.. Divisors.Where(isPart)], Conditions = [.. Conditions.Where(isPart)] };

        /// <summary>The product of it and a value.</summary>
        public Node Times(GraphBuilder graph, Node value) => (this with { Factors = [.. Factors, value] }).ToNode(graph);

        public Node ToNode(GraphBuilder graph)
        {
            Node value = Factors.Count == 0 ? graph.One : Factors.Aggregate(graph.Multiply);
            value = Divisors.Aggregate(value, graph.Divide);
            value = Conditions.Reverse().Aggregate(value, (chosen, condition) => graph.Select(condition, chosen, graph.Zero));
            return IsNegative ? graph.Negate(value) : value;
        }

        private sealed class SameParts : IEqualityComparer<Term>
        {
            public bool Equals(Term? left, Term? right) => left!.IsNegative == right!.IsNegative && left.Factors.SequenceEqual(right.Factors)
                && left.Divisors.SequenceEqual(right.Divisors) && left.Conditions.SequenceEqual(right.Conditions);

            public int GetHashCode(Term term) => term.Factors.Concat(term.Divisors).Concat(term.Conditions).Aggregate(0, (hash, node) => (hash * 31) + node.Id);
        }
    }
}
