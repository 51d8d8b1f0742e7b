using LossGen.Generator.Binding;
using LossGen.Generator.Declarations;
using LossGen.Generator.Emission.Cpu;
using LossGen.Generator.Emission.Cpu.Nests;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Gpu.Nests;

/// <summary>
/// Writes the loops of a nest as a thread of a device runs them. Innermost loops are shared by the threads of a team; what lies between them, all
/// threads compute alike, and the first lane writes it.
/// </summary>
internal sealed partial class DeviceNestBody
{
    private const string Helper = DeviceNestWriter.Helper;

    private readonly NestKernel kernel;
    private readonly DeviceNestCall nestCall;
    private readonly NodeNames names;
    private readonly CodeWriter code;
    private readonly NameScope scope;
    private readonly ElementType element;
    private readonly DeviceKernelNames variables;
    private readonly DeviceMapping mapping;
    private readonly IReadOnlyList<DevicePairs> pairLoops;
    private readonly Dictionary<Axis, string> positions = [];
    private readonly Dictionary<Node, string> accumulators = [];

    /// <summary>The field of each total, and of the total that an inner one is part of.</summary>
    private readonly Dictionary<Node, string> totalFields;
    private readonly IReadOnlyDictionary<Node, int> uses;

    private DeviceNestBody(
        NestKernel kernel, DeviceNestCall nestCall, NodeNames names, CodeWriter code, NameScope scope, ElementType element, DeviceKernelNames variables)
    {
        this.kernel = kernel;
        this.nestCall = nestCall;
        this.names = names;
        this.code = code;
        this.scope = scope;
        this.element = element;
        this.variables = variables;
        mapping = DeviceMappings.Of(kernel.Nest);
        totalFields = kernel.Totals.ToDictionary(total => total.Key, total => total.Value);
        pairLoops = mapping == DeviceMapping.Pairs ? DevicePairs.Of(kernel.Nest) : [];
        uses = UseCounts.Of(NestValues.All(kernel.Nest).Where(node => node.Varies && node.Op != Op.Element).SelectMany(node => node.Args)
            .Concat(kernel.Nest.Sinks.SelectMany(sink => sink.Roots)));
    }

    private string Type => CSharpTypes.Keyword(element);

    private string Call => variables.Call;

    private string Lane => variables.Lane;

    private string Team => variables.Team;

    private Nest Nest => kernel.Nest;

    /// <summary>Whether a team does together what is written.</summary>
    private bool IsShared => mapping != DeviceMapping.Elements && !isAlone;

    /// <summary>Writes the loops, and returns the methods that they call.</summary>
    public static string Write(
        NestKernel kernel, DeviceNestCall nestCall, NodeNames names, CodeWriter code, NameScope scope, ElementType element,
        DeviceKernelNames variables, DeviceNestWriter uniforms)
    {
        var body = new DeviceNestBody(kernel, nestCall, names, code, scope, element, variables);
        body.TakeColumns();
        body.WriteNest(uniforms);
        return body.methods.ToString();
    }

    private void WriteNest(DeviceNestWriter uniforms)
    {
        string extent = uniforms.Addresses.Size(Nest.Axis);
        switch (mapping)
        {
            case DeviceMapping.Serial:
            case DeviceMapping.Recurrence when Nest.IsSerial:
                code.Line($"long {Lane} = {Team}.OnlyLane;");
                foreach (Loop loop in Nest.Steps.Cast<Loop>())
                    WriteLoop(loop, AxisSet.Empty, uniforms);
                break;
            case DeviceMapping.Elements:
                IReadOnlyList<Sink>? sinks = DeviceMappings.Shared((Loop)Nest.Steps[0], Nest.Axis);
                IReadOnlyList<DeviceUniform> locals = sinks is null ? [] : Uniforms(sinks, Nest.Axis, uniforms);
                string position = Position(Nest.Axis);
                code.Open($"for (long {position} = {Helper}.FirstPosition; {position} < {extent}; {position} += {Helper}.Positions)");
                if (sinks is not null)
                    WriteElements(sinks, Nest.Axis, locals, code, scope);
                else
                    WriteSteps(Nest.Steps, AxisSet.Of(Nest.Axis), Level(uniforms));
                code.Close();
                break;
            default:
                WritePairMemory();
                first = scope.Unique("first");
                WriteRows(uniforms);
                break;
        }
    }

