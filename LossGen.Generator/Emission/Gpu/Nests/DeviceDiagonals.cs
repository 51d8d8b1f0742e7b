using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Gpu.Nests;

/// <summary>
/// Two steps of a recurrence, one within the other, whose cells depend on few others: those of a diagonal do not need one another, so that lanes take them
/// side by side and go from diagonal to diagonal.
/// </summary>
/// <param name="Rows">The outer loop.</param>
/// <param name="Cells">The inner loop.</param>
/// <param name="Skew">By how many cells a diagonal falls back from one row to the next.</param>
internal sealed record DeviceDiagonals(Loop Rows, Loop Cells, int Skew)
{
    /// <summary>A diagonal that falls back further has few cells side by side.</summary>
    private const int MostSkew = 8;

    /// <summary>The diagonals of a nest; null where it has none.</summary>
    public static DeviceDiagonals? Of(Nest nest) => DeviceMappings.LoopsIn(nest.Steps).Select(loop => Of(loop, nest)).FirstOrDefault(found => found is not null);

    /// <summary>The diagonals of a loop along a recurrence; null where it has none, since it does more than run another, or reads from anywhere.</summary>
    public static DeviceDiagonals? Of(Loop loop, Nest nest)
    {
        if (loop.Step is not { } row || loop.Begins.Count > 0 || loop.Body.Count != 1 || loop.Body[0] is not Loop { Step: { } column, Begins.Count: 0 } cells
            || !cells.Body.All(step => step is Execute || DeviceMappings.IsOfLanes((Loop)step, nest)))
            return null;
        int skew = 1;
        foreach ((double Rows, double Cells)? lag in Lags(nest, row, column))
        {
            // A read from outside of both loops, or of a row before, at the cell that the diagonal of that row has left.
            if (lag is not { } read)
                return null;
            if (read.Rows > 0)
                skew = Math.Max(skew, (int)Math.Ceiling(Math.Min((1 - read.Cells) / read.Rows, MostSkew + 1)));
        }

        return skew <= MostSkew ? new DeviceDiagonals(loop, cells, skew) : null;
    }

    /// <summary>By how many rows and cells each position that the tables are read at comes earlier; null where that is no number.</summary>
    private static IEnumerable<(double Rows, double Cells)?> Lags(Nest nest, RecurrenceStep row, RecurrenceStep column)
    {
        List<Store> tables = [.. nest.Sinks.OfType<StoreSink>().Where(sink => sink.Order is not null).Select(sink => sink.Store)];
        foreach (Node read in GraphWalk.Reachable(tables.Select(table => table.Value)).Where(node => node.Op == Op.Element))
        {
            if (tables.FirstOrDefault(table => table.Output == read.Name) is { } table)
                yield return Lag(read, table, row) is { } rows && Lag(read, table, column) is { } cells ? (rows, cells) : null;
        }
    }

    private static double? Lag(Node read, Store table, RecurrenceStep step) => Diagonals.Lag(step, read[table.Axes.ToList().IndexOf(step.Axis)]);
}
