using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule;

/// <summary>What a call moves and computes for one element.</summary>
/// <param name="Loops">The passes or parallel loops.</param>
/// <param name="Bytes">Bytes read and written in all of them.</param>
/// <param name="Operations">Operations, each function counted as one.</param>
/// <param name="Work">Operations in additions.</param>
/// <param name="InSums">Those of them that form sums, which floats have formed in double.</param>
internal readonly record struct CallCost(int Loops, int Bytes, int Operations, int Work, int InSums);

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
    public static CallCost Of(NestPlan plan, Func<string, int> bytesOf)
    {
        int bytes = 0, operations = 0, work = 0, inSums = 0;
        foreach (Nest nest in plan.Nests)
        {
            List<Node> nodes = GraphWalk.Reachable(nest.Sinks.SelectMany(sink => sink.Roots));
            int rank = nodes.Select(node => node.Axes.Count).DefaultIfEmpty(0).Max();
            bytes += nodes.Where(node => node.Op == Op.Element && node.Axes.Count == rank).Select(node => node.Name!)
                .Concat(nest.Sinks.OfType<StoreSink>().Where(sink => sink.Store.Axes.Count == rank).Select(sink => sink.Store.Output)).Distinct().Sum(bytesOf);
            List<Node> innermost = [.. nodes.Where(node => node.Axes.Count == rank && !node.IsLeaf)];
            operations += innermost.Count;
            int sums = Reductions(nest, nodes).Where(reduction => reduction[0].Axes.Count == rank).Sum(InSum);
            work += Math.Max(innermost.Sum(Work), sums);
            inSums += sums;
        }

        return new CallCost(plan.Nests.Count, bytes, operations, work, inSums);
    }

    /// <summary>What the passes move and compute for an element.</summary>
    public static CallCost Of(PassPlan plan, Func<string, int> bytesOf, int bytesOfOutput) => new(
        plan.Passes.Count, plan.Passes.Sum(pass => Bytes(pass, bytesOf, bytesOfOutput)), plan.Passes.Sum(Operations), plan.Passes.Sum(Work),
        plan.Passes.SelectMany(pass => pass.Reductions).Sum(InSum));

    /// <summary>The reductions that a nest forms, over its outermost axis and inside.</summary>
    public static IEnumerable<Node> Reductions(Nest nest, IEnumerable<Node> nodes) =>
        nodes.Where(node => node.Op == Op.Reduce).Concat(nest.Sinks.OfType<TotalSink>().Select(sink => sink.Reduction)).Distinct();

    /// <summary>What a sum adds at each position, and the product under it.</summary>
    public static int InSum(Node reduction) => reduction.Reduction != Reduction.Sum ? 0
        : reduction.IsSumOfProducts ? 2 : 1;

    /// <summary>The bytes that tensors take for an element of the innermost loops: those that are read, and those that are written.</summary>
    public static (int Read, int Written) Tensors(Routine routine, Func<string, int> bytesOf)
    {
        List<Node> elements = [.. GraphWalk.Reachable(routine.Roots).Where(node => node.Op == Op.Element)];
        int rank = elements.Select(element => element.Axes.Count).Concat(routine.Stores.Select(store => store.Axes.Count)).DefaultIfEmpty(0).Max();
        return (
            elements.Where(element => element.Axes.Count == rank).Select(element => element.Name!).Distinct().Sum(bytesOf),
            routine.Stores.Where(store => store.Axes.Count == rank).Sum(store => bytesOf(store.Output)));
    }

    /// <summary>Operations, each function counted as one.</summary>
    public static int Operations(Pass pass) =>
        pass.Nodes.Count(node => node.Op != Op.Element) + pass.Reductions.Count;

    /// <summary>Work in additions.</summary>
    public static int Work(Pass pass) =>
        pass.Nodes.Sum(Work) + pass.Reductions.Count;

    /// <summary>The work of one operation.</summary>
    public static int Work(Node node) => node.Function?.Cost ?? (node.Op == Op.Divide ? 4 : 1);
}
