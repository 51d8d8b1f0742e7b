using System.Globalization;
using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;
using LossGen.Generator.Schedule.Sweeps;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>Writes the loops of a nest: scalars between them, lanes in the innermost.</summary>
internal sealed partial class NestBody
{
    private const string Lanes = "V", Strides = "S", Start = "start", End = "end", Team = "team";

    private readonly NestKernel kernel;
    private readonly NodeNames names;
    private readonly CodeWriter code;
    private readonly NameScope scope;
    private readonly NameScope fields;
    private readonly ElementType element;
    private readonly string type;
    private readonly Dictionary<Axis, string> positions = [];
    private readonly Dictionary<Node, Column> columns = [];
    private readonly Dictionary<Node, string> accumulators = [];
    private readonly Dictionary<Node, string> scratches = [];
    private readonly List<string> buffers = [];
    private readonly SortedSet<string> alongLanes = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<Node, int> uses;
    private readonly string totals;
    private readonly bool callsOut, isLoopAlone;

    /// <param name="kernel">The kernel.</param>
    /// <param name="names">Names for locals.</param>
    /// <param name="code">Takes the loops.</param>
    /// <param name="scope">The names in use.</param>
    /// <param name="fields">The names of the kernel.</param>
    /// <param name="element">The type of the elements.</param>
    /// <param name="totals">The totals of the outermost axis.</param>
    /// <param name="sinks">What is done in the method that is written; null for all that has no method of its own.</param>
    /// <param name="alone">The axis of the loop in lanes that is all of the method; null where there may be more.</param>
    private NestBody(
        NestKernel kernel, NodeNames names, CodeWriter code, NameScope scope, NameScope fields, ElementType element, string totals, IEnumerable<Sink>? sinks = null,
        Axis? alone = null)
    {
        this.fields = fields;
        this.kernel = kernel;
        this.names = names;
        this.code = code;
        this.scope = scope;
        this.element = element;
        this.totals = totals;
        type = CSharpTypes.Keyword(element);
        uses = NestValues.Uses(kernel.Nest);
        isLoopAlone = alone is not null;
        HashSet<Sink> here = [.. sinks ?? SinksHere()];
        callsOut = alone is not null ? IsLong(alone, here)
            : InlineLimit.IsPassed(InLanes(kernel.Nest).Where(loop => loop.Sinks.Any(here.Contains)).Sum(loop => InlineLimit.OfLoop(loop.Axis, [.. loop.Sinks], callsOut: false)));
    }

    /// <summary>
    /// Writes the loops, and returns the strides that have to be 1 for the lanes to be contiguous, and the methods that the loops call.
    /// </summary>
    public static (IReadOnlyCollection<string> Strides, string Methods) Write(
        NestKernel kernel, NodeNames names, CodeWriter code, NameScope fields, ElementType element, string totals)
    {
        var inner = new CodeWriter();
        var body = new NestBody(kernel, names, inner, new NameScope(fields), fields, element, totals);
        body.TakeScratch(body.SinksHere());
        body.WriteLevel(kernel.Nest.Steps, AxisSet.Empty, body.UniformScalars());
        body.WriteTo(code);
        return (body.alongLanes, body.methods.ToString());
    }

    /// <summary>Writes what the body needs on the stack, and then the body.</summary>
    private void WriteTo(CodeWriter method)
    {
        foreach (string buffer in buffers)
            method.Line($"Span<{type}> {buffer} = stackalloc {type}[{Lanes}.Count];");
        foreach (string memory in kept)
            method.Line($"Span<byte> {memory} = stackalloc byte[Kept.Bytes];");
        string alone = kernel.RowLoops.Count > 0 ? $", {Team}.IsAlone" : "";
        foreach ((string row, Axis axis) in allKeptRows)
            method.Line($"using var {row} = KeptRow<{type}>.Take({Scalars(null).Addresses.Size(axis)}{alone});");
        foreach ((string tile, int length) in tiles)
            method.Line($"Span<double> {tile} = stackalloc double[{length}];");
        if (code.ToString().Length > 0)
            method.Lines(code.ToString());
    }

