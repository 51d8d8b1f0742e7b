using LossGen.Generator.Binding;
using LossGen.Generator.Declarations;
using LossGen.Generator.Emission.Cpu;
using LossGen.Generator.Emission.Cpu.Nests;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Gpu;

/// <summary>
/// Writes the overload that takes host spans and a device: the checks of the CPU's overload, copies to the device, the overload for views, and copies
/// back.
/// </summary>
internal sealed class DeviceHostMethodWriter(LossDeclaration declaration, Companion companion, BoundFormula formula, CodeWriter code)
{
    private const string Runtime = "global::LossGen.Gpu.";

    private readonly NameScope scope = MethodWriter.Names(declaration, companion);
    private readonly Dictionary<string, string> written = [];
    private readonly Dictionary<string, string> onDevice = [];

    private IEnumerable<(string Name, string Type, string? Default)> Parameters => companion.Signature is { } signature
        ? signature.Parameters.Select(parameter => (parameter.Name, parameter.Type, parameter.Default))
        : declaration.Parameters.Select(parameter => (parameter.Name, CSharpTypes.Of(parameter), parameter.Default));

    private bool HasChecks => companion.Schedule.Wanted.Checks.Count > 0;

    public void Write()
    {
        string device = scope.Unique("device");
        WriteDocumentation(device);
        code.Line(MethodHeader.GeneratedCode);
        string returns = declaration.Return is { } result ? CSharpTypes.Keyword(result) : "void";
        IEnumerable<string> parameters = Parameters.Select(parameter =>
            $"{parameter.Type} {Identifiers.Escape(parameter.Name)}{(parameter.Default is { } value ? $" = {value}" : "")}");
        code.Open($"{DeviceMethodWriter.ModifiersOf(declaration, companion)} {returns} {companion.Name}({Runtime}LossDevice {device}, {string.Join(", ", parameters)})");
        HostWork work = WriteEntry();
        code.Open($"if ({Runtime}LossDispatch.PrefersCpu({device}, {work.Text(declaration)}))");
        WriteCpuCall();
        code.Close();
        code.Line();
        WriteDeviceCall(device);
        code.Close();
    }

    /// <summary>The checks of the CPU's overload, so that the same is thrown before anything is copied.</summary>
    private HostWork WriteEntry()
    {
        if (companion.Axis is not null)
        {
            string count = Identifiers.Escape(companion.Inputs(declaration)[0]) + ".Length";
            PassEntry.Write(declaration, companion, code);
            foreach (string output in companion.WrittenTensors(declaration))
                written.Add(output, $"{Identifiers.Escape(output)}[..{count}]");
            return HostWork.Of(declaration, companion, count);
        }

        IReadOnlyList<TensorLayout> layouts = Layouts.Of(declaration, formula, companion);
        var entry = new TensorEntry(companion, formula, layouts, scope, code);
        entry.WriteAxes();
        code.Line();
        foreach (TensorLayout layout in layouts.Where(layout => layout.IsWritten))
            written.Add(layout.Name, Identifiers.Escape(layout.Name) + (layout.IsTensorSpan ? "" : $"[..(int)({entry.Elements(layout)})]"));
        NestPlan plan = companion.Schedule.Device!;
        return HostWork.Of(companion, plan, Layouts.With(layouts, plan, declaration.Element), entry.Size);
    }

    private void WriteCpuCall()
    {
        string call = $"{companion.Name}({string.Join(", ", Parameters.Select(parameter => (parameter.Type.StartsWith("out ", StringComparison.Ordinal) ? "out " : "") + Identifiers.Escape(parameter.Name)))});";
        if (declaration.Return is not null)
        {
            code.Line("return " + call);
            return;
        }

        code.Line(call);
        code.Line("return;");
    }

