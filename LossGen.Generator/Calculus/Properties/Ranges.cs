using LossGen.Generator.Functions;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus.Properties;

/// <summary>
/// The values of nodes where some are known to be narrower than the graph says: in the branch of a choice. Also known are a few bounds
/// that the two arguments of a node have only together.
/// </summary>
internal sealed class Ranges(IReadOnlyDictionary<Node, Interval>? narrower = null)
{
    public static readonly Ranges Plain = new();

    private readonly Dictionary<Node, Interval> known = [];

    public Interval Of(Node root)
    {
        if (known.TryGetValue(root, out Interval found))
            return found;
        foreach (Node node in GraphWalk.Reachable(root))
        {
            if (known.ContainsKey(node))
                continue;
            Interval range = node.Range.Intersect(Computed(node));
            known[node] = narrower is not null && narrower.TryGetValue(node, out Interval given) ? range.Intersect(given) : range;
        }

        return known[root];
    }

    private Interval Computed(Node node) => node.Op switch
    {
        Op.Add => known[node[0]] + known[node[1]],
        Op.Subtract => known[node[0]] - known[node[1]],
        Op.Divide when node[1].Calls(FunctionTable.Hypot) && node[1].Args.Any(leg => ReferenceEquals(leg, node[0])) => new Interval(-1, 1),
        Op.Multiply when ReferenceEquals(node[0], node[1]) => known[node[0]].Square(),
        Op.Multiply => Together(node) ?? (known[node[0]] * known[node[1]]),
        Op.Divide => Together(node) ?? (known[node[0]] / known[node[1]]),
        Op.Negate => -known[node[0]],
        Op.Select => known[node[1]].Intersect(Guard.Of(node[0], true, node[1]).Range)
            .Union(known[node[2]].Intersect(Guard.Of(node[0], false, node[2]).Range)),
        Op.Call => node.Function!.Range([.. node.Args.Select(arg => known[arg])]),
        _ => node.Range,
    };

    /// <summary>Bounds that the arguments of a product or a quotient have only together.</summary>
    private Interval? Together(Node node)
    {
        if (node.Op == Op.Divide)
        {
            if (Scale(node) is { } scale)
                return new Interval(-1, 1) / (scale.IsConstant ? Interval.Of(Math.Abs(scale.Value)) : known[scale].Abs());
            return CompositeReductions.IsMean(node) ? known[node[0][0]] : null;
        }

        if (IsSoftmax(node))
            return Interval.Unit;

        foreach ((Node u, Node other) in new[] { (node[0], node[1]), (node[1], node[0]) })
        {
            if (Falloff(other, u) is ({ } most, var scale) && scale is null or { IsConstant: true })
                return new Interval(-most, most) / Interval.Of(Math.Abs(scale?.Value ?? 1));
            if (UnitVector(u, other) is { } length)
                return new Interval(-length, length);
        }

        return null;
    }

    /// <summary>
    /// Of u * exp(-k * (s * u)^2), which is largest where the exponent is -1/2: that largest value, but for the factor 1 / s, and s (null for 1).
    /// </summary>
    public static (double? Most, Node? Scale) Falloff(Node exponential, Node u)
    {
        if (!exponential.Calls(FunctionTable.Exp))
            return default;
        Node exponent = exponential[0];
        (double k, Node square) = exponent.Op == Op.Negate ? (1, exponent[0])
            : exponent.Op == Op.Multiply && exponent[0].IsConstant ? (-exponent[0].Value, exponent[1])
            : (0, exponent);
        if (k <= 0 || !Simplification.IsSquare(square))
            return default;
        Node root = square[0];
        bool isScaled = root.Op == Op.Multiply && ReferenceEquals(root[1], u);
        if (!isScaled && !ReferenceEquals(root, u))
            return default;
        return (Math.Exp(-0.5) / Math.Sqrt(2 * k), isScaled ? root[0] : null);
    }

    /// <summary>The length of c * u / sqrt(sum(u^2)), as the gradient of a norm; null where that is another form.</summary>
    private static double? UnitVector(Node factor, Node u)
    {
        double length = 1;
        while (true)
        {
            if (factor.Op == Op.Multiply && factor[0].IsConstant)
                (length, factor) = (length * Math.Abs(factor[0].Value), factor[1]);
            else if (factor.Op == Op.Select && factor[1].Is(0))
                factor = factor[2];
            else
                break;
        }

        return factor.Op == Op.Divide && factor[0].IsConstant && factor[1].Calls(FunctionTable.Sqrt)
            && factor[1][0] is { Op: Op.Reduce, Reduction: Reduction.Sum, Args.Count: 1 } sum
            && Simplification.IsSquare(sum[0]) && ReferenceEquals(sum[0][0], u)
            ? length * Math.Abs(factor[0].Value) : null;
    }

    /// <summary>The k of u / hypot(c, k * u), which lies between -1 / k and 1 / k; null where the node has another form.</summary>
    public static Node? Scale(Node node)
    {
        if (node.Op != Op.Divide || !node[1].Calls(FunctionTable.Hypot))
            return null;
        foreach (Node leg in node[1].Args)
        {
            if (leg.Op == Op.Multiply && leg.Args.Any(factor => ReferenceEquals(factor, node[0])))
                return ReferenceEquals(leg[0], node[0]) ? leg[1] : leg[0];
        }

        return null;
    }

    /// <summary>The value that x == 0 ? 0 : value keeps from a division by 0.</summary>
    private static Node Unguarded(Node node) => node.Op == Op.Select && node[0].Op == Op.Equal && node[1].Is(0) ? node[2] : node;

    /// <summary>Whether the node is exp(x) / sum(exp(x)).</summary>
    private static bool IsSoftmax(Node node)
    {
        Node reciprocal = Unguarded(node[0]);
        if (!node[1].Calls(FunctionTable.Exp) || reciprocal.Op != Op.Divide || !reciprocal[0].Is(1))
            return false;
        Node sum = Unguarded(reciprocal[1]);
        return sum is { Op: Op.Reduce, Reduction: Reduction.Sum, Args.Count: 1 } && ReferenceEquals(sum[0], node[1]);
    }
}
