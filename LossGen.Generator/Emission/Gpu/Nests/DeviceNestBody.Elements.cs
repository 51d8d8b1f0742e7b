using LossGen.Generator.Declarations;
using LossGen.Generator.Emission.Cpu;
using LossGen.Generator.Emission.Cpu.Nests;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Gpu.Nests;

/// <summary>The innermost loops, in the type of the elements; four elements at a time where memory allows it.</summary>
internal sealed partial class DeviceNestBody
{
    private readonly CodeWriter methods = new();

    /// <summary>A loop whose positions the threads of a team take in turn.</summary>
    private void WriteSharedLoop(Loop loop, IReadOnlyList<Sink> sinks, DeviceNestWriter level)
    {
        IReadOnlyList<DeviceUniform> uniforms = Uniforms(sinks, loop.Axis, level);
        string position = Position(loop.Axis), extent = level.Addresses.Size(loop.Axis);
        if (nestCall.Quads.FirstOrDefault(quads => ReferenceEquals(quads.Loop, loop)) is { } four)
        {
            WriteQuads(loop, sinks, four, uniforms, level);
            return;
        }

        OpenPositions(position, extent);
        WriteElements(sinks, loop.Axis, uniforms, code, scope);
        code.Close();
    }

    /// <summary>Begins a loop over the positions that the thread takes: in turn with its team, or all of them.</summary>
    private void OpenPositions(string position, string extent) => code.Open(IsShared
        ? $"for (long {position} = {Lane}; {position} < {extent}; {position} += {Team}.Size)"
        : $"for (long {position} = 0; {position} < {extent}; {position}++)");

    /// <summary>Four neighbours by one load or store, then those that are left one by one; the body is a method.</summary>
    private void WriteQuads(Loop loop, IReadOnlyList<Sink> sinks, DeviceQuads four, IReadOnlyList<DeviceUniform> uniforms, DeviceNestWriter level)
    {
        string position = positions[loop.Axis], quad = scope.Unique("quad"), method = nestCall.BodyName(kernel, loop);
        string start = $"{Call}.{four.Field}";
        Dictionary<Node, string> loads = four.Loads.ToDictionary(node => node, node => scope.Unique(node.Name! + "Quad"));
        Dictionary<Store, string> stores = four.Stores.ToDictionary(store => store, store => scope.Unique(store.Output + "Quad"));
        List<(string Type, string Name)> shared = [
            .. positions.Where(pair => pair.Key != loop.Axis).Select(pair => ("long", pair.Value)),
            .. ReadsColumns(sinks) ? columns.Values.Select(column => ("long", column.Row)) : [],
            .. uniforms.Select(uniform => (LocalType(uniform), uniform.Name)), .. Accumulated(sinks).Select(pair => ("ref " + pair.Type, pair.Name))];
        string Arguments(string at, Func<Node, string> load, Func<Store, string> store) => string.Join(", ", [
            Call, .. shared.Select(item => item.Type.StartsWith("ref ", StringComparison.Ordinal) ? "ref " + item.Name : item.Name), at,
            .. four.Loads.Select(load), .. four.Stores.Select(one => "out " + store(one))]);

        code.Open($"for (long {quad} = {Lane}; {quad} < {start}; {quad} += {Team}.Size)");
        code.Line($"long {position} = 4 * {quad};");
        foreach (Node node in four.Loads)
            code.Line($"global::LossGen.Gpu.Quad<{Stored(node)}> {loads[node]} = {Helper}.LoadQuad({Call}.{level.Addresses.Field(node)}, {level.Addresses.Offset(node, _ => true)});");
        foreach (Store store in four.Stores)
            code.Line($"global::LossGen.Gpu.Quad<{kernel.Tensor(store.Output).Layout.ElementKeyword}> {stores[store]};");
        for (int part = 0; part < DeviceQuads.Parts.Count; part++)
        {
            string name = DeviceQuads.Parts[part], at = part == 0 ? position : $"{position} + {part}";
            code.Line($"{method}({Arguments(at, node => $"{loads[node]}.{name}", store => $"{stores[store]}.{name}")});");
        }

        foreach (Store store in four.Stores)
            code.Line($"{Helper}.StoreQuad({StoreArguments(store, level, stores[store])});");
        code.Close();
        code.Line();
        code.Open($"for (long {position} = (4 * {start}) + {Lane}; {position} < {level.Addresses.Size(loop.Axis)}; {position} += {Team}.Size)");
        code.Line($"{method}({Arguments(position, node => $"{Call}.{level.Addresses.Field(node)}[{level.Addresses.Offset(node, _ => true)}]", store => $"{kernel.Tensor(store.Output).Layout.ElementKeyword} {stores[store]}One")});");
        foreach (Store store in four.Stores)
            code.Line($"{Helper}.Store({StoreArguments(store, level, stores[store] + "One")});");
        code.Close();
        WriteMethod(method, loop, sinks, four, uniforms, shared);
    }

