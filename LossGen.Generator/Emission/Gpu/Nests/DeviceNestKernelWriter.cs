using LossGen.Generator.Binding;
using LossGen.Generator.Declarations;
using LossGen.Generator.Emission.Cpu;
using LossGen.Generator.Emission.Cpu.Nests;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Gpu.Nests;

/// <summary>Writes what runs on a device for loops over several axes: a struct of the tensors and values of a call, with a kernel for each nest.</summary>
internal sealed class DeviceNestKernelWriter
{
    private const string Helper = DeviceNestWriter.Helper;

    private readonly DeviceNestCall call;
    private readonly Companion companion;
    private readonly NestPlan plan;
    private readonly NodeNames names;
    private readonly ElementType element;
    private readonly CodeWriter code = new();

    private DeviceNestKernelWriter(DeviceNestCall call, LossDeclaration declaration, NestPlan plan, Companion companion, NodeNames names)
    {
        this.call = call;
        this.companion = companion;
        this.plan = plan;
        this.names = names;
        element = declaration.Element;
    }

    public static string Write(DeviceNestCall call, LossDeclaration declaration, NestPlan plan, Companion companion, NodeNames names)
    {
        var writer = new DeviceNestKernelWriter(call, declaration, plan, companion, names);
        writer.WriteStruct();
        return writer.code.ToString();
    }

    private void WriteStruct()
    {
        code.Open($"internal struct {call.Name}");
        foreach ((TensorLayout layout, string field) in call.Layouts)
            code.Line($"public {DeviceKernelWriter.View(CSharpTypes.OnDevice(layout.Element))} {field};");
        foreach ((string field, ElementType of) in call.Results.Values)
            code.Line($"public {DeviceKernelWriter.View(CSharpTypes.Keyword(of))} {field};");
        foreach (DeviceScalar scalar in call.Scalars.Values)
            code.Line($"public {scalar.FieldType} {scalar.Field};");
        foreach (string field in call.Sizes.Values.Concat(call.Strides.Values))
            code.Line($"public long {field};");
        if (!companion.IsDeclared)
            code.Line($"public int {DeviceCall.Accumulate};");
        for (int i = 0; i < call.Loops.Count; i++)
        {
            if (call.Totals[i] is { } totals)
                code.Line($"public {DeviceKernelWriter.View(call.Loops[i].TotalsName)} {totals};");
        }

        foreach (DeviceColumns columns in call.Columns)
            code.Line($"public {DeviceKernelWriter.View(columns.Type)} {columns.Field};");
        foreach (string field in call.Quads.Select(quads => quads.Field).Distinct())
            code.Line($"public long {field};");
        foreach (string field in call.Lanes.OfType<string>())
            code.Line($"public int {field};");
        if (call.HasChecks)
            code.Line($"public {DeviceKernelWriter.View("int")} {DeviceNestCall.Faults};");
        for (int i = 0; i < call.Checks.Count + call.ChecksPerCall.Count; i++)
            code.Line($"public int {DeviceNestCall.FaultField(i)};");
        for (int i = 0; i < call.Checks.Count; i++)
            WriteKernel(call.Checks[i], DeviceNestCall.CheckName(i), null, null, DeviceNestCall.FaultField(i));
        for (int i = 0; i < call.Loops.Count; i++)
            WriteKernel(call.Loops[i], DeviceNestCall.LoopName(i), call.Totals[i], call.Lanes[i], "");
        if (call.HasResults)
            WriteResults();
        foreach (DevicePairTerm term in call.Terms)
            new DevicePairTermWriter(term, call, names, element, code).Write();
        code.Close();
    }

    private void WriteKernel(NestKernel kernel, string kernelName, string? totalsField, string? lanes, string faultField)
    {
        var scope = new NameScope([]);
        var variables = new DeviceKernelNames(scope.Unique("call"), scope.Unique("team"), scope.Unique("lane"), scope.Unique("totals"), faultField);
        bool isColumn = DeviceMappings.Of(kernel.Nest) == DeviceMapping.Columns;
        string call = variables.Call;
        code.Line();
        DeviceExchange.OpenKernel(code, kernelName, this.call.Name, call);
        if (lanes is not null)
            code.Line($"var {variables.Team} = global::LossGen.Gpu.Team<{DeviceExchange.Parameter}>.{(isColumn ? "OfColumn" : "OfRow")}({call}.{lanes});");
        DeviceNestWriter uniforms = Scalars(kernel, scope, call, NestValues.Uniforms(kernel.Nest));
        foreach (Node uniform in NestValues.Uniforms(kernel.Nest))
            uniforms.Pin(uniform);
        if (totalsField is not null)
            code.Line($"{kernel.TotalsName} {variables.Totals} = default;");
        string methods = DeviceNestBody.Write(kernel, this.call, names, code, scope, element, variables, uniforms);
        if (totalsField is not null)
            code.Line($"{Helper}.Reduce<{DeviceExchange.Parameter}, {kernel.TotalsName}>(ref {variables.Totals}, {call}.{totalsField});");
        code.Close();
        if (methods.Length > 0)
            code.Lines(methods);
    }

    private void WriteResults()
    {
        var scope = new NameScope([]);
        string name = scope.Unique("call");
        code.Line();
        code.Open($"public static void Results({call.Name} {name})");
        DeviceNestWriter scalars = Scalars(
            call.Loops[call.Loops.Count - 1], scope, name,
            [.. plan.Routine.Assignments.Select(assignment => assignment.Value), .. call.ChecksPerCall.SelectMany(check => new[] { check.Index, check.Guard })]);
        for (int i = 0; i < call.ChecksPerCall.Count; i++)
            scalars.WriteCheck(call.ChecksPerCall[i], DeviceNestCall.FaultField(call.Checks.Count + i), "0");

        foreach (Assignment assignment in plan.Routine.Assignments)
        {
            (string field, ElementType of) = call.Results[assignment.Output ?? ""];
            code.Line($"{name}.{field}[0] = {(of == ElementType.Double ? scalars.Write(assignment.Value) : $"(float){scalars.Write(assignment.Value, Expression.Unary)}")};");
        }

        code.Close();
    }

    /// <summary>Spells the arithmetic on totals, which lie in the first place of their views.</summary>
    private DeviceNestWriter Scalars(NestKernel kernel, NameScope scope, string name, IReadOnlyList<Node> roots)
    {
        List<Node> nodes = GraphWalk.Reachable(roots, node => !node.Varies, node => node.Op != Op.Reduce);
        var scalars = new DeviceNestWriter(
            code, scope, names, UseCounts.Of(nodes.Where(node => node.Op != Op.Reduce).SelectMany(node => node.Args).Concat(roots)),
            kernel, ElementType.Double, call.Scalars, new Dictionary<Axis, string>(), name, null);
        for (int i = 0; i < call.Loops.Count; i++)
        {
            foreach (KeyValuePair<Node, string> total in call.Loops[i].Totals)
                scalars.Define(total.Key, $"{name}.{call.Totals[i]}[0].{total.Value}.{Accumulation.Result(total.Key)}");
        }

        return scalars;
    }
}
