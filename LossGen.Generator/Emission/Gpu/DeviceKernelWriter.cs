using LossGen.Generator.Declarations;
using LossGen.Generator.Emission.Cpu;
using LossGen.Generator.Emission.Gpu.Nests;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Gpu;

/// <summary>
/// Writes what runs on a device: a struct of the tensors and values of a call, with a kernel for each pass, which loops over four elements at a
/// time, and one of a single thread for the results. Arithmetic on totals is done where it is needed, by every thread: nothing comes back to the
/// host between the passes.
/// </summary>
internal sealed class DeviceKernelWriter
{
    private const string Device = "global::LossGen.Gpu.Device", Call = "call";

    private readonly DeviceCall call;
    private readonly Companion companion;
    private readonly IReadOnlyList<Kernel> kernels;
    private readonly NodeNames names;
    private readonly ElementType element;
    private readonly string type;
    private readonly CodeWriter code = new();

    private DeviceKernelWriter(DeviceCall call, LossDeclaration declaration, Companion companion, IReadOnlyList<Kernel> kernels, NodeNames names)
    {
        this.call = call;
        this.companion = companion;
        this.kernels = kernels;
        this.names = names;
        element = declaration.Element;
        type = CSharpTypes.Keyword(element);
    }

    public static string Write(DeviceCall call, LossDeclaration declaration, Companion companion, IReadOnlyList<Kernel> kernels, NodeNames names)
    {
        var writer = new DeviceKernelWriter(call, declaration, companion, kernels, names);
        writer.WriteStruct();
        return writer.code.ToString();
    }

    /// <summary>The type of a view.</summary>
    public static string View(string element) => $"global::ILGPU.ArrayView<{element}>";

    private void WriteStruct()
    {
        code.Open($"internal struct {call.Name}");
        foreach ((string field, ElementType of) in call.Tensors.Values.Concat(call.Results.Values))
            code.Line($"public {View(CSharpTypes.Keyword(of))} {field};");
        foreach (DeviceScalar scalar in call.Scalars.Values)
            code.Line($"public {scalar.FieldType} {scalar.Field};");
        code.Line($"public long {string.Join(", ", call.Sizes.Values.Prepend(DeviceCall.Quads).Prepend(DeviceCall.Count))};");
        if (!companion.IsDeclared)
            code.Line($"public int {DeviceCall.Accumulate};");
        for (int i = 0; i < kernels.Count; i++)
        {
            if (call.Totals[i] is { } totals)
                code.Line($"public {View(kernels[i].TotalsName)} {totals};");
        }

        for (int i = 0; i < kernels.Count; i++)
            WritePass(i);
        if (call.Results.Count > 0)
            WriteResults();
        code.Close();
    }

    private void WritePass(int index)
    {
        Kernel kernel = kernels[index];
        List<string> inputs = [.. kernel.Pass.Elements.Select(node => node.Name!)], outputs = [.. kernel.Pass.Stores.Select(store => store.Output)];
        var scope = new NameScope(kernel.Tensors.Values.Concat(kernel.Uniforms.Values));
        string name = scope.Unique(Call), totals = scope.Unique("totals"), quad = scope.Unique("quad"), at = scope.Unique("i");
        code.Line();
        DeviceExchange.OpenKernel(code, DeviceCall.PassName(index), call.Name, name);
        WriteUniforms(index, scope, name);
        bool reduces = call.Totals[index] is not null;
        if (reduces)
            code.Line($"{kernel.TotalsName} {totals} = default;");
        string Arguments(Func<string, string> input, Func<string, string> output) => string.Join(", ", [
            .. inputs.Select(input), .. kernel.Uniforms.Values, .. reduces ? new[] { "ref " + totals } : [], .. outputs.Select(o => "out " + output(o))]);

        code.Open($"for (long {quad} = {Device}.FirstPosition; {quad} < {name}.{DeviceCall.Quads}; {quad} += {Device}.Positions)");
        Dictionary<string, string> quads = inputs.Concat(outputs).ToDictionary(tensor => tensor, tensor => scope.Unique(tensor + "Quad"));
        foreach (string input in inputs)
            code.Line($"global::LossGen.Gpu.Quad<{Keyword(input)}> {quads[input]} = {Device}.LoadQuad({name}.{Field(input)}, 4 * {quad});");
        foreach (string output in outputs)
            code.Line($"global::LossGen.Gpu.Quad<{type}> {quads[output]};");
        foreach (string part in DeviceQuads.Parts)
            code.Line($"At{index + 1}({Arguments(input => Converted(input, $"{quads[input]}.{part}"), output => $"{quads[output]}.{part}")});");
        foreach (string output in outputs)
            code.Line($"{Device}.StoreQuad({name}.{Field(output)}, 4 * {quad}, {quads[output]}{Accumulates(output, name)});");
        code.Close();
        code.Line();
        code.Open($"for (long {at} = ({name}.{DeviceCall.Quads} * 4) + {Device}.FirstPosition; {at} < {name}.{DeviceCall.Count}; {at} += {Device}.Positions)");
        code.Line($"At{index + 1}({Arguments(input => Converted(input, $"{name}.{Field(input)}[{at}]"), output => $"{type} {quads[output]}One")});");
        foreach (string output in outputs)
            code.Line($"{Device}.Store({name}.{Field(output)}, {at}, {quads[output]}One{Accumulates(output, name)});");
        code.Close();
        if (reduces)
        {
            code.Line();
            code.Line($"{Device}.Reduce<{DeviceExchange.Parameter}, {kernel.TotalsName}>(ref {totals}, {name}.{call.Totals[index]});");
        }

        code.Close();
        WriteElement(index, inputs, outputs);
    }

