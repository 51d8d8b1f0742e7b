using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule;

/// <summary>
/// A sum for each row of which each term belongs to one: <c>sum[n](i[n] == u ? g[n, d] : 0)</c> for each u and d, the gradient by the rows that <c>e[i[n], d]</c> gathers.
/// Its terms are put into buckets first, one for each u (a counting sort), so that a row goes through its own terms instead of comparing those of all.
/// </summary>
/// <param name="Terms">The axes of the terms: several where each of n has a list of them, as in <c>e[i[n, k], d]</c>.</param>
/// <param name="Places">The intermediate that holds the bucket of each term, and -1 for terms that are left out.</param>
/// <param name="Bucket">The indices of a bucket: the positions of the axes that have buckets of their own, and that of the row.</param>
/// <param name="Term">The sum without the conditions under which a term belongs to it.</param>
internal sealed record BucketSum(IReadOnlyList<Axis> Terms, string Places, IReadOnlyList<Axis> Bucket, Node Term)
{
    /// <summary>The axis of the rows.</summary>
    public Axis Row => Bucket[Bucket.Count - 1];

    /// <summary>The sum as one whose places are kept; null where it is none.</summary>
    public static BucketSum? Of(GraphBuilder graph, Node node, IReadOnlyDictionary<string, Intermediate> kept)
    {
        var terms = new List<Axis>();
        Node value = node;
        for (; value is { Op: Op.Reduce, Reduction: Reduction.Sum, Args.Count: 1 }; value = value[0])
            terms.Add(value.Over!);
        if (terms.Count == 0 || value.Op != Op.Select || value[0].Op != Op.Equal || !value[2].Is(0) || value[0][0].Op != Op.Index || value[0][1].Op != Op.Element
            || !kept.TryGetValue(value[0][1].Name!, out Intermediate? places) || places.Buckets is not { } row || row != value[0][0].Over)
            return null;
        List<Axis> bucket = [.. places.Axes.Take(places.Axes.Count - terms.Count), row];
        return new BucketSum(terms, places.Name, bucket, graph.Sum(terms[0], value[1]));
    }

    /// <summary>Keeps the places of all such sums.</summary>
    public static (Routine Routine, IReadOnlyList<Intermediate> Places) Apply(GraphBuilder graph, Routine routine, Func<string, string> unique)
    {
        var places = new Dictionary<(Node Place, Axis Row, string Buckets), Intermediate>();
        while (true)
        {
            var images = new Dictionary<Node, Node>();
            foreach (Node sum in GraphWalk.Reachable(routine.Roots).Where(node => node is { Op: Op.Reduce, Reduction: Reduction.Sum }))
            {
                if (GatheredTerms.Of(graph, sum) is not { } terms)
                    continue;
                if (!places.TryGetValue((terms.Place, terms.Row, terms.Buckets), out Intermediate? kept))
                    places.Add((terms.Place, terms.Row, terms.Buckets), kept = new Intermediate(unique("places"), [.. terms.Apart, .. terms.Axes], terms.Place) { Buckets = terms.Row });
                images.Add(sum, terms.WithPlaces(graph, graph.Element(kept.Name, [.. kept.Axes.Select(graph.Index)], terms.Place.Range)));
            }

            if (images.Count == 0)
                return (routine, [.. places.Values]);
            routine = routine.WithValues(GraphWalk.Replace(graph, [.. routine.Roots], images));
        }
    }

    /// <summary>A sum that is taken apart into its terms, their places and what they are.</summary>
    /// <param name="Axes">The axes of the terms.</param>
    /// <param name="Apart">The axes that the places vary over besides: each position has buckets of its own.</param>
    /// <param name="Row">The axis of the rows.</param>
    /// <param name="Place">The row that a term belongs to; -1 where it belongs to none.</param>
    /// <param name="Value">The term.</param>
    private sealed record GatheredTerms(IReadOnlyList<Axis> Axes, IReadOnlyList<Axis> Apart, Axis Row, Node Place, Node Value)
    {
        /// <summary>How the places are laid out: each position of the first axes has buckets, in which the terms stand in the order of the others.</summary>
        public string Buckets => $"{string.Join(",", Apart.Select(axis => axis.Index))}: {string.Join(",", Axes.Select(axis => axis.Index))}";

        public static GatheredTerms? Of(GraphBuilder graph, Node sum)
        {
            if (Scatter.Of(graph, sum) is not null)
                return null;
            var axes = new List<Axis>();
            var conditions = new List<Node>();
            var factors = new List<Node>();
            for (Node value = sum; ;)
            {
                if (value is { Op: Op.Reduce, Reduction: Reduction.Sum })
                {
                    // A sum inside along the same axis has positions of its own.
                    if (axes.Contains(value.Over!))
                        return null;
                    axes.Add(value.Over!);
                    foreach (Node filter in value.Args.Skip(1))
                        conditions.AddRange(HoldingConditions.Conjuncts(filter));
                    value = value[0];
                }
                else if (value.Op == Op.Select && value[2].Is(0))
                {
                    conditions.AddRange(HoldingConditions.Conjuncts(value[0]));
                    value = value[1];
                }
                else if (value.Op == Op.Multiply && (IsOfSum(value[0]) || IsOfSum(value[1])))
                {
                    factors.Add(IsOfSum(value[0]) ? value[1] : value[0]);
                    value = IsOfSum(value[0]) ? value[0] : value[1];
                }
                else
                    return null;
                foreach (Node equal in conditions.Where(condition => condition.Op == Op.Equal))
                {
                    if (RowAndIndex(equal, sum.Axes) is ({ } row, { } index) && axes.All(index.VariesOver))
                        return Of(graph, axes, row, index, [.. conditions.Where(condition => !ReferenceEquals(condition, equal))], factors.Aggregate(value, graph.Multiply));
                }
            }
        }

        private static GatheredTerms Of(GraphBuilder graph, IReadOnlyList<Axis> axes, Axis row, Node index, IReadOnlyList<Node> conditions, Node value)
        {
            Node place = index;
            foreach (Node condition in conditions)
            {
                if (condition.Axes.IsSubsetOf(index.Axes))
                    place = graph.Select(condition, place, graph.Constant(-1));
                else
                    value = graph.Select(condition, value, graph.Zero);
            }

            return new GatheredTerms(axes, index.Axes.Without(AxisSet.Of(axes)).Axes, row, place, value);
        }

        /// <summary>The sum with its places read from memory.</summary>
        public Node WithPlaces(GraphBuilder graph, Node places) => Axes.Reverse().Aggregate(
            graph.Select(graph.Equal(graph.Index(Row), places), Value, graph.Zero), (value, axis) => graph.Sum(axis, value));

        private static bool IsOfSum(Node node) => node is { Op: Op.Reduce, Reduction: Reduction.Sum };

        /// <summary>The row that is compared, and the index that it is compared with.</summary>
        private static (Axis? Row, Node? Index) RowAndIndex(Node equal, AxisSet axes)
        {
            foreach ((Node position, Node index) in new[] { (equal[0], equal[1]), (equal[1], equal[0]) })
            {
                if (position.Op == Op.Index && axes.Contains(position.Over!) && index.IsIntegral && !index.VariesOver(position.Over!)
                    && GraphWalk.Reachable(index).Any(node => node.Op == Op.Element))
                    return (position.Over, index);
            }

            return (null, null);
        }
    }
}
