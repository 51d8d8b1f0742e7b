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
        isAlone = true;
        DeviceNestWriter inner = Level(level);
        DefineColumns(inner, loop.Axis);
        WriteSteps(loop.Body, bound.With(loop.Axis), inner);
        isAlone = false;
        code.Close();
    }

    /// <summary>
    /// Whether threads have to meet at the end of each position of a loop, since one reads at the next what another wrote: after the innermost step of a
    /// recurrence, unless all of it is one thread's.
    /// </summary>
    private bool MeetsAfter(Loop loop) =>
        loop.Step is not null && DeviceMappings.Longest(Nest) is not null && DeviceMappings.LoopsIn(loop.Body).All(inner => inner.Step is null);
}
