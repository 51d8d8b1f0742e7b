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
        WritePasses(call, kernels, Flat(First) + ".Length", _ => "", stream, loss);
    }
}
