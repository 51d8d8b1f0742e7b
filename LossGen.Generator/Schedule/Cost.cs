using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule;

/// <summary>What a pass moves and computes for one element.</summary>
internal static class Cost
{
    /// <summary>Bytes read and written.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="bytesOf">The size of an element of a parameter.</param>
    /// <param name="bytesOfOutput">The size of an element of an output.</param>
    public static int Bytes(Pass pass, Func<string, int> bytesOf, int bytesOfOutput) =>
        pass.Elements.Sum(element => bytesOf(element.Name!)) + (pass.Stores.Count * bytesOfOutput);

    /// <summary>The parallel loops, and what they move and compute for an element of the innermost: each tensor once in a parallel loop.</summary>
    public static (int Loops, int Bytes, int Operations) Of(NestPlan plan, Func<string, int> bytesOf)
    {
        int bytes = 0, operations = 0;
        foreach (Nest nest in plan.Nests)
        {
            List<Node> nodes = GraphWalk.Reachable(nest.Sinks.SelectMany(sink => sink.Roots));
            int rank = nodes.Select(node => node.Axes.Count).DefaultIfEmpty(0).Max();
            bytes += nodes.Where(node => node.Op == Op.Element && node.Axes.Count == rank).Select(node => node.Name!)
                .Concat(nest.Sinks.OfType<StoreSink>().Where(sink => sink.Store.Axes.Count == rank).Select(sink => sink.Store.Output)).Distinct().Sum(bytesOf);
            operations += nodes.Count(node => node.Axes.Count == rank && !node.IsLeaf);
        }

        return (plan.Nests.Count, bytes, operations);
    }

    /// <summary>Operations, each function counted as one.</summary>
    public static int Operations(Pass pass) =>
        pass.Nodes.Count(node => node.Op != Op.Element) + pass.Reductions.Count;

    /// <summary>Work in additions.</summary>
    public static int Work(Pass pass) =>
        pass.Nodes.Sum(node => node.Function?.Cost ?? (node.Op == Op.Divide ? 4 : 1)) + pass.Reductions.Count;
}
