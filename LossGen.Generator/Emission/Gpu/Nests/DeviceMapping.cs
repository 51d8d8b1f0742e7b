using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Gpu.Nests;

/// <summary>How the threads of a device share the loops of a nest.</summary>
internal enum DeviceMapping
{
    /// <summary>Each thread takes positions of the outermost axis, and runs the loops inside alone.</summary>
    Threads,

    /// <summary>Each group takes positions of the outermost axis; its threads share the innermost loops, and all know what these reduce.</summary>
    Groups,
}

/// <summary>Decides how a nest is mapped, and whether it can be.</summary>
internal static class DeviceMappings
{
    public static DeviceMapping Of(Nest nest) =>
        nest.Steps.Count == 1 && nest.Sinks.All(sink => sink is not CheckSink) && ((Loop)nest.Steps[0]).Body.Any(step => step is Loop)
            ? DeviceMapping.Groups
            : DeviceMapping.Threads;

    /// <summary>
    /// Whether all is kept in registers: of what runs along an axis, running sums are not, nor reductions for all columns at once, unless the columns are
    /// the positions that threads take.
    /// </summary>
    public static bool IsMapped(Nest nest) => (!nest.IsSerial || nest.Sinks.All(sink => sink is CheckSink)) && nest.Steps.All(step => step is Loop)
        && nest.Sinks.All(sink => sink is not ScanSink && (sink is not ColumnSink column || column.Inner == nest.Axis));

    /// <summary>The loop that the threads of a group share first; its extent says how large a group is worth while.</summary>
    public static Axis? Shared(IEnumerable<Step> steps) => steps.OfType<Loop>()
        .Select(loop => loop.IsVector ? loop.Axis : Shared(loop.Body)).FirstOrDefault(axis => axis is not null);
}
