using LossGen.Generator.Functions;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule;

/// <summary>
/// The gradient of a maximum goes to the elements that are equal to it, and argmax is the first of them. So these have to be the very numbers
/// that the maximum was taken of: computed again in another loop, in lanes here and one by one there, they may differ in the last bit, and the
/// gradient would be lost without a word. Such elements are computed once and kept.
/// </summary>
internal static class Attainment
{
    /// <summary>A value to keep; null where there is none (any more).</summary>
    /// <param name="routine">What is computed.</param>
    /// <param name="isDouble">Whether elements are computed in double, as everything outside of lanes is.</param>
    public static Node? Unkept(Routine routine, bool isDouble)
    {
        List<Node> reachable = Values(routine);
        return Compared(reachable, isDouble)
            .FirstOrDefault(pair => !IsAlwaysOneByOne(pair.Extremum[0]) && !RunsInOneRow(routine, reachable, pair.Equal, pair.Extremum))
            .Extremum?[0];
    }

    /// <summary>Whether reductions that compared values are computed of are formed in lanes across in some loops, and one by one in others: their bits may then differ.</summary>
    public static bool IsLost(Routine routine, bool isDouble, IReadOnlyList<Nest> nests, IReadOnlyList<Intermediate> intermediates)
    {
        List<Node> values = [.. Values(routine), .. GraphWalk.Reachable(intermediates.Select(one => one.Value))];
        HashSet<Node> compared = [.. GraphWalk.Reachable(Compared(values, isDouble).Select(pair => pair.Extremum[0]).Concat(ComparedInMemory(values, intermediates))).Where(node => node is { Op: Op.Reduce, Varies: true })];
        if (compared.Count == 0)
            return false;
        List<Node> across = [.. Formed(nests.SelectMany(nest => nest.Steps), isAcross: true)], others = [.. Formed(nests.SelectMany(nest => nest.Steps), isAcross: false)];
        return compared.Any(across.Contains) && compared.Any(others.Contains);
    }

    /// <summary>What is kept and compared with an extremum that is kept, and what that is taken of: the same at other positions.</summary>
    private static IEnumerable<Node> ComparedInMemory(IReadOnlyList<Node> values, IReadOnlyList<Intermediate> intermediates)
    {
        Node? Kept(Node read) => read.Op == Op.Element ? intermediates.FirstOrDefault(one => one.Name == read.Name)?.Value : null;
        bool IsExtremum(Node? value) => value is { Op: Op.Reduce, Reduction: Reduction.Max or Reduction.Min };
        return values.Where(node => node.Op == Op.Equal && node.Args.Any(arg => IsExtremum(Kept(arg))))
            .SelectMany(equal => equal.Args.Select(arg => Kept(arg) ?? arg)).SelectMany(value => IsExtremum(value) ? value.Args : [value]);
    }

    /// <summary>The reductions that are formed inside of loops across, or outside of them.</summary>
    private static IEnumerable<Node> Formed(IEnumerable<Step> steps, bool isAcross) => Loop.LoopsOf(steps).SelectMany(loop =>
        loop.IsAcross ? isAcross ? loop.Sinks.OfType<TotalSink>().Select(total => total.Reduction) : []
        : (isAcross ? [] : loop.Begins.OfType<TotalSink>().Select(total => total.Reduction)).Concat(Formed(loop.Body, isAcross)));

    private static List<Node> Values(Routine routine) => GraphWalk.Reachable(routine.Roots.Concat(routine.Checks.SelectMany(check => new[] { check.Index, check.Guard })));

    /// <summary>Comparisons of a value with the extremum of such, whose bits may depend on how it is computed.</summary>
    private static IEnumerable<(Node Equal, Node Extremum)> Compared(IEnumerable<Node> reachable, bool isDouble) => reachable.Where(node => node.Op == Op.Equal)
        .Select(equal => (Equal: equal, Extremum: Extremum(equal[0], equal[1]) ?? Extremum(equal[1], equal[0])))
        .Where(pair => pair.Extremum is not null && !IsExact(pair.Extremum[0], isDouble)).Select(pair => (pair.Equal, pair.Extremum!));

    private static Node? Extremum(Node element, Node extremum) =>
        extremum is { Op: Op.Reduce, Reduction: Reduction.Max or Reduction.Min } && ReferenceEquals(extremum[0], element) ? extremum : null;

    /// <summary>Whether the value has a loop of its own wherever it is computed, so that it is never computed in lanes: distances of pairs.</summary>
    private static bool IsAlwaysOneByOne(Node value) =>
        GraphWalk.Reachable(value).Any(node => node.Op == Op.Reduce && value.Axes.IsSubsetOf(node.Axes) && Home.Of(node).Inner is null);

    /// <summary>Whether the value has the same bits however it is computed.</summary>
    private static bool IsExact(Node value, bool isDouble)
    {
        bool IsTotal(Node node) => node is { Op: Op.Reduce, Varies: false };
        return GraphWalk.Reachable([value], node => node.Op != Op.Element, node => !IsTotal(node)).All(node => node.Op switch
        {
            Op.Index or Op.Size or Op.Scalar or Op.Negate or Op.Select => true,
            Op.Constant => isDouble || node.Value == (float)node.Value,
            Op.Add or Op.Subtract or Op.Multiply or Op.Divide => isDouble,
            Op.Reduce => isDouble && IsTotal(node),
            Op.Call => Selects(node) || (isDouble && node.Calls(FunctionTable.Sqrt)),
            _ => node.IsCondition,
        });
    }

    private static bool Selects(Node call) => call.Calls(FunctionTable.Abs) || call.Calls(FunctionTable.Max) || call.Calls(FunctionTable.Min)
        || call.Calls(FunctionTable.Clamp) || call.Calls(FunctionTable.StopGradient);

    /// <summary>
    /// Whether the elements are computed for the maximum and for the comparison in innermost loops along the same rows, and so in the same way.
    /// </summary>
    private static bool RunsInOneRow(Routine routine, List<Node> reachable, Node equal, Node extremum)
    {
        Axis along = extremum.Over!;
        if (extremum[0].Axes.Count < 2 || extremum[0].Axes.Axes.Last() != along || LoopsInside(extremum.Args, along))
            return false;
        IEnumerable<(Axis? Innermost, IReadOnlyList<Node> Roots)> loops =
        [
            .. routine.Stores.Select(store => (store.Axes.LastOrDefault(axis => axis.At is null), (IReadOnlyList<Node>)[store.Value])),
            .. reachable.Where(node => node.Op is Op.Reduce or Op.Scan).Select(node => (node.Over, node.Args)),
            .. routine.Checks.Select(check => ((Axis?)null, (IReadOnlyList<Node>)[check.Index, check.Guard])),
        ];
        return loops.Where(loop => UsesDirectly(loop.Roots, equal)).All(loop => loop.Innermost == along && !LoopsInside(loop.Roots, along));
    }

    private static bool LoopsInside(IEnumerable<Node> roots, Axis along) =>
        GraphWalk.Reachable(roots).Any(node => Home.IsLoopOver(node, along));

    /// <summary>Whether the value is used outside of reductions among the roots.</summary>
    private static bool UsesDirectly(IEnumerable<Node> roots, Node value) =>
        GraphWalk.Reachable(roots, _ => true, node => node.Op is not (Op.Reduce or Op.Scan)).Contains(value);
}
