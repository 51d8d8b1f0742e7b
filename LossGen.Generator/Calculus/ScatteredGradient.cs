using LossGen.Generator.Binding;
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
        var shifts = new Dictionary<Axis, Node>();
        var picked = new List<int>();
        for (int dimension = 0; dimension < shape.Count; dimension++)
        {
            Node index = access[dimension];
            Axis? axis = AxisTable.Shifted(index);
            if (axis is null || renamed.ContainsKey(axis))
            {
                picked.Add(dimension);
                continue;
            }

            renamed.Add(axis, shape[dimension]);
            if (index.Op != Op.Index)
                shifts.Add(shape[dimension], graph.Subtract(graph.Index(shape[dimension]), graph.Constant(Boundaries.Offset(index))));
        }

        AxisSet summed = access.Axes.Without(AxisSet.Of(renamed.Keys));
        Permutation permutation = Permutation.Of(graph, renamed, summed, AxisSet.Of(shape));
        Node AtElement(Node node)
        {
            node = permutation.Apply(graph, node);
            return shifts.Count == 0 ? node : Substitution.Apply(graph, node, shifts);
        }

        adjoint = AtElement(adjoint);
        foreach (KeyValuePair<Axis, Node> shift in shifts)
        {
            foreach (Node inside in Boundaries.Inside(graph, shift.Value, graph.Size(shift.Key)))
                adjoint = graph.Select(inside, adjoint, graph.Zero);
        }

        foreach (int dimension in picked)
            adjoint = graph.Select(graph.Equal(AtElement(access[dimension]), graph.Index(shape[dimension])), adjoint, graph.Zero);
        return Differentiation.Total(graph, adjoint, permutation.Apply(summed));
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

        public AxisSet Apply(AxisSet axes) => AxisSet.Of(axes.Axes.Select(axis => names.TryGetValue(axis, out Axis? other) ? other : axis));
    }
}
