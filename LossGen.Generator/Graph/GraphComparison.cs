using System.Runtime.CompilerServices;

namespace LossGen.Generator.Graph;

/// <summary>
/// Whether two graphs compute the same. Within a graph equal values are one node; across graphs they are compared part by part, with axes by their
/// names and the operands of a sum or a product in either order, since the order is that in which a graph made them.
/// </summary>
internal sealed class GraphComparison
{
    private readonly Dictionary<(Node, Node), bool> known = [];

    public static bool AreEqual(IReadOnlyList<Node> left, IReadOnlyList<Node> right) => new GraphComparison().Equal(left, right);

    private bool Equal(IReadOnlyList<Node> left, IReadOnlyList<Node> right) => left.Count == right.Count && left.Zip(right, Equal).All(same => same);

    private bool Equal(Node left, Node right)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (known.TryGetValue((left, right), out bool same))
            return same;
        same = IsAlike(left, right) && (Equal(left.Args, right.Args) || (IsCommutative(left) && Equal(left[0], right[1]) && Equal(left[1], right[0])));
        known[(left, right)] = same;
        return same;
    }

    /// <summary>Whether nodes are equal but for their arguments.</summary>
    private static bool IsAlike(Node left, Node right) => left.Op == right.Op && left.Name == right.Name && left.Value.Equals(right.Value)
        && ReferenceEquals(left.Function, right.Function) && left.Reduction == right.Reduction && left.IsInteger == right.IsInteger
        && left.Over?.Name == right.Over?.Name;

    private static bool IsCommutative(Node node) => node.Op is Op.Add or Op.Multiply or Op.And or Op.Or or Op.Equal or Op.NotEqual;
}
