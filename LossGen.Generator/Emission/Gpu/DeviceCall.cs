using LossGen.Generator.Declarations;
using LossGen.Generator.Emission.Cpu;
using LossGen.Generator.Emission.Cpu.Nests;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Gpu;

/// <summary>The names by which a method addresses what it enqueues: a struct that holds all that its kernels need, and the kernels.</summary>
/// <param name="Name">The struct.</param>
/// <param name="Tensors">The field of each tensor that is read or written.</param>
/// <param name="Scalars">The field of each scalar parameter that is used, and its type.</param>
/// <param name="Results">The field of each result per call; the loss itself under the empty name.</param>
/// <param name="Totals">For each pass the field of its totals; null where it has none.</param>
/// <param name="Sizes">The field of each extent that is used, where several axes are joined.</param>
internal sealed record DeviceCall(
    string Name,
    IReadOnlyDictionary<string, (string Field, ElementType Type)> Tensors,
    IReadOnlyDictionary<string, DeviceScalar> Scalars,
    IReadOnlyDictionary<string, (string Field, ElementType Type)> Results,
    IReadOnlyList<string?> Totals,
    IReadOnlyDictionary<Axis, string> Sizes)
{
    /// <summary>The field that says how many elements there are, how many quads of them, and whether gradients are added.</summary>
    public const string Count = "count", Quads = "quads", Accumulate = "accumulates";

    /// <summary>What fields may not be called.</summary>
    private static readonly string[] Reserved =
        [Count, Quads, Accumulate, "call", "Results", "Equals", "GetHashCode", "ToString", "GetType", "ReferenceEquals", "MemberwiseClone", "Finalize"];

    /// <summary>The name of the kernel of a pass.</summary>
    public static string PassName(int index) => $"Pass{index + 1}";

    public static DeviceCall Of(string name, LossDeclaration declaration, Companion companion, IReadOnlyList<Kernel> kernels)
    {
        var fields = new NameScope([.. Reserved, .. kernels.Select((_, i) => PassName(i)), .. kernels.Select((_, i) => "At" + (i + 1))]);
        IEnumerable<Axis> sizes = companion.Axis is not null ? [] : GraphWalk.Reachable(companion.Schedule.Routine.Roots)
            .Where(node => node.Op == Op.Size).Select(node => node.Over!.Extent).Distinct().OrderBy(axis => axis.Order);
        IEnumerable<string> tensors = kernels.SelectMany(kernel => kernel.Tensors.Keys).Distinct();
        return new DeviceCall(
            name,
            tensors.ToDictionary(tensor => tensor, tensor => (fields.Unique(tensor), declaration.ElementOf(tensor))),
            ScalarFields(declaration, companion, fields),
            ResultFields(declaration, companion, fields),
            [.. kernels.Select((kernel, i) => kernel.Totals.Count == 0 ? null : fields.Unique(kernels.Count == 1 ? "totals" : $"totals{i + 1}"))],
            sizes.ToDictionary(axis => axis, axis => fields.Unique(Extents.Name(axis))));
    }

    /// <summary>A field for each scalar that the method takes.</summary>
    public static IReadOnlyDictionary<string, DeviceScalar> ScalarFields(LossDeclaration declaration, Companion companion, NameScope fields) =>
        declaration.Parameters.Where(parameter => parameter.IsScalar).Select(parameter => (parameter.Name, parameter.Element, false))
            .Concat(companion is { IsDeclared: false, UpstreamIsTensor: false } ? [(companion.Upstream, declaration.Element, true)] : [])
            .ToDictionary(scalar => scalar.Item1, scalar => new DeviceScalar(fields.Unique(scalar.Item1), scalar.Item2, scalar.Item3));

    /// <summary>A field for each result per call.</summary>
    public static IReadOnlyDictionary<string, (string Field, ElementType Type)> ResultFields(LossDeclaration declaration, Companion companion, NameScope fields) =>
        companion.Schedule.Wanted.Assignments.ToDictionary(
            assignment => assignment.Output ?? "",
            assignment => (fields.Unique(assignment.Output ?? "loss"), ResultType(assignment, declaration, companion)));

    private static ElementType ResultType(Assignment assignment, LossDeclaration declaration, Companion companion) => assignment.Output is { } output
        ? companion.ElementOf(output, declaration)
        : declaration.Return!.Value;
}
