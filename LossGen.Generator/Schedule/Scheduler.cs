using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule;

/// <summary>
/// Finds the fewest passes: a reduction runs in the first pass in which all totals that it needs are known, and so does a store. The number
/// of passes is the length of the longest chain of reductions, each of which needs the one before.
/// </summary>
internal static class Scheduler
{
    public static PassPlan Plan(Routine routine)
    {
        IEnumerable<Node> roots = routine.Stores.Select(store => store.Value).Concat(routine.Assignments.Select(assignment => assignment.Value));
        List<Node> nodes = GraphWalk.Reachable(roots);
        var knownAfter = new Dictionary<Node, int>();
        foreach (Node node in nodes)
        {
            int known = node.Args.Count == 0 ? 0 : node.Args.Max(arg => knownAfter[arg]);
            knownAfter.Add(node, node.Op == Op.Reduce ? known + 1 : known);
        }

        int count = Math.Max(
            nodes.Where(node => node.Op == Op.Reduce).Select(node => knownAfter[node]).DefaultIfEmpty(0).Max(),
            routine.Stores.Select(store => knownAfter[store.Value] + 1).DefaultIfEmpty(0).Max());
        var passes = new List<Pass>();
        for (int index = 0; index < count; index++)
        {
            passes.Add(new Pass(
                [.. nodes.Where(node => node.Op == Op.Reduce && knownAfter[node] == index + 1)],
                [.. routine.Stores.Where(store => knownAfter[store.Value] == index)]));
        }

        return new PassPlan(routine, passes);
    }
}