    private void WriteDeviceCall(string device)
    {
        string call = scope.Unique("call");
        code.Line($"using var {call} = {Runtime}HostCall.Begin({device}{(HasChecks ? ", hasChecks: true" : "")});");
        foreach (string input in companion.Inputs(declaration))
            Declare(input, $"{call}.Input<{Element(input)}>({Identifiers.Escape(input)})");
        foreach (string output in companion.WrittenTensors(declaration))
            Declare(output, $"{call}.Output<{Element(output)}>({written[output]}{(IsDerivative(output) ? ", " + companion.Accumulate : "")})");
        foreach (Assignment assignment in companion.Schedule.Wanted.Assignments)
            Declare(assignment.Output ?? "", $"{call}.Number<{(assignment.Output is { } output ? Element(output) : CSharpTypes.Keyword(declaration.Return!.Value))}>()");
        code.Line($"{DeviceMethodWriter.NameOf(declaration, companion)}({string.Join(", ", ViewArguments(call))});");
        WriteFinish(call);
        foreach (string output in companion.WrittenTensors(declaration))
            code.Line($"{onDevice[output]}.CopyTo({written[output]});");
        foreach (Assignment assignment in companion.Schedule.Wanted.Assignments.Where(assignment => assignment.Output is not null))
            code.Line($"{Identifiers.Escape(assignment.Output!)} = {onDevice[assignment.Output!]}.Value;");
        if (declaration.Return is not null)
            code.Line($"return {onDevice[""]}.Value;");
    }

    private void WriteFinish(string call)
    {
        if (!HasChecks)
        {
            code.Line($"{call}.Finish();");
            return;
        }

        code.Open($"if (!{call}.Finish())");
        code.Line("// An index lies outside. The CPU's checks tell which one, before anything is written.");
        WriteCpuCall();
        code.Close();
        code.Line();
    }

    private void Declare(string tensor, string value)
    {
        string local = scope.Unique(tensor.Length == 0 ? "lossOnDevice" : tensor + "OnDevice");
        onDevice.Add(tensor, local);
        code.Line($"var {local} = {value};");
    }

    /// <summary>In the order of the overload for views: the loss comes before what can be left out.</summary>
    private IEnumerable<string> ViewArguments(string call) =>
    [
        call + ".Stream",
        .. Parameters.Where(parameter => parameter.Default is null).Select(parameter => Argument(parameter.Name)),
        .. declaration.Return is null ? [] : new[] { onDevice[""] + ".View" },
        .. Parameters.Where(parameter => parameter.Default is not null).Select(parameter => Argument(parameter.Name)),
    ];

    private string Argument(string parameter) => onDevice.TryGetValue(parameter, out string? local)
        ? local + DeviceMethodWriter.RankOf(parameter, declaration, companion, formula) switch { 1 => ".View", 2 => ".View2D", 3 => ".View3D", _ => ".Tensor" }
        : Identifiers.Escape(parameter);

    private bool IsDerivative(string output) => companion.Outputs.Any(derivative => derivative.Name == output);

    private string Element(string tensor) => CSharpTypes.Keyword(companion.ElementOf(tensor, declaration));

    private void WriteDocumentation(string device)
    {
        code.Line($"/// <summary>{DeviceMethodWriter.Described(declaration, companion)} of host spans, computed on a device.</summary>");
        code.Line($"/// <param name=\"{device}\">Where it runs; <see cref=\"global::LossGen.Gpu.LossDevice.Auto\"/> for the faster of the CPU and the default device.</param>");
        foreach ((string name, _, _) in Parameters)
            code.Line($"/// <param name=\"{name}\">As of the overload without a device.</param>");
        if (declaration.Return is not null)
            code.Line("/// <returns>The loss.</returns>");
        code.Line("/// <remarks>Tensors are copied to the device and results back; outputs are written once all of it has succeeded.</remarks>");
        code.Line("/// <exception cref=\"global::System.ArgumentException\">As of the overload without a device.</exception>");
        code.Line("/// <exception cref=\"global::LossGen.Gpu.LossDeviceException\">The device failed or has too little memory.</exception>");
    }
}