    /// <summary>The loops in lanes that are written where they stand.</summary>
    private static IEnumerable<Loop> InLanes(Nest nest) => nest.AllLoops.Where(loop => loop.IsInLanes)
        .Except(nest.AllLoops.Where(loop => loop.IsAcross).SelectMany(loop => loop.AllLoops.Append(loop)));

    /// <summary>A writer that knows the values per call.</summary>
    private NestScalarWriter UniformScalars()
    {
        NestScalarWriter scalars = Scalars(null);
        foreach (KeyValuePair<Node, string> uniform in kernel.Uniforms)
            scalars.Define(uniform.Key, "this." + uniform.Value);
        return scalars;
    }

    private NestScalarWriter Scalars(NestScalarWriter? outer) => new(code, scope, names, uses, kernel, positions, columns, outer);

    /// <summary>What a sink keeps along an axis.</summary>
    private static (Node Node, Axis Inner)? Column(Sink sink) => sink switch
    {
        ColumnSink column => (column.Reduction, column.Inner),
        ScanSink scan => (scan.Scan, scan.Scan.Over!),
        _ => null,
    };

    private void TakeScratch(IEnumerable<Sink> sinks)
    {
        HashSet<Node> scattered = [.. sinks.OfType<ColumnSink>().Where(column => column.Scatter is not null).Select(column => column.Reduction)];
        HashSet<Node> formedAcross = [.. kernel.Nest.AllLoops.Where(loop => loop.IsAcross).SelectMany(LanesAcross.Formed)];
        foreach ((Node node, Axis inner) in sinks.Select(Column).Where(column => column is not null).Select(column => column!.Value))
        {
            if (columns.ContainsKey(node) || formedAcross.Contains(node))
                continue;
            bool isRange = inner == kernel.Nest.Axis && node.Op == Op.Reduce;
            string length = isRange ? $"{End} - {Start}" : Scalars(null).Addresses.Size(inner);
            string name = scope.Unique(names.Describe(node)), scratch = scope.Unique(name + "Scratch");
            if (node.Op == Op.Scan)
            {
                code.Line($"using var {scratch} = Scratch<{type}>.Take({length});");
                code.Line($"ref {type} {name} = ref MemoryMarshal.GetReference({scratch}.Span);");
                columns.Add(node, new Column(name, inner, null));
            }
            else
            {
                code.Line($"using var {scratch} = Scratch<{type}>.Take(Columns<{Lanes}, {type}>.{(scattered.Contains(node) ? "ScatterScratch" : "Scratch")}({length}));");
                columns.Add(node, new Column(name + ".First", inner, isRange ? Start : null));
                accumulators.Add(node, name);
                scratches.Add(node, scratch);
            }
        }
    }

    private void WriteStep(Step step, AxisSet bound, NestScalarWriter scalars)
    {
        if (step is Loop loop)
            WriteLoop(loop, bound, scalars);
        else if (step is Sweep sweep)
            WriteSweep(sweep, bound, scalars);
        else
            WriteSink(((Execute)step).Sink, scalars);
    }

    private void WriteLoop(Loop loop, AxisSet bound, NestScalarWriter scalars, bool isApart = false)
    {
        if (!isApart && IsApart(loop, bound))
        {
            code.Line(WriteApart(loop, bound, scalars));
            return;
        }

        PinOutside(loop, bound, scalars);
        if (kernel.RowLoops.Contains(loop))
        {
            WriteSlices(loop, bound, scalars);
            return;
        }

        WriteTrip(loop, bound, scalars);
        foreach (Sink sink in loop.Begins)
            Finish(sink, loop.IsInLanes, scalars);
    }

    /// <summary>Gives locals to what is computed outside of the loop and used within.</summary>
    private static void PinOutside(Loop loop, AxisSet bound, NestScalarWriter scalars)
    {
        foreach (Node node in NestValues.Outside(loop.Sinks, bound).Where(node => !node.IsConstant && node.Op != Op.Index && node.Op != Op.Size))
        {
            if (node.Varies || loop.IsInLanes)
                scalars.Pin(node);
        }
    }

