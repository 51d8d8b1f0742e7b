using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule;

/// <summary>One of the loops that a pass is cut into.</summary>
/// <param name="Loads">The values of earlier loops that it reads.</param>
/// <param name="Elements">The elements that it reads.</param>
/// <param name="Keeps">The values that it leaves for later loops.</param>
/// <param name="Reductions">The reductions that it forms.</param>
/// <param name="Stores">What it stores.</param>
internal sealed record Stage(
    IReadOnlyList<Node> Loads, IReadOnlyList<Node> Elements, IReadOnlyList<Node> Keeps, IReadOnlyList<Node> Reductions, IReadOnlyList<Store> Stores);

/// <summary>
/// Cuts a pass into loops. A processor works ahead over some 150 operations on registers, which is less than two turns of a loop with long
/// functions of one another's values: it then waits for the chain of their steps. So what needs a long function's value is in another loop
/// over the same strip of elements, whose values stay in the first-level cache in between.
/// </summary>
internal static class Stages
{
    /// <summary>What is computed again in a later loop instead of being kept: a few operations on elements and on what is kept anyway.</summary>
    private const int CheapWork = 6;

    /// <summary>The work for which a loop after the last long function pays.</summary>
    private const int LoopWork = 8;

    /// <summary>The pass as one loop.</summary>
    public static Stage Whole(Pass pass) => new([], [.. pass.Elements], [], pass.Reductions, pass.Stores);

    public static IReadOnlyList<Stage> Of(Pass pass)
    {
        Dictionary<Node, int> depths = Depths(pass);
        int last = depths.Values.DefaultIfEmpty(0).Max();
        if (last > 0 && depths.Where(value => value.Value == last && !IsLong(value.Key)).Sum(value => Cost.Work(value.Key)) < LoopWork)
            last--;
        int Loop(Node node) => depths.TryGetValue(node, out int depth) ? Math.Min(depth - (IsLong(node) ? 1 : 0), last) : 0;
        bool IsKept(Node node, int loop) => Loop(node) < loop && node.Op != Op.Element && depths.ContainsKey(node) && (IsLong(node) || !IsCheap(node, depths));

        // From the last loop on, since what a loop leaves is what later ones read.
        var stages = new List<Stage>();
        for (int loop = last; loop >= 0; loop--)
        {
            int here = loop;
            List<Node> reductions = [.. pass.Reductions.Where(reduction => reduction.Args.Max(Loop) == here)];
            List<Store> stores = [.. pass.Stores.Where(store => Loop(store.Value) == here)];
            List<Node> keeps = [.. stages.SelectMany(later => later.Loads).Distinct().Where(node => Loop(node) == here)];
            List<Node> needed = GraphWalk.Reachable(
                reductions.SelectMany(reduction => reduction.Args).Concat(stores.Select(store => store.Value)).Concat(keeps),
                depths.ContainsKey, node => !IsKept(node, here));
            stages.Insert(0, new Stage(
                [.. needed.Where(node => IsKept(node, here))], [.. needed.Where(node => node.Op == Op.Element)], keeps, reductions, stores));
        }

        return stages;
    }

    /// <summary>How many long functions lie on the way to each value, that of the value itself included.</summary>
    private static Dictionary<Node, int> Depths(Pass pass)
    {
        var depths = new Dictionary<Node, int>();
        foreach (Node node in pass.Nodes)
        {
            int before = node.Args.Select(arg => depths.TryGetValue(arg, out int depth) ? depth : 0).DefaultIfEmpty(0).Max();
            depths[node] = before + (IsLong(node) ? 1 : 0);
        }

        return depths;
    }

    private static bool IsLong(Node node) => node.Function is { IsLong: true };

    private static bool IsCheap(Node node, Dictionary<Node, int> depths) =>
        GraphWalk.Reachable([node], depths.ContainsKey, arg => !IsLong(arg)).Where(arg => arg.Op != Op.Element && !IsLong(arg)).Sum(Cost.Work) <= CheapWork;
}
