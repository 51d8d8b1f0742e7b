using LossGen.Generator.Declarations;
using LossGen.Generator.Emission.Cpu;
using LossGen.Generator.Emission.Cpu.Nests;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Gpu.Nests;

/// <summary>Writes the loops of a nest as a thread of a device runs them.</summary>
internal sealed class DeviceNestBody
{
    private const string Helper = DeviceNestWriter.Helper;

    private readonly NestKernel kernel;
    private readonly NodeNames names;
    private readonly CodeWriter code;
    private readonly NameScope scope;
    private readonly ElementType element;
    private readonly IReadOnlyDictionary<string, (string Field, ElementType Type)> scalars;
    private readonly string call, totals, shared;
    private readonly DeviceMapping mapping;
    private readonly Dictionary<Axis, string> positions = [];
    private readonly Dictionary<Node, string> accumulators = [];
    private readonly IReadOnlyDictionary<Node, int> uses;
    private readonly string fault;

    public DeviceNestBody(
        NestKernel kernel, NodeNames names, CodeWriter code, NameScope scope, ElementType element,
        IReadOnlyDictionary<string, (string Field, ElementType Type)> scalars, string call, string totals, string shared, string fault)
    {
        this.kernel = kernel;
        this.names = names;
        this.code = code;
        this.scope = scope;
        this.element = element;
        this.scalars = scalars;
        this.call = call;
        this.totals = totals;
        this.shared = shared;
        this.fault = fault;
        mapping = DeviceMappings.Of(kernel.Nest);
        uses = UseCounts.Of(NestValues.All(kernel.Nest).Where(node => node.Varies && node.Op != Op.Element).SelectMany(node => node.Args)
            .Concat(kernel.Nest.Sinks.SelectMany(sink => sink.Roots)));
    }

    private string Type => CSharpTypes.Keyword(element);

    private bool IsShared => mapping == DeviceMapping.Groups;

    public void Write(DeviceNestWriter uniforms)
    {
        bool isFlat = kernel.Nest.Steps.Count == 1 && ((Loop)kernel.Nest.Steps[0]).IsVector;
        IReadOnlyList<(Node Node, string Name)> locals = isFlat ? Uniforms((Loop)kernel.Nest.Steps[0], uniforms) : [];
        string position = Position(kernel.Nest.Axis), extent = uniforms.Addresses.Size(kernel.Nest.Axis);
        code.Open(IsShared
            ? $"for (long {position} = {Helper}.FirstGroup; {position} < {extent}; {position} += {Helper}.Groups)"
            : $"for (long {position} = {Helper}.FirstPosition; {position} < {extent}; {position} += {Helper}.Positions)");
        if (isFlat)
            WriteElements((Loop)kernel.Nest.Steps[0], locals);
        else
            WriteSteps(kernel.Nest.Steps, AxisSet.Of(kernel.Nest.Axis), Level(uniforms));
        code.Close();
    }

    private DeviceNestWriter Level(DeviceNestWriter outer) =>
        new(code, scope, names, uses, kernel, ElementType.Double, scalars, positions, call, outer);

    private string Position(Axis axis) => positions[axis] =
        scope.Unique(axis.Name.All(c => char.IsLetterOrDigit(c) || c == '_') ? axis.Name : "k");

