using LossGen.Generator.Emission.Cpu;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Emission;

/// <summary>What the documentation says of a loss.</summary>
/// <param name="Gradients">The gradients, for an upstream gradient of 1.</param>
/// <param name="Hessians">The second derivatives, likewise; none unless asked for.</param>
/// <param name="Facts">Proven properties, in words.</param>
/// <param name="Names">What the user named.</param>
internal sealed record LossAnalysis(
    IReadOnlyList<DerivativeOutput> Gradients, IReadOnlyList<DerivativeOutput> Hessians, IReadOnlyList<string> Facts, IReadOnlyDictionary<Node, string> Names);
