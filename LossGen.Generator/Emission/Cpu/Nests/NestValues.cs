using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>Which values a nest uses.</summary>
internal static class NestValues
{
    /// <summary>Everything that the sinks are computed from, as far as the nest computes it.</summary>
    public static List<Node> All(Nest nest) => All(nest.Sinks.SelectMany(sink => sink.Roots));

    public static List<Node> All(IEnumerable<Node> roots)
    {
        var seen = new HashSet<Node>();
        var pending = new Stack<Node>(roots);
        while (pending.Count > 0)
        {
            Node node = pending.Pop();
            if (!seen.Add(node) || !node.Varies)
                continue;
            foreach (Node arg in node.Args)
                pending.Push(arg);
        }

        return [.. seen.OrderBy(node => node.Id)];
    }

    /// <summary>The values per call that are used by what varies, other than constants and extents.</summary>
    public static IReadOnlyList<Node> Uniforms(Nest nest) =>
        [.. All(nest).Where(node => !node.Varies && node.Op is not (Op.Constant or Op.Size))];

    /// <summary>
    /// What varies over bound axes only and is used by what varies over more, so that it is computed before the loop over those.
    /// </summary>
    public static IReadOnlyList<Node> Outside(IEnumerable<Sink> sinks, AxisSet bound)
    {
        var outside = new List<Node>();
        var seen = new HashSet<Node>();
        var pending = new Stack<Node>(sinks.SelectMany(sink => sink.Roots));
        while (pending.Count > 0)
        {
            Node node = pending.Pop();
            if (!seen.Add(node))
                continue;
            if (node.Axes.IsSubsetOf(bound))
                outside.Add(node);
            else
            {
                foreach (Node arg in node.Args)
                    pending.Push(arg);
            }
        }

        return [.. outside.OrderBy(node => node.Id)];
    }
}
