using LossGen.Generator.Binding;
using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>The zeros around the rows of a table, by which states outside of it are read in whole registers as those inside are.</summary>
/// <param name="Steps">How many steps before and behind the table.</param>
/// <param name="Cells">How many cells before and behind each row.</param>
internal sealed record TableBorder(int Steps, int Cells)
{
    public const int StepDimension = 1, StateDimension = 2;

    private const int MostSteps = 4, MostCells = 16;

    /// <summary>The border of a table; null where it lies otherwise: what is no recurrence of one sample, and tables of which a part is kept.</summary>
    /// <param name="layout">The table.</param>
    /// <param name="element">What lanes compute in.</param>
    /// <param name="values">All that the loops compute with.</param>
    public static TableBorder? Of(TensorLayout layout, ElementType element, IEnumerable<Node> values)
    {
        if (layout is not { IsPerSample: true, IsSwept: false, Checkpoints: null, Shape.Count: StateDimension + 1 } || layout.Element != element)
            return null;
        List<Node> reads = [.. values.Where(node => node.Op == Op.Element && node.Name == layout.Name)];
        int Largest(int dimension, int most) => (int)reads.Select(read => Shift(read, dimension, layout) ?? 0).Where(shift => shift <= most).DefaultIfEmpty().Max();
        return new TableBorder(Largest(StepDimension, MostSteps), Largest(StateDimension, MostCells));
    }

    /// <summary>Whether all that a read reaches lies in the table or in its border.</summary>
    public bool Covers(Node read, TensorLayout layout) =>
        Shift(read, StepDimension, layout) <= Steps && Shift(read, StateDimension, layout) <= Cells;

    /// <summary>How far beyond the ends of its axis an index goes; null where it is no position of the axis.</summary>
    private static double? Shift(Node read, int dimension, TensorLayout layout) =>
        AxisTable.Shifted(read[dimension]) is { } axis && axis.Extent == layout.Shape[dimension].Extent ? Math.Abs(Boundaries.Offset(read[dimension])) : null;
}
