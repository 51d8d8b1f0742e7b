using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>The innermost loops, in lanes.</summary>
internal sealed partial class NestBody
{
    // The JIT stops inlining in a method of more than 512 variables: a body of more operations is written once, for whole registers and the rest.
    private const int MostTwice = 32;

    private const int Often = 3;

    /// <summary>
    /// Shifts and sums of exponentials in one trip: of each block the largest value, and then, while the block is in the first-level cache,
    /// the sum.
    /// </summary>
    private void WriteOnline(Loop loop, NestScalarWriter scalars)
    {
        List<OnlineSink> online = [.. loop.Begins.OfType<OnlineSink>()];
        List<Sink> sinks = [.. loop.Body.Select(step => ((Execute)step).Sink).Where(sink => sink is not OnlineSink), .. online.Select(sink => new TotalSink([], sink.Shift))];
        (string first, string end) = Bounds(loop, scalars);
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
            bool isKept = keptRows.TryGetValue(sink.Sum[0], out string? row);
            if (isKept)
                code.Line($"{row}.Begin({block}, {inner.Write(sink.Shift)});");
            WriteLanes(loop.Axis, isKept ? [new TotalSink([], sink.Sum), new KeepSink(sink.Sum[0])] : [new TotalSink([], sink.Sum)], inner, (block, blockEnd));
            code.Line($"{running}.Add({accumulators[sink.Sum]}.Total);");
            accumulators[sink.Sum] = running;
        }