    private void WriteSteps(IReadOnlyList<Step> steps, AxisSet bound, DeviceNestWriter level)
    {
        foreach (Step step in steps)
        {
            if (step is Execute execute)
                WriteSink(execute.Sink, level);
            else if (((Loop)step).Axis == kernel.Nest.Axis)
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
            Begin(sink);
        string extent = level.Addresses.Size(loop.Axis);
        bool isVector = loop.IsVector && loop.Body.All(step => step is Execute { Sink: not ColumnSink });
        IReadOnlyList<(Node Node, string Name)> uniforms = isVector ? Uniforms(loop, level) : [];
        string position = Position(loop.Axis);
        code.Open(isVector && IsShared
            ? $"for (long {position} = {Helper}.Thread; {position} < {extent}; {position} += {Helper}.Threads)"
            : $"for (long {position} = 0; {position} < {extent}; {position}++)");
        if (isVector)
            WriteElements(loop, uniforms);
        else
            WriteSteps(loop.Body, bound.With(loop.Axis), Level(level));
        code.Close();
        positions.Remove(loop.Axis);
        foreach (Sink sink in loop.Begins)
            Finish(sink, isVector && IsShared, level);
    }

    /// <summary>The values that an innermost loop uses and does not change, in the type of the elements.</summary>
    private List<(Node Node, string Name)> Uniforms(Loop loop, DeviceNestWriter level)
    {
        var uniforms = new List<(Node, string)>();
        var running = new HashSet<Node>(loop.Begins.OfType<OnlineSink>().Select(sink => sink.Shift));
        foreach (Node node in UniformNodes([.. loop.Sinks], loop.Axis).Where(node => !running.Contains(node)))
        {
            string name = scope.Unique(names.Describe(node));
            code.Line(IsIndex(node) ? $"long {name} = {Helper}.Index({level.Write(node)});"
                : node.IsCondition
                ? $"bool {name} = {level.Write(node)};"
                : $"{Type} {name} = {(element == ElementType.Double ? level.Write(node) : $"({Type}){level.Write(node, Expression.Unary)}")};");
            uniforms.Add((node, name));
        }

        return uniforms;
    }

    private static IEnumerable<Node> UniformNodes(IReadOnlyList<Sink> sinks, Axis axis)
    {
        List<Node> roots = [.. Roots(sinks)];
        return GraphWalk.Reachable(roots, node => node.VariesOver(axis), _ => true).Where(node => node.Op != Op.Element)
            .SelectMany(node => node.Args).Concat(roots)
            .Where(node => !node.VariesOver(axis) && !node.IsConstant && node.Op != Op.Index).Distinct().OrderBy(node => node.Id);
    }

    private static IEnumerable<Node> Roots(IEnumerable<Sink> sinks) =>
        sinks.SelectMany(sink => sink is OnlineSink online ? online.Shift.Args.Append(online.Sum[0]) : sink.Roots);

    /// <summary>The body of an innermost loop.</summary>
    private void WriteElements(Loop loop, IReadOnlyList<(Node Node, string Name)> uniforms)
    {
        IReadOnlyList<Sink> sinks = [.. loop.Sinks];
        List<Node> nodes = GraphWalk.Reachable(Roots(sinks), node => node.VariesOver(loop.Axis), node => node.Op != Op.Element);
        IReadOnlyDictionary<Node, int> counts = UseCounts.Of(nodes.Where(node => node.Op != Op.Element).SelectMany(node => node.Args).Concat(Roots(sinks)));
        var body = new DeviceNestWriter(code, scope, names, counts, kernel, element, scalars, positions, call, null);
        foreach ((Node node, string name) in uniforms)
        {
            if (IsIndex(node))
                body.DefineInteger(node, name);
            else
                body.Define(node, name);
        }

        foreach (Node node in nodes.Where(node => node.Op == Op.Element))
        {
            if (IsIndex(node))
                WriteIndex(node, body);
            else
                body.Pin(node);
        }

        foreach (Sink sink in sinks)
        {
            if (sink is OnlineSink online)
                WriteOnline(online, body);
            else
                WriteSink(sink, body, isElement: true);
        }
    }

    /// <summary>Whether the value is an element of a tensor of integers.</summary>
    private static bool IsIndex(Node node) => node is { Op: Op.Element, IsInteger: true };

    private void WriteIndex(Node node, DeviceNestWriter body)
    {
        string name = scope.Unique(names.Describe(node));
        code.Line($"long {name} = {body.Addresses.Index(node, 0)};");
        body.DefineInteger(node, name);
    }

    private void WriteOnline(OnlineSink sink, DeviceNestWriter body)
    {
        string running = accumulators[sink.Sum];
        if (sink.Shift.Args.Count > 1)
            code.Open($"if ({body.Write(sink.Shift[1])})");
        code.Line($"{running}.Raise<global::LossGen.Gpu.DeviceElementary>({body.Write(sink.Shift[0])});");
        body.Define(sink.Shift, element == ElementType.Double ? $"{running}.Shift" : $"({Type}){running}.Shift");
        code.Line($"{running}.Add({body.Write(sink.Sum[0])});");
        if (sink.Shift.Args.Count > 1)
            code.Close();
    }

    private void Begin(Sink sink)
    {
        switch (sink)
        {
            case OnlineSink online:
                code.Line($"var {accumulators[online.Sum] = scope.Unique("online")} = new global::LossGen.Nests.OnlineSum();");
                break;
            case TotalSink or ColumnSink:
                Node reduction = Reduction(sink)!;
                code.Line($"{Accumulation.TotalType(reduction)} {accumulators[reduction] = scope.Unique(names.Describe(reduction) + "Total")} = default;");
                break;
        }
    }

    private static Node? Reduction(Sink sink) => sink is TotalSink total ? total.Reduction : sink is ColumnSink column ? column.Reduction : null;

    private void Finish(Sink sink, bool isShared, DeviceNestWriter level)
    {
        string accumulator = accumulators[sink is OnlineSink one ? one.Sum : Reduction(sink)!];
        if (isShared)
            code.Line($"{Helper}.{(sink is OnlineSink ? "AllReduceOnline" : "AllReduce")}(ref {accumulator}, {shared});");
        (Node Node, string Part)[] results = sink is OnlineSink both
            ? [(both.Shift, "Shift"), (both.Sum, "Sum")]
            : [(Reduction(sink)!, Accumulation.Result(Reduction(sink)!))];
        foreach ((Node node, string part) in results)
        {
            level.Define(node, $"{accumulator}.{part}");
            level.Pin(node, isCall: true);
        }
    }

    private void WriteSink(Sink sink, DeviceNestWriter writer, bool isElement = false)
    {
        // What is not one thread's own is written, or counted for the whole nest, by the first of the group.
        string once = IsShared && !isElement ? $"if ({Helper}.Thread == 0) " : "";
        switch (sink)
        {
            case TotalSink total when kernel.Totals.TryGetValue(total.Reduction, out string? field):
                code.Line(once + Add(total.Reduction, $"{totals}.{field}.Add(", writer, isElement));
                break;
            case TotalSink or ColumnSink:
                Node reduction = Reduction(sink)!;
                code.Line(Add(reduction, $"{accumulators[reduction]}.Add(", writer, isElement));
                break;
            case StoreSink { Store: { } store }:
                TensorLayout layout = kernel.Tensor(store.Output).Layout;
                string value = $"({layout.ElementKeyword}){writer.Write(store.Value, Expression.Unary)}";
                string accumulates = kernel.Writing is not null && layout.CanAccumulate ? $"{call}.{DeviceCall.Accumulate} != 0" : "false";
                code.Line($"{once}{Helper}.Store({call}.{kernel.Tensor(store.Output).Field}, {Offset(layout, store.Axes, writer.Addresses)}, {value}, {accumulates});");
                break;
            case CheckSink check:
                string guard = check.Check.Guard.IsConstant ? "" : writer.Write(check.Check.Guard, Expression.And) + " && ";
                string index = writer.Addresses.Index(check.Check.Index, 0);
                string at = positions[check.Check.Axes[0]];
                foreach (Axis axis in check.Check.Axes.Skip(1))
                    at = $"(({at}) * {writer.Addresses.Size(axis)} + {positions[axis]})";
                code.Line($"if ({guard}!{Helper}.IsInside({index}, {writer.Addresses.Size(check.Check.Extent)}))");
                code.Line($"    {Helper}.Fault({call}.{DeviceNestCall.Faults}, {call}.{fault}, {at});");
                break;
        }
    }

    private string Add(Node reduction, string add, DeviceNestWriter writer, bool isElement) =>
        isElement ? Accumulation.AddElement(reduction, add, writer, element) : Accumulation.AddOne(reduction, add, writer);

    private string Offset(TensorLayout layout, IReadOnlyList<Axis> axes, Addresses addresses)
    {
        List<string> terms = [];
        for (int dimension = 0; dimension < axes.Count; dimension++)
            terms.Add(addresses.Stride(layout, dimension) is { } stride ? $"{positions[axes[dimension]]} * {stride}" : positions[axes[dimension]]);
        return terms.Count == 0 ? "0" : string.Join(" + ", terms);
    }
}
