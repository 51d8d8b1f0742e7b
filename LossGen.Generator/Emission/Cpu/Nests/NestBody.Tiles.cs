using LossGen.Generator.Declarations;
using LossGen.Generator.Functions;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>
/// Sums of pairs, such as sum[k](a[i, k] * b[j, k]) in a loop over j: at every fourth position they are formed for four of them side by side
/// (unroll and jam). What does not vary over j is loaded once, and the four sums do not wait for one another. The rest of the loop stays one
/// position at a time. At the end of the row, the last position stands in for those that are missing. The sums have a method of their own,
/// which all loops of the kernel share: the JIT keeps only so many locals of a method in registers.
/// </summary>
internal sealed partial class NestBody
{
    private const int TileLength = 4, MostTiledNodes = 8;

    private readonly CodeWriter methods = new();
    private readonly List<(IReadOnlyList<Node> Sums, Axis Outer, string Name)> tileMethods = [];
    private readonly List<(string Name, int Length)> tiles = [];

    /// <summary>Forms the sums of a loop's body that can be formed in tiles, and returns their loops.</summary>
    private IReadOnlyList<Loop> WriteTiles(Loop loop, string position, (string First, string End) range, NestScalarWriter scalars)
    {
        List<Loop> tiled = loop.Axis == kernel.Nest.Axis || loop.IsReversed ? [] : [.. loop.Body.OfType<Loop>().Where(inner => IsTiled(inner, loop.Axis))];
        if (tiled.Count == 0)
            return tiled;
        string inTile = scope.Unique("inTile");
        code.Line($"int {inTile} = (int)({(range.First == "0" ? position : $"({position} - {range.First})")} % {TileLength});");
        foreach (Loop inner in tiled)
        {
            List<Node> sums = [.. inner.Begins.Select(sink => ((TotalSink)sink).Reduction)];
            string method = TileMethod(inner, loop.Axis), tile = scope.Unique(names.Describe(sums[0]) + "Tile");
            tiles.Add((tile, sums.Count * TileLength));
            string around = string.Concat(Around(sums, loop.Axis).Select(axis => positions[axis]).Concat(SegmentOf(inner)).Select(argument => argument + ", "));
            code.Line($"if ({inTile} == 0) this.{method}<{Lanes}, {Strides}>({around}{position}, {range.End} - 1, {tile});");
            for (int i = 0; i < sums.Count; i++)
            {
                scalars.Define(sums[i], i == 0 ? $"{tile}[{inTile}]" : $"{tile}[{inTile} + {i * TileLength}]");
                scalars.Pin(sums[i], isCall: true);
            }
        }

        return tiled;
    }

    /// <summary>The axes of the loops around, as far as the sums vary over them.</summary>
    private static IEnumerable<Axis> Around(IReadOnlyList<Node> sums, Axis outer) =>
        sums.SelectMany(sum => sum.Axes.Axes).Distinct().Where(axis => axis != outer).OrderBy(axis => axis.Order);

    /// <summary>The first step of the segment, where the loop reads tables of which a segment is kept.</summary>
    private IEnumerable<string> SegmentOf(Loop loop) =>
        Varying(loop.Begins, loop.Axis).Any(node => node.Op == Op.Element && kernel.Tensor(node).Layout.Window is not null) ? [Segments.First] : [];

    /// <summary>The method that forms the sums, which loops that form the same ones share.</summary>
    private string TileMethod(Loop loop, Axis outer)
    {
        List<Node> sums = [.. loop.Begins.Select(sink => ((TotalSink)sink).Reduction)];
        foreach ((IReadOnlyList<Node> known, Axis along, string method) in tileMethods)
        {
            if (along == outer && known.SequenceEqual(sums))
                return method;
        }

        string name = scope.Unique(Identifiers.Capitalized(names.Describe(sums[0])) + "OfTile");
        tileMethods.Add((sums, outer, name));
        var body = new NestBody(kernel, names, methods, new NameScope(fields), fields, element, totals);
        body.WriteTileMethod(name, loop, outer);
        alongLanes.UnionWith(body.alongLanes);
        return name;
    }

    private void WriteTileMethod(string name, Loop loop, Axis outer)
    {
        List<TotalSink> sinks = [.. loop.Begins.Cast<TotalSink>()];
        string around = string.Concat(Around([.. sinks.Select(sink => sink.Reduction)], outer).Select(Position).Concat(SegmentOf(loop)).Select(parameter => $"nint {parameter}, "));
        List<string> at = [Position(outer), .. Enumerable.Range(1, TileLength - 1).Select(place => scope.Unique(Extents.Variable(outer) + "Plus" + place))];
        string last = scope.Unique("last"), tile = scope.Unique("tile");
        code.Line();
        code.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        code.Line($"private readonly void {name}<{Lanes}, {Strides}>({around}nint {at[0]}, nint {last}, Span<double> {tile})");
        code.Line($"    where {Lanes} : struct, ISimd<{Lanes}, {type}>");
        code.Line($"    where {Strides} : struct, IStrides");
        code.Open();
        code.Line($"nint {string.Join(", ", at.Skip(1).Select((place, index) => $"{place} = nint.Min({at[0]} + {index + 1}, {last})"))};");
        List<List<string>> results = WriteTile(sinks, loop.Axis, outer, at);
        for (int sum = 0; sum < sinks.Count; sum++)
        {
            for (int place = 0; place < TileLength; place++)
                code.Line($"{tile}[{(sum * TileLength) + place}] = {results[place][sum]}.Total;");
        }

        code.Close();
    }

