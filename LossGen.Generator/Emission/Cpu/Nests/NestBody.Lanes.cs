using LossGen.Generator.Binding;
using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>The innermost loops, in lanes.</summary>
internal sealed partial class NestBody
{
    /// <summary>
    /// Shifts and sums of exponentials in one trip: of each block the largest value, and then, while the block is in the first-level cache,
    /// the sum.
    /// </summary>
    private void WriteOnline(Loop loop, NestScalarWriter scalars)
    {
        List<OnlineSink> online = [.. loop.Begins.OfType<OnlineSink>()];
        List<Sink> sinks = [.. loop.Body.Select(step => ((Execute)step).Sink).Where(sink => sink is not OnlineSink), .. online.Select(sink => new TotalSink([], sink.Shift))];
        (string first, string end) = Bounds(loop.Axis, scalars);
        string block = scope.Unique("block"), blockEnd = scope.Unique("blockEnd");
        code.Open($"for (nint {block} = {first}; {block} < {end}; {block} += OnlineSum.Block)");
        code.Line($"nint {blockEnd} = nint.Min({block} + OnlineSum.Block, {end});");
        NestScalarWriter inner = Scalars(scalars);
        foreach (OnlineSink sink in online)
            Begin(new TotalSink([], sink.Shift), isVector: true);
        WriteLanes(loop.Axis, sinks, inner, (block, blockEnd));
        foreach (OnlineSink sink in online)
        {
            string running = accumulators[sink.Sum];
            inner.Define(sink.Shift, $"{running}.Raise({accumulators[sink.Shift]}.Total)");
            inner.Pin(sink.Shift, isCall: true);
            Begin(new TotalSink([], sink.Sum), isVector: true);
            WriteLanes(loop.Axis, [new TotalSink([], sink.Sum)], inner, (block, blockEnd));
            code.Line($"{running}.Add({accumulators[sink.Sum]}.Total);");
            accumulators[sink.Sum] = running;
        }

        code.Close();
    }

    private void WriteLanes(Axis axis, IReadOnlyList<Sink> sinks, NestScalarWriter scalars, (string First, string End) range)
    {
        string position = Position(axis), left = scope.Unique("left"), offsets = scope.Unique("lane");
        var lanes = new NestLaneWriter(code, scope, names, LaneUses(sinks, axis), Lanes, element, scalars, axis, position, offsets);
        if (Varying(sinks, axis).Any(node => node.Op == Op.Index))
            code.Line($"{Lanes} {offsets} = Edge.Positions<{Lanes}, {type}>();");
        WriteUniforms(sinks, axis, scalars, lanes);
        List<Load> loads = [.. Varying(sinks, axis).Where(node => node.Op == Op.Element || columns.ContainsKey(node)).Select(node => Prepare(node, axis, scalars))];
        List<(StoreSink Sink, string Row, string? Stride)> stores = [.. sinks.OfType<StoreSink>().Select(sink => PrepareStore(sink, axis, scalars))];
        (StoreSink Sink, string Row, string? Stride) streamed = stores.FirstOrDefault(store => CanAccumulate(LayoutOf(store.Sink)));
        if (streamed.Sink is null)
        {
            code.Open($"for (nint {position} = {range.First}; {position} < {range.End}; {position} += {Lanes}.Count)");
            code.Line($"nint {left} = {range.End} - {position};");
        }
        else
        {
            string next = scope.Unique("next");
            code.Line($"nint {next} = {range.First} + Edge.FirstStep<{Lanes}, {type}>(ref {streamed.Row}, {range.First}, {streamed.Stride ?? "1"}, this.{kernel.Writing});");
            code.Open($"for (nint {position} = {range.First}; {position} < {range.End}; {position} = {next}, {next} += {Lanes}.Count)");
            code.Line($"nint {left} = nint.Min({next}, {range.End}) - {position};");
        }

        foreach (Load load in loads)
            load.Write(position, left, lanes);
        foreach (Sink sink in sinks)
        {
            switch (sink)
            {
                case TotalSink total:
                    code.Line($"{accumulators[total.Reduction]}.{Accumulation.Add(total.Reduction, lanes, Lanes, element, left)};");
                    break;
                case ColumnSink column:
                    WriteColumnLanes(column, position, left, lanes);
                    break;
            }
        }

        foreach ((StoreSink sink, string row, string? stride) in stores)
        {
            string accumulate = CanAccumulate(LayoutOf(sink)) ? $", this.{kernel.Writing}" : "";
            code.Line($"Edge.Store<{Lanes}, {type}>(ref {row}, {position}, {(stride is null ? "" : stride + ", ")}{lanes.Write(sink.Store.Value)}, {left}{accumulate});");
        }

        code.Close();
        positions.Remove(axis);
    }

