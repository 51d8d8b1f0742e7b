using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;
using LossGen.Generator.Schedule.Sweeps;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>Loops over the steps of a recurrence, run together for a segment of the steps after the other.</summary>
internal sealed partial class NestBody
{
    /// <summary>The calls of the methods that fill tables, which a second sweep calls again.</summary>
    private readonly Dictionary<Loop, string> filling = [];

    private SweepNames Segments => kernel.Segments!;

    private SweepWindows Windows => kernel.Nest.Windows!;

    private void WriteSweep(Sweep sweep, AxisSet bound, NestScalarWriter scalars)
    {
        foreach (Loop loop in sweep.Loops)
        {
            if (IsApart(loop, bound))
            {
                filling.Add(loop, WriteApart(loop, bound, scalars, Segments));
                continue;
            }

            PinOutside(loop, bound, scalars);
            foreach (Sink sink in loop.Begins)
                Begin(sink, loop.IsVector);
        }

        List<(SweptRow Row, string At)> rows = [.. Windows.Rows.Where(row => row.Sweep == (sweep.IsSecond ? 1 : 0)).Select(row => (row, scope.Unique(row.Name + "At")))];
        foreach ((SweptRow row, string at) in rows)
            code.Line($"nint {at} = {scalars.Addresses.Index(row.Step, 0)};");
        WriteSegments(sweep, bound, scalars, rows);
        foreach (Loop loop in sweep.Loops)
        {
            foreach (Sink sink in loop.Begins)
                Finish(sink, loop.IsVector, scalars);
        }
    }

    private void WriteSegments(Sweep sweep, AxisSet bound, NestScalarWriter scalars, List<(SweptRow Row, string At)> rows)
    {
        string steps = scalars.Addresses.Size(sweep.Axis), first = Segments.First, end = Segments.End, length = "this." + Segments.Length;
        code.Open(sweep.IsReversed
            ? $"for (nint {first} = ({steps} - 1) / {length} * {length}; {first} >= 0; {first} -= {length})"
            : $"for (nint {first} = 0; {first} < {steps}; {first} += {length})");
        code.Line($"nint {end} = nint.Min({first} + {length}, {steps});");
        WriteCarried(sweep, steps, scalars);
        if (sweep.IsSecond)
            WriteAgain(sweep, steps, scalars);
        foreach (Loop loop in sweep.Loops)
        {
            if (filling.TryGetValue(loop, out string? call))
            {
                code.Line(call);
                continue;
            }

            slices.Add(loop.Axis, (first, end));
            WriteBody(loop, bound, Scalars(scalars));
            slices.Remove(loop.Axis);
        }

        foreach ((SweptRow row, string at) in rows)
        {
            SweptTable table = Windows.Table(row.Table)!;
            code.Line($"if ({at} >= {first} && {at} < {end}) {Copied(table.Name, $"{at} - {first}{(table.Before == 0 ? "" : $" + {table.Before}")}", row.Name, "0", 1, scalars)}");
        }

        code.Close();
    }

    /// <summary>Hands on to the segment what the loops read of the one before it, and, of what the second sweep will run again, saves it.</summary>
    private void WriteCarried(Sweep sweep, string steps, NestScalarWriter scalars)
    {
        string length = "this." + Segments.Length;
        List<SweptTable> carried = [.. Windows.Tables.Where(table => (sweep.IsSecond || table.Sweep == 0) && table.Carried(sweep.IsReversed) > 0)];
        if (carried.Count == 0)
            return;
        code.Open(sweep.IsReversed ? $"if ({Segments.End} < {steps})" : $"if ({Segments.First} > 0)");
        foreach (SweptTable table in carried)
        {
            string from = sweep.IsReversed ? $"{table.Before}" : length, to = sweep.IsReversed ? Behind(table) : "0";
            int count = table.Carried(sweep.IsReversed);
            code.Line(Copied(table.Name, from, table.Name, to, count, scalars));
            if (!sweep.IsSecond && table.Checkpoints is { } saved)
                code.Line(Copied(table.Name, to, saved, Checkpoint(sweep.IsReversed, count), count, scalars));
        }

        code.Close();
    }

    /// <summary>Fills the tables of the first sweep for the segment, other than the last one of that sweep, which is still there.</summary>
    private void WriteAgain(Sweep sweep, string steps, NestScalarWriter scalars)
    {
        // The first sweep goes the other way: the segment that it ended with has none behind it in its direction.
        bool wasReversed = !sweep.IsReversed;
        code.Open(wasReversed ? $"if ({Segments.First} > 0)" : $"if ({Segments.End} < {steps})");
        List<SweptTable> saved = [.. Windows.Tables.Where(table => table.Checkpoints is not null)];
        if (saved.Count > 0)
        {
            code.Open(wasReversed ? $"if ({Segments.End} < {steps})" : $"if ({Segments.First} > 0)");
            foreach (SweptTable table in saved)
            {
                int count = table.Carried(wasReversed);
                code.Line(Copied(table.Checkpoints!, Checkpoint(wasReversed, count), table.Name, wasReversed ? Behind(table) : "0", count, scalars));
            }

            code.Close();
        }

        foreach (Loop loop in sweep.Again)
            code.Line(filling[loop]);
        code.Close();
    }

    /// <summary>Where the steps behind a whole segment lie.</summary>
    private string Behind(SweptTable table) => $"this.{Segments.Length}{(table.Before == 0 ? "" : $" + {table.Before}")}";

    /// <summary>Where the checkpoint of a segment lies: there is none of the one that a sweep begins with.</summary>
    private string Checkpoint(bool isReversed, int count) =>
        $"{Segments.First} / this.{Segments.Length}{(isReversed ? "" : " - 1")}" is var segment && count == 1 ? segment : $"({segment}) * {count}";

    /// <summary>Copies steps of a table to another place.</summary>
    private string Copied(string from, string fromStep, string to, string toStep, int count, NestScalarWriter scalars)
    {
        TensorLayout table = kernel.Tensor(from).Layout.Checkpoints is null ? kernel.Tensor(from).Layout : kernel.Tensor(to).Layout;
        string width = scalars.Addresses.Stride(table, SweptTable.StepDimension) ?? "1";
        return $"Segments.Copy(in this.{kernel.Tensor(from).Field}, {fromStep}, ref this.{kernel.Tensor(to).Field}, {toStep}, {count}, {width});";
    }
}