    /// <summary>Begins what a loop forms, and runs it.</summary>
    private void WriteTrip(Loop loop, AxisSet bound, NestScalarWriter scalars)
    {
        foreach (Sink sink in loop.Begins)
            Begin(sink, loop.IsInLanes);
        WriteBody(loop, bound, scalars);
    }

    private void WriteBody(Loop loop, AxisSet bound, NestScalarWriter scalars)
    {
        if (loop.Begins.OfType<OnlineSink>().Any())
            WriteOnline(loop, scalars);
        else if (loop.Scattered.Count > 0 && loop.Scattered.All(column => IsScatteredByRow(column, loop.Axis, scalars.Addresses)))
            WriteLanes(loop.Axis, [.. loop.Scattered.Select(column => new LaneScatter(column))], scalars, Bounds(loop, scalars));
        else if (loop.IsInLanes)
            WriteInLanes(loop, scalars);
        else if (loop.IsAcross)
            WriteAcross(loop, bound, scalars);
        else
            WriteScalarLoop(loop, bound, scalars);
    }

    private void WriteInLanes(Loop loop, NestScalarWriter scalars)
    {
        (string First, string End) all = Bounds(loop.Axis, scalars), range = Bounds(loop, scalars);
        List<Sink> sinks = [.. loop.Body.Select(step => ((Execute)step).Sink)];
        WriteLanes(loop.Axis, sinks, scalars, range);
        foreach (StoreSink store in sinks.OfType<StoreSink>().Where(store => store.Outside is not null))
        {
            (_, string row, string? stride) = PrepareStore(store, loop.Axis, scalars);
            string accumulate = CanAccumulate(LayoutOf(store)) ? $", this.{kernel.Writing}" : "";
            code.Line($"Limits.FillOutside(ref {row}, {stride ?? "1"}, {range.First}, {range.End}, {all.First}, {all.End}, {scalars.Write(store.Outside!)}{accumulate});");
        }
    }

    private void WriteScalarLoop(Loop loop, AxisSet bound, NestScalarWriter scalars)
    {
        if (loop.Bucket is { } bucket)
        {
            WriteBucket(loop, bucket, bound, scalars);
            return;
        }

        string position = Position(loop.Axis);
        (string first, string end) = Bounds(loop, scalars);
        code.Open(loop.IsReversed
            ? $"for (nint {position} = {end} - 1; {position} >= {first}; {position}--)"
            : $"for (nint {position} = {first}; {position} < {end}; {position}++)");
        NestScalarWriter inner = Scalars(scalars);
        OpenDiagonal(loop.Axis, position, inner.Addresses);
        WritePrefetch(loop, bound, inner.Addresses);
        IReadOnlyList<Loop> tiled = WriteTiles(loop, position, (first, end), inner);
        WriteLevel([.. loop.Body.Except(tiled)], bound.With(loop.Axis), inner);
        code.Close();
        positions.Remove(loop.Axis);
        CloseDiagonal(loop.Axis);
    }

    /// <summary>Where a loop begins and ends: one that reads turned rows with a whole register of them.</summary>
    private (string First, string End) Bounds(Loop loop, NestScalarWriter scalars)
    {
        (string First, string End) all = Bounds(loop.Axis, scalars), range = LimitWriter.Write(loop.Limits, all, limit => scalars.Addresses.Index(limit.Value, 0), scope, code);
        if (loop.Turned.Count > 0 && range.First != all.First)
            code.Line($"{range.First} -= ({range.First} - {all.First}) % {Lanes}.Count;");
        return range;
    }

    private (string First, string End) Bounds(Axis axis, NestScalarWriter scalars) =>
        axis == kernel.Nest.Axis && axis.Diagonal is null ? (Start, End)
        : axis.Diagonal is { } pair ? ("0", $"{scalars.Addresses.Size(pair.Rows)} + {scalars.Addresses.Size(pair.Columns)} - 1") : slices.TryGetValue(axis, out (string, string) slice) ? slice : ("0", scalars.Addresses.Size(axis));

