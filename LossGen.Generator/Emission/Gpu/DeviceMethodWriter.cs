using System.Security;
using LossGen.Generator.Declarations;
using LossGen.Generator.Emission.Cpu;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Gpu;

/// <summary>Writes the overload that takes views: entry checks on the host, then kernel after kernel on a stream.</summary>
internal sealed class DeviceMethodWriter(
    LossDeclaration declaration, Companion companion, IReadOnlyList<Kernel> kernels, DeviceCall call, CodeWriter code)
{
    private const string Kernels = "global::LossGen.Emitted.", Views = "global::LossGen.Gpu.RequireView.";

    private readonly NameScope scope = new(
        [.. declaration.Parameters.Select(parameter => parameter.Name), .. companion.Outputs.Select(output => output.Name), companion.Upstream, companion.Accumulate]);

    /// <summary>Whether the backend compiles a method: losses along one axis, of flat tensors.</summary>
    public static bool Compiles(LossDeclaration declaration, Companion companion) =>
        declaration.HasDevice && companion.Plan is { Passes.Count: > 0 } && companion.Inputs(declaration).Count > 0;

    public void Write()
    {
        string stream = scope.Unique("stream"), loss = scope.Unique("loss");
        List<Parameter> parameters = [.. Parameters(stream, loss)];
        WriteDocumentation(parameters);
        code.Line(MethodHeader.GeneratedCode);
        code.Open($"{Modifiers} void {companion.Name}({string.Join(", ", parameters.Select(parameter => parameter.Text))})");
        WriteChecks(stream, loss);
        string launch = scope.Unique("launch"), first = Identifiers.Escape(companion.Inputs(declaration)[0]), arguments = scope.Unique("call");
        code.Line($"using var {launch} = global::LossGen.Gpu.DeviceLaunch.Begin({stream}, {first}.Length);");
        WriteCall(launch, arguments, loss);
        for (int i = 0; i < kernels.Count; i++)
        {
            code.Line($"{launch}.Pass({Kernels}{call.Name}.{DeviceCall.PassName(i)}, {arguments});");
            if (call.Totals[i] is { } totals)
                code.Line($"{launch}.Combine({arguments}.{totals});");
        }

        if (call.Results.Count > 0)
            code.Line($"{launch}.Single({Kernels}{call.Name}.Results, {arguments});");
        code.Close();
    }

    private string Modifiers => companion.Signature?.Modifiers
        ?? string.Join(" ", declaration.Modifiers.Split(' ').Where(modifier => modifier != "partial"));

    private sealed record Parameter(string Name, string Text, string Documentation);

    /// <summary>Inputs and outputs, then the loss, then what can be left out.</summary>
    private IEnumerable<Parameter> Parameters(string stream, string loss)
    {
        yield return new(stream, $"global::ILGPU.Runtime.AcceleratorStream {stream}", "Where the work is enqueued.");
        List<Parameter> optional = [];
        foreach ((string name, string type, string? value) in Declared())
        {
            string escaped = Identifiers.Escape(name);
            if (value is null)
                yield return new(name, $"{type} {escaped}", $"As of the overload for spans, on the accelerator of <paramref name=\"{stream}\"/>.");
            else
                optional.Add(new(name, $"{type} {escaped} = {value}", "As of the overload for spans."));
        }

        if (declaration.Return is { } result)
            yield return new(loss, $"{View(result)} {loss}", "Takes the loss: one element. It stays on the device until it is read.");
        foreach (Parameter parameter in optional)
            yield return parameter;
    }

    private IEnumerable<(string Name, string Type, string? Default)> Declared()
    {
        if (companion.Signature is { } signature)
        {
            return signature.Parameters.Select(parameter => (parameter.Name, parameter.Role switch
            {
                CompanionRole.Shared => TypeOf(parameter.Of!),
                CompanionRole.Gradient or CompanionRole.SecondDerivative => View(parameter.Of!.Element),
                CompanionRole.Upstream when companion.UpstreamIsTensor => View(declaration.Element),
                _ => parameter.Type,
            }, parameter.Default));
        }

        return declaration.Parameters.Select(parameter => (parameter.Name, TypeOf(parameter), parameter.Default));
    }

    private static string TypeOf(ParameterModel parameter) => parameter.IsScalar ? CSharpTypes.Keyword(parameter.Element) : View(parameter.Element);

    private static string View(ElementType element) => DeviceKernelWriter.View(CSharpTypes.Keyword(element));

    private void WriteChecks(string stream, string loss)
    {
        IReadOnlyList<string> inputs = companion.Inputs(declaration), outputs = companion.WrittenTensors(declaration);
        string first = Named(inputs[0]);
        List<(string Name, string Text)> single = [.. companion.Routine.Assignments.Select(assignment => (assignment.Output ?? loss, Identifiers.Escape(assignment.Output ?? loss)))];
        code.Line($"{Views}Stream(\"{stream}\", {stream});");
        foreach (string tensor in inputs.Concat(outputs).Concat(single.Select(result => result.Name)))
            code.Line($"{Views}On({stream}, {Named(tensor)});");
        foreach (string input in inputs.Skip(1))
            code.Line($"{Views}SameLength(\"{companion.Axis!.Name}\", {first}, {Named(input)});");
        foreach (string output in outputs)
            code.Line($"{Views}OutputLength({Named(output)}, \"{inputs[0]}\", {Identifiers.Escape(inputs[0])}.Length);");
        foreach ((string name, string _) in single)
            code.Line($"{Views}OneElement({Named(name)});");
        List<string> written = [.. outputs, .. single.Select(result => result.Name)];
        for (int i = 0; i < written.Count; i++)
        {
            foreach (string other in inputs.Concat(written.Take(i)))
                code.Line($"{Views}Apart({Named(written[i])}, {Named(other)});");
        }

        code.Line();
    }

    private static string Named(string view) => $"\"{view}\", {Identifiers.Escape(view)}";

    private void WriteCall(string launch, string arguments, string loss)
    {
        code.Open($"var {arguments} = new {Kernels}{call.Name}");
        foreach (KeyValuePair<string, (string Field, ElementType Type)> field in call.Tensors.Concat(call.Scalars))
            code.Line($"{field.Value.Field} = {Identifiers.Escape(field.Key)},");
        foreach (KeyValuePair<string, (string Field, ElementType Type)> result in call.Results)
            code.Line($"{result.Value.Field} = {Identifiers.Escape(result.Key.Length == 0 ? loss : result.Key)},");
        string first = Identifiers.Escape(companion.Inputs(declaration)[0]);
        code.Line($"{DeviceCall.Count} = {first}.Length,");
        string aligned = string.Join(" && ", call.Tensors.Keys.Select(tensor => $"{launch}.IsAligned({Identifiers.Escape(tensor)})"));
        code.Line($"{DeviceCall.Quads} = {aligned} ? {first}.Length / 4 : 0,");
        if (!companion.IsDeclared)
            code.Line($"{DeviceCall.Accumulate} = {companion.Accumulate} ? 1 : 0,");
        for (int i = 0; i < kernels.Count; i++)
        {
            if (call.Totals[i] is { } totals)
                code.Line($"{totals} = {launch}.Totals<{Kernels}{kernels[i].TotalsName}>(),");
        }

        code.Close(";");
    }

    private void WriteDocumentation(IReadOnlyList<Parameter> parameters)
    {
        string formula = SecurityElement.Escape(DocumentationWriter.OneLine(declaration.Formula)) ?? "";
        string what = companion.IsDeclared ? "" : companion.Signature!.HasSecondDerivatives ? ", its gradient and the diagonal of its Hessian" : " and its gradient";
        code.Line($"/// <summary>The loss <c>{formula}</c>{what}, on an ILGPU accelerator: enqueued on the stream, without waiting for it.</summary>");
        foreach (Parameter parameter in parameters)
            code.Line($"/// <param name=\"{parameter.Name}\">{parameter.Documentation}</param>");
        code.Line("/// <remarks>");
        code.Line($"/// <para>{kernels.Count} {(kernels.Count == 1 ? "pass" : "passes")} over memory. Nothing is allocated after the first call on a stream; the bits of the result are the same on every run.</para>");
        code.Line("/// </remarks>");
        code.Line("/// <exception cref=\"global::System.ArgumentException\">Views differ in length, an output is too short or overlaps another view, or a view lies on another accelerator.</exception>");
    }
}