    private TensorLayout LayoutOf(StoreSink sink) => kernel.Tensors.First(tensor => tensor.Layout.Name == sink.Store.Output).Layout;

    private List<Node> Varying(IEnumerable<Sink> sinks, Axis axis)
    {
        var seen = new HashSet<Node>();
        var pending = new Stack<Node>(sinks.SelectMany(sink => sink.Roots));
        while (pending.Count > 0)
        {
            Node node = pending.Pop();
            if (!node.VariesOver(axis) || !seen.Add(node) || node.Op == Op.Element || columns.ContainsKey(node))
                continue;
            foreach (Node arg in node.Args)
                pending.Push(arg);
        }

        return [.. seen.OrderBy(node => node.Id)];
    }

    private Dictionary<Node, int> LaneUses(IReadOnlyList<Sink> sinks, Axis axis)
    {
        var laneUses = new Dictionary<Node, int>();
        void Use(Node node) => laneUses[node] = laneUses.TryGetValue(node, out int count) ? count + 1 : 1;
        foreach (Node arg in Varying(sinks, axis).Where(node => node.Op != Op.Element && !columns.ContainsKey(node)).SelectMany(node => node.Args))
            Use(arg);
        foreach (Node root in sinks.SelectMany(sink => sink.Roots))
            Use(root);
        return laneUses;
    }

    private void WriteUniforms(IReadOnlyList<Sink> sinks, Axis axis, NestScalarWriter scalars, NestLaneWriter lanes)
    {
        IEnumerable<Node> used = Varying(sinks, axis).Where(node => node.Op != Op.Element && !columns.ContainsKey(node) && !lanes.ComparesPositions(node))
            .SelectMany(node => node.Args).Concat(sinks.SelectMany(sink => sink.Roots))
            .Where(node => !node.VariesOver(axis) && !node.IsConstant).Distinct().OrderBy(node => node.Id);
        foreach (Node node in used)
        {
            string name = scope.Unique(names.Describe(node) + "Lanes");
            string value = scalars.Write(node, Expression.Unary);
            code.Line(node.IsCondition
                ? $"{Lanes} {name} = {Lanes}.NotEqual({Lanes}.Create({scalars.Write(node, Expression.Or)} ? 1 : 0), {Lanes}.Create(0));"
                : $"{Lanes} {name} = {Lanes}.Create(({type}){value});");
            lanes.Define(node, name);
        }
    }

    private void WriteColumnLanes(ColumnSink column, string position, string left, NestLaneWriter lanes)
    {
        Node reduction = column.Reduction;
        string neutral = LaneWriter.Literal(ColumnNeutral(reduction), element).Text;
        string value = reduction.Reduction == Reduction.Count
            ? $"{Lanes}.Select({lanes.Write(reduction[0])}, {LaneWriter.Literal(1, element).Text}, {neutral})"
            : reduction.Args.Count > 1 ? $"{Lanes}.Select({lanes.Write(reduction[1])}, {lanes.Write(reduction[0])}, {neutral})"
            : lanes.Write(reduction[0]);
        code.Line($"{accumulators[reduction]}.{ColumnAdd(reduction)}({columns[reduction].Position(position)}, {value}, {left});");
    }

    private static double ColumnNeutral(Node reduction) => reduction.Reduction switch
    {
        Reduction.Max or Reduction.Shift => double.NegativeInfinity,
        Reduction.Min => double.PositiveInfinity,
        Reduction.Product => 1,
        _ => 0,
    };