    /// <summary>Writes the loop that forms the sums of all places of a tile, and returns the accumulators of each place.</summary>
    private List<List<string>> WriteTile(IReadOnlyList<TotalSink> sinks, Axis axis, Axis outer, List<string> at)
    {
        NestScalarWriter scalars = UniformScalars();
        string position = Position(axis), size = scalars.Addresses.Size(axis);
        NestLaneWriter Writer(NestLaneWriter? common) =>
            new(code, scope, names, LaneUses(sinks, axis), Lanes, element, callsOut, scalars, axis, position, "") { Outer = common };
        IReadOnlyList<(Node Node, string Name)> uniforms = WriteUniforms(sinks, axis, scalars, Writer(null));
        ILookup<bool, Node> loaded = Varying(sinks, axis).Where(node => !IsComputed(node)).ToLookup(node => node.VariesOver(outer));
        List<Load> common = [.. loaded[false].Select(node => Prepare(node, axis, scalars))];
        var own = new List<(List<Load> Loads, List<string> Sums)>();
        foreach (string place in at)
        {
            positions[outer] = place;
            List<Load> loads = [.. loaded[true].Select(node => Prepare(node, axis, scalars))];
            List<string> sums = [.. sinks.Select(sink => scope.Unique(names.Describe(sink.Reduction)))];
            foreach ((string sum, TotalSink sink) in sums.Zip(sinks, (sum, sink) => (sum, sink)))
                code.Line($"var {sum} = new {Accumulation.LaneType(sink.Reduction)}<{Lanes}, {type}>();");
            own.Add((loads, sums));
        }

        void Body(string? left)
        {
            NestLaneWriter shared = Writer(null);
            foreach ((Node node, string name) in uniforms)
                shared.Define(node, name);
            foreach (Load load in common)
                load.Write(position, left, shared);
            foreach ((List<Load> loads, List<string> sums) in own)
            {
                NestLaneWriter lanes = Writer(shared);
                foreach (Load load in loads)
                    load.Write(position, left, lanes);
                for (int i = 0; i < sums.Count; i++)
                    code.Line($"{sums[i]}.{Accumulation.Add(sinks[i].Reduction, lanes, Lanes, element, left)};");
            }
        }

        code.Line($"nint {position} = 0;");
        code.Open($"for (; {position} <= {size} - {Lanes}.Count; {position} += {Lanes}.Count)");
        Body(null);
        code.Close();
        code.Open($"if ({position} < {size})");
        string rest = scope.Unique("rest");
        code.Line($"nint {rest} = {size} - {position};");
        Body(rest);
        code.Close();
        return [.. own.Select(place => place.Sums)];
    }

    /// <summary>
    /// Whether a loop forms nothing but plain sums of a few operations, to which something is common that does not vary over the outer axis:
    /// without that, four positions at once would only push each other out of the cache.
    /// </summary>
    private bool IsTiled(Loop loop, Axis outer)
    {
        if (!loop.IsVector || loop.Begins.Count == 0 || loop.Body.Count != loop.Begins.Count
            || !loop.Begins.All(sink => sink is TotalSink { Reduction: { Reduction: Reduction.Sum, Args.Count: 1 } }))
            return false;
        ILookup<bool, Node> varying = Varying(loop.Begins, loop.Axis).ToLookup(IsComputed);
        return varying[true].Count() <= MostTiledNodes
            && varying[true].All(node => node.VariesOver(outer) && IsCheap(node) && node.Args.All(arg => arg.VariesOver(loop.Axis) || !arg.Varies))
            && varying[false].All(node => IsPlainRow(node, loop.Axis))
            && varying[false].Any(node => node.VariesOver(outer)) && varying[false].Any(node => !node.VariesOver(outer));
    }

    private static bool IsCheap(Node node) =>
        node.Op is Op.Add or Op.Subtract or Op.Multiply or Op.Negate || node.Calls(FunctionTable.Abs);

    private static bool IsPlainRow(Node node, Axis axis) =>
        node.Op == Op.Element && node.Args.All(index => index.Op == Op.Index) && node.Args.Count(index => index.VariesOver(axis)) == 1;
}
