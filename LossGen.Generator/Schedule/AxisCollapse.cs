using LossGen.Generator.Binding;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule;

/// <summary>A routine in which axes that always occur together are one.</summary>
/// <param name="Routine">The routine.</param>
/// <param name="Dimensions">For each tensor with joined dimensions, how many of the formula's each of its dimensions stands for.</param>
/// <param name="Images">What became of the nodes of the routine as it was.</param>
internal sealed record CollapsedRoutine(
    Routine Routine, IReadOnlyDictionary<string, IReadOnlyList<int>> Dimensions, IReadOnlyDictionary<Node, Node> Images)
{
    /// <summary>The axes that stand for several.</summary>
    public IReadOnlyList<Axis> JoinedAxes => [.. Routine.Roots.Concat(Routine.Checks.SelectMany(check => new[] { check.Access, check.Guard }))
        .SelectMany(root => root.Mentions.Axes).Concat(Routine.Stores.SelectMany(store => store.Axes))
        .Where(axis => axis.IsJoined).Distinct().OrderBy(axis => axis.Index)];

    /// <summary>An axis that stands for axes of these extents.</summary>
    public Axis Like(IEnumerable<Axis> run) =>
        JoinedAxes.First(joined => joined.Parts.Select(part => part.Extent).SequenceEqual(run.Select(axis => axis.Extent)));
}

/// <summary>
/// Makes one axis of those that always occur together, so that what the formula writes as loops in loops is one loop: a mean over rows and
/// columns of dense tensors is a mean over all elements, whatever the lengths of the rows.
/// </summary>
internal static class AxisCollapse
{
    public static CollapsedRoutine Apply(GraphBuilder graph, Routine routine) => graph.Literally(() => Collapsed(graph, routine));

    private static CollapsedRoutine Collapsed(GraphBuilder graph, Routine routine)
    {
        var collapsed = new CollapsedRoutine(routine, new Dictionary<string, IReadOnlyList<int>>(), new Dictionary<Node, Node>());

        // Axes that have become one may go together with a third only then: where a reduction over that one stands around those over both.
        while (Joined(graph, collapsed) is { } further)
            collapsed = further;
        return collapsed;
    }

    private static CollapsedRoutine? Joined(GraphBuilder graph, CollapsedRoutine before)
    {
        var places = new Dictionary<Axis, (Axis Joined, IReadOnlyList<Axis> Run)>();
        foreach (IReadOnlyList<Axis> run in AxisRuns.Find(before.Routine))
        {
            if (graph.Joined(run) is not { } joined)
                return null;
            foreach (Axis axis in run)
                places.Add(axis, (joined, run));
        }

        return places.Count == 0 ? null : new Joining(graph, places).Apply(before);
    }

    /// <summary>Rebuilds a routine with the axes of each run replaced by one.</summary>
    private sealed class Joining(GraphBuilder graph, IReadOnlyDictionary<Axis, (Axis Joined, IReadOnlyList<Axis> Run)> places)
    {
        private readonly Dictionary<string, IReadOnlyList<int>> dimensions = new(StringComparer.Ordinal);
        private readonly Dictionary<Node, Node> images = [];

        public CollapsedRoutine Apply(CollapsedRoutine before)
        {
            Routine routine = before.Routine;
            foreach (Node node in GraphWalk.Reachable([.. routine.Roots, .. routine.Checks.SelectMany(check => new[] { check.Access, check.Guard })]))
                images.Add(node, Image(node));
            var after = new Routine(
                [.. routine.Stores.Select(store => new Store(store.Output, Axes(store), images[store.Value]))],
                [.. routine.Assignments.Select(assignment => assignment with { Value = images[assignment.Value] })],
                [.. routine.Checks.Select(check => check with
                {
                    Access = images[check.Access],
                    Dimension = DimensionAfter(AxisRuns.PlainAxes(check.Access), check.Dimension),
                    Guard = images[check.Guard],
                })]);
            return new CollapsedRoutine(after, Composed(before.Dimensions), Composed(before.Images));
        }

