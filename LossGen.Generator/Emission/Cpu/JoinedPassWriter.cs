using LossGen.Generator.Declarations;
using LossGen.Generator.Emission.Cpu.Nests;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Emission.Cpu;

/// <summary>Writes a method whose axes were all joined to one: the entry is that of several axes, the passes run over all elements.</summary>
internal sealed class JoinedPassWriter(
    LossDeclaration declaration, Companion companion, IReadOnlyList<Kernel> kernels, IReadOnlyList<TensorLayout> layouts, TensorEntry entry,
    NodeNames names, CodeWriter code, NameScope scope)
    : PassMethodWriter(declaration, companion, kernels, names, code, scope)
{
    protected override string Count => $"(int){entry.Size(Companion.Schedule.Routine.OnlyAxis!)}";

    protected override void WriteEntry() => entry.Write();

    protected override string Extent(Axis axis) => $"(double){entry.Size(axis)}";

    protected override string Elements(string tensor)
    {
        TensorLayout layout = layouts.First(candidate => candidate.Name == tensor);
        string name = Identifiers.Escape(tensor);
        return !layout.IsTensorSpan ? name
            : layout.IsWritten ? $"{Density}.Written<{layout.ElementKeyword}>({name})"
            : $"{Density}.Elements<{layout.ElementKeyword}>({name})";
    }
}
