using LossGen.Generator.Binding;
using LossGen.Generator.Functions;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus;

/// <summary>
/// The gradient by a tensor from the adjoint of one of its accesses. An element collects what comes from every position whose indices pick
/// it: a plain position is renamed, a shifted one is shifted back, and for any other index the positions are compared with it. So there is no
/// scatter: every element of the gradient is computed where it is written.
/// </summary>
internal static class ScatteredGradient
{
    public static Node Of(GraphBuilder graph, Node access, Node adjoint, IReadOnlyList<Axis> shape)
    {
        var renamed = new Dictionary<Axis, Axis>();
        var solved = new List<(Axis Axis, Axis Dimension, int Stride, Node Offset)>();
        AxisSet moved = AxisSet.Empty;
        var picked = new List<int>();
        for (int dimension = 0; dimension < shape.Count; dimension++)
        {
            if (Solved(graph, access[dimension], shape[dimension], renamed, moved) is not ({ } axis, var stride, var offset))
            {
                picked.Add(dimension);
                continue;
            }

            // An axis of another extent keeps its name where something inside binds it.
            if (axis.Extent == shape[dimension].Extent)
                renamed.Add(axis, shape[dimension]);
            if (stride == 1 && offset.Is(0) && renamed.ContainsKey(axis))
                continue;
            solved.Add((axis, shape[dimension], stride, offset));
            moved = moved.With(axis).With(offset.Axes);
        }

        AxisSet summed = access.Axes.Without(AxisSet.Of(renamed.Keys)).Without(AxisSet.Of(solved.Select(one => one.Axis)));
        Permutation permutation = Permutation.Of(graph, renamed, summed, AxisSet.Of(shape));
        var shifts = new Dictionary<Axis, Node>();

        // What an index adds may vary over an axis that another one was solved for, as q[h] in x[h + k, q[h] + l].
        foreach ((Axis axis, Axis dimension, int stride, Node offset) in solved)
        {
            Node multiple = graph.Subtract(graph.Index(dimension), Substitution.Apply(graph, permutation.Apply(graph, offset), shifts));
            shifts.Add(permutation.Apply(axis), stride == 1 ? multiple : graph.Call(FunctionTable.Floor, graph.Divide(multiple, graph.Constant(stride))));
        }

        Node AtElement(Node node)
        {
            node = permutation.Apply(graph, node);
            return shifts.Count == 0 ? node : Substitution.Apply(graph, node, shifts);
        }

        adjoint = AtElement(adjoint);

        // Of outer dimensions outside: they are then taken out of the sums along inner ones.
        foreach ((Axis axis, Axis dimension, int stride, Node offset) in solved.OrderByDescending(one => one.Dimension.Order))
        {
            Node position = shifts[permutation.Apply(axis)];
            if (stride > 1)
                adjoint = graph.Select(graph.Equal(AtElement(graph.Add(graph.Multiply(stride, graph.Index(axis)), offset)), graph.Index(dimension)), adjoint, graph.Zero);
            foreach (Node inside in Boundaries.Inside(graph, position, graph.Size(axis)))
                adjoint = graph.Select(inside, adjoint, graph.Zero);
        }

        foreach (int dimension in picked)
            adjoint = graph.Select(graph.Equal(AtElement(access[dimension]), graph.Index(shape[dimension])), adjoint, graph.Zero);
        return Differentiation.Total(graph, adjoint, permutation.Apply(summed));
    }

    /// <summary>
    /// The axis along which at most one position has the index, how much that grows from one position to the next, and what is added to it: 1 and 1 of <c>i + 1</c>, 2 and -d of <c>2 * i - d</c>. Positions
    /// that are moved along more than one dimension are not solved for.
    /// </summary>
    private static (Axis? Axis, int Stride, Node Offset) Solved(GraphBuilder graph, Node index, Axis dimension, Dictionary<Axis, Axis> renamed, AxisSet moved)
    {
        if (index.Op == Op.Index)
            return (renamed.ContainsKey(index.Over!) ? null : index.Over, 1, graph.Zero);
        List<Axis> free = [.. index.Axes.Axes.Where(axis => !renamed.ContainsKey(axis) && !moved.Contains(axis)).OrderBy(axis => axis.Extent != dimension.Extent)];
        bool IsFree(Node offset, Axis axis) => !offset.VariesOver(axis) && offset.Axes.Axes.All(other => !renamed.ContainsKey(other));
        foreach (Axis axis in free)
        {
            if (IndexOffset.Of(graph, index, axis) is { } offset && IsFree(offset, axis))
                return (axis, 1, offset);
        }

        foreach (Axis axis in free)
        {
            if (LinearIndex.Of(graph, index, axis) is ( > 1 and var stride, var offset) && IsFree(offset, axis))
                return (axis, stride, offset);
        }

        return (null, 0, graph.Zero);
    }

    /// <summary>Axes that change names with each other, so that no name is taken twice.</summary>
    private sealed class Permutation(IReadOnlyDictionary<Axis, Axis> names)
    {
        /// <summary>The axes with the wanted names, and with others where these are taken or those of the <paramref name="shape"/>.</summary>
        public static Permutation Of(GraphBuilder graph, Dictionary<Axis, Axis> wanted, AxisSet summed, AxisSet shape)
        {
            var names = wanted.Where(pair => pair.Key != pair.Value).ToDictionary(pair => pair.Key, pair => pair.Value);

            // What had the new name gets the old one; an axis of another extent cannot, and gets a name of its own.
            foreach (Axis taken in names.Values.Where(axis => !wanted.ContainsKey(axis)).ToList())
            {
                Axis free = names.Keys.FirstOrDefault(axis => !names.ContainsValue(axis) && !shape.Contains(axis) && axis.Extent == taken.Extent) ?? graph.Like(taken);
                names.Add(taken, free);
            }

            // What is summed is none of the axes of the gradient.
            foreach (Axis kept in summed.Axes)
            {
                Axis image = names.TryGetValue(kept, out Axis? other) ? other : kept;
                if (shape.Contains(image))
                    names[kept] = graph.Like(kept);
            }

            return new Permutation(names);
        }

        public Node Apply(GraphBuilder graph, Node node) => names.Count == 0 ? node : Substitution.Permute(graph, node, names);

        public Axis Apply(Axis axis) => names.TryGetValue(axis, out Axis? other) ? other : axis;

        public AxisSet Apply(AxisSet axes) => AxisSet.Of(axes.Axes.Select(Apply));
    }
}
