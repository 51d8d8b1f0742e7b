using LossGen.Generator.Binding;
using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>The innermost loops, in lanes.</summary>
internal sealed partial class NestBody
{
    private void WriteLanes(Loop loop, AxisSet bound, NestScalarWriter scalars)
    {
        Axis axis = loop.Axis;
        bool isRange = axis == kernel.Nest.Axis;
        string position = Position(axis), left = scope.Unique("left"), offsets = scope.Unique("lane");
        var lanes = new NestLaneWriter(code, scope, names, LaneUses(loop), Lanes, element, scalars, axis, position, offsets);
        List<Sink> sinks = [.. loop.Body.Select(step => ((Execute)step).Sink)];
        if (Varying(sinks, axis).Any(node => node.Op == Op.Index))
            code.Line($"{Lanes} {offsets} = Edge.Positions<{Lanes}, {type}>();");
        WriteUniforms(sinks, bound, axis, scalars, lanes);
        List<Load> loads = [.. Varying(sinks, axis).Where(node => node.Op == Op.Element || columns.ContainsKey(node)).Select(node => Prepare(node, axis, scalars))];
        List<(StoreSink Sink, string Row, string? Stride)> stores = [.. sinks.OfType<StoreSink>().Select(sink => PrepareStore(sink, axis, scalars))];
        string end = isRange ? End : scalars.Addresses.Size(axis);
        code.Open($"for (nint {position} = {(isRange ? Start : "0")}; {position} < {end}; {position} += {Lanes}.Count)");
        code.Line($"nint {left} = {end} - {position};");
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
            TensorLayout layout = kernel.Tensors.First(tensor => tensor.Layout.Name == sink.Store.Output).Layout;
            string accumulate = CanAccumulate(layout) ? $", this.{kernel.Accumulate}" : "";
            code.Line($"Edge.Store<{Lanes}, {type}>(ref {row}, {position}, {(stride is null ? "" : stride + ", ")}{lanes.Write(sink.Store.Value)}, {left}{accumulate});");
        }

        code.Close();
        positions.Remove(axis);
    }

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

    private Dictionary<Node, int> LaneUses(Loop loop)
    {
        var laneUses = new Dictionary<Node, int>();
        void Use(Node node) => laneUses[node] = laneUses.TryGetValue(node, out int count) ? count + 1 : 1;
        foreach (Node arg in Varying(loop.Sinks, loop.Axis).Where(node => node.Op != Op.Element && !columns.ContainsKey(node)).SelectMany(node => node.Args))
            Use(arg);
        foreach (Node root in loop.Sinks.SelectMany(sink => sink.Roots))
            Use(root);
        return laneUses;
    }

    private void WriteUniforms(IReadOnlyList<Sink> sinks, AxisSet bound, Axis axis, NestScalarWriter scalars, NestLaneWriter lanes)
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
        Reduction.Max => double.NegativeInfinity,
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
