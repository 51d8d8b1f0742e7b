using LossGen.Generator.Graph;
using LossGen.Generator.Schedule.Contractions;

namespace LossGen.Generator.Schedule;

/// <summary>How a routine is computed: in passes or in nests, and where axes were joined, how it is when a tensor is not dense along them.</summary>
/// <param name="Wanted">The routine, in the axes of the formula.</param>
/// <param name="Collapsed">The routine with axes joined.</param>
/// <param name="Passes">The passes over one axis; null where there are several.</param>
/// <param name="Nests">The loops over several axes; null where there is one.</param>
/// <param name="Strided">The loops over the axes of the formula; null where the tensors are known to be dense, or no axes are joined.</param>
internal sealed record RoutineSchedule(Routine Wanted, CollapsedRoutine Collapsed, PassPlan? Passes, NestPlan? Nests, NestPlan? Strided)
{
    /// <summary>The loops over the axes of the formula, for a device, whose views have strides of their own; null where none is asked for.</summary>
    public NestPlan? Device { get; init; }

    /// <summary>The loops that leave sums of products to a matrix kernel, where these are many; null where there are none.</summary>
    public ContractionPlan? Contracted { get; init; }

    /// <summary>
    /// The loops where some dimensions have no positions but those that the formula names, and these dimensions; null where there are none such.
    /// </summary>
    public (NestPlan Loops, IReadOnlyList<(Axis Axis, int Count)> Extents)? Named { get; init; }

    /// <summary>The routine that is run where all tensors are dense.</summary>
    public Routine Routine => Passes?.Routine ?? Nests!.Routine;

    /// <summary>Finds the schedule.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="wanted">What is to be computed.</param>
    /// <param name="isFlat">Whether all tensors are flat and have the one same axis.</param>
    /// <param name="isTensorSpan">Whether how a tensor lies in memory is only known at the call.</param>
    /// <param name="unique">Gives an intermediate a name that nothing else has.</param>
    /// <param name="isDouble">Whether elements are computed in double.</param>
    /// <param name="isComputed">Whether the elements of a tensor have the type that is computed in.</param>
    /// <param name="isNarrow">Whether floating-point numbers of a tensor are stored in another type than they are computed in, as passes cannot.</param>
    /// <param name="hasDevice">Whether loops for a device are asked for.</param>
    /// <param name="hasCheckpoints">Whether tables of recurrences are computed again for the way back, to save memory.</param>
    public static RoutineSchedule Of(
        GraphBuilder graph, Routine wanted, bool isFlat, Func<string, bool> isTensorSpan, Func<string, string> unique, bool isDouble,
        Func<string, bool> isComputed, bool isNarrow, bool hasDevice, bool hasCheckpoints)
    {
        CollapsedRoutine collapsed = AxisCollapse.Apply(graph, wanted);
        bool isOneLoop = !isNarrow && (isFlat || collapsed.Dimensions.Count > 0) && collapsed.Routine.OnlyAxis is not null;
        NestPlan? nests = isOneLoop ? null : NestScheduler.Plan(graph, collapsed.Routine, unique, isDouble, hasCheckpoints: hasCheckpoints);
        NestPlan? strided = collapsed.Dimensions.Keys.Any(isTensorSpan) ? NestScheduler.Plan(graph, wanted, unique, isDouble, hasCheckpoints: hasCheckpoints) : null;
        NestPlan? device = !hasDevice || (isFlat && isOneLoop) ? null : ForDevice(graph, wanted, unique, isDouble);
        return new RoutineSchedule(wanted, collapsed, isOneLoop ? Scheduler.Plan(collapsed.Routine) : null, nests, strided)
        {
            Contracted = isOneLoop ? null : ContractionScheduler.Plan(graph, collapsed.Routine, unique, isComputed, isDouble),
            Named = !isOneLoop && NamedPositions.Apply(graph, collapsed.Routine) is { } named ? (NestScheduler.Plan(graph, named.Routine, unique, isDouble), named.Extents) : null,
            Device = device,
        };
    }

    /// <summary>The loops for a device; null where it cannot take them, so that there is the CPU's method only.</summary>
    private static NestPlan? ForDevice(GraphBuilder graph, Routine wanted, Func<string, string> unique, bool isDouble)
    {
        try
        {
            return NestScheduler.Plan(graph, wanted, unique, isDouble, isDevice: true);
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }
}