    /// <summary>What teams do for their rows, or columns.</summary>
    private void WriteRows(DeviceNestWriter uniforms)
    {
        var rows = DeviceRows.Of(Nest);
        List<Axis> axes = [.. rows.Axes];
        string extent = uniforms.Addresses.Size(Nest.Axis);
        if (axes.Count > 1)
        {
            string count = scope.Unique("rows");
            code.Line($"long {count} = {string.Join(" * ", axes.Select(uniforms.Addresses.Size))};");
            extent = count;
        }

        string row = axes.Count > 1 ? scope.Unique("row") : Position(Nest.Axis);
        code.Open($"for (long {first} = {Team}.First; {first} < {extent}; {first} += {Team}.Step)");
        code.Line($"long {row} = {Team}.Row({first}, {extent}), {Lane} = {Team}.Lane({first}, {extent});");
        for (int i = 0; i < axes.Count && axes.Count > 1; i++)
        {
            string inner = string.Join(" * ", axes.Skip(i + 1).Select(uniforms.Addresses.Size));
            string outermost = inner.Length == 0 ? row : inner.Contains("*") ? $"{row} / ({inner})" : $"{row} / {inner}";
            code.Line($"long {Position(axes[i])} = {outermost}{(i == 0 ? "" : $" % {uniforms.Addresses.Size(axes[i])}")};");
        }

        foreach (KeyValuePair<Node, Node> part in rows.Totals)
            totalFields[part.Key] = kernel.Totals[part.Value];
        DeviceNestWriter level = Level(uniforms);
        DefineColumns(level, Nest.Axis);
        if (axes.Count > 1)
            WriteSteps(rows.Body, axes.Aggregate(AxisSet.Empty, (bound, axis) => bound.With(axis)), level);
        else
            WriteSteps(Nest.Steps, AxisSet.Of(Nest.Axis), level);
        code.Close();
    }

    private DeviceNestWriter Level(DeviceNestWriter outer) =>
        new(code, scope, names, uses, kernel, ElementType.Double, nestCall.Scalars, positions, Call, outer);

    private string Position(Axis axis) => positions[axis] = scope.Unique(Extents.Variable(axis));

    private void WriteSteps(IReadOnlyList<Step> steps, AxisSet bound, DeviceNestWriter level)
    {
        foreach (Step step in steps)
        {
            if (step is Execute execute)
                WriteSink(execute.Sink, level, code);
            else if (((Loop)step).Axis == Nest.Axis)
                WriteSteps(((Loop)step).Body, bound, level);
            else
                WriteLoop((Loop)step, bound, level);
        }
    }

    private void WriteLoop(Loop loop, AxisSet bound, DeviceNestWriter level)
    {
        // What the loop uses and does not change is computed before it.
        foreach (Node node in NestValues.Outside(loop.Sinks, bound).Where(node => node.Varies && node.Op is not Op.Index))
            level.Pin(node);
        foreach (Sink sink in loop.Begins)
            Begin(sink, level);
        bool isShared = true;
        if (pairLoops.FirstOrDefault(pairs => ReferenceEquals(pairs.Loop, loop)) is { } tiled)
            WritePairs(tiled, level);
        else if (IsShared && loop.Scans is { Count: > 0 } scans)
            WriteScans(loop, scans, level);
        else if (mapping != DeviceMapping.Elements && DeviceMappings.Shared(loop, Nest.Axis) is { } sinks)
        {
            isShared = IsShared;
            WriteSharedLoop(loop, sinks, level);
        }
        else if (IsShared && DeviceMappings.IsOfLanes(loop, Nest))
            WriteLoopOfLanes(loop, bound, level);
        else if (IsShared && DeviceDiagonals.Of(loop, Nest) is { } diagonals)
            WriteDiagonals(diagonals, bound, level);
        else
        {
            isShared = false;
            WriteSerialLoop(loop, bound, level);
        }

        positions.Remove(loop.Axis);
        foreach (Sink sink in loop.Begins)
            Finish(sink, isShared, level);
    }

    /// <summary>A loop that every thread of the team runs.</summary>
    private void WriteSerialLoop(Loop loop, AxisSet bound, DeviceNestWriter level)
    {
        string position = Position(loop.Axis), extent = level.Addresses.Size(loop.Axis);
        code.Open(loop.IsReversed
            ? $"for (long {position} = {extent} - 1; {position} >= 0; {position}--)"
            : $"for (long {position} = 0; {position} < {extent}; {position}++)");
        DeviceNestWriter inner = Level(level);
        DefineColumns(inner, loop.Axis);
        WriteSteps(loop.Body, bound.With(loop.Axis), inner);
        if (MeetsAfter(loop))
            WriteSynchronize();
        code.Close();
    }

    private void Begin(Sink sink, DeviceNestWriter level)
    {
        switch (sink)
        {
            case OnlineSink online:
                code.Line($"var {accumulators[online.Sum] = scope.Unique("online")} = new global::LossGen.Nests.OnlineSum();");
                break;
            case ColumnSink column when columns.ContainsKey(column.Reduction):
                BeginColumns(column, level);
                break;
            case ScanSink scan:
                code.Line($"SumTotal {accumulators[scan.Scan] = scope.Unique("running")} = default;");
                break;
            case TotalSink or ColumnSink:
                Node reduction = Reduction(sink)!;
                if (!totalFields.ContainsKey(reduction))
                    code.Line($"{Accumulation.TotalType(reduction)} {accumulators[reduction] = scope.Unique(names.Describe(reduction) + "Total")} = default;");
                break;
        }
    }

