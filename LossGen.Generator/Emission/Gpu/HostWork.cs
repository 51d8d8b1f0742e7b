using System.Globalization;
using LossGen.Generator.Declarations;
using LossGen.Generator.Emission.Cpu;
using LossGen.Generator.Emission.Cpu.Nests;
using LossGen.Generator.Emission.Gpu.Nests;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Gpu;

/// <summary>What a call moves and computes, as formulas of the extents: by them the runtime chooses between the CPU and a device.</summary>
internal sealed class HostWork
{
    private readonly Sum bytes = new(), operations = new(), inDouble = new(), steps = new(), received = new(), returned = new();
    private int kernels;

    private HostWork()
    {
    }

    /// <summary>Of passes over all elements.</summary>
    /// <param name="declaration">The loss.</param>
    /// <param name="companion">The method.</param>
    /// <param name="count">The number of elements, as C#.</param>
    public static HostWork Of(LossDeclaration declaration, Companion companion, string count)
    {
        int SizeOf(string tensor) => CSharpTypes.Size(companion.ElementOf(tensor, declaration));
        PassPlan plan = companion.Schedule.Passes!;
        CallCost cost = Cost.Of(plan, SizeOf, CSharpTypes.Size(declaration.Element));
        var work = new HostWork { kernels = plan.Passes.Sum(pass => pass.Reductions.Count > 0 ? 2 : 1) + Results(companion) };
        work.bytes.Add(cost.Bytes, count);
        work.operations.Add(cost.Work - cost.InSums, count);
        work.inDouble.Add(cost.InSums, count);
        work.received.Add(companion.Inputs(declaration).Sum(SizeOf), count);
        work.returned.Add(companion.WrittenTensors(declaration).Sum(SizeOf), count);
        return work;
    }

    /// <summary>Of loops over several axes.</summary>
    /// <param name="companion">The method.</param>
    /// <param name="plan">Its loops.</param>
    /// <param name="layouts">The tensors, and the memory that values are kept in between loops.</param>
    /// <param name="size">The extent of an axis, as C#.</param>
    public static HostWork Of(Companion companion, NestPlan plan, IReadOnlyList<TensorLayout> layouts, Func<Axis, string> size)
    {
        string Positions(IEnumerable<Axis> axes) => string.Join(" * ", axes.Select(size));
        var work = new HostWork { kernels = plan.Checks.Count + plan.Nests.Sum(nest => nest.Totals.Count > 0 ? 2 : 1) + Results(companion) };
        foreach (TensorLayout layout in layouts.Where(layout => !layout.IsScratch))
            (layout.IsWritten ? work.returned : work.received).Add(CSharpTypes.Size(layout.Element), Positions(layout.Shape));
        foreach (Nest nest in plan.Nests)
        {
            foreach ((int times, IReadOnlyList<Axis> along) in DeviceMappings.StepsOf(nest))
                work.steps.Add(times, Positions(along));
            // Terms that are added where an index says are compared with nothing.
            Dictionary<Node, Scatter> scatters = nest.Sinks.OfType<ColumnSink>().Where(sink => sink.Scatter is not null)
                .GroupBy(sink => sink.Reduction).ToDictionary(group => group.Key, group => group.First().Scatter!);
            List<Node> nodes = GraphWalk.Reachable(nest.Sinks.SelectMany(sink => sink.Roots), _ => true, node => !scatters.ContainsKey(node));
            IEnumerable<string> tensors = nodes.Where(node => node.Op == Op.Element).Select(node => node.Name!)
                .Concat(nest.Sinks.OfType<StoreSink>().Select(sink => sink.Store.Output)).Distinct();
            foreach (TensorLayout layout in tensors.Select(tensor => layouts.First(layout => layout.Name == tensor)))
                work.bytes.Add(CSharpTypes.Size(layout.Element), Positions(layout.Shape));
            List<Node> reductions = [.. Cost.Reductions(nest, nodes)];
            HashSet<Node> inSums = [.. reductions.Where(reduction => Cost.InSum(reduction) > 1).Select(reduction => reduction[0])];
            foreach (Node node in nodes.Where(node => !node.IsLeaf && node.Op != Op.Reduce && !inSums.Contains(node)))
                work.operations.Add(Cost.Work(node), Positions(node.Axes.Axes));

            // A reduction takes its argument at each position of it.
            foreach (Node reduction in reductions)
            {
                int inSum = Cost.InSum(reduction);
                (inSum > 0 ? work.inDouble : work.operations).Add(Math.Max(inSum, 1), Positions(
                    scatters.TryGetValue(reduction, out Scatter? scatter) ? scatter.Index.Axes.With(scatter.Value.Axes).Axes : reduction[0].Axes.Axes));
            }
        }

        return work;
    }

    /// <summary>The value that the runtime takes.</summary>
    public string Text(LossDeclaration declaration)
    {
        string floats = operations.ToString(), doubles = inDouble.ToString();
        if (declaration.Element == ElementType.Double)
            (floats, doubles) = ("0", $"{floats} + {doubles}");
        return $"new(Bytes: {bytes}, Operations: {floats}, DoubleOperations: {doubles}, Received: {received}, Returned: {returned}, Kernels: {kernels})"
            + (steps.IsEmpty ? "" : $" {{ Steps = {steps} }}");
    }

    private static int Results(Companion companion) => companion.Schedule.Wanted.Assignments.Count > 0 ? 1 : 0;

    /// <summary>A sum of products of extents, each with a factor.</summary>
    private sealed class Sum
    {
        private readonly List<(int Factor, string Product)> terms = [];

        public bool IsEmpty => terms.Count == 0;

        public void Add(int factor, string product)
        {
            int known = terms.FindIndex(term => term.Product == product);
            if (known >= 0)
                terms[known] = (terms[known].Factor + factor, product);
            else if (factor > 0)
                terms.Add((factor, product));
        }

        /// <summary>In double, since products of extents may be larger than an integer.</summary>
        public override string ToString() => terms.Count == 0 ? "0" : string.Join(" + ", terms.Select(term =>
            term.Factor.ToString(CultureInfo.InvariantCulture) + ".0" + (term.Product.Length == 0 ? "" : " * " + term.Product)));
    }
}
