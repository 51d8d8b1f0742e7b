using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>The names by which a method addresses the kernel of a nest.</summary>
/// <param name="Name">The kernel's type.</param>
/// <param name="TotalsName">The type of its totals.</param>
/// <param name="Nest">What it computes.</param>
/// <param name="Tensors">The tensors that it reads and writes, and the field of each.</param>
/// <param name="Strides">The field of the stride of a dimension.</param>
/// <param name="Sizes">The field of each extent.</param>
/// <param name="Uniforms">The field of each value per call.</param>
/// <param name="Totals">The field of each total.</param>
/// <param name="Writing">The field that says how gradients are written; null where there are none.</param>
internal sealed record NestKernel(
    string Name,
    string TotalsName,
    Nest Nest,
    IReadOnlyList<(TensorLayout Layout, string Field)> Tensors,
    IReadOnlyDictionary<(string Tensor, int Dimension), string> Strides,
    IReadOnlyDictionary<Axis, string> Sizes,
    IReadOnlyDictionary<Node, string> Uniforms,
    IReadOnlyDictionary<Node, string> Totals,
    string? Writing)
{
    /// <summary>The field that holds the first index outside, in a nest of checks.</summary>
    public const string Fault = "fault";

    /// <summary>The field of the first position of the block; null where the nest is not run in blocks.</summary>
    public string? FirstOfBlock { get; init; }

    /// <summary>The field with the row of tables that each position of a block has; null where they are those from the first on.</summary>
    public string? PlacesInBlock { get; init; }

    /// <summary>The names of the segments of steps; null where the nest has no sweeps.</summary>
    public SweepNames? Segments { get; init; }

    /// <summary>The fields with the terms of buckets, by the intermediate that holds their places.</summary>
    public IReadOnlyDictionary<string, BucketNames> Buckets { get; init; } = new Dictionary<string, BucketNames>();

    /// <summary>The fields with turned rows, by the tensor.</summary>
    public IReadOnlyDictionary<string, string> Turned { get; init; } = new Dictionary<string, string>();

    /// <summary>The loops along a row that threads can share; see <see cref="Nest.RowLoops"/>.</summary>
    public IReadOnlyList<Loop> RowLoops { get; } = Nest.RowLoops;

    /// <summary>The form for short rows; see <see cref="Nest.RowsInLanes"/>.</summary>
    public RowsInLanes? RowsInLanes { get; } = Nest.RowsInLanes;

    /// <summary>The parts of reductions that are kept of each slice of a row.</summary>
    public int Places => RowLoops.SelectMany(loop => loop.Begins).Sum(PlacesOf);

    /// <summary>How many numbers a part takes: of a sum of exponentials also their largest.</summary>
    public static int PlacesOf(Sink sink) => sink is OnlineSink ? 2 : 1;

    /// <summary>A tensor by its name.</summary>
    public (TensorLayout Layout, string Field) Tensor(string name) => Tensors.First(tensor => tensor.Layout.Name == name);

    /// <summary>The tensor that an element is read of.</summary>
    public (TensorLayout Layout, string Field) Tensor(Node element) => Tensor(Nest.Windows?.Row(element)?.Name ?? element.Name!);
}

/// <summary>The names of the fields with the terms of buckets.</summary>
/// <param name="Starts">Where the terms of each bucket begin.</param>
/// <param name="Terms">The terms.</param>
internal sealed record BucketNames(string Starts, string Terms);

/// <summary>The names of the segments of a sweep.</summary>
/// <param name="Length">The field with the number of steps of each.</param>
/// <param name="First">The first step of one.</param>
/// <param name="End">The step behind it.</param>
internal sealed record SweepNames(string Length, string First, string End);