        private Node Image(Node node) => node.Op switch
        {
            Op.Element => Element(node),
            Op.Reduce when places.TryGetValue(node.Over!, out var place) => Reduction(node, place.Joined, place.Run.Count),
            _ when node.Args.Any(arg => !ReferenceEquals(images[arg], arg)) => graph.WithArgs(node, [.. node.Args.Select(arg => images[arg])]),
            _ => node,
        };

        private Node Element(Node element)
        {
            IReadOnlyList<Axis?> axes = AxisRuns.PlainAxes(element);
            Note(element.Name!, axes);
            Node[] indices = [.. Kept(axes).Select(d => axes[d] is { } axis && places.TryGetValue(axis, out var place) ? graph.Index(place.Joined) : images[element[d]])];
            return graph.Element(element.Name!, indices, element.Range, element.IsInteger);
        }

        /// <summary>The reduction over the run; one that is a part of it is left as it is, for nothing else uses it.</summary>
        private Node Reduction(Node node, Axis joined, int count)
        {
            Node innermost = node;
            for (int i = 1; i < count; i++)
            {
                if (innermost[0] is not { Op: Op.Reduce, Over: { } over } || !places.TryGetValue(over, out var place) || place.Joined != joined)
                    return node;
                innermost = innermost[0];
            }

            return graph.Reduce(innermost.Reduction, joined, images[innermost[0]], innermost.Args.Count > 1 ? images[innermost[1]] : null);
        }

        private IReadOnlyList<Axis> Axes(Store store)
        {
            Note(store.Output, store.Axes);
            return [.. Kept(store.Axes).Select(d => places.TryGetValue(store.Axes[d], out var place) ? place.Joined : store.Axes[d])];
        }

        /// <summary>The dimensions without those that follow another of their run.</summary>
        private IEnumerable<int> Kept(IReadOnlyList<Axis?> axes) => Enumerable.Range(0, axes.Count).Where(d => !Follows(axes[d]));

        private bool Follows(Axis? axis) => axis is not null && places.TryGetValue(axis, out var place) && place.Run[0] != axis;

        private int DimensionAfter(IReadOnlyList<Axis?> axes, int dimension) => dimension - axes.Take(dimension).Count(Follows);

        /// <summary>Takes down how many dimensions each that is kept stands for.</summary>
        private void Note(string tensor, IReadOnlyList<Axis?> axes)
        {
            if (axes.Any(Follows))
                dimensions[tensor] = [.. Kept(axes).Select(d => 1 + axes.Skip(d + 1).TakeWhile(Follows).Count())];
        }

        private Dictionary<string, IReadOnlyList<int>> Composed(IReadOnlyDictionary<string, IReadOnlyList<int>> before)
        {
            var composed = before.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
            foreach (KeyValuePair<string, IReadOnlyList<int>> tensor in dimensions)
            {
                if (!before.TryGetValue(tensor.Key, out IReadOnlyList<int>? earlier))
                    earlier = [.. Enumerable.Repeat(1, tensor.Value.Sum())];
                composed[tensor.Key] = Sums(earlier, tensor.Value);
            }

            return composed;
        }

        /// <summary>The sums of as many numbers as each count says.</summary>
        private static IReadOnlyList<int> Sums(IReadOnlyList<int> numbers, IReadOnlyList<int> counts)
        {
            var sums = new List<int>();
            int first = 0;
            foreach (int count in counts)
            {
                sums.Add(numbers.Skip(first).Take(count).Sum());
                first += count;
            }

            return sums;
        }

        private Dictionary<Node, Node> Composed(IReadOnlyDictionary<Node, Node> before)
        {
            var composed = new Dictionary<Node, Node>(images);
            foreach (KeyValuePair<Node, Node> pair in before)
                composed[pair.Key] = images.TryGetValue(pair.Value, out Node? image) ? image : pair.Value;
            return composed;
        }
    }
}
