using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Gpu.Nests;

/// <summary>
/// Cuts loops over pairs that need more numbers of each pair than shared memory has room for: what needs the same sums becomes a loop of its own.
/// </summary>
internal static class DevicePairSplit
{
    public static NestPlan Apply(NestPlan plan) => plan with { Nests = [.. plan.Nests.Select(Apply)] };

    private static Nest Apply(Nest nest)
    {
        if (nest.IsSerial || nest.Steps.Count != 1)
            return nest;
        var rows = (Loop)nest.Steps[0];
        IEnumerable<Step> Cut(Step step) =>
            step is Loop loop && DevicePairs.Find(loop, nest.Axis) is { Fits: false, Places: > 0 } pairs ? Parts(pairs) : [step];
        return nest with { Steps = [rows with { Body = [.. rows.Body.SelectMany(Cut)] }] };
    }

    private static IEnumerable<Step> Parts(DevicePairs pairs)
    {
        var sums = new HashSet<Node>(pairs.Sums.Select(sum => sum.Reduction));
        IReadOnlyList<Node> Needed(Step part) => [.. GraphWalk.Reachable(DeviceMappings.Roots([SinkOf(part)])).Where(sums.Contains)];
        IEnumerable<Step> parts = pairs.Loop.Body.SelectMany(step =>
            step is Loop inner ? (inner.Begins.Count > 0 ? [] : inner.Body.Select(one => (Step)new Loop(inner.Axis, [], [one]))) : new[] { step });
        return parts.Select(part => (Part: part, Sums: Needed(part))).GroupBy(pair => string.Join(" ", pair.Sums.Select(sum => sum.Id)))
            .Select(group => LoopOf(pairs.Loop, group.First().Sums, [.. group.Select(pair => pair.Part)]));
    }

    private static Loop LoopOf(Loop loop, IReadOnlyList<Node> sums, IReadOnlyList<Step> parts)
    {
        IReadOnlyList<Sink> sinks = [.. parts.Select(SinkOf)];
        bool Begins(Sink begun) => sinks.Any(sink => ReductionOf(sink) is { } reduction && ReferenceEquals(reduction, ReductionOf(begun)));
        bool IsSum(Sink sink) => sums.Contains(ReductionOf(sink)!);
        IEnumerable<Loop> inner = loop.Body.OfType<Loop>().Where(candidate => candidate.Begins.Any(IsSum))
            .Select(of => of with { Begins = [.. of.Begins.Where(IsSum)], Body = [.. of.Body.Where(step => IsSum(SinkOf(step)))] });
        return loop with { Begins = [.. loop.Begins.Where(Begins)], Body = [.. inner, .. parts] };
    }

    private static Sink SinkOf(Step step) => step is Loop loop ? SinkOf(loop.Body[0]) : ((Execute)step).Sink;

    private static Node? ReductionOf(Sink sink) => sink switch
    {
        TotalSink total => total.Reduction,
        OnlineSink online => online.Sum,
        ColumnSink column => column.Reduction,
        _ => null,
    };
}
