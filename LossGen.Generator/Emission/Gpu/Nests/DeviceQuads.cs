using LossGen.Generator.Declarations;
using LossGen.Generator.Emission.Cpu.Nests;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Gpu.Nests;

/// <summary>A loop along rows that are contiguous, so that four elements are loaded and stored at once.</summary>
/// <param name="Loop">The loop.</param>
/// <param name="Field">The field that says how many groups of four a row has; 0 where a row is not aligned.</param>
/// <param name="Loads">The elements that are loaded so.</param>
/// <param name="Stores">What is stored so.</param>
internal sealed record DeviceQuads(Loop Loop, string Field, IReadOnlyList<Node> Loads, IReadOnlyList<Store> Stores)
{
    /// <summary>The fields of a quad.</summary>
    public static readonly IReadOnlyList<string> Parts = ["A", "B", "C", "D"];

    /// <summary>The tensors whose rows have to be aligned.</summary>
    public IReadOnlyList<string> Tensors => [.. Loads.Select(load => load.Name!).Concat(Stores.Select(store => store.Output)).Distinct()];

    /// <summary>The loops that qualify; those that need the same rows to be aligned share a field.</summary>
    public static IReadOnlyList<DeviceQuads> Of(IEnumerable<Nest> nests, Func<string, TensorLayout> layout, NameScope fields)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        string Field(DeviceQuads quads)
        {
            string rows = string.Join(" ", quads.Tensors.OrderBy(name => name, StringComparer.Ordinal).Append(quads.Loop.Axis.Extent.Name));
            return known.TryGetValue(rows, out string? field) ? field : known[rows] = fields.Unique("quads");
        }

        return [.. nests.SelectMany(nest => Of(nest, layout)).Select(quads => quads with { Field = Field(quads) })];
    }

    /// <summary>Whatever such a loop stores lies along it, and something is loaded or stored that does.</summary>
    private static IEnumerable<DeviceQuads> Of(Nest nest, Func<string, TensorLayout> layout)
    {
        if (DeviceMappings.Of(nest) is not (DeviceMapping.Rows or DeviceMapping.Pairs or DeviceMapping.Serial))
            yield break;
        HashSet<Loop> tiled = [.. DevicePairs.Of(nest).SelectMany(pairs => DeviceMappings.LoopsIn([pairs.Loop]))];
        foreach (Loop loop in DeviceMappings.LoopsIn(nest.Steps).Where(loop => !tiled.Contains(loop)))
        {
            if (DeviceMappings.Shared(loop, nest.Axis) is not { } sinks || (loop.Axis == nest.Axis && !nest.IsSerial))
                continue;
            List<Store> stores = [.. sinks.OfType<StoreSink>().Select(sink => sink.Store)];

            // Four of 16 bits are no load of 128.
            bool IsAlong(string tensor, Axis last) => last == loop.Axis && !layout(tensor).Element.IsNarrow() && layout(tensor).IsContiguous(layout(tensor).Shape.Count - 1);
            List<Node> loads = [.. GraphWalk.Reachable(DeviceMappings.Roots(sinks), node => node.VariesOver(loop.Axis), node => node.Op is not (Op.Element or Op.Reduce or Op.Scan))
                .Where(node => node is { Op: Op.Element, Args.Count: > 0 } && node[node.Args.Count - 1].Op == Op.Index && IsAlong(node.Name!, node[node.Args.Count - 1].Over!)
                    && node.Args.Take(node.Args.Count - 1).All(index => index.Op == Op.Index && index.Over != loop.Axis))];
            if (stores.All(store => IsAlong(store.Output, store.Axes[store.Axes.Count - 1])) && loads.Count + stores.Count > 0)
                yield return new DeviceQuads(loop, "", loads, stores);
        }
    }
}
