using LossGen.Generator.Binding;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule;

/// <summary>A value per element, and the output that it is written to.</summary>
/// <param name="Output">The output.</param>
/// <param name="Axes">The axis of each of its dimensions.</param>
/// <param name="Value">The value.</param>
internal sealed record Store(string Output, IReadOnlyList<Axis> Axes, Node Value);

/// <summary>A value per call, and the output that it is assigned to; null for the method's result.</summary>
internal sealed record Assignment(string? Output, Node Value);

/// <summary>What a method has to compute.</summary>
internal sealed record Routine(IReadOnlyList<Store> Stores, IReadOnlyList<Assignment> Assignments, IReadOnlyList<IndexCheck> Checks)
{
    /// <summary>All that has to be computed.</summary>
    public IEnumerable<Node> Roots => Stores.Select(store => store.Value).Concat(Assignments.Select(assignment => assignment.Value));

    /// <summary>The same with other values, in the order of <see cref="Roots"/>.</summary>
    public Routine WithValues(IReadOnlyList<Node> values) => this with
    {
        Stores = [.. Stores.Select((store, i) => store with { Value = values[i] })],
        Assignments = [.. Assignments.Select((assignment, i) => assignment with { Value = values[Stores.Count + i] })],
    };

    /// <summary>The one axis of everything that varies, if all tensors are read element by element along it; otherwise null.</summary>
    public Axis? OnlyAxis
    {
        get
        {
            List<Node> nodes = GraphWalk.Reachable(Roots);
            List<Axis> axes = [.. nodes.Where(node => node.Op == Op.Index).Select(node => node.Over!)
                .Concat(Stores.SelectMany(store => store.Axes)).Concat(nodes.Where(node => node.Op == Op.Reduce).Select(node => node.Over!)).Distinct()];
            if (axes.Count > 1 || Checks.Count > 0)
                return null;
            bool isPlain = nodes.All(node => node.Op is not (Op.Scan or Op.Recur)
                && (node.Op == Op.Element ? node.Args.Count == 1 && node[0].Op == Op.Index : node.Args.All(arg => arg.Op != Op.Index)))
                && Roots.All(root => root.Op != Op.Index) && Stores.All(store => store.Axes.Count == 1);
            return isPlain ? axes.FirstOrDefault() ?? new Axis("i", 0, 0) : null;
        }
    }
}

/// <summary>One loop over all elements.</summary>
/// <param name="Reductions">The totals it forms.</param>
/// <param name="Stores">The outputs it writes.</param>
internal sealed record Pass(IReadOnlyList<Node> Reductions, IReadOnlyList<Store> Stores)
{
    /// <summary>What is computed for every element, arguments first.</summary>
    public IReadOnlyList<Node> Nodes { get; } = VaryingNodes(Roots(Reductions, Stores));

    /// <summary>The values per call that the loop uses, other than constants.</summary>
    public IReadOnlyList<Node> Uniforms => [.. Nodes.SelectMany(node => node.Args)
        .Concat(Roots(Reductions, Stores))
        .Where(node => !node.Varies && !node.IsConstant)
        .Distinct()
        .OrderBy(node => node.Id)];

    public IEnumerable<Node> Elements => Nodes.Where(node => node.Op == Op.Element);

    /// <summary>The values that the loop is run for.</summary>
    private static IEnumerable<Node> Roots(IReadOnlyList<Node> reductions, IReadOnlyList<Store> stores) =>
        reductions.SelectMany(reduction => reduction.Args).Concat(stores.Select(store => store.Value));

    private static List<Node> VaryingNodes(IEnumerable<Node> roots) =>
        GraphWalk.Reachable(roots, node => node.Varies && node.Op != Op.Index, _ => true);
}

/// <summary>A routine cut into passes, to be run in order.</summary>
internal sealed record PassPlan(Routine Routine, IReadOnlyList<Pass> Passes);
