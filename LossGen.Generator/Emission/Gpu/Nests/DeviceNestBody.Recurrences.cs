using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Gpu.Nests;

/// <summary>
/// The steps of a recurrence. A team goes along them together; within a step each thread takes states, and does by itself whatever a state needs.
/// </summary>
internal sealed partial class DeviceNestBody
{
    /// <summary>Whether the thread does by itself what is written, with nothing of it shared.</summary>
    private bool isAlone;

    /// <summary>A loop whose positions the threads of a team take in turn, with all loops inside.</summary>
    private void WriteLoopOfLanes(Loop loop, AxisSet bound, DeviceNestWriter level)
    {
        OpenPositions(Position(loop.Axis), level.Addresses.Size(loop.Axis));
        WriteAlone(loop.Body, bound, [loop.Axis], level);
        code.Close();
    }

    /// <summary>Two steps of a recurrence: diagonal by diagonal, the cells of which lanes take in turn. The team meets after each.</summary>
    private void WriteDiagonals(DeviceDiagonals diagonals, AxisSet bound, DeviceNestWriter level)
    {
        string rows = level.Addresses.Size(diagonals.Rows.Axis), cells = level.Addresses.Size(diagonals.Cells.Axis);
        string diagonal = scope.Unique("diagonal"), row = scope.Unique("row");
        string Times(string text) => diagonals.Skew == 1 ? text : $"{diagonals.Skew} * {text}";
        string Over(string text) => diagonals.Skew == 1 ? text : $"{text} / {diagonals.Skew}";
        code.Open($"for (long {diagonal} = 0; {diagonal} < {Times($"({rows} - 1)")} + {cells}; {diagonal}++)");
        string behind = scope.Unique("behind"), first = Over($"({diagonal} - {cells} + {diagonals.Skew})");
        code.Line($"long {behind} = global::System.Math.Min({Over(diagonal)} + 1, {rows});");
        code.Open($"for (long {row} = global::System.Math.Max({first}, 0) + {Lane}; {row} < {behind}; {row} += {Team}.Size)");
        code.Line($"long {Position(diagonals.Rows.Axis)} = {(diagonals.Rows.IsReversed ? $"{rows} - 1 - {row}" : row)};");
        code.Line($"long {Position(diagonals.Cells.Axis)} = {(diagonals.Cells.IsReversed ? $"{cells} - 1 - {diagonal} + {Times(row)}" : $"{diagonal} - {Times(row)}")};");
        WriteAlone(diagonals.Cells.Body, bound, [diagonals.Rows.Axis, diagonals.Cells.Axis], level);
        code.Close();
        WriteSynchronize();
        code.Close();
        positions.Remove(diagonals.Cells.Axis);
    }

    /// <summary>What a thread does at a position by itself.</summary>
    private void WriteAlone(IReadOnlyList<Step> steps, AxisSet bound, IReadOnlyList<Axis> axes, DeviceNestWriter level)
    {
        isAlone = true;
        DeviceNestWriter inner = Level(level);
        foreach (Axis axis in axes)
            DefineColumns(inner, axis);
        WriteSteps(steps, axes.Aggregate(bound, (all, axis) => all.With(axis)), inner);
        isAlone = false;
    }

    /// <summary>
    /// Whether threads have to meet at the end of each position of a loop, since one reads at the next what another wrote: after the innermost step of a
    /// recurrence, unless all of it is one thread's.
    /// </summary>
    private bool MeetsAfter(Loop loop) =>
        loop.Step is not null && DeviceMappings.Longest(Nest) is not null && DeviceMappings.LoopsIn(loop.Body).All(inner => inner.Step is null);
}
