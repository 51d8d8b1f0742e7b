using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>Exponentials of a row that the loop which sums them keeps for the loops that follow, which would compute them again.</summary>
internal sealed partial class NestBody
{
    /// <summary>The rows that are kept by the loops written so far at this level and around, by the exponential.</summary>
    private readonly Dictionary<Node, string> keptRows = [];

    /// <summary>All of them, with the axis that they go along.</summary>
    private readonly List<(string Name, Axis Axis)> allKeptRows = [];

    /// <summary>Writes loops and what stands between them, in which a loop may keep what others need.</summary>
    private void WriteLevel(IReadOnlyList<Step> steps, AxisSet bound, NestScalarWriter scalars)
    {
        List<Node> kept = [];
        for (int i = 0; i < steps.Count; i++)
        {
            if (steps[i] is Loop loop && !bound.IsEmpty)
            {
                foreach (Node exponential in Exponentials(loop).Where(node => IsUsed(node, loop.Axis, steps.Skip(i + 1))))
                {
                    string row = keptRows[exponential] = scope.Unique(names.Describe(exponential) + "Row");
                    allKeptRows.Add((row, loop.Axis));
                    kept.Add(exponential);
                }
            }

            WriteStep(steps[i], bound, scalars);
        }

        foreach (Node exponential in kept)
            keptRows.Remove(exponential);
    }

    /// <summary>The exponentials that a loop sums block by block, where it can keep them: a nest with products keeps enough.</summary>
    private IEnumerable<Node> Exponentials(Loop loop) => kernel.Nest.Windows is not null || loop.Axis.Diagonal is not null ? []
        : loop.Begins.OfType<OnlineSink>().Select(sink => sink.Sum).Where(sum => sum.Args.Count == 1 && sum[0].Function is { IsLong: true }).Select(sum => sum[0]);

    private bool IsUsed(Node exponential, Axis axis, IEnumerable<Step> later) => later.OfType<Loop>()
        .Any(loop => loop.IsVector && loop.Axis == axis && Varying(loop.Sinks, axis).Contains(exponential));

    /// <summary>What a loop reads of the rows that earlier ones have kept.</summary>
    private Dictionary<Node, string> RowsRead(IReadOnlyList<Sink> sinks) =>
        keptRows.Where(row => !sinks.Any(sink => sink is KeepSink keep && keep.Value == row.Key)).ToDictionary(row => row.Key, row => row.Value);

    /// <summary>The elements that are needed only where no row is kept: they are loaded there.</summary>
    private HashSet<Node> NeededUnkept(IReadOnlyList<Sink> sinks, Axis axis, Dictionary<Node, string> rows)
    {
        if (rows.Count == 0)
            return [];
        HashSet<Node> unkept = [.. Varying(sinks, axis)];
        unkept.ExceptWith(GraphWalk.Reachable(sinks.SelectMany(sink => sink.Roots), node => node.VariesOver(axis), node => IsComputed(node) && !rows.ContainsKey(node)));
        return unkept;
    }
}
