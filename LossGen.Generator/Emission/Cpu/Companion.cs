using LossGen.Generator.Calculus;
using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu;

/// <summary>A method to emit: the declared one, or a companion.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Signature">The signature of a companion; null for the declared method.</param>
/// <param name="KernelName">The first part of its kernels' names.</param>
/// <param name="Schedule">How it is computed.</param>
/// <param name="Outputs">The derivatives, in the order of the parameters; none for the declared method.</param>
/// <param name="Upstream">The name of the upstream parameter.</param>
/// <param name="Accumulate">The name of the accumulate parameter.</param>
internal sealed record Companion(
    string Name, CompanionSignature? Signature, string KernelName, RoutineSchedule Schedule, IReadOnlyList<DerivativeOutput> Outputs, string Upstream,
    string Accumulate)
{
    /// <summary>The one axis of all tensors; null where they have several.</summary>
    public Axis? Axis => Schedule.Passes is { } passes && Schedule.Collapsed.Dimensions.Count == 0 ? passes.Routine.OnlyAxis : null;

    public bool IsDeclared => Signature is null;

    /// <summary>
    /// The companion with an upstream gradient per element that does the work of this one, which has one for all: where a loss is a number for many elements, it
    /// costs next to nothing to write the one down for each, and the loops are there already. Null where this one has loops of its own.
    /// </summary>
    public Companion? Each { get; init; }

    public bool UpstreamIsTensor => Signature is { UpstreamIsTensor: true };

    /// <summary>The type of a tensor's elements: a derivative has that of its parameter, an upstream gradient that of the output.</summary>
    public ElementType ElementOf(string tensor, LossDeclaration declaration) =>
        Outputs.FirstOrDefault(output => output.Name == tensor)?.Of.Element
        ?? (tensor == Upstream ? declaration.Output?.Element : null) ?? declaration.ElementOf(tensor);

    /// <summary>The tensors that the method reads, all of one length.</summary>
    public IReadOnlyList<string> Inputs(LossDeclaration declaration) =>
    [
        .. declaration.Parameters.Where(parameter => parameter.IsTensor).Select(parameter => parameter.Name),
        .. UpstreamIsTensor ? new[] { Upstream } : [],
    ];

    /// <summary>The tensors that it writes.</summary>
    public IReadOnlyList<string> WrittenTensors(LossDeclaration declaration) =>
    [
        .. declaration.Parameters.Where(parameter => parameter is { Kind: ParameterKind.Output or ParameterKind.Metric, Container: not Container.None }).Select(parameter => parameter.Name),
        .. Outputs.Where(output => output.Of.IsTensor).Select(output => output.Name),
    ];
}