    private string Position(Axis axis) => positions[axis] = scope.Unique(Extents.Variable(axis));

    private void Begin(Sink sink, bool isVector)
    {
        switch (sink)
        {
            case TotalSink total:
                string name = accumulators[total.Reduction] = scope.Unique(names.Describe(total.Reduction));
                if (isVector)
                    BeginInMemory(total.Reduction, name);
                else
                    code.Line($"var {name} = new {Accumulation.TotalType(total.Reduction)}();");
                break;
            case OnlineSink online:
                code.Line($"var {accumulators[online.Sum] = scope.Unique("online")} = new OnlineSum();");
                break;
            case ColumnSink column:
                code.Line($"var {accumulators[column.Reduction]} = Columns<{Lanes}, {type}>.{(column.Scatter is null ? ColumnKind(column.Reduction) : "Scattered")}({scratches[column.Reduction]}.Span);");
                break;
            case ScanSink scan:
                accumulators[scan.Scan] = scope.Unique("running");
                if (isVector)
                    BeginInMemory(scan.Scan, accumulators[scan.Scan]);
                else
                    code.Line($"var {accumulators[scan.Scan]} = new SumTotal();");
                break;
        }
    }

    private static string ColumnKind(Node reduction) => reduction.Reduction switch
    {
        Reduction.Max or Reduction.Shift => "Maxima",
        Reduction.Min => "Minima",
        Reduction.Product => "Products",
        _ => "Sums",
    };

    private void Finish(Sink sink, bool isVector, NestScalarWriter scalars)
    {
        if (sink is ColumnSink { Reduction: { Reduction: Reduction.Sum or Reduction.Count } sum } column)
            code.Line($"{accumulators[sum]}.{(column.Scatter is null ? "Settle" : "SettleScattered")}();");
        if (sink is ColumnSink { Reduction: { Reduction: Reduction.Shift } shift })
            code.Line($"{accumulators[shift]}.LeaveOutInfinite();");
        if (sink is OnlineSink both)
            DefineOnline(both, accumulators[both.Sum], scalars);

        if (sink is not TotalSink { Reduction: { } reduction })
            return;
        string accumulator = accumulators[reduction];
        if (kernel.Totals.TryGetValue(reduction, out string? field))
            code.Line(isVector ? $"{totals}.{field}.Add({accumulator}.Total);" : $"{totals}.{field}.Add(in {accumulator});");
        else
        {
            scalars.Define(reduction, $"{accumulator}.{(isVector ? Accumulation.LaneResult(reduction) : Accumulation.Result(reduction))}");
            scalars.Pin(reduction, isCall: true);
        }
    }

    private void DefineOnline(OnlineSink sink, string online, NestScalarWriter scalars)
    {
        foreach ((Node node, string part) in new[] { (sink.Shift, "Shift"), (sink.Sum, "Sum") })
        {
            scalars.Define(node, $"{online}.{part}");
            scalars.Pin(node, isCall: true);
        }

        if (keptRows.TryGetValue(sink.Sum[0], out string? row))
            code.Line($"{row}.Settle<{Lanes}>({scalars.Addresses.Size(sink.Sum.Over!)}, {scalars.Write(sink.Shift)});");
    }

    /// <summary>Does what a sink is for, at one position.</summary>
    private void WriteSink(Sink sink, NestScalarWriter scalars)
    {
        switch (sink)
        {
            case TotalSink total:
                code.Line(Accumulation.AddOne(total.Term, $"{accumulators[total.Reduction]}.Add(", scalars));
                break;
            case ColumnSink { Scatter: { } scatter } column:
                WriteScatter(column, scatter, scalars);
                break;
            case ColumnSink column:
                code.Line(Accumulation.AddOne(column.Term, ColumnCall(column, positions[column.Inner]), scalars));
                break;
            case ScanSink scan:
                string running = accumulators[scan.Scan];
                code.Line($"{running}.Add({scalars.Write(scan.Scan[0])});");
                code.Line($"Row.At(ref {columns[scan.Scan].First}, {positions[scan.Scan.Over!]}) = ({type}){running}.Value;");
                break;
            case StoreSink store:
                WriteStore(store.Store, scalars);
                break;
            case CheckSink check:
                WriteCheck(check, scalars);
                break;
        }
    }