    /// <summary>What is done for one element.</summary>
    private void WriteElement(int index, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs)
    {
        Kernel kernel = kernels[index];
        var scope = new NameScope(kernel.Tensors.Values.Concat(kernel.Uniforms.Values));
        string totals = scope.Unique("totals");
        List<string> parameters = [.. inputs.Select(input => $"{type} {kernel.Tensors[input]}"),
            .. kernel.Uniforms.Select(uniform => $"{(uniform.Key.IsCondition ? "bool" : type)} {uniform.Value}")];
        if (call.Totals[index] is not null)
            parameters.Add($"ref {kernel.TotalsName} {totals}");
        parameters.AddRange(outputs.Select(output => $"out {type} {kernel.Tensors[output]}"));
        code.Line();
        code.Open($"private static void At{index + 1}({string.Join(", ", parameters)})");
        var body = new DeviceWriter(code, scope, names, Uses(kernel.Pass), element, name => (call.Scalars[name].Read, call.Scalars[name].Type), isElement: true);
        foreach (Node input in kernel.Pass.Elements)
            body.Define(input, kernel.Tensors[input.Name!]);
        foreach (KeyValuePair<Node, string> uniform in kernel.Uniforms)
            body.Define(uniform.Key, uniform.Value);
        foreach (Node reduction in kernel.Pass.Reductions)
            code.Line(Accumulation.AddElement(reduction, $"{totals}.{kernel.Totals[reduction]}.{Accumulation.AddOfElement(reduction, element)}(", body, element));
        foreach (Store store in kernel.Pass.Stores)
            code.Line($"{kernel.Tensors[store.Output]} = {body.Write(store.Value)};");
        code.Close();
    }

    private void WriteUniforms(int index, NameScope scope, string name)
    {
        if (kernels[index].Uniforms.Count == 0)
            return;
        DeviceWriter scalars = Scalars(scope, name, kernels[index].Uniforms.Keys);
        foreach (KeyValuePair<Node, string> uniform in kernels[index].Uniforms)
        {
            code.Line(uniform.Key.IsCondition
                ? $"bool {uniform.Value} = {scalars.Write(uniform.Key)};"
                : $"{type} {uniform.Value} = {(element == ElementType.Double ? scalars.Write(uniform.Key) : $"({type}){scalars.Write(uniform.Key, Expression.Unary)}")};");
        }
    }

    private void WriteResults()
    {
        var scope = new NameScope([]);
        string name = scope.Unique(Call);
        code.Line();
        code.Open($"public static void Results({call.Name} {name})");
        DeviceWriter scalars = Scalars(scope, name, companion.Schedule.Routine.Assignments.Select(assignment => assignment.Value));
        foreach (Assignment assignment in companion.Schedule.Routine.Assignments)
        {
            (string field, ElementType of) = call.Results[assignment.Output ?? ""];
            code.Line($"{name}.{field}[0] = {(of == ElementType.Double ? scalars.Write(assignment.Value) : $"(float){scalars.Write(assignment.Value, Expression.Unary)}")};");
        }

        code.Close();
    }

    /// <summary>Spells the arithmetic on totals, which lie in the first place of their views.</summary>
    private DeviceWriter Scalars(NameScope scope, string name, IEnumerable<Node> roots)
    {
        List<Node> wanted = [.. roots];
        List<Node> nodes = GraphWalk.Reachable(wanted, _ => true, node => !node.Varies && node.Op != Op.Reduce);
        var scalars = new DeviceWriter(
            code, scope, names, UseCounts.Of(nodes.Where(node => !node.Varies && node.Op != Op.Reduce).SelectMany(node => node.Args).Concat(wanted)),
            ElementType.Double, scalar => ($"{name}.{call.Scalars[scalar].Read}", call.Scalars[scalar].Type), isElement: false);
        foreach (Node node in nodes.Where(node => node.Op == Op.Size))
            scalars.Define(node, $"(double){name}.{(call.Sizes.TryGetValue(node.Over!.Extent, out string? size) ? size : DeviceCall.Count)}");
        for (int i = 0; i < kernels.Count; i++)
        {
            foreach (Node reduction in kernels[i].Pass.Reductions)
                scalars.Define(reduction, $"{name}.{call.Totals[i]}[0].{kernels[i].Totals[reduction]}.{Accumulation.Result(reduction)}");
        }

        return scalars;
    }

    private string Field(string tensor) => call.Tensors[tensor].Field;

    private string Keyword(string tensor) => CSharpTypes.Keyword(call.Tensors[tensor].Type);

    private string Converted(string input, string text) => call.Tensors[input].Type == element ? text : $"({type}){text}";

    /// <summary>Derivatives can be added to what is there; the loss itself never is.</summary>
    private string Accumulates(string output, string name) =>
        companion.Outputs.Any(candidate => candidate.Name == output) ? $", {name}.{DeviceCall.Accumulate} != 0" : ", false";

    private static Dictionary<Node, int> Uses(Pass pass) => UseCounts.Of(pass.Nodes.SelectMany(node => node.Args)
        .Concat(pass.Reductions.SelectMany(reduction => reduction.Args)).Concat(pass.Stores.Select(store => store.Value)));
}