    private static Node? Reduction(Sink sink) => sink is TotalSink total ? total.Reduction : sink is ColumnSink column ? column.Reduction : null;

    private void Finish(Sink sink, bool isShared, DeviceNestWriter level)
    {
        Node? reduction = sink is OnlineSink one ? one.Sum : Reduction(sink);
        if (sink is ScanSink || columns.ContainsKey(reduction!))
        {
            WriteSynchronize();
            return;
        }

        if (totalFields.ContainsKey(reduction!))
            return;
        string accumulator = accumulators[reduction!];
        if (isShared)
            code.Line($"{Team}.{(sink is OnlineSink ? "AllReduceOnline" : "AllReduce")}(ref {accumulator});");
        (Node Node, string Part)[] results = sink is OnlineSink both ? [(both.Shift, "Shift"), (both.Sum, "Sum")] : [(reduction!, Accumulation.Result(reduction!))];
        foreach ((Node node, string part) in results)
        {
            level.Define(node, $"{accumulator}.{part}");
            level.Pin(node, isCall: true);
        }
    }

    /// <summary>Does what a sink is for at one position; what is not a lane's own, the first lane does.</summary>
    private void WriteSink(Sink sink, DeviceNestWriter writer, CodeWriter lines, bool isElement = false, bool isOfLane = false)
    {
        string once = IsShared && !isElement && !isOfLane ? $"if ({Lane} == 0) " : "";
        switch (sink)
        {
            case TotalSink total when totalFields.TryGetValue(total.Reduction, out string? field):
                lines.Line(once + Add(total.Reduction, $"{variables.Totals}.{field}.", writer, isElement));
                break;
            case ColumnSink { Scatter: { } scatter } column:
                WriteScatter(column, scatter, writer);
                break;
            case ColumnSink column when columns.ContainsKey(column.Reduction):
                lines.Line(once + Add(column.Reduction, Place(column.Reduction) + ".", writer, isElement));
                break;
            case TotalSink or ColumnSink:
                lines.Line(Add(Reduction(sink)!, $"{accumulators[Reduction(sink)!]}.", writer, isElement));
                break;
            case ScanSink scan:
                string running = accumulators[scan.Scan];
                lines.Line($"{running}.Add({writer.Write(scan.Scan[0])});");
                lines.Line($"{once}{Place(scan.Scan)} = ({Type}){running}.Value;");
                break;
            case StoreSink { Store: { } store }:
                (TensorLayout layout, string tensor) = kernel.Tensor(store.Output);
                string value = $"({CSharpTypes.Keyword(layout.Element.Computed())}){writer.Write(store.Value, Expression.Unary)}";
                lines.Line($"{once}{Helper}.Store({Call}.{tensor}, {Offset(layout, store.Axes, writer.Addresses)}, {value}, {Accumulates(layout)});");
                break;
            case OnlineSink online:
                WriteOnline(online, writer, lines, ElementType.Double);
                break;
            case CheckSink check:
                WriteCheck(check.Check, writer);
                break;
        }
    }

    private string Accumulates(TensorLayout layout) => kernel.Writing is not null && layout.CanAccumulate ? $"{Call}.{DeviceCall.Accumulate} != 0" : "false";

    private void WriteCheck(IndexCheck check, DeviceNestWriter writer)
    {
        string at = positions[check.Axes[0]];
        foreach (Axis axis in check.Axes.Skip(1))
            at = $"(({at}) * {writer.Addresses.Size(axis)} + {positions[axis]})";
        writer.WriteCheck(check, variables.Fault, at);
    }

    /// <summary>Sums of floats that a thread forms in double need no compensation.</summary>
    private string Add(Node reduction, string accumulator, DeviceNestWriter writer, bool isElement) => isElement
        ? Accumulation.AddElement(reduction, accumulator + Accumulation.AddOfElement(reduction, element) + "(", writer, element)
        : Accumulation.AddOne(reduction, accumulator + "Add(", writer);

    private string Offset(TensorLayout layout, IReadOnlyList<Axis> axes, Addresses addresses)
    {
        List<string> terms = [];
        for (int dimension = 0; dimension < axes.Count; dimension++)
            terms.Add(addresses.Stride(layout, dimension) is { } stride ? $"{positions[axes[dimension]]} * {stride}" : positions[axes[dimension]]);
        return terms.Count == 0 ? "0" : string.Join(" + ", terms);
    }
}