    private (StoreSink Sink, string Row, string? Stride) PrepareStore(StoreSink sink, Axis axis, NestScalarWriter scalars)
    {
        (TensorLayout layout, string field) = kernel.Tensors.First(tensor => tensor.Layout.Name == sink.Store.Output);
        int dimension = sink.Store.Axes.ToList().IndexOf(axis);
        string row = scope.Unique(layout.Name + "Row");
        code.Line($"ref {type} {row} = ref Row.At(ref this.{field}, {Offset(layout, sink.Store.Axes, scalars.Addresses, axis)});");
        return (sink, row, scalars.Addresses.Stride(layout, dimension));
    }

    /// <summary>Writes what stands before the loop for an element, and gives what stands in it.</summary>
    private Load Prepare(Node node, Axis axis, NestScalarWriter scalars)
    {
        string name = scope.Unique(names.Describe(node) + "Lanes");
        if (columns.TryGetValue(node, out Column column))
        {
            return new Load((position, left, lanes) =>
            {
                code.Line($"{Lanes} {name} = Edge.Load<{Lanes}, {type}>(in {column.First}, {column.Position(position)}, {left});");
                lanes.Define(node, name);
            });
        }

        Addresses addresses = scalars.Addresses;
        TensorLayout layout = addresses.Layout(node);
        List<int> along = [.. Enumerable.Range(0, node.Args.Count).Where(dimension => node[dimension].VariesOver(axis))];
        return along.Count == 1 && AxisTable.Shifted(node[along[0]]) == axis
            ? Straight(node, name, along[0], layout, addresses)
            : Picked(node, name, layout, axis, scalars);
    }

    /// <summary>Elements that lie in a row, perhaps shifted.</summary>
    private Load Straight(Node node, string name, int dimension, TensorLayout layout, Addresses addresses)
    {
        string row = scope.Unique(layout.Name + "Row");
        string? inside = addresses.Inside(node, other => other != dimension);
        double shift = Boundaries.Offset(node[dimension]);
        string offset = addresses.Offset(node, other => other != dimension);
        code.Line($"ref readonly {layout.ElementKeyword} {row} = ref Row.At(in this.{addresses.Field(node)}, {(inside is null ? offset : $"{inside} ? {offset} : 0")});");
        string? stride = addresses.Stride(layout, dimension);
        string size = addresses.Size(layout.Shape[dimension]);
        if (inside is not null)
        {
            string extent = scope.Unique(layout.Name + "Extent");
            code.Line($"nint {extent} = {inside} ? {size} : 0;");
            size = extent;
        }

        return new Load((position, left, lanes) =>
        {
            bool isGuarded = inside is not null || shift != 0;
            string index = shift == 0 ? position : $"{position} {(shift < 0 ? "-" : "+")} {Math.Abs(shift).ToString("R", System.Globalization.CultureInfo.InvariantCulture)}";
            string method = isGuarded ? "LoadInside" : "Load";
            string limit = isGuarded ? size : left;
            code.Line(layout.Element is ElementType.Single or ElementType.Double
                ? $"{Lanes} {name} = Edge.{method}<{Lanes}, {type}>(in {row}, {index}, {(stride is null ? "" : stride + ", ")}{limit});"
                : $"{Lanes} {name} = Edge.{method}Integers<{Lanes}, {type}, {layout.ElementKeyword}>(in {row}, {index}, {stride ?? "1"}, {limit});");
            lanes.Define(node, name);
        });
    }

    /// <summary>Elements that are picked one by one.</summary>
    private Load Picked(Node node, string name, TensorLayout layout, Axis axis, NestScalarWriter scalars)
    {
        string buffer = scope.Unique(layout.Name + "Picked");
        buffers.Add(buffer);
        return new Load((position, left, lanes) =>
        {
            string lane = scope.Unique("l");
            code.Open($"for (nint {lane} = 0; {lane} < Math.Min({left}, {Lanes}.Count); {lane}++)");
            string outer = positions[axis];
            positions[axis] = scope.Unique(Variable(axis));
            code.Line($"nint {positions[axis]} = {position} + {lane};");
            NestScalarWriter inner = Scalars(scalars);
            code.Line($"{buffer}[(int){lane}] = ({type})({inner.Write(node)});");
            positions[axis] = outer;
            code.Close();
            code.Line($"{Lanes} {name} = {Lanes}.Load(in {buffer}[0], 0);");
            lanes.Define(node, name);
        });
    }

    private sealed record Load(Action<string, string, NestLaneWriter> Write);
}
