using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule.Contractions;

/// <summary>
/// A product of two matrices: <c>result[x, y] = sum[over](left[x, over] * right[over, y])</c>, each an element with its two indices in any order. The right
/// one may be the number 1, where the result has no columns.
/// </summary>
/// <param name="Result">What is computed.</param>
/// <param name="Left">The factor that has the axis of the result's rows.</param>
/// <param name="Right">The factor that has the axis of the result's columns.</param>
/// <param name="Over">What is summed over.</param>
internal sealed record Contraction(Node Result, Node Left, Node Right, Axis Over);

/// <summary>
/// Loops over rows whose sums of products are left to a matrix kernel. They go along block after block: the products that a block of rows reads are formed
/// first, into a table of the block; the loops run over its rows, and write what the gradients' products are weighted with to tables of the block; these
/// products are added to the gradients last. So no table has more rows than a block.
/// </summary>
/// <param name="Loops">The loops.</param>
/// <param name="Tables">The tables of a block, their rows first.</param>
/// <param name="Before">What the loops read.</param>
/// <param name="After">What is added to outputs.</param>
/// <param name="Filters">Which rows are left out of the products.</param>
internal sealed record ContractionPlan(
    NestPlan Loops, IReadOnlyList<BlockTable> Tables, IReadOnlyList<Contraction> Before, IReadOnlyList<Contraction> After, IReadOnlyList<RowFilter> Filters)
{
    /// <summary>What leaves out rows of the nest's products; null where nothing does.</summary>
    public RowFilter? FilterOf(Nest nest) => nest.LeavesOutRows ? Filters.First(filter => filter.Row == nest.Axis) : null;

    /// <summary>The tables that a nest reads or writes.</summary>
    public IEnumerable<BlockTable> TablesOf(Nest nest)
    {
        var used = new HashSet<string>(GraphWalk.Reachable(nest.Sinks.SelectMany(sink => sink.Roots)).Where(node => node.Op == Op.Element).Select(node => node.Name!)
            .Concat(nest.Sinks.OfType<StoreSink>().Select(sink => sink.Store.Output)));
        return Tables.Where(table => used.Contains(table.Name));
    }
}

/// <summary>A table of which a block of rows is kept at a time.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Axes">Its axes, that of the blocks first.</param>
internal sealed record BlockTable(string Name, IReadOnlyList<Axis> Axes);
