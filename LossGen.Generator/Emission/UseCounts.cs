using LossGen.Generator.Graph;

namespace LossGen.Generator.Emission;

/// <summary>How often values are used.</summary>
internal static class UseCounts
{
    /// <param name="used">Every use.</param>
    public static Dictionary<Node, int> Of(IEnumerable<Node> used) => used.GroupBy(node => node).ToDictionary(uses => uses.Key, uses => uses.Count());
}
