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
    private readonly Canonical canonical = new();

    public Interval Of(Node root)
    {
        if (known.TryGetValue(root, out Interval found))
            return found;
        foreach (Node node in GraphWalk.Unknown(root, known))
        {
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
        Op.Multiply => Joint(node, (Together(node) ?? Interval.All).Intersect(known[node[0]] * known[node[1]])),
        Op.Divide => Joint(node, (Together(node) ?? Interval.All).Intersect(known[node[0]] / known[node[1]])),
        Op.Negate => -known[node[0]],
        Op.Select => known[node[1]].Intersect(Guard.Of(node[0], true, node[1]).Range)
            .Union(known[node[2]].Intersect(Guard.Of(node[0], false, node[2]).Range)),
        Op.Call when node.Calls(FunctionTable.TimesLog) => Joint(node, known[node[0]] * known[node[1]]),
        Op.Reduce when node.Reduction == Reduction.Sum => Sum(node),
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
            return MeanOf(node) is { } mean ? known[mean] : null;
        }

        if (MeanOf(node) is { } value)
            return known[value];

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

    /// <summary>A product or quotient of which the factors have a bound only together, where they have none alone.</summary>
    private Interval Joint(Node node, Interval apart)
    {
        if (!double.IsInfinity(apart.Low) && !double.IsInfinity(apart.High))
            return apart;
        if (node.Op == Op.Divide)
            apart = apart.Intersect(Ratio(node));
        Factors product = Factors.Of(node);
        if (Pairs.TakeOut(product) is not { } pairs)
            return apart;
        Interval range = product.Powers.Aggregate(pairs * Interval.Of(product.Coefficient), (all, factor) => all * PowerOf(factor.Node, factor.Power));
        return apart.Intersect(product.MayBeZero ? range.Union(Interval.Of(0)) : range);
    }

    private Interval PowerOf(Node node, double power)
    {
        Interval range = known.TryGetValue(node, out Interval found) ? found : node.Range;
        double magnitude = Math.Abs(power);
        if (magnitude % 0.5 != 0 || magnitude > 8)
            return Interval.All;
        Interval result = magnitude % 1 == 0 ? Interval.Of(1) : FunctionTable.Sqrt.Range([range]);
        for (int i = 0; i < (int)magnitude / 2; i++)
            result *= range.Square();
        if ((int)magnitude % 2 == 1)
            result *= range;
        return power < 0 ? Interval.Of(1) / result : result;
    }

    /// <summary>A quotient of sums, of which one is never larger than the other.</summary>
    private Interval Ratio(Node node)
    {
        if (!known[node[1]].IsNonNegative || !GraphWalk.Reachable(node).Any(inner => inner.Op == Op.Reduce))
            return Interval.All;
        var proof = new SignProof(canonical);
        Polynomial above = canonical.Of(node[0]), below = canonical.Of(node[1]);
        if (!proof.IsNonNegative(below - above))
            return Interval.All;
        return new(proof.IsNonNegative(above) ? 0 : proof.IsNonNegative(below + above) ? -1 : double.NegativeInfinity, 1);
    }

    /// <summary>A sum, whose sign is that of its terms.</summary>
    private Interval Sum(Node node)
    {
        Interval body = known[node[0]];
        if (MeanOfShares(node) is { } mean)
            return mean;
        if (!body.IsNonNegative && !body.IsNonPositive)
        {
            Polynomial form = canonical.Of(node[0]);
            body = new SignProof(canonical).IsNonNegative(form) ? Interval.NonNegative : canonical.Range(form);
        }

        return new(body.IsNonNegative ? 0 : double.NegativeInfinity, body.IsNonPositive ? 0 : double.PositiveInfinity);
    }

    /// <summary>The values of a sum of shares x / sum(x) times others, which is a mean of these; null where it is none.</summary>
    private Interval? MeanOfShares(Node node)
    {
        Factors product = Factors.Of(node[0]);
        if (!Pairs.TakeShare(product, node.Over!))
            return null;
        Interval pairs = (Pairs.TakeOut(product) ?? Interval.Of(1)) * Interval.Of(product.Coefficient);
        return product.Powers.Aggregate(pairs, (all, factor) => all * PowerOf(factor.Node, factor.Power)).Union(Interval.Of(0));
    }

    /// <summary>What a node is the mean of, over one or several axes.</summary>
    private static Node? MeanOf(Node node)
    {
        if (CompositeReductions.IsMean(node))
            return node[0][0];
        (Node? count, Node sum) = node.Op == Op.Divide ? (node[1], node[0])
            : node.Op == Op.Multiply && node[0].Op == Op.Divide && node[0][0].Is(1) ? (node[0][1], node[1])
            : (null, node);
        if (count is null)
            return null;
        var extents = new List<Axis>();
        for (; sum is { Op: Op.Reduce, Reduction: Reduction.Sum, Args.Count: 1 }; sum = sum[0])
            extents.Add(sum.Over!.Extent);
        Factors sizes = Factors.Of(count);
        return extents.Count > 0 && sizes.Coefficient == 1 && sizes.Powers.All(size => size.Node.Op == Op.Size && size.Power >= 1)
            && sizes.Powers.Sum(size => size.Power) == extents.Count
            && sizes.Powers.All(size => extents.Count(extent => extent == size.Node.Over) == size.Power) ? sum : null;
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
