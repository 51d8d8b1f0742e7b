using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule.Contractions;

/// <summary>A sum of products of the elements of two matrices, for each row of one and each row of the other.</summary>
/// <param name="Sum">The sum.</param>
/// <param name="Left">The factor that varies over the rows.</param>
/// <param name="Right">The factor that varies over the columns.</param>
/// <param name="Row">The axis of the rows.</param>
/// <param name="Column">The axis of the columns.</param>
internal sealed record Product(Node Sum, Node Left, Node Right, Axis Row, Axis Column)
{
    /// <summary>The same with the roles of rows and columns exchanged, and the rows by another name.</summary>
    public Product Transposed(GraphBuilder graph, Axis name)
    {
        var names = new Dictionary<Axis, Axis> { [Row] = name };
        return new(Substitution.Permute(graph, Sum, names), Right, Substitution.Permute(graph, Left, names), Column, name);
    }

    /// <summary>Those in a routine.</summary>
    public static List<Product> In(Routine routine, Func<string, bool> isMatrix) =>
        [.. GraphWalk.Reachable(routine.Roots).Select(node => Of(node, isMatrix)).Where(product => product is not null).Select(product => product!)];

    /// <summary>The node as such; null where it is none.</summary>
    /// <param name="node">The node.</param>
    /// <param name="isMatrix">Whether a name is that of a tensor of the type that is computed in.</param>
    private static Product? Of(Node node, Func<string, bool> isMatrix)
    {
        if (node is not { Op: Op.Reduce, Reduction: Reduction.Sum, Args.Count: 1, Axes.Count: 2 } || node[0].Op != Op.Multiply)
            return null;
        Axis row = node.Axes.Axes[0], column = node.Axes.Axes[1];
        (Node left, Node right) = node[0][0].VariesOver(row) ? (node[0][0], node[0][1]) : (node[0][1], node[0][0]);
        return IsMatrix(left, row, node.Over!, isMatrix) && IsMatrix(right, column, node.Over!, isMatrix) ? new Product(node, left, right, row, column) : null;
    }

    /// <summary>Whether the node is the element of a matrix at the positions along two axes, in any order.</summary>
    public static bool IsMatrix(Node node, Axis one, Axis other, Func<string, bool> isMatrix) =>
        node is { Op: Op.Element, Args.Count: 2 } && isMatrix(node.Name!) && node.Args.All(index => index.Op == Op.Index)
        && node.VariesOver(one) && node.VariesOver(other) && node.Axes.Count == 2;
}
