using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu;

/// <summary>The names by which a method addresses the kernel of one pass.</summary>
/// <param name="Name">The kernel's type.</param>
/// <param name="TotalsName">The type of its totals.</param>
/// <param name="Pass">What it computes.</param>
/// <param name="Tensors">The field of each input and output.</param>
/// <param name="Totals">The field of each reduction.</param>
/// <param name="Uniforms">The field of each value per call.</param>
internal sealed record Kernel(
    string Name,
    string TotalsName,
    Pass Pass,
    IReadOnlyDictionary<string, string> Tensors,
    IReadOnlyDictionary<Node, string> Totals,
    IReadOnlyDictionary<Node, string> Uniforms);
