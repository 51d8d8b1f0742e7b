using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>Which values a nest uses.</summary>
internal static class NestValues
{
    /// <summary>Everything that the sinks are computed from, as far as the nest computes it.</summary>
    public static List<Node> All(Nest nest) => All(nest.Sinks.SelectMany(sink => sink.Roots));

    public static List<Node> All(IEnumerable<Node> roots) => GraphWalk.Reachable(roots, _ => true, node => node.Varies);

    /// <summary>The values per call that are used by what varies, other than constants and extents.</summary>
    public static IReadOnlyList<Node> Uniforms(Nest nest) =>
        [.. All(nest).Where(node => !node.Varies && node.Op is not (Op.Constant or Op.Size))];

    /// <summary>
    /// What varies over bound axes only and is used by what varies over more, so that it is computed before the loop over those.
    /// </summary>
    public static IReadOnlyList<Node> Outside(IEnumerable<Sink> sinks, AxisSet bound) => GraphWalk
        .Reachable(sinks.SelectMany(sink => sink.Roots), _ => true, node => !node.Axes.IsSubsetOf(bound))
        .Where(node => node.Axes.IsSubsetOf(bound)).ToList();

    /// <summary>How often each value is used by what varies, and by the sinks.</summary>
    public static Dictionary<Node, int> Uses(Nest nest) => UseCounts.Of(
        All(nest).Where(node => node.Varies && node.Op != Op.Element).SelectMany(node => node.Args)
        .Concat(nest.Sinks.SelectMany(sink => sink.Roots)));
}