        code.Close();
    }

    /// <summary>A loop over whole registers, and once more the same for the elements that do not fill one, which calls functions out of line.</summary>
    private void WriteLanes(Axis axis, IReadOnlyList<Sink> sinks, NestScalarWriter scalars, (string First, string End) range)
    {
        if (StandsAlone(axis, sinks))
        {
            foreach (IReadOnlyList<Sink> group in Apart(axis, sinks))
                WriteAlone(axis, group, scalars, range);
            return;
        }

        string position = Position(axis), offsets = scope.Unique("lane");
        List<Node> varying = Varying(sinks, axis);
        if (varying.Any(node => node.Op == Op.Index))
            code.Line($"{Lanes} {offsets} = Edge.Positions<{Lanes}, {type}>();");
        Dictionary<Node, string> rows = RowsRead(sinks);
        HashSet<Node> unkept = NeededUnkept(sinks, axis, rows);
        NestLaneWriter Writer(string at, bool isEdge) =>
            new(code, scope, names, LaneUses(sinks, axis), Lanes, element, callsOut || isEdge, scalars, axis, at, offsets) { KeptRows = rows };
        IReadOnlyList<(Node Node, string Name)> uniforms = WriteUniforms(sinks, axis, scalars, Writer(position, isEdge: false));
        List<Load> loads = [.. varying.Where(node => !IsComputed(node)).Select(node => Prepare(node, axis, scalars).InlineIf(unkept.Contains(node)))];
        Dictionary<LaneScatter, (string First, string Stride, string Columns)> places = sinks.OfType<LaneScatter>().ToDictionary(sink => sink, sink => PlacesOf(sink, axis, scalars.Addresses));
        List<(StoreSink Sink, string Row, string? Stride)> stores = [.. sinks.OfType<StoreSink>().Select(sink => PrepareStore(sink, axis, scalars))];
        void Body(string at, string? left, bool isEdge)
        {
            NestLaneWriter lanes = Writer(at, isEdge);
            foreach ((Node node, string name) in uniforms)
                lanes.Define(node, name);
            positions[axis] = at;
            WriteLaneBody(sinks, loads, stores, places, at, left, lanes);
        }

        if (sinks.Any(sink => sink is ScanSink { Scan.IsReversedScan: true }))
        {
            WriteFromEnd(axis, position, range, sinks, Body);
            return;
        }

        (StoreSink Sink, string Row, string? Stride) streamed = stores.FirstOrDefault(store => CanAccumulate(LayoutOf(store.Sink)) && LayoutOf(store.Sink).Element == element);
        string rest = scope.Unique("rest");
        bool isOnce = streamed.Sink is null ? varying.Count(IsComputed) > MostTwice
            : isLoopAlone && InlineLimit.IsPassedByLoop(InlineLimit.OfLoop(axis, sinks, callsOut: true));
        if (streamed.Sink is null || isOnce)
            code.Line($"nint {position} = {range.First};");
        else
        {
            code.Line($"nint {rest} = nint.Min(Edge.Unaligned<{Lanes}, {type}>(ref {streamed.Row}, {range.First}, {streamed.Stride ?? "1"}, this.{kernel.Writing}), {range.End} - {range.First});");
            code.Line($"nint {position} = {range.First} + {rest};");
        }

        if (isOnce)
        {
            OnCopies(sinks, () =>
            {
                code.Open($"for (; {position} < {range.End}; {position} += {Lanes}.Count)");
                code.Line($"nint {rest} = nint.Min({Lanes}.Count, {range.End} - {position});");
                Body(position, rest, isEdge: false);
                code.Close();
            });
            positions.Remove(axis);
            return;
        }

        OnCopies(sinks, () =>
        {
            code.Open($"for (; {position} <= {range.End} - {Lanes}.Count; {position} += {Lanes}.Count)");
            Body(position, null, isEdge: false);
            code.Close();
        });
        if (streamed.Sink is null)
        {
            code.Open($"if ({position} < {range.End})");
            code.Line($"nint {rest} = {range.End} - {position};");
            Body(position, rest, isEdge: true);
        }
        else
        {
            // What lies before the first aligned place, and what is left at the end.
            string part = scope.Unique("part"), at = scope.Unique(Extents.Variable(axis)), left = scope.Unique("left");
            code.Open($"for (int {part} = 0; {part} < 2; {part}++)");
            code.Line($"(nint {at}, nint {left}) = {part} == 0 ? ({range.First}, {rest}) : ({position}, {range.End} - {position});");
            code.Line($"if ({left} <= 0) continue;");
            Body(at, left, isEdge: true);
        }

        code.Close();
        positions.Remove(axis);
    }

    /// <summary>A loop from the last position to the first: what does not fill a register comes before.</summary>
    private void WriteFromEnd(Axis axis, string position, (string First, string End) range, IReadOnlyList<Sink> sinks, Action<string, string?, bool> writeBody)
    {
        string rest = scope.Unique("rest");
        code.Line($"nint {rest} = ({range.End} - {range.First}) % {Lanes}.Count;");
        code.Line($"nint {position} = {range.End} - {rest};");
        code.Open($"if ({rest} > 0)");
        writeBody(position, rest, true);
        code.Close();
        OnCopies(sinks, () =>
        {
            code.Open($"for ({position} -= {Lanes}.Count; {position} >= {range.First}; {position} -= {Lanes}.Count)");
            writeBody(position, null, false);
            code.Close();
        });
        positions.Remove(axis);
    }

    private void WriteLaneBody(
        IReadOnlyList<Sink> sinks, List<Load> loads, List<(StoreSink Sink, string Row, string? Stride)> stores,
        Dictionary<LaneScatter, (string First, string Stride, string Columns)> places, string position, string? left, NestLaneWriter lanes)
    {
        foreach (Load load in loads)
            load.Write(position, left, lanes);
        foreach (Sink sink in sinks)
        {
            switch (sink)
            {
                case TotalSink total:
                    code.Line($"{accumulators[total.Reduction]}.{Accumulation.Add(total.Reduction, lanes, Lanes, element, left)};");
                    break;
                case KeepSink { Value: { } exponential }:
                    code.Line($"if ({keptRows[exponential]}.IsKept) {keptRows[exponential]}.Put({position}, {lanes.Write(exponential)});");
                    break;
                case ScanSink { Scan: { } scan }:
                    string added = lanes.Write(scan[0]), sums = scan.IsReversedScan ? $"AddFromEnd({added}{(left is null ? "" : ", " + left)})" : $"Add({added})";
                    code.Line($"Edge.Store<{Lanes}, {type}>(ref {columns[scan].First}, {columns[scan].Position(position)}, {accumulators[scan]}.{sums}, {left ?? Lanes + ".Count"});");
                    break;
                case LaneScatter { Column: { Scatter: { } scatter } scattered } one:
                    string value = scatter.Value.IsConstant ? $"{Lanes}.Create({lanes.Write(scatter.Value)})" : lanes.Write(scatter.Value), term = scatter.Condition.IsConstant ? value : $"{Lanes}.Select({lanes.Write(scatter.Condition)}, {value}, {Lanes}.Create(0))";
                    code.Line($"{accumulators[scattered.Reduction]}.AddScattered(in {places[one].First}, {position}, {places[one].Stride}, {term}, {left ?? Lanes + ".Count"}, {places[one].Columns});");
                    break;
                case ColumnSink column:
                    code.Line($"{ColumnCall(column, position)}{Accumulation.Lanes(column.Term, lanes, Lanes, element)}, {left ?? Lanes + ".Count"});");
                    break;
            }
        }

        foreach ((StoreSink sink, string row, string? stride) in stores)
        {
            TensorLayout layout = LayoutOf(sink);
            string accumulate = CanAccumulate(layout) ? $", this.{kernel.Writing}" : "";
            bool isApart = OnDiagonal(sink) is not null, isWide = IsWide(layout);
            if (layout.Border is not null && !isApart && stride is null)
            {
                string value = lanes.Write(sink.Store.Value);
                code.Line($"{Lanes}.Store(ref {row}, {position}, {(left is null ? value : $"Edge.Kept<{Lanes}, {type}>({value}, {left}, 0)")});");
                continue;
            }

            string method = isApart ? $"StoreApart<{Lanes}, {type}, {layout.ElementKeyword}>" : isWide ? $"StoreWide<{Lanes}, {type}>" : "Store" + Converted(layout, stride);
            string apart = stride is not null ? stride + ", " : isApart || isWide ? "1, " : "";
            code.Line($"Edge.{method}(ref {row}, {position}, {apart}{lanes.Write(sink.Store.Value)}, {left ?? Lanes + ".Count"}{accumulate});");
        }
    }

    private TensorLayout LayoutOf(StoreSink sink) => kernel.Tensor(sink.Store.Output).Layout;

    /// <summary>Whether it holds doubles where lanes are floats.</summary>
    private bool IsWide(TensorLayout layout) => layout.IsScratch && layout.Element != element;

    private List<Node> Varying(IEnumerable<Sink> sinks, Axis axis) => GraphWalk.Reachable(
        sinks.SelectMany(sink => sink.Roots), node => node.VariesOver(axis), IsComputed);

    /// <summary>Whether the node is computed from its arguments, and not loaded.</summary>
    private bool IsComputed(Node node) => node.Op != Op.Element && !columns.ContainsKey(node);

    private Dictionary<Node, int> LaneUses(IReadOnlyList<Sink> sinks, Axis axis) => UseCounts.Of(
        Varying(sinks, axis).Where(IsComputed).SelectMany(node => node.Args).Concat(sinks.SelectMany(sink => sink.Roots)));

    private List<(Node Node, string Name)> WriteUniforms(IReadOnlyList<Sink> sinks, Axis axis, NestScalarWriter scalars, NestLaneWriter lanes)
    {
        var uniforms = new List<(Node Node, string Name)>();
        IEnumerable<Node> used = Varying(sinks, axis).Where(node => IsComputed(node) && !lanes.ComparesPositions(node))
            .SelectMany(node => node.Args).Concat(sinks.SelectMany(sink => sink.Roots))
            .Where(node => !node.VariesOver(axis) && !node.IsConstant).Distinct().OrderBy(node => node.Id);
        foreach (Node node in used)
        {
            string name = scope.Unique(names.Describe(node) + "Lanes");
            string value = scalars.Write(node, Expression.Unary);
            code.Line(node.IsCondition
                ? $"{Lanes} {name} = {Lanes}.NotEqual({Lanes}.Create({scalars.Write(node, Expression.Or)} ? 1 : 0), {Lanes}.Create(0));"
                : $"{Lanes} {name} = {Lanes}.Create(({type}){value});");
            uniforms.Add((node, name));
        }

        foreach (Node constant in isLoopAlone ? OftenUsed(sinks, axis) : [])
        {
            string name = scope.Unique(constant.Is(0) ? "zero" : "number");
            code.Line($"{Lanes} {name} = {Lanes}.Create({LaneWriter.Literal(constant.Value, element).Text});");
            uniforms.Add((constant, name));
        }

        return uniforms;
    }

    /// <summary>Constants that a long loop takes as variables: each use of a literal is a call to be inlined, with variables of its own.</summary>
    private IEnumerable<Node> OftenUsed(IReadOnlyList<Sink> sinks, Axis axis) => Varying(sinks, axis).Where(IsComputed).SelectMany(node => node.Args)
        .Where(arg => arg.IsConstant).GroupBy(arg => arg).Where(uses => uses.Count() >= Often).Select(uses => uses.Key).OrderBy(constant => constant.Id);

    private (StoreSink Sink, string Row, string? Stride) PrepareStore(StoreSink sink, Axis axis, NestScalarWriter scalars)
    {
        (TensorLayout layout, string field) = kernel.Tensor(sink.Store.Output);
        if (OnDiagonal(sink) is { } diagonal)
            return PrepareDiagonal(sink, layout, field, diagonal, scalars.Addresses);
        int dimension = sink.Store.Axes.ToList().IndexOf(axis);
        string row = scope.Unique(layout.Name + "Row");
        code.Line($"ref {layout.ElementKeyword} {row} = ref Row.At(ref this.{field}, {scalars.Addresses.Offset(layout, sink.Store.Axes, axis)});");
        return (sink, row, Along(layout, dimension, scalars.Addresses));
    }
}
