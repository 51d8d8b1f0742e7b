using LossGen.Generator.Graph;

namespace LossGen.Tests.Oracle;

/// <summary>
/// Recurrences, evaluated position by position on demand: a position asks for those that it reads, whatever the order in which the compiler would
/// go, and every value is remembered.
/// </summary>
internal sealed partial class Interpreter
{
    private readonly Dictionary<Node, Known> points = [];
    private readonly Dictionary<string, Known> states = [];
    private readonly Dictionary<string, Node> recurrences = [];

    /// <summary>What is known of a value, and of which positions of its axes.</summary>
    private sealed class Known(IReadOnlyList<Axis> axes, Func<Axis, int> extent)
    {
        private readonly int[] axes = [.. axes.Select(axis => axis.Index)], extents = [.. axes.Select(extent)];
        private readonly double?[] values = new double?[axes.Aggregate(1, (size, axis) => size * extent(axis))];

        public ref double? At(ReadOnlySpan<int> positions)
        {
            int at = 0;
            for (int k = 0; k < axes.Length; k++)
                at = (at * extents[k]) + positions[axes[k]];
            return ref values[at];
        }
    }

    /// <summary>What a table holds for each position of the axes that its indices vary over.</summary>
    private double[] Read(Node read)
    {
        var value = new double[Size(read.Axes)];
        var at = new int[AxisSet.MaxAxes];
        for (int i = 0; i < value.Length; i++)
        {
            int rest = i;
            foreach (Axis axis in read.Axes.Axes.Reverse())
            {
                at[axis.Index] = rest % extent(axis);
                rest /= extent(axis);
            }

            value[i] = Point(read, at);
        }

        return value;
    }

    /// <summary>The value at the position along each axis, by the number of that.</summary>
    private double Point(Node node, int[] at)
    {
        if (node.IsConstant)
            return node.Value;
        if (!points.TryGetValue(node, out Known? known))
            points.Add(node, known = new Known(node.Axes.Axes, extent));
        return known.At(at) ?? (known.At(at) = Computed(node, at)).Value;
    }

    private double Computed(Node node, int[] at)
    {
        switch (node.Op)
        {
            case Op.Index:
                return at[node.Over!.Index];
            case Op.Select:
                // Only the branch that is taken: the other may be what keeps a recurrence from its beginning.
                return Point(node[0], at) != 0 ? Point(node[1], at) : Point(node[2], at);
            case Op.Reduce:
                return Reduced(node, Along(node.Over!, at, _ => node.Args.Count == 1 || Point(node[1], at) != 0, () => Point(node[0], at)));
            case Op.Scan:
                int here = at[node.Over!.Index];
                return Along(node.Over!, at, k => node.IsReversedScan ? k >= here : k <= here, () => Point(node[0], at)).Sum();
            case Op.Recur:
                for (int table = 0; table < node.Bodies.Count; table++)
                    recurrences.TryAdd(node.Recurrence!.Tables[table].Name, node);
                return State(node.Name!, [.. node.Indices.Select(index => (int)Point(index, at))]);
            case Op.State:
                return State(node.Name!, [.. node.Args.Select(index => (int)Point(index, at))]);
            default:
                return Rule(node)([.. node.Args.Select(arg => Point(arg, at))]);
        }
    }

    /// <summary>The values at positions along an axis.</summary>
    private List<double> Along(Axis axis, int[] at, Func<int, bool> isKept, Func<double> value)
    {
        var values = new List<double>();
        int before = at[axis.Index];
        for (int k = 0; k < extent(axis); k++)
        {
            at[axis.Index] = k;
            if (isKept(k))
                values.Add(value());
        }

        at[axis.Index] = before;
        return values;
    }

    /// <summary>A position of a table; 0 outside, where nothing may depend on it.</summary>
    private double State(string name, int[] indices)
    {
        Node read = recurrences[name];
        int table = read.Recurrence!.IndexOf(name);
        IReadOnlyList<Axis> axes = read.Recurrence.Tables[table].Axes;
        if (indices.Where((index, dimension) => index < 0 || index >= extent(axes[dimension])).Any())
            return 0;
        if (!states.TryGetValue(name, out Known? known))
            states.Add(name, known = new Known(axes, extent));
        var at = new int[AxisSet.MaxAxes];
        for (int dimension = 0; dimension < axes.Count; dimension++)
            at[axes[dimension].Index] = indices[dimension];
        return known.At(at) ?? (known.At(at) = Point(read.Bodies[table], at)).Value;
    }
}