    /// <summary>Terms in lanes that are added where a row of integers says.</summary>
    private sealed record LaneScatter(ColumnSink Column) : Sink([])
    {
        public override IEnumerable<Node> Roots => [Column.Scatter!.Condition, Column.Scatter.Value];
    }

    /// <summary>Whether the terms of a loop can be formed in lanes: their indices stand in a row, and the sums are not those of a range of the outermost axis.</summary>
    private bool IsScatteredByRow(ColumnSink column, Axis axis, Addresses addresses) => columns[column.Reduction].Start is null
        && IsRowOfPlaces(column.Scatter!.Index, axis, addresses) && addresses.Inside(column.Scatter.Index, _ => true) is null;

    /// <summary>Adds a term where its index says, if that is one of the positions of this range.</summary>
    private void WriteScatter(ColumnSink column, Scatter scatter, NestScalarWriter scalars)
    {
        string at = scope.Unique("at");
        code.Line($"nint {at} = {scalars.Addresses.Index(scatter.Index, 0)};");
        string guard = scatter.Condition.IsConstant ? "" : scalars.Write(scatter.Condition, Expression.And) + " && ";
        string value = scalars.Write(scatter.Value);
        string isInside = columns[column.Reduction].Start is { } first ? $"{at} >= {first} && {at} < {End}" : $"Row.IsInside({at}, {scalars.Addresses.Size(column.Inner)})";
        code.Line($"if ({guard}{isInside}) {ColumnCall(column, at)}{value});");
    }

    /// <summary>The call that adds to a reduction down the rows, up to the value.</summary>
    private string ColumnCall(ColumnSink column, string position) =>
        $"{accumulators[column.Reduction]}.{(column.Scatter is null ? Accumulation.ColumnAdd(column.Reduction) : "AddScattered")}({columns[column.Reduction].Position(position)}, ";

    private void WriteStore(Store store, NestScalarWriter scalars)
    {
        (TensorLayout layout, string field) = kernel.Tensor(store.Output);
        string value = scalars.Write(store.Value, Expression.Unary), rounded = $"({layout.ElementKeyword}){value}";
        string place = $"Row.At(ref this.{field}, {scalars.Addresses.Offset(layout, store.Axes, null)})";
        string leader = IsAtRow ? $"if ({Team}.IsLeader) " : "";
        string sum = layout.Element.IsNarrow() ? $"({layout.ElementKeyword})((double){place} + {value})" : $"{place} + {rounded}";
        code.Line(CanAccumulate(layout)
            ? $"{leader}{place} = this.{kernel.Writing} == Writing.Accumulate ? {sum} : {rounded};"
            : $"{leader}{place} = {rounded};");
    }

    private bool CanAccumulate(TensorLayout layout) => kernel.Writing is not null && layout.CanAccumulate;

    private void WriteCheck(CheckSink sink, NestScalarWriter scalars)
    {
        IReadOnlyList<Axis> axes = sink.Check.Axes;
        string position = positions[axes[0]];
        foreach (Axis axis in axes.Skip(1))
            position = $"(({position}) * {scalars.Addresses.Size(axis)} + {positions[axis]})";
        string index = scope.Unique("picked");
        // Not &&: which labels are left out no processor foresees, and that there is no fault it does.
        string guard = sink.Check.Guard.IsConstant ? "" : scalars.Write(sink.Check.Guard, Expression.And) + " & ";
        code.Line($"nint {index} = {scalars.Addresses.Index(sink.Check.Index, 0)};");
        code.Line($"if ({guard}!Row.IsInside({index}, {scalars.Addresses.Size(sink.Check.Extent)})) {totals}.{NestKernel.Fault}.Add({position}, {index});");
    }
}
