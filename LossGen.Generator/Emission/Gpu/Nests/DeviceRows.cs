using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Gpu.Nests;

/// <summary>
/// The loops of a nest whose positions teams take together: the outermost one, and those inside that nothing else is beside, so that a batch of a few
/// images gives as many rows as it has lines. A total of totals, as in mean[b](sum[h](...)), is formed of all their positions at once.
/// </summary>
/// <param name="Loops">The loops, outermost first.</param>
/// <param name="Totals">The total that each reduction of an inner loop is added to.</param>
internal sealed record DeviceRows(IReadOnlyList<Loop> Loops, IReadOnlyDictionary<Node, Node> Totals)
{
    /// <summary>The axes of the loops.</summary>
    public IEnumerable<Axis> Axes => Loops.Select(loop => loop.Axis);

    /// <summary>What is done at each position.</summary>
    public IReadOnlyList<Step> Body => Loops[Loops.Count - 1].Body;

    public static DeviceRows Of(Nest nest)
    {
        var totals = nest.Totals.ToDictionary(total => total.Reduction, total => total.Reduction);
        List<Loop> loops = [(Loop)nest.Steps[nest.Steps.Count - 1]];
        while (DeviceMappings.Of(nest) is DeviceMapping.Rows or DeviceMapping.Recurrence && Inner(loops[loops.Count - 1], totals) is { } inner)
            loops.Add(inner);
        return new DeviceRows(loops, totals);
    }

    /// <summary>The loop inside that positions can be taken of as well; notes which total its own are part of.</summary>
    private static Loop? Inner(Loop outer, Dictionary<Node, Node> totals)
    {
        List<Loop> loops = [.. outer.Body.OfType<Loop>()];
        if (loops.Count != 1 || loops[0].IsReversed || loops[0].Step is not null || !loops[0].Body.Any(step => step is Loop))
            return null;
        var parts = new Dictionary<Node, Node>();
        foreach (Execute execute in outer.Body.OfType<Execute>())
        {
            if (execute.Sink is not TotalSink total || !totals.TryGetValue(total.Reduction, out Node? whole) || !IsPlainSum(total.Reduction)
                || !IsPlainSum(total.Reduction[0]) || parts.ContainsKey(total.Reduction[0]))
                return null;
            parts.Add(total.Reduction[0], whole);
        }

        if (!loops[0].Begins.All(sink => sink is TotalSink total && parts.ContainsKey(total.Reduction)) || loops[0].Begins.Count != parts.Count)
            return null;
        foreach (KeyValuePair<Node, Node> part in parts)
            totals.Add(part.Key, part.Value);
        return loops[0];
    }

    /// <summary>Whether a sum of such sums is the sum of all. What is filtered inside is left out there.</summary>
    private static bool IsPlainSum(Node node) => node is { Op: Op.Reduce, Reduction: Reduction.Sum, Args.Count: 1 };
}
