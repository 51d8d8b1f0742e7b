using LossGen.Generator.Calculus;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>
/// What the next step of a recurrence reads and writes is asked for ahead. The rows of a sample's steps lie as far apart as there are samples, further than the
/// processor looks ahead by itself, and a step is too long for it to reach the next one's loads.
/// </summary>
internal sealed partial class NestBody
{
    private void WritePrefetch(Loop loop, AxisSet bound, Addresses addresses)
    {
        if (bound.Count != 1 || loop.Axis.Diagonal is not null || !kernel.Tensors.Any(tensor => tensor.Layout.IsPerSample))
            return;
        string step = positions[loop.Axis];
        positions[loop.Axis] = $"({step} {(loop.IsReversed ? "-" : "+")} 1)";
        IEnumerable<string?> read = GraphWalk.Reachable(loop.Sinks.SelectMany(sink => sink.Roots)).Where(node => node.Op == Op.Element).Select(Read);
        IEnumerable<string?> written = loop.Sinks.OfType<StoreSink>().Select(sink => Written(sink.Store));
        foreach (string row in read.Concat(written).OfType<string>().Distinct())
            code.Line($"Row.Prefetch({row});");
        positions[loop.Axis] = step;

        string? Read(Node node)
        {
            TensorLayout layout = addresses.Layout(node);
            int last = node.Args.Count - 1;
            bool isKnown = Enumerable.Range(0, last).All(dimension => node[dimension].Op == Op.Index && IsKnown(node[dimension].Over!));
            if (!isKnown || !AreApart(layout) || !node.Args.Take(last).Any(index => index.Over == loop.Axis))
                return null;
            bool isOne = node[last].Op == Op.Index && IsKnown(node[last].Over!);
            string count = isOne ? "1" : addresses.Size(layout.Shape[last]);
            return $"in this.{addresses.Field(node)}, {addresses.Offset(node, dimension => isOne || dimension < last)}, {count}";
        }

        string? Written(Store store)
        {
            (TensorLayout layout, string field) = kernel.Tensor(store.Output);
            Axis last = store.Axes[store.Axes.Count - 1];
            if (IsKnown(last) || !AreApart(layout) || !store.Axes.Take(store.Axes.Count - 1).All(IsKnown) || !store.Axes.Contains(loop.Axis))
                return null;
            return $"in this.{field}, {addresses.Offset(layout, store.Axes, last)}, {addresses.Size(last)}";
        }

        bool IsKnown(Axis axis) => axis == loop.Axis || bound.Contains(axis);
        static bool AreApart(TensorLayout layout) => !layout.IsPerSample && !layout.IsInBlocks && layout.Shape.Count > 1;
    }
}
