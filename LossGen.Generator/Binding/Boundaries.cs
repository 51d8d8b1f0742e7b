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
        HashSet<Node> elements = [.. written.Select(index => index.Access)];
        HashSet<Node> relevant = GraphWalk.DependingOn(results, elements.Contains);
        Dictionary<Node, Node> guards = Guards(graph, results, relevant);
        Dictionary<Node, HashSet<Node>> holding = HoldingConditions.Of(graph, results, relevant);
        List<Node> tables = [.. GraphWalk.Reachable(results).Where(node => node.Op == Op.Recur)];
        var checks = new List<IndexCheck>();
        foreach (WrittenIndex index in written)
        {
            (Node condition, HashSet<Node> known) = (guards[index.Access], holding[index.Access]);
            Node guard = tables.Count == 0 ? condition : Recurrence.Outside(graph, condition, tables);
            var check = new IndexCheck(index.Access, index.Dimension, dimensionOf(index.Access.Name!, index.Dimension), guard);
            if (Inside(graph, check.Index, graph.Size(check.Extent)).All(inside => known.Contains(inside) || IsImplied(inside, check.Index, known))
                || check.Guard.Is(0))
                continue;
            if (AxisTable.Shifted(check.Index) is { } axis && check.Guard.IsConstant)
                ReportOpen(index.Place, check, axis, formula, diagnostics);
            else
                checks.Add(check);
        }

        return checks;
    }

    /// <summary>Whether what is known of a position keeps a shift of it from leaving its axis: t != 0 or t > 0 of t - 1, t != size(t) - 1 of t + 1.</summary>
    private static bool IsImplied(Node condition, Node index, HashSet<Node> known)
    {
        if (AxisTable.Shifted(index) is not { } axis)
            return false;
        if (!condition[0].IsConstant)
            return known.Any(term => IsBelowEnd(term, axis, Offset(index)));
        Guard guard = Guard.None;
        foreach (Node position in known.SelectMany(term => term.Args).Where(arg => arg.Op == Op.Index && arg.Over == axis))
            guard = known.Aggregate(guard, (all, term) => all.And(Guard.Of(term, true, position)));
        return Math.Max(guard.Range.Low, guard.ExcludesZero ? 1 : 0) + Offset(index) >= 0;
    }

    /// <summary>Whether a condition keeps a position by so much away from the end of its axis.</summary>
    private static bool IsBelowEnd(Node condition, Axis axis, double offset)
    {
        double? FromEnd(Node bound) => bound.Op switch
        {
            Op.Size when bound.Over!.Extent == axis.Extent => 0,
            Op.Subtract when bound[1].IsConstant => FromEnd(bound[0]) + bound[1].Value,
            Op.Add when bound[0].IsConstant => FromEnd(bound[1]) - bound[0].Value,
            Op.Add when bound[1].IsConstant => FromEnd(bound[0]) - bound[1].Value,
            _ => null,
        };
        double? FromStart(Node node) => AxisTable.Shifted(node) == axis ? Offset(node) : null;
        return condition.Op switch
        {
            Op.Less => FromStart(condition[0]) + FromEnd(condition[1]) >= offset,
            Op.NotEqual => offset <= 1 && (FromStart(condition[0]) + FromEnd(condition[1]) == 1 || FromStart(condition[1]) + FromEnd(condition[0]) == 1),
            _ => false,
        };
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
            Rules.OpenBoundary, place.Index, place.Access.Length > 0 ? Mend.Around(place.Access, "(", " ?? 0)") : null, shown, name, isAfter ? "at its end" : "at its start", Written(place.Access, check.Access), inside);
    }

    private static bool IsLetter(char c) => char.IsLetter(c) || c == '_';

    /// <summary>What is added to the position.</summary>
    internal static double Offset(Node index) => index.Op switch
    {
        Op.Add when index[0].IsConstant => index[0].Value + Offset(index[1]),
        Op.Add when index[1].IsConstant => Offset(index[0]) + index[1].Value,
        Op.Subtract when index[1].IsConstant => Offset(index[0]) - index[1].Value,
        _ => 0,
    };

    /// <summary>The position without what is added to it.</summary>
    internal static Node Unshifted(Node index) => index.Op switch
    {
        Op.Add when index[0].IsConstant => Unshifted(index[1]),
        Op.Add or Op.Subtract when index[1].IsConstant => Unshifted(index[0]),
        _ => index,
    };

    /// <summary>The condition under which each element is used: that of the choices and filters on the way from the results.</summary>
    private static Dictionary<Node, Node> Guards(GraphBuilder graph, IReadOnlyList<Node> results, HashSet<Node> relevant) => GraphWalk.FromRoots(
        results, relevant, graph.One,
        (node, i, guard) => node.IsBody(i) ? graph.One : HoldingConditions.At(graph, node, i) is { } further ? graph.And(guard, further) : guard, graph.Or);
}
