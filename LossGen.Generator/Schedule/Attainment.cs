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
    /// <param name="intermediates">What is kept already.</param>
    /// <param name="isDouble">Whether elements are computed in double, as everything outside of lanes is.</param>
    public static Node? Unkept(Routine routine, IReadOnlyList<Intermediate> intermediates, bool isDouble)
    {
        List<Node> reachable = Values(routine, intermediates);
        List<ComparedValue> all = [.. Compared(reachable, intermediates)];

        // An extremum that is compared with the extremum of such is kept as a number of elements, so that what it is compared with has to be one too.
        bool IsOfExtrema(ComparedValue one) =>
            all.Exists(other => ReferenceEquals(other.Value, one.Extremum) || (one.Kept is { } kept && other.Value.Op == Op.Element && other.Value.Name == kept.Name));
        return all.Where(one => one.Value.Varies && ReferenceEquals(one.Extremum[0], one.Value) && !IsExact(one.Value, isDouble))
            .FirstOrDefault(one => IsAlwaysOneByOne(one.Value) ? !isDouble && IsOfExtrema(one) : !RunsInOneRow(routine, intermediates, reachable, one.Equal, one.Extremum))
            ?.Value;
    }

    /// <summary>Values that are compared with an extremum that was taken of them at other positions, where they may have been simplified in another way.</summary>
    /// <param name="graph">Makes operands at other positions.</param>
    /// <param name="routine">What is computed.</param>
    /// <param name="intermediates">What is kept already.</param>
    public static IReadOnlyList<MovedOperand> Moved(GraphBuilder graph, Routine routine, IReadOnlyList<Intermediate> intermediates)
    {
        List<ComparedValue> all = [.. Compared(Values(routine, intermediates), intermediates).Where(compared => compared.Value.Varies)];
        var known = new Dictionary<ComparedValue, MovedOperand?>();
        return [.. all.Select(Of).OfType<MovedOperand>().GroupBy(moved => moved.Equal).Select(same => same.First())];

        // An extremum along several axes is one of extrema: what it was taken of comes after what the outer one was taken of.
        MovedOperand? Of(ComparedValue compared)
        {
            if (known.TryGetValue(compared, out MovedOperand? moved))
                return moved;
            known.Add(compared, null);
            MovedOperand? outer = all.Where(other => ReferenceEquals(other.Value, compared.Read) && other.Equal != compared.Equal).Select(Of).FirstOrDefault(one => one is not null);
            bool isInPlace = (outer is null && ReferenceEquals(compared.Extremum[0], compared.Value)) || IsExact(MovedOperand.Whole(graph, compared.Value, intermediates), isDouble: false);
            return known[compared] = isInPlace ? null : MovedOperand.Find(graph, compared, outer, intermediates);
        }
    }

    /// <summary>What is kept, with a note at what values that are compared with an extremum are read from: it is rounded, so that it is the same number in lanes and outside of them.</summary>
    public static IReadOnlyList<Intermediate> Rounded(Routine routine, IReadOnlyList<Intermediate> intermediates)
    {
        IEnumerable<Node> compared = GraphWalk.Reachable(Compared(Values(routine, intermediates), intermediates).Select(one => one.Value));
        HashSet<string> read = [.. compared.Where(node => node.Op == Op.Element).Select(node => node.Name!)];
        return [.. intermediates.Select(one => read.Contains(one.Name) ? one with { IsRounded = true } : one)];
    }

    /// <summary>Whether reductions that compared values are computed of are formed in lanes across in some loops, and one by one in others: their bits may then differ.</summary>
    /// <param name="compared">These reductions, <see cref="Reductions"/>.</param>
    /// <param name="nests">The loops.</param>
    public static bool IsLost(HashSet<Node> compared, IReadOnlyList<Nest> nests)
    {
        if (compared.Count == 0)
            return false;
        List<Node> across = [.. Formed(nests.SelectMany(nest => nest.Steps), isAcross: true)], others = [.. Formed(nests.SelectMany(nest => nest.Steps), isAcross: false)];
        return compared.Any(across.Contains) && compared.Any(others.Contains);
    }

    /// <summary>The nests, of which those that form reductions of compared values have no second form, with short rows side by side: several nests form them, and not all have it.</summary>
    /// <param name="compared">These reductions, <see cref="Reductions"/>.</param>
    /// <param name="nests">The loops.</param>
    public static IReadOnlyList<Nest> InOneForm(HashSet<Node> compared, IReadOnlyList<Nest> nests)
    {
        bool IsComparing(Nest nest) => nest.Steps.OfType<Loop>().SelectMany(LanesAcross.Formed).Any(compared.Contains);
        return nests.Count(IsComparing) < 2 ? nests : [.. nests.Select(nest => IsComparing(nest) ? nest with { HasOneForm = true } : nest)];
    }

    /// <summary>What is reduced for values that are compared with an extremum, and for those that it is taken of, through all that is kept.</summary>
    public static HashSet<Node> Reductions(Routine routine, IReadOnlyList<Intermediate> intermediates, bool isDouble)
    {
        var pending = new Stack<Node>(Compared(Values(routine, intermediates), intermediates).SelectMany(one => new[] { one.Value, one.Extremum[0] })
            .Where(value => !IsExact(Kept(value, intermediates)?.Value ?? value, isDouble)));
        var reached = new HashSet<Node>();
        while (pending.Count > 0)
        {
            foreach (Node node in GraphWalk.Reachable([pending.Pop()], node => !reached.Contains(node), _ => true))
            {
                reached.Add(node);
                if (Kept(node, intermediates) is { } kept)
                    pending.Push(kept.Value);
            }
        }

        return [.. reached.Where(node => node is { Op: Op.Reduce, Varies: true })];
    }

    /// <summary>The reductions that are formed inside of loops across, or outside of them.</summary>
    private static IEnumerable<Node> Formed(IEnumerable<Step> steps, bool isAcross) => Loop.LoopsOf(steps).SelectMany(loop =>
        loop.IsAcross ? isAcross ? loop.Sinks.OfType<TotalSink>().Select(total => total.Reduction) : []
        : (isAcross ? [] : loop.Begins.OfType<TotalSink>().Select(total => total.Reduction)).Concat(Formed(loop.Body, isAcross)));

    private static List<Node> Values(Routine routine, IReadOnlyList<Intermediate> intermediates) => GraphWalk.Reachable(
        routine.Roots.Concat(routine.Checks.SelectMany(check => new[] { check.Index, check.Guard })).Concat(intermediates.Select(one => one.Value)));

    /// <summary>Comparisons of a value with an extremum, which may be kept.</summary>
    private static IEnumerable<ComparedValue> Compared(IEnumerable<Node> reachable, IReadOnlyList<Intermediate> intermediates) =>
        from equal in reachable
        where equal.Op == Op.Equal
        from place in new[] { 0, 1 }
        let compared = new ComparedValue(equal, equal[1 - place], equal[place], Kept(equal[place], intermediates))
        where ComparedValue.IsExtremum(compared.Extremum)
        select compared;

    private static Intermediate? Kept(Node read, IReadOnlyList<Intermediate> intermediates) =>
        read.Op == Op.Element ? intermediates.FirstOrDefault(one => one.Name == read.Name) : null;

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
            Op.Reduce => IsTotal(node) ? isDouble : node.Reduction is Reduction.Max or Reduction.Min,
            Op.Call => Selects(node) || (isDouble && node.Calls(FunctionTable.Sqrt)),
            _ => node.IsCondition,
        });
    }

    private static bool Selects(Node call) => call.Calls(FunctionTable.Abs) || call.Calls(FunctionTable.Max) || call.Calls(FunctionTable.Min)
        || call.Calls(FunctionTable.Clamp) || call.Calls(FunctionTable.StopGradient);

    /// <summary>
    /// Whether the elements are computed for the maximum and for the comparison in innermost loops along the same rows, and so in the same way. A reduction for each position of a
    /// further axis may go along that, or through buckets of terms, with the comparison outside of lanes.
    /// </summary>
    private static bool RunsInOneRow(Routine routine, IReadOnlyList<Intermediate> intermediates, List<Node> reachable, Node equal, Node extremum)
    {
        Axis along = extremum.Over!;
        if (extremum[0].Axes.Count < 2 || extremum[0].Axes.Axes.Last() != along || LoopsInside(extremum.Args, along))
            return false;
        IEnumerable<(Axis? Innermost, IReadOnlyList<Node> Roots)> loops =
        [
            .. routine.Stores.Select(store => (store.Axes.LastOrDefault(axis => axis.At is null), (IReadOnlyList<Node>)[store.Value])),
            .. intermediates.Select(one => (one.Axes.LastOrDefault(), (IReadOnlyList<Node>)[one.Value])),
            .. reachable.Where(node => node.Op is Op.Reduce or Op.Scan).Select(node => (node.Axes.IsSubsetOf(equal.Axes) ? node.Over : null, node.Args)),
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
