using LossGen.Generator.Graph;

namespace LossGen.Generator.Binding;

/// <summary>The position along an axis in a position that axes make together, times a number: the stride of windows, the dilation of what they read.</summary>
internal readonly record struct WindowAxis(Axis Axis, int Factor);

/// <summary>A position that axes make together, as <c>h + k</c> in <c>x[h + k]</c>, which nothing keeps inside: the windows that lie inside are meant.</summary>
/// <param name="Tensor">The tensor that is read there.</param>
/// <param name="Dimension">Which of its dimensions.</param>
/// <param name="Axes">The axes whose positions are added up.</param>
/// <param name="Shift">The number that is added to them.</param>
internal sealed record Window(string Tensor, int Dimension, IReadOnlyList<WindowAxis> Axes, int Shift)
{
    /// <summary>All windows that the results read.</summary>
    public static IReadOnlyList<Window> Find(GraphBuilder graph, IReadOnlyList<Node> results, IReadOnlyList<WrittenIndex> written)
    {
        List<WrittenIndex> made = [.. written.Where(index => index.Access.Op == Op.Element && index.Access[index.Dimension] is { Op: not Op.Index, Axes.IsEmpty: false })];
        if (made.Count == 0)
            return [];
        HashSet<Node> elements = [.. made.Select(index => index.Access)];
        Dictionary<Node, HashSet<Node>> holding = HoldingConditions.Of(graph, results, GraphWalk.DependingOn(results, elements.Contains));
        var windows = new List<Window>();
        foreach (WrittenIndex index in made)
        {
            Node position = index.Access[index.Dimension];
            if (!holding[index.Access].Any(condition => condition.Args.Contains(position)) && LinearIndex.Terms(position) is var (terms, shift) && shift >= 0
                && terms.All(term => term is { Node.Op: Op.Index, Factor: > 0 }) && terms.Sum(term => term.Factor) > 1)
                windows.Add(new Window(index.Access.Name!, index.Dimension, [.. terms.Select(term => new WindowAxis(term.Node.Over!, term.Factor))], shift));
        }

        return windows;
    }
}
