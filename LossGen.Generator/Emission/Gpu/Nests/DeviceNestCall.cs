using System.Globalization;
using LossGen.Generator.Binding;
using LossGen.Generator.Declarations;
using LossGen.Generator.Emission.Cpu;
using LossGen.Generator.Emission.Cpu.Nests;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Gpu.Nests;

/// <summary>The names by which a method addresses what it enqueues: a struct that holds all that its kernels need, and a kernel for each nest.</summary>
/// <param name="Name">The struct.</param>
/// <param name="Checks">The nests that look for indices outside.</param>
/// <param name="Loops">The nests.</param>
/// <param name="Layouts">How the tensors lie in device memory, by field.</param>
/// <param name="Sizes">The field of each extent.</param>
/// <param name="Strides">The field of each stride that is not 1.</param>
/// <param name="Scalars">The field of each scalar parameter, and its type.</param>
/// <param name="Results">The field of each result per call; the loss itself under the empty name.</param>
/// <param name="Totals">For each nest the field of its totals; null where it has none.</param>
/// <param name="Lanes">For each nest the field that says how many threads share a position; null where each takes its own.</param>
/// <param name="Columns">What teams keep in device memory.</param>
/// <param name="Quads">The loops that take four elements at a time.</param>
/// <param name="Terms">What is summed for pairs.</param>
internal sealed record DeviceNestCall(
    string Name,
    IReadOnlyList<NestKernel> Checks,
    IReadOnlyList<NestKernel> Loops,
    IReadOnlyList<(TensorLayout Layout, string Field)> Layouts,
    IReadOnlyDictionary<Axis, string> Sizes,
    IReadOnlyDictionary<(string Tensor, int Dimension), string> Strides,
    IReadOnlyDictionary<string, DeviceScalar> Scalars,
    IReadOnlyDictionary<string, (string Field, ElementType Type)> Results,
    IReadOnlyList<string?> Totals,
    IReadOnlyList<string?> Lanes,
    IReadOnlyList<DeviceColumns> Columns,
    IReadOnlyList<DeviceQuads> Quads,
    IReadOnlyList<DevicePairTerm> Terms)
{
    /// <summary>The indices that are the same for the whole call, which the last kernel checks.</summary>
    public IReadOnlyList<IndexCheck> ChecksPerCall { get; init; } = [];

    /// <summary>Whether indices are checked.</summary>
    public bool HasChecks => Checks.Count + ChecksPerCall.Count > 0;

    /// <summary>Whether a last kernel writes results, or checks what is the same for the whole call.</summary>
    public bool HasResults => Results.Count + ChecksPerCall.Count > 0;

    /// <summary>The field that takes faults.</summary>
    public const string Faults = "faults";

    private static readonly string[] Reserved =
    [
        Faults, DeviceCall.Accumulate, "call", "Results", "Equals", "GetHashCode", "ToString", "GetType", "ReferenceEquals", "MemberwiseClone", "Finalize",
    ];

    public static string LoopName(int index) => $"Loop{index + 1}";

    public static string CheckName(int index) => $"Indices{index + 1}";

    /// <summary>The name of the method with the body of a loop inside a kernel.</summary>
    public string BodyName(NestKernel kernel, Loop loop)
    {
        List<Loop> inside = [.. Quads.Select(quads => quads.Loop).Where(candidate => kernel.Nest.Contains(candidate))];
        return $"{LoopName(Loops.ToList().IndexOf(kernel))}At{(inside.Count == 1 ? "" : (inside.IndexOf(loop) + 1).ToString(CultureInfo.InvariantCulture))}";
    }

    /// <summary>The term of pairs under its name.</summary>
    public DevicePairTerm Term(DevicePairTerm term) => Terms.First(term.IsSame);

    /// <summary>The field that holds the number of a check.</summary>
    public static string FaultField(int index) => $"fault{index + 1}";

    public static DeviceNestCall Of(
        string name, LossDeclaration declaration, Companion companion, NestPlan plan, IReadOnlyList<NestKernel> kernels, IReadOnlyList<TensorLayout> layouts,
        NodeNames names)
    {
        var fields = new NameScope([
            .. Reserved, .. kernels.Select((_, i) => LoopName(i)), .. kernels.Select((_, i) => LoopName(i) + "At"), .. kernels.Select((_, i) => CheckName(i)), .. kernels.Concat(kernels).Select((_, i) => FaultField(i))]);

        List<IndexCheck> perCall = [.. plan.Routine.Checks.Where(check => check.Axes.Count == 0)];
        List<Node> results = GraphWalk.Reachable(plan.Routine.Assignments.Select(assignment => assignment.Value).Concat(perCall.SelectMany(check => new[] { check.Index, check.Guard })));
        var used = new HashSet<string>(kernels.SelectMany(kernel => kernel.Tensors).Select(tensor => tensor.Layout.Name)
            .Concat(results.Where(node => node.Op == Op.Element).Select(node => node.Name!)));

        // Device tensors are contiguous along their last dimension.
        List<(TensorLayout Layout, string Field)> tensors = [.. layouts.Where(layout => used.Contains(layout.Name))
            .Select(layout => (layout with { Container = Container.Span }, fields.Unique(layout.Name)))];
        Dictionary<Axis, string> sizes = kernels.SelectMany(kernel => kernel.Sizes.Keys)
            .Concat(results.Where(node => node.Op == Op.Size).Select(node => node.Over!.Extent))
            .Concat(perCall.Select(check => check.Extent.Extent)).Concat(tensors.SelectMany(tensor => tensor.Layout.Shape).Select(axis => axis.Extent))
            .Distinct().OrderBy(axis => axis.Order)
            .ToDictionary(axis => axis, axis => fields.Unique(Extents.Name(axis)));
        var strides = new Dictionary<(string, int), string>();
        foreach ((TensorLayout layout, string field) in tensors)
        {
            for (int dimension = 0; dimension < layout.Shape.Count - 1; dimension++)
                strides.Add((layout.Name, dimension), fields.Unique($"{field.TrimStart('@')}Stride{dimension}"));
        }

        NestKernel OnDevice(NestKernel kernel) => kernel with
        {
            Tensors = tensors,
            Strides = strides,
            Sizes = sizes,
            Writing = companion.IsDeclared ? null : DeviceCall.Accumulate,
        };
        List<NestKernel> loops = [.. kernels.Skip(plan.Checks.Count).Select(OnDevice)];
        return new DeviceNestCall(
            name, [.. kernels.Take(plan.Checks.Count).Select(OnDevice)], loops, tensors, sizes, strides,
            DeviceCall.ScalarFields(declaration, companion, fields), DeviceCall.ResultFields(declaration, companion, fields),
            [.. loops.Select((kernel, i) => kernel.Totals.Count == 0 ? null : fields.Unique(loops.Count == 1 ? "totals" : $"totals{i + 1}"))],
            [.. loops.Select((kernel, i) => DeviceMappings.Of(kernel.Nest) == DeviceMapping.Elements ? null : fields.Unique(loops.Count == 1 ? "lanes" : $"lanes{i + 1}"))],
            [.. loops.SelectMany(kernel => DeviceColumns.Of(kernel.Nest, declaration.Element, reduction => fields.Unique(names.Describe(reduction))))],
            DeviceQuads.Of(loops.Select(kernel => kernel.Nest), tensor => tensors.First(candidate => candidate.Layout.Name == tensor).Layout, fields),
            DevicePairTerm.Named(loops.SelectMany(kernel => DevicePairs.Of(kernel.Nest)).SelectMany(pairs => pairs.Terms), names, fields))
        {
            ChecksPerCall = perCall,
        };
    }
}
