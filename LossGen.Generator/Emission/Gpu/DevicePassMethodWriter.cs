using LossGen.Generator.Binding;
using LossGen.Generator.Declarations;
using LossGen.Generator.Emission.Cpu;

namespace LossGen.Generator.Emission.Gpu;

/// <summary>Writes the overload for views of a loss along one axis: pass after pass over all elements.</summary>
internal sealed class DevicePassMethodWriter(
    LossDeclaration declaration, Companion companion, BoundFormula formula, IReadOnlyList<Kernel> kernels, DeviceCall call, CodeWriter code)
    : DeviceMethodWriter(declaration, companion, formula, code)
{
    protected override string Work => $"{kernels.Count} {(kernels.Count == 1 ? "pass" : "passes")} over memory";

    private string First => Companion.Inputs(Declaration)[0];

    protected override void WriteBody(string stream, string loss)
    {
        WritePlaces(stream, loss);
        foreach (string input in Companion.Inputs(Declaration).Skip(1))
            Code.Line($"{Views}SameLength(\"{Companion.Axis!.Name}\", {Named(First)}, {Named(input)});");
        foreach (string output in Companion.WrittenTensors(Declaration))
            Code.Line($"{Views}OutputLength({Named(output)}, \"{First}\", {Flat(First)}.Length);");
        Code.Line();
        string launch = Scope.Unique("launch"), grid = Scope.Unique("grid"), arguments = Scope.Unique("call");
        Code.Line($"using var {launch} = global::LossGen.Gpu.DeviceLaunch.Begin({stream});");
        Code.Line($"global::LossGen.Gpu.DeviceGrid {grid} = {launch}.Elements({Flat(First)}.Length);");
        WriteCall(launch, grid, arguments, loss);
        for (int i = 0; i < kernels.Count; i++)
        {
            Code.Line($"{launch}.Run({DeviceExchange.Forms($"{Kernels}{call.Name}.{DeviceCall.PassName(i)}")}, {arguments}, {grid});");
            if (call.Totals[i] is { } totals)
                Code.Line($"{launch}.Combine({arguments}.{totals});");
        }

        if (call.Results.Count > 0)
            Code.Line($"{launch}.Single({Kernels}{call.Name}.Results, {arguments});");
    }

    private void WriteCall(string launch, string grid, string arguments, string loss)
    {
        Code.Open($"var {arguments} = new {Kernels}{call.Name}");
        foreach (KeyValuePair<string, (string Field, ElementType Type)> tensor in call.Tensors)
            Code.Line($"{tensor.Value.Field} = {Flat(tensor.Key)},");
        foreach (KeyValuePair<string, DeviceScalar> scalar in call.Scalars)
            Code.Line($"{scalar.Value.Field} = {Identifiers.Escape(scalar.Key)},");
        foreach (KeyValuePair<string, (string Field, ElementType Type)> result in call.Results)
            Code.Line($"{result.Value.Field} = {Identifiers.Escape(result.Key.Length == 0 ? loss : result.Key)},");
        Code.Line($"{DeviceCall.Count} = {Flat(First)}.Length,");
        string aligned = string.Join(" && ", call.Tensors.Keys.Select(tensor => $"{launch}.IsAligned({Flat(tensor)})"));
        Code.Line($"{DeviceCall.Quads} = {aligned} ? {Flat(First)}.Length / 4 : 0,");
        if (!Companion.IsDeclared)
            Code.Line($"{DeviceCall.Accumulate} = {Companion.Accumulate} ? 1 : 0,");
        for (int i = 0; i < kernels.Count; i++)
        {
            if (call.Totals[i] is { } totals)
                Code.Line($"{totals} = {launch}.Totals<{Kernels}{kernels[i].TotalsName}>({grid}),");
        }

        Code.Close(";");
    }
}
