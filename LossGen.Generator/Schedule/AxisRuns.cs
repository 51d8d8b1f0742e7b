using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule;

/// <summary>
/// Finds axes that always occur together, adjacent and in one order, so that a loop over both is one loop over as many positions: in every
/// access and every output, reduced by one reduction, and with no use of their positions but as indices.
/// </summary>
internal sealed class AxisRuns
{
    private readonly List<Node> nodes;
    private readonly List<(string Tensor, IReadOnlyList<Axis?> Axes)> accesses;
    private readonly HashSet<Axis> numbered;
    private readonly ILookup<Node, Node> users;
    private readonly HashSet<Node> roots;

    /// <summary>
    /// The axes for all positions of which another axis is reduced side by side. They are joined to none: the shorter these rows are, the more of
    /// what they accumulate stays in the nearest cache.
    /// </summary>
    private readonly HashSet<Axis> columns;

    private AxisRuns(Routine routine, HashSet<Node> roots, List<Node> nodes)
    {
        this.roots = roots;
        this.nodes = nodes;
        users = nodes.SelectMany(node => node.Args.Distinct().Select(arg => (arg, node))).ToLookup(pair => pair.arg, pair => pair.node);
        numbered =
        [
            .. nodes.Where(node => node.Op == Op.Scan || (node.Op == Op.Index && IsNumber(node))).Select(node => node.Over!),
            .. nodes.Where(node => node.Op == Op.Recur).SelectMany(node => node.Recurrence!.Tables).SelectMany(table => table.Axes),
        ];
        columns = [.. nodes.Where(node => node.Op == Op.Reduce).Select(node => Home.Of(node).Inner).OfType<Axis>()];
        accesses =
        [
            .. nodes.Where(node => node.Op == Op.Element).Select(node => (node.Name!, PlainAxes(node))),
            .. routine.Stores.Select(store => (store.Output, (IReadOnlyList<Axis?>)store.Axes)),
        ];
    }

    /// <summary>The runs, as long as they can be: each axis is in one at most.</summary>
    public static IReadOnlyList<IReadOnlyList<Axis>> Find(Routine routine)
    {
        HashSet<Node> roots = [.. routine.Roots, .. routine.Checks.SelectMany(check => new[] { check.Access, check.Guard })];
        List<Node> nodes = GraphWalk.Reachable(roots);
        if (!nodes.Any(node => node.Op == Op.Element && node.Args.Count > 1) && routine.Stores.All(store => store.Axes.Count < 2))
            return [];
        Dictionary<Axis, Axis> next = new AxisRuns(routine, roots, nodes).Pairs();
        var runs = new List<IReadOnlyList<Axis>>();
        foreach (Axis head in next.Keys.Except(next.Values))
        {
            var run = new List<Axis> { head };
            while (next.TryGetValue(run[run.Count - 1], out Axis? following))
                run.Add(following);
            runs.Add(run);
        }

        return runs;
    }

    /// <summary>The axis of each dimension whose index is a plain position.</summary>
    internal static IReadOnlyList<Axis?> PlainAxes(Node element) =>
        [.. element.Args.Select(arg => arg.Op == Op.Index ? arg.Over : null)];

    /// <summary>Which axis follows which. Each follows one at most, for it occurs with no other.</summary>
    private Dictionary<Axis, Axis> Pairs()
    {
        var pairs = new Dictionary<Axis, Axis>();
        foreach ((Axis? first, Axis? second) in accesses.SelectMany(access => access.Axes.Zip(access.Axes.Skip(1), (first, second) => (first, second))))
        {
            if (first is not null && second is not null && !pairs.ContainsKey(first) && AlwaysMeet(first, second) && AreReducedTogether(first, second)
                && !columns.Contains(second))
                pairs.Add(first, second);
        }

        // Two dimensions of a tensor become one for all accesses, or for none.
        while (Divided(pairs) is { } divided)
            pairs.Remove(divided);
        return pairs;
    }

    /// <summary>Whether each access has both axes once and side by side, or none.</summary>
    private bool AlwaysMeet(Axis first, Axis second) => first != second && !numbered.Contains(first) && !numbered.Contains(second)
        && accesses.All(access =>
        {
            List<int> places = [.. Enumerable.Range(0, access.Axes.Count).Where(dimension => access.Axes[dimension] is { } axis && (axis == first || axis == second))];
            return places.Count == 0
                || (places.Count == 2 && places[1] == places[0] + 1 && access.Axes[places[0]] == first && access.Axes[places[1]] == second);
        });

    /// <summary>Whether a position is used as a number, and not only as the index of elements.</summary>
    private bool IsNumber(Node index) => roots.Contains(index) || users[index].Any(user => user.Op != Op.Element);

    /// <summary>Whether every reduction over one of the axes is one over both.</summary>
    private bool AreReducedTogether(Axis first, Axis second)
    {
        bool IsOverEither(Node node) => node.Op == Op.Reduce && (node.Over == first || node.Over == second);
        bool IsOuter(Node node) => IsOverEither(node) && IsOverEither(node[0]) && node.Over != node[0].Over && CanBeOne(node, node[0]);
        bool IsInner(Node node) => !roots.Contains(node) && users[node].Any() && users[node].All(user => IsOuter(user) && ReferenceEquals(user[0], node));
        return nodes.Where(IsOverEither).All(node => IsOuter(node) != IsInner(node));
    }

    /// <summary>Whether a reduction of a reduction is one over both axes.</summary>
    private static bool CanBeOne(Node outer, Node inner) => outer.Args.Count == 1
        && (outer.Reduction == inner.Reduction ? outer.Reduction is not (Reduction.Shift or Reduction.Count)
            : outer.Reduction == Reduction.Sum && inner.Reduction == Reduction.Count);

    /// <summary>An axis of a pair that stands in dimensions where another access of the tensor has no pair.</summary>
    private Axis? Divided(Dictionary<Axis, Axis> pairs)
    {
        bool IsPair(IReadOnlyList<Axis?> axes, int dimension) => dimension + 1 < axes.Count && axes[dimension] is { } first
            && pairs.TryGetValue(first, out Axis? second) && axes[dimension + 1] == second;
        foreach (var tensor in accesses.GroupBy(access => access.Tensor, access => access.Axes))
        {
            for (int dimension = 0; dimension < tensor.First().Count; dimension++)
            {
                if (tensor.FirstOrDefault(axes => IsPair(axes, dimension)) is { } joined && !tensor.All(axes => IsPair(axes, dimension)))
                    return joined[dimension];
            }
        }

        return null;
    }
}
