using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule;

/// <summary>A comparison of a value with an extremum.</summary>
/// <param name="Equal">The comparison.</param>
/// <param name="Value">What is compared.</param>
/// <param name="Read">The extremum as the comparison reads it.</param>
/// <param name="Kept">Where the extremum is kept: that.</param>
internal sealed record ComparedValue(Node Equal, Node Value, Node Read, Intermediate? Kept)
{
    /// <summary>The extremum itself.</summary>
    public Node Extremum => Kept?.Value ?? Read;

    public static bool IsExtremum(Node node) => node is { Op: Op.Reduce, Reduction: Reduction.Max or Reduction.Min };
}