    private string StoreArguments(Store store, DeviceNestWriter level, string value)
    {
        TensorLayout layout = kernel.Tensor(store.Output).Layout;
        return $"{Call}.{kernel.Tensor(store.Output).Field}, {Offset(layout, store.Axes, level.Addresses)}, {value}, {Accumulates(layout)}";
    }

    /// <summary>What is done for one element.</summary>
    private void WriteMethod(
        string method, Loop loop, IReadOnlyList<Sink> sinks, DeviceQuads four, IReadOnlyList<DeviceUniform> uniforms,
        IReadOnlyList<(string Type, string Name)> shared)
    {
        var inner = new NameScope([Call, positions[loop.Axis], .. shared.Select(item => item.Name)]);
        Dictionary<Node, string> loads = four.Loads.ToDictionary(node => node, node => inner.Unique(node.Name!));
        Dictionary<Store, string> stores = four.Stores.ToDictionary(store => store, store => inner.Unique(store.Output));
        List<string> parameters = [
            $"{nestCall.Name} {Call}", .. shared.Select(item => $"{item.Type} {item.Name}"), $"long {positions[loop.Axis]}",
            .. loads.Select(load => $"{Stored(load.Key)} {load.Value}"), .. stores.Select(store => $"out {kernel.Tensor(store.Key.Output).Layout.ElementKeyword} {store.Value}")];
        methods.Line();
        methods.Open($"private static void {method}({string.Join(", ", parameters)})");
        DeviceNestWriter body = Elements(sinks, loop.Axis, uniforms, methods, inner, loads);
        foreach (Sink sink in sinks)
        {
            if (sink is StoreSink { Store: { } store })
                methods.Line($"{stores[store]} = ({kernel.Tensor(store.Output).Layout.ElementKeyword}){body.Write(store.Value, Expression.Unary)};");
            else
                WriteElement(sink, body, methods);
        }

        methods.Close();
    }

    /// <summary>The accumulators that the sinks add to, and their types.</summary>
    private IEnumerable<(string Type, string Name)> Accumulated(IReadOnlyList<Sink> sinks)
    {
        if (sinks.OfType<TotalSink>().Any(total => totalFields.ContainsKey(total.Reduction)))
            yield return (kernel.TotalsName, variables.Totals);
        foreach (Sink sink in sinks)
        {
            if (sink is OnlineSink online)
                yield return ("global::LossGen.Nests.OnlineSum", accumulators[online.Sum]);
            else if (Reduction(sink) is { } reduction && accumulators.TryGetValue(reduction, out string? name))
                yield return (Accumulation.TotalType(reduction), name);
        }
    }

    private bool ReadsColumns(IReadOnlyList<Sink> sinks) =>
        GraphWalk.Reachable(DeviceMappings.Roots(sinks)).Any(columns.ContainsKey) || sinks.Any(sink => Reduction(sink) is { } reduction && columns.ContainsKey(reduction));

    private string Stored(Node node) => kernel.Tensor(node.Name!).Layout.ElementKeyword;

    private string LocalType(DeviceUniform uniform) => uniform.IsIndex ? "long" : uniform.Node.IsCondition ? "bool" : Type;

    /// <summary>The values that an innermost loop uses and does not change, in the type of the elements.</summary>
    private List<DeviceUniform> Uniforms(IReadOnlyList<Sink> sinks, Axis axis, DeviceNestWriter level)
    {
        var uniforms = new List<DeviceUniform>();
        void Declare(Node node, bool isIndex)
        {
            var uniform = new DeviceUniform(node, scope.Unique(names.Describe(node)), isIndex);
            code.Line($"{LocalType(uniform)} {uniform.Name} = "
                + (isIndex ? $"{Helper}.Index({level.Write(node)});"
                : node.IsCondition || element == ElementType.Double ? $"{level.Write(node)};"
                : $"({Type}){level.Write(node, Expression.Unary)};"));
            uniforms.Add(uniform);
        }

        var running = new HashSet<Node>(sinks.OfType<OnlineSink>().Select(sink => sink.Shift));
        foreach (Node node in UniformNodes(sinks, axis).Where(node => !running.Contains(node)))
            Declare(node, IsIndex(node));
        foreach (Node node in DeviceUniform.Picked(Varying(sinks, axis), axis))
            Declare(node, isIndex: true);
        return uniforms;
    }

