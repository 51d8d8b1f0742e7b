using LossGen.Generator.Graph;

namespace LossGen.Generator.Emission.Gpu.Nests;

/// <summary>A value that an innermost loop uses and does not change, in a local.</summary>
/// <param name="Node">The value.</param>
/// <param name="Name">The local.</param>
/// <param name="IsIndex">Whether it is kept as an integer.</param>
internal readonly record struct DeviceUniform(Node Node, string Name, bool IsIndex)
{
    /// <summary>What is computed to pick elements, such as an argmax: a number of the elements' type could not tell all positions apart.</summary>
    public static IEnumerable<Node> Picked(IEnumerable<Node> nodes, Axis axis) => nodes.Where(node => node.Op == Op.Element).SelectMany(node => node.Args)
        .SelectMany(Leaves).Where(node => !node.VariesOver(axis)).Distinct().OrderBy(node => node.Id);

    /// <summary>What an index is computed from, beside what is an integer at any place.</summary>
    private static IEnumerable<Node> Leaves(Node index) => index.Op switch
    {
        Op.Index or Op.Constant or Op.Size or Op.Element or Op.Scalar => [],
        Op.Add or Op.Subtract or Op.Multiply => index.Args.SelectMany(Leaves),
        _ => [index],
    };
}
