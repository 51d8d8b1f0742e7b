using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule.Sweeps;

/// <summary>
/// Loops over the steps of a recurrence that are run together, for a segment of the steps after the other, so that tables need hold no more than
/// a segment.
/// </summary>
/// <param name="Axis">The extent of the steps.</param>
/// <param name="IsReversed">Whether from the last step to the first.</param>
/// <param name="Again">Loops of the sweep before, which fill their tables for the segment once more.</param>
/// <param name="Loops">The loops.</param>
internal sealed record Sweep(Axis Axis, bool IsReversed, IReadOnlyList<Loop> Again, IReadOnlyList<Loop> Loops) : Step
{
    /// <summary>Whether it goes back over the steps of another one, which it runs again.</summary>
    public bool IsSecond => Again.Count > 0;
}

/// <summary>What is kept of the tables of a nest: a segment of steps, and what is read of other steps.</summary>
/// <param name="Tables">The tables.</param>
/// <param name="Rows">The steps that are kept longer.</param>
/// <param name="IsReversed">Whether the tables of the first sweep are filled from the last step to the first.</param>
/// <param name="HasCheckpoints">Whether there is a second sweep, for which the first one is run again from checkpoints.</param>
internal sealed record SweepWindows(IReadOnlyList<SweptTable> Tables, IReadOnlyList<SweptRow> Rows, bool IsReversed, bool HasCheckpoints)
{
    /// <summary>How many steps before a segment a table has.</summary>
    public int Before => Tables.Max(table => table.Before);

    /// <summary>How many steps behind a segment a table has.</summary>
    public int After => Tables.Max(table => table.After);

    /// <summary>What is kept beside the tables.</summary>
    public IEnumerable<string> Names => Rows.Select(row => row.Name).Concat(Tables.Select(table => table.Checkpoints).OfType<string>());

    public SweptTable? Table(string name) => Tables.FirstOrDefault(table => table.Name == name);

    /// <summary>The step that an element of a table is read of, where that is no step of a loop.</summary>
    public SweptRow? Row(Node element) => Rows.FirstOrDefault(row => row.Table == element.Name && ReferenceEquals(row.Step, element[SweptTable.StepDimension]));
}

/// <summary>A table of which a segment of steps is kept at a time.</summary>
/// <param name="Name">The table.</param>
/// <param name="Sweep">Which sweep fills it, 0 or 1.</param>
/// <param name="Before">How many steps before those of a loop are read.</param>
/// <param name="After">How many steps behind them.</param>
/// <param name="Checkpoints">The name of what is saved of it before each segment; null where nothing is.</param>
internal sealed record SweptTable(string Name, int Sweep, int Before, int After, string? Checkpoints)
{
    /// <summary>The dimension of the steps, behind that of the samples.</summary>
    public const int StepDimension = 1;

    /// <summary>How many steps a sweep in this direction hands on from a segment to the next.</summary>
    public int Carried(bool isReversed) => isReversed ? After : Before;
}

/// <summary>One step of a table, which is kept when its segment has been filled, for what reads it later.</summary>
/// <param name="Name">The name of what is kept.</param>
/// <param name="Table">The table.</param>
/// <param name="Step">Which step; one of each sample.</param>
/// <param name="Sweep">The sweep that fills it.</param>
internal sealed record SweptRow(string Name, string Table, Node Step, int Sweep);
