using LossGen.Generator.Diagnostics;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Binding;

/// <summary>An index that has to be checked at entry, for it can lie outside of its dimension where it is used.</summary>
/// <param name="Access">The element that it picks.</param>
/// <param name="Dimension">Which of its dimensions.</param>
/// <param name="Extent">The axis that has the extent of the dimension.</param>
/// <param name="Guard">The condition under which the element is used.</param>
internal sealed record IndexCheck(Node Access, int Dimension, Axis Extent, Node Guard)
{
    public Node Index => Access[Dimension];

    /// <summary>The dimension in the words of the formula, where some before it have been joined.</summary>
    public int StatedDimension { get; init; } = Dimension;

    /// <summary>The axes over which the index or the condition varies, outermost first.</summary>
    public IReadOnlyList<Axis> Axes => Index.Axes.With(Guard.Axes).Axes;
}

/// <summary>Where indices that are no plain positions lie inside, by what the formula says and by what has to be checked.</summary>
internal static class Boundaries
{
    /// <summary>The conditions for an index to lie inside, without those that always hold.</summary>
    public static IEnumerable<Node> Inside(GraphBuilder graph, Node index, Node size)
    {
        if (index.Range.Low < 0)
            yield return graph.LessOrEqual(graph.Zero, index);
        bool isBefore = AxisTable.Shifted(index) is { } axis && axis.Extent == size.Over?.Extent && Offset(index) <= 0;
        if (!isBefore)
            yield return graph.Less(index, size);
    }

    /// <summary>The indices to check at entry. A shift whose boundary the formula leaves open is an error.</summary>
    public static IReadOnlyList<IndexCheck> Find(
        GraphBuilder graph, IReadOnlyList<Node> results, IReadOnlyList<WrittenIndex> written, Func<string, int, Axis> dimensionOf, string formula,
        DiagnosticBag diagnostics)
    {
        if (written.Count == 0)
            return [];
        Dictionary<Node, Node> guards = Guards(graph, results, [.. written.Select(index => index.Access)]);
        var checks = new List<IndexCheck>();
        foreach (WrittenIndex index in written)
        {
            var check = new IndexCheck(index.Access, index.Dimension, dimensionOf(index.Access.Name!, index.Dimension), guards[index.Access]);
            var known = new HashSet<Node>();
            CollectTerms(check.Guard, known);
            if (Inside(graph, check.Index, graph.Size(check.Extent)).All(known.Contains) || check.Guard.Is(0))
                continue;
            if (AxisTable.Shifted(check.Index) is { } axis && check.Guard.IsConstant)
                ReportOpen(index.Place, check, axis, formula, diagnostics);
            else
                checks.Add(check);
        }

        return checks;
    }

    /// <summary>Says it in the words of the formula, whose names can be others than those of the axes that they were given.</summary>
    private static void ReportOpen(WrittenPlace place, IndexCheck check, Axis axis, string formula, DiagnosticBag diagnostics)
    {
        bool isAfter = Offset(check.Index) > 0;
        string Written(TextRange range, Node node) =>
            range.Length is > 0 and <= 60 ? formula.Substring(range.Start, range.Length) : FormulaPrinter.Print(node);
        string shown = Written(place.Index, check.Index);
        string name = new([.. shown.SkipWhile(c => !IsLetter(c)).TakeWhile(c => IsLetter(c) || char.IsDigit(c))]);
        if (name.Length == 0)
            name = axis.Name;
        string inside = isAfter ? $"{shown} < size({name})" : $"{shown} >= 0";
        diagnostics.Report(
            Rules.OpenBoundary, place.Index, shown, name, isAfter ? "at its end" : "at its start", Written(place.Access, check.Access), inside);
    }

    private static bool IsLetter(char c) => char.IsLetter(c) || c == '_';

    /// <summary>What is added to the position.</summary>
    internal static double Offset(Node index) => index.Op switch
    {
        Op.Add when index[0].IsConstant => index[0].Value + Offset(index[1]),
        Op.Add => Offset(index[0]) + index[1].Value,
        Op.Subtract => Offset(index[0]) - index[1].Value,
        _ => 0,
    };

    /// <summary>The condition under which each element is used: that of the choices and filters on the way from the results.</summary>
    private static Dictionary<Node, Node> Guards(GraphBuilder graph, IReadOnlyList<Node> results, HashSet<Node> elements)
    {
        HashSet<Node> relevant = GraphWalk.DependingOn(results, elements.Contains);
        var guards = new Dictionary<Node, Node>();
        foreach (Node result in results)
            guards[result] = graph.One;
        foreach (Node node in relevant.OrderByDescending(node => node.Id).ToList())
        {
            for (int i = 0; i < node.Args.Count; i++)
            {
                Node arg = node[i];
                if (!relevant.Contains(arg))
                    continue;
                Node here = guards[node];
                if (node.Op == Op.Select && i > 0)
                    here = graph.And(here, i == 1 ? node[0] : graph.Not(node[0]));
                else if (node.Op == Op.Reduce && i == 0 && node.Args.Count > 1)
                    here = graph.And(here, node[1]);
                guards[arg] = guards.TryGetValue(arg, out Node? other) ? graph.Or(other, here) : here;
            }
        }

        return guards;
    }

    private static void CollectTerms(Node condition, HashSet<Node> terms)
    {
        terms.Add(condition);
        if (condition.Op == Op.And)
        {
            CollectTerms(condition[0], terms);
            CollectTerms(condition[1], terms);
        }
    }
}
