using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu;

/// <summary>A gradient or second derivative and the parameter that it is handed out through.</summary>
/// <param name="Of">The differentiated parameter.</param>
/// <param name="Name">The name of the output: gradP, hessP.</param>
/// <param name="Value">The derivative.</param>
internal sealed record DerivativeOutput(ParameterModel Of, string Name, Node Value);

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