    private IEnumerable<Node> UniformNodes(IReadOnlyList<Sink> sinks, Axis axis)
    {
        return Varying(sinks, axis).Where(node => node.Op != Op.Element && !columns.ContainsKey(node)).SelectMany(node => node.Args).Concat(DeviceMappings.Roots(sinks))
            .Where(node => !node.VariesOver(axis) && !node.IsConstant && node.Op != Op.Index).Distinct().OrderBy(node => node.Id);
    }

    private IEnumerable<Node> Varying(IReadOnlyList<Sink> sinks, Axis axis) =>
        GraphWalk.Reachable(DeviceMappings.Roots(sinks), node => node.VariesOver(axis), node => !columns.ContainsKey(node));

    /// <summary>The body of an innermost loop.</summary>
    private void WriteElements(IReadOnlyList<Sink> sinks, Axis axis, IReadOnlyList<DeviceUniform> uniforms, CodeWriter lines, NameScope within)
    {
        DeviceNestWriter body = Elements(sinks, axis, uniforms, lines, within);
        foreach (Sink sink in sinks)
            WriteElement(sink, body, lines);
    }

    private void WriteElement(Sink sink, DeviceNestWriter body, CodeWriter lines)
    {
        if (sink is OnlineSink online)
            WriteOnline(online, body, lines, element);
        else
            WriteSink(sink, body, lines, isElement: true);
    }

    /// <summary>A writer of one element, whose tensors are loaded.</summary>
    private DeviceNestWriter Elements(
        IReadOnlyList<Sink> sinks, Axis axis, IReadOnlyList<DeviceUniform> uniforms, CodeWriter lines, NameScope within,
        IReadOnlyDictionary<Node, string>? loads = null)
    {
        List<Node> nodes = GraphWalk.Reachable(DeviceMappings.Roots(sinks), node => node.VariesOver(axis), node => node.Op != Op.Element && !columns.ContainsKey(node));
        IReadOnlyDictionary<Node, int> counts = UseCounts.Of(nodes.Where(node => node.Op != Op.Element).SelectMany(node => node.Args).Concat(DeviceMappings.Roots(sinks)));
        var body = new DeviceNestWriter(lines, within, names, counts, kernel, element, nestCall.Scalars, positions, Call, null);
        DefineColumns(body, axis);
        foreach (DeviceUniform uniform in uniforms)
        {
            if (IsIndex(uniform.Node))
                body.DefineInteger(uniform.Node, uniform.Name);
            else if (uniform.IsIndex)
                body.DefineIndex(uniform.Node, uniform.Name);
            else
                body.Define(uniform.Node, uniform.Name);
        }

        foreach (Node node in nodes.Where(node => node.Op == Op.Element))
        {
            if (loads is not null && loads.TryGetValue(node, out string? loaded))
            {
                if (IsIndex(node))
                    body.DefineInteger(node, loaded);
                else
                    body.DefineStored(node, loaded, kernel.Tensor(node.Name!).Layout.Element);
            }
            else if (IsIndex(node))
            {
                string name = within.Unique(names.Describe(node));
                lines.Line($"long {name} = {body.Addresses.Index(node, 0)};");
                body.DefineInteger(node, name);
            }
            else
                body.Pin(node);
        }

        return body;
    }

    /// <summary>Whether the value is an element of a tensor of integers.</summary>
    private static bool IsIndex(Node node) => node is { Op: Op.Element, IsInteger: true };

    private void WriteOnline(OnlineSink sink, DeviceNestWriter body, CodeWriter lines, ElementType type)
    {
        string running = accumulators[sink.Sum];
        if (sink.Shift.Args.Count > 1)
            lines.Open($"if ({body.Write(sink.Shift[1])})");
        lines.Line($"{running}.Raise<global::LossGen.Gpu.DeviceElementary>({body.Write(sink.Shift[0])});");
        body.Define(sink.Shift, type == ElementType.Double ? $"{running}.Shift" : $"({Type}){running}.Shift");
        lines.Line($"{running}.Add({body.Write(sink.Sum[0])});");
        if (sink.Shift.Args.Count > 1)
            lines.Close();
    }
}
