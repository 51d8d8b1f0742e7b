using LossGen.Generator.Graph;

namespace LossGen.Generator.Binding;

/// <summary>A position that axes make together, as <c>h + k</c> in <c>x[h + k]</c>, which nothing keeps inside: the windows that lie inside are meant.</summary>
/// <param name="Tensor">The tensor that is read there.</param>
/// <param name="Dimension">Which of its dimensions.</param>
/// <param name="Axes">The axes whose positions are added up.</param>
/// <param name="Shift">The number that is added to them.</param>
internal sealed record Window(string Tensor, int Dimension, IReadOnlyList<Axis> Axes, int Shift)
{
    /// <summary>All windows that the results read.</summary>
    public static IReadOnlyList<Window> Find(GraphBuilder graph, IReadOnlyList<Node> results, IReadOnlyList<WrittenIndex> written)
    {
        List<WrittenIndex> made = [.. written.Where(index => index.Access.Op == Op.Element && index.Access[index.Dimension].Axes.Count > 1)];
        if (made.Count == 0)
            return [];
        HashSet<Node> elements = [.. made.Select(index => index.Access)];
        Dictionary<Node, HashSet<Node>> holding = HoldingConditions.Of(graph, results, GraphWalk.DependingOn(results, elements.Contains));
        var windows = new List<Window>();
        foreach (WrittenIndex index in made)
        {
            Node position = index.Access[index.Dimension];
            var axes = new List<Axis>();
            if (!holding[index.Access].Any(condition => condition.Args.Contains(position)) && Shifted(position, axes) is >= 0 and var shift && axes.Distinct().Count() == axes.Count)
                windows.Add(new Window(index.Access.Name!, index.Dimension, axes, shift));
        }

        return windows;
    }

    /// <summary>The number in a sum of positions along axes, which are collected; null of other indices.</summary>
    private static int? Shifted(Node index, List<Axis> axes)
    {
        switch (index.Op)
        {
            case Op.Index:
                axes.Add(index.Over!);
                return 0;
            case Op.Constant when index.IsIntegral && Math.Abs(index.Value) < int.MaxValue / 2:
                return (int)index.Value;
            case Op.Add:
                return Shifted(index[0], axes) + Shifted(index[1], axes);
            case Op.Subtract when index[1].IsConstant:
                return Shifted(index[0], axes) - Shifted(index[1], axes);
            default:
                return null;
        }
    }
}
