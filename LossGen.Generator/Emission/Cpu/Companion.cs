using LossGen.Generator.Calculus;
using LossGen.Generator.Declarations;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu;

/// <summary>A method to emit: the declared one, or a companion.</summary>
/// <param name="Name">Its name.</param>
/// <param name="KernelName">The first part of its kernels' names.</param>
/// <param name="Plan">The passes.</param>
/// <param name="Outputs">The derivatives, in the order of the parameters; none for the declared method.</param>
/// <param name="Upstream">The name of the upstream parameter.</param>
/// <param name="UpstreamIsTensor">Whether it is one number per element.</param>
/// <param name="Accumulate">The name of the accumulate parameter.</param>
internal sealed record Companion(
    string Name, string KernelName, PassPlan Plan, IReadOnlyList<DerivativeOutput> Outputs, string Upstream, bool UpstreamIsTensor, string Accumulate)
{
    public bool IsDeclared => Outputs.Count == 0;
}
