using LossGen.Generator.Graph;

namespace LossGen.Tests.Oracle;

/// <summary>
/// Recurrences, evaluated position by position on demand: a position asks for those that it reads, whatever the order in which the compiler would
/// go, and every value is remembered.
/// </summary>
internal sealed partial class Interpreter
{
    private readonly Dictionary<Node, Dictionary<long, double>> points = [];
    private readonly Dictionary<(string Table, long Position), double> states = [];
    private readonly Dictionary<string, Node> recurrences = [];

    /// <summary>What a table holds for each position of the axes that its indices vary over.</summary>
    private double[] Read(Node read)
    {
        var value = new double[Size(read.Axes)];
        for (int i = 0; i < value.Length; i++)
            value[i] = Point(read, Positions(read.Axes, i));
        return value;
    }

    private Dictionary<Axis, int> Positions(AxisSet axes, int index)
    {
        var positions = new Dictionary<Axis, int>();
        foreach (Axis axis in axes.Axes.Reverse())
        {
            positions[axis] = index % extent(axis);
            index /= extent(axis);
        }

        return positions;
    }

    private double Point(Node node, Dictionary<Axis, int> at)
    {
        long position = node.Axes.Axes.Aggregate(0L, (all, axis) => (all * extent(axis)) + at[axis]);
        if (!points.TryGetValue(node, out Dictionary<long, double>? known))
            points.Add(node, known = []);
        return known.TryGetValue(position, out double value) ? value : known[position] = Computed(node, at);
    }

    private double Computed(Node node, Dictionary<Axis, int> at)
    {
        switch (node.Op)
        {
            case Op.Index:
                return at[node.Over!];
            case Op.Size:
                return extent(node.Over!);
            case Op.Element:
                return Element(tensors[node.Name!], [.. node.Args.Select(arg => Point(arg, at))]);
            case Op.Select:
                // Only the branch that is taken: the other may be what keeps a recurrence from its beginning.
                return Point(node[0], at) != 0 ? Point(node[1], at) : Point(node[2], at);
            case Op.Reduce:
                return Reduced(node, [.. Enumerable.Range(0, extent(node.Over!)).Select(k => new Dictionary<Axis, int>(at) { [node.Over!] = k })
                    .Where(inside => node.Args.Count == 1 || Point(node[1], inside) != 0).Select(inside => Point(node[0], inside))]);
            case Op.Scan:
                return Enumerable.Range(0, extent(node.Over!)).Where(k => node.IsReversedScan ? k >= at[node.Over!] : k <= at[node.Over!])
                    .Sum(k => Point(node[0], new Dictionary<Axis, int>(at) { [node.Over!] = k }));
            case Op.Recur:
                for (int table = 0; table < node.Bodies.Count; table++)
                    recurrences.TryAdd(node.Recurrence!.Tables[table].Name, node);
                return State(node.Name!, [.. node.Indices.Select(index => (int)Point(index, at))]);
            case Op.State:
                return State(node.Name!, [.. node.Args.Select(index => (int)Point(index, at))]);
            default:
                return Compute(node, [.. node.Args.Select(arg => Point(arg, at))]);
        }
    }

    /// <summary>A position of a table; 0 outside, where nothing may depend on it.</summary>
    private double State(string name, int[] indices)
    {
        Node read = recurrences[name];
        int table = read.Recurrence!.IndexOf(name);
        IReadOnlyList<Axis> axes = read.Recurrence.Tables[table].Axes;
        if (indices.Where((index, dimension) => index < 0 || index >= extent(axes[dimension])).Any())
            return 0;
        long position = indices.Select((index, dimension) => (index, dimension)).Aggregate(0L, (all, pair) => (all * extent(axes[pair.dimension])) + pair.index);
        if (!states.TryGetValue((name, position), out double value))
        {
            value = Point(read.Bodies[table], axes.Zip(indices).ToDictionary(pair => pair.First, pair => pair.Second));
            states.Add((name, position), value);
        }

        return value;
    }
}
