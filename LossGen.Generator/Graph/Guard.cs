namespace LossGen.Generator.Graph;

/// <summary>What a condition says of a value where it holds: <c>x > 0 ? log(x) : 0</c> takes no logarithm of 0.</summary>
/// <param name="Range">The values that it leaves.</param>
/// <param name="ExcludesZero">Whether it leaves out 0 in the middle of the range.</param>
internal readonly record struct Guard(Interval Range, bool ExcludesZero)
{
    public static readonly Guard None = new(Interval.All, false);

    public Guard And(Guard other) => new(Range.Intersect(other.Range), ExcludesZero || other.ExcludesZero);

    public Guard Or(Guard other) => new(Range.Union(other.Range), ExcludesZero && other.ExcludesZero);

    /// <summary>What is known of <paramref name="value"/> where the condition holds, or where it does not.</summary>
    public static Guard Of(Node condition, bool holds, Node value)
    {
        switch (condition.Op)
        {
            case Op.Not:
                return Of(condition[0], !holds, value);
            case Op.And when holds:
            case Op.Or when !holds:
                return Of(condition[0], holds, value).And(Of(condition[1], holds, value));
            case Op.Less or Op.LessOrEqual when ReferenceEquals(condition[0], value):
                return holds
                    ? Below(condition[1].Range.High, isStrict: condition.Op == Op.Less)
                    : Above(condition[1].Range.Low, isStrict: condition.Op == Op.LessOrEqual);
            case Op.Less or Op.LessOrEqual when ReferenceEquals(condition[1], value):
                return holds
                    ? Above(condition[0].Range.Low, isStrict: condition.Op == Op.Less)
                    : Below(condition[0].Range.High, isStrict: condition.Op == Op.LessOrEqual);
            case Op.Equal or Op.NotEqual when Other(condition, value) is { } other:
                return (condition.Op == Op.Equal) == holds ? new Guard(other.Range, false)
                    : other.Is(0) ? new Guard(Interval.All, true)
                    : None;
            default:
                return None;
        }
    }

    /// <summary>What is known of <paramref name="value"/> wherever <paramref name="user"/> is used.</summary>
    /// <param name="user">The node that uses it.</param>
    /// <param name="value">The value.</param>
    /// <param name="live">All that the results are computed from, in order (see <see cref="GraphWalk.Reachable(Node)"/>).</param>
    public static Guard Around(Node user, Node value, IReadOnlyList<Node> live)
    {
        var known = new Dictionary<Node, Guard>();
        foreach (Node node in live.Reverse())
        {
            if (!known.ContainsKey(node))
                known[node] = None;
            for (int i = 0; i < node.Args.Count; i++)
            {
                Guard here = known[node].And(At(node, i, value));
                known[node[i]] = known.TryGetValue(node[i], out Guard elsewhere) ? elsewhere.Or(here) : here;
            }
        }

        return known.TryGetValue(user, out Guard guard) ? guard : None;
    }

    private static Guard At(Node node, int argument, Node value) =>
        node.Op == Op.Select && argument > 0 ? Of(node[0], argument == 1, value)
        : node.Op == Op.Reduce && argument == 0 && node.Args.Count > 1 ? Of(node[1], true, value)
        : None;

    private static Node? Other(Node comparison, Node value) =>
        ReferenceEquals(comparison[0], value) ? comparison[1] : ReferenceEquals(comparison[1], value) ? comparison[0] : null;

    private static Guard Below(double bound, bool isStrict) =>
        new(new Interval(double.NegativeInfinity, isStrict ? -Next(-bound) : bound), false);

    private static Guard Above(double bound, bool isStrict) => new(new Interval(isStrict ? Next(bound) : bound, double.PositiveInfinity), false);

    /// <summary>The next larger number.</summary>
    private static double Next(double value)
    {
        if (double.IsInfinity(value) || double.IsNaN(value))
            return value;
        long bits = BitConverter.DoubleToInt64Bits(value == 0 ? 0 : value);
        return BitConverter.Int64BitsToDouble(bits >= 0 ? bits + 1 : bits - 1);
    }
}
