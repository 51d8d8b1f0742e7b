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
        var shifted = new Dictionary<Axis, Node>();
        var picked = new List<int>();
        for (int dimension = 0; dimension < shape.Count; dimension++)
        {
            Node index = access[dimension];
            Axis? axis = AxisTable.Shifted(index);
            if (axis is null || renamed.ContainsKey(axis) || shifted.ContainsKey(axis))
                picked.Add(dimension);
            else if (index.Op == Op.Index)
                renamed.Add(axis, shape[dimension]);
            else
                shifted.Add(axis, graph.Subtract(graph.Index(shape[dimension]), graph.Constant(Boundaries.Offset(index))));
        }

        AxisSet summed = access.Axes.Without(AxisSet.Of(renamed.Keys.Concat(shifted.Keys)));
        foreach (KeyValuePair<Axis, Node> shift in shifted)
            adjoint = ShiftedBack(graph, adjoint, shift.Key, shift.Value);
        Permutation permutation = Permutation.Of(graph, renamed, summed, shape);
        adjoint = permutation.Apply(graph, adjoint);
        foreach (int dimension in picked)
            adjoint = graph.Select(graph.Equal(permutation.Apply(graph, access[dimension]), graph.Index(shape[dimension])), adjoint, graph.Zero);
        return Differentiation.Total(graph, adjoint, permutation.Apply(summed));
    }

    private static Node ShiftedBack(GraphBuilder graph, Node adjoint, Axis axis, Node position)
    {
        Node there = Substitution.Apply(graph, adjoint, new Dictionary<Axis, Node> { [axis] = position });
        foreach (Node inside in Boundaries.Inside(graph, position, graph.Size(axis)))
            there = graph.Select(inside, there, graph.Zero);
        return there;
    }

    /// <summary>Axes that change names with each other, so that no name is taken twice.</summary>
    private sealed class Permutation(IReadOnlyDictionary<Axis, Axis> names)
    {
        public static Permutation Of(GraphBuilder graph, Dictionary<Axis, Axis> wanted, AxisSet summed, IReadOnlyList<Axis> shape)
        {
            var names = wanted.Where(pair => pair.Key != pair.Value).ToDictionary(pair => pair.Key, pair => pair.Value);

            // What had the new name gets the old one; an axis of another extent cannot, and gets a name of its own.
            foreach (Axis taken in names.Values.Where(axis => !wanted.ContainsKey(axis)).ToList())
            {
                Axis free = names.Keys.FirstOrDefault(axis => !names.ContainsValue(axis) && axis.Extent == taken.Extent) ?? graph.Like(taken);
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
