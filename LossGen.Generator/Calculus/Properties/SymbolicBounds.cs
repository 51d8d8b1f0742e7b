using LossGen.Generator.Functions;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus.Properties;

/// <summary>Values between which another lies, as formulas of what does not depend on the variable; null where there is none.</summary>
internal readonly record struct Bounds(Node? Low, Node? High)
{
    public static readonly Bounds None = new(null, null);
}

/// <summary>
/// Bounds nodes by formulas of what does not depend on the variable. Numbers are preferred; a parameter whose range says little more than
/// that it is finite stands for itself.
/// </summary>
/// <param name="graph">Makes the nodes of the formulas.</param>
/// <param name="ranges">The values of nodes.</param>
/// <param name="dependent">What depends on the variable.</param>
internal sealed class SymbolicBounds(GraphBuilder graph, Ranges ranges, HashSet<Node> dependent)
{
    private const double Plain = 1000;

    private readonly Dictionary<Node, Bounds> known = [];
    private readonly Canonical canonical = new();

    public Bounds Of(Node root)
    {
        foreach (Node node in GraphWalk.Unknown(root, known))
        {
            if (!known.ContainsKey(node))
                known[node] = dependent.Contains(node) ? Tighter(ranges.Of(node), Rule(node)) : Numeric(RangeOf(node)) ?? new(node, node);
        }

        return known[root];
    }

    /// <summary>What the absolute value is at most.</summary>
    public Node? Magnitude(Bounds bounds) => bounds is { Low: { } low, High: { } high } ? Larger(Positive(low, -1), Positive(high, 1)) : null;

    private Interval RangeOf(Node node) => ranges.Of(node).Intersect(canonical.Range(canonical.Of(node)));

    /// <summary>Whether a number says something of the size of a value, which 1e-10 and 1e10 do not.</summary>
    public static bool IsPlain(double value) => Math.Abs(value) <= Plain && (value == 0 || Math.Abs(value) >= 1 / Plain);

    private Bounds? Numeric(Interval range) =>
        IsPlain(range.Low) && IsPlain(range.High) ? new(graph.Constant(range.Low), graph.Constant(range.High)) : null;

    /// <summary>The numbers, where they are of use, and the formulas where they are not.</summary>
    private Bounds Tighter(Interval range, Bounds formulas)
    {
        Node? low = formulas.Low is { IsConstant: true } a && a.Value >= range.Low || !IsPlain(range.Low) ? formulas.Low : graph.Constant(range.Low);
        Node? high = formulas.High is { IsConstant: true } b && b.Value <= range.High || !IsPlain(range.High) ? formulas.High : graph.Constant(range.High);
        return new(
            low ?? (double.IsInfinity(range.Low) ? null : graph.Constant(range.Low)),
            high ?? (double.IsInfinity(range.High) ? null : graph.Constant(range.High)));
    }

    private Bounds Rule(Node node) => node.Op switch
    {
        Op.Negate => Opposite(known[node[0]]),
        Op.Add or Op.Subtract => Addends(node),
        Op.Select => Union(known[node[1]], known[node[2]]),
        Op.Multiply => Shorter(Times(known[node[0]], known[node[1]]), Product(Factors.Of(node))),
        Op.Divide => Shorter(Power(node[1], -1) is { } reciprocal ? Times(known[node[0]], reciprocal) : Bounds.None, Product(Factors.Of(node))),
        Op.Call when node.Calls(FunctionTable.TimesLog) || node.Calls(FunctionTable.XOverY) => Product(Factors.Of(node)),
        Op.Reduce when node.Reduction == Reduction.Sum => Reduced(node),
        Op.Reduce when node.Reduction is Reduction.Max or Reduction.Min && !Varies(known[node[0]], node.Over!) => known[node[0]],
        Op.Scan => Scanned(node),
        _ => Bounds.None,
    };

    private Bounds Opposite(Bounds value) => new(value.High is null ? null : graph.Negate(value.High), value.Low is null ? null : graph.Negate(value.Low));

    /// <summary>
    /// A sum. What does not depend on the variable is brought together, one case for each side of its choices, since parts of it may cancel.
    /// </summary>
    private Bounds Addends(Node node)
    {
        const int MostChoices = 3;
        var pending = new Stack<(Node Node, double Sign)>();
        pending.Push((node, 1));
        Bounds sum = new(graph.Zero, graph.Zero);
        Node rest = graph.Zero;
        List<(Node Choice, double Sign)> choices = [];
        while (pending.Count > 0)
        {
            (Node next, double sign) = pending.Pop();
            if (next.Op is Op.Add or Op.Subtract)
            {
                pending.Push((next[1], next.Op == Op.Add ? sign : -sign));
                pending.Push((next[0], sign));
            }
            else if (dependent.Contains(next))
                sum = Sum(sum, sign > 0 ? known[next] : Opposite(known[next]));
            else if (next.Op == Op.Select && choices.Count < MostChoices)
                choices.Add((next, sign));
            else
                rest = sign > 0 ? graph.Add(rest, next) : graph.Subtract(rest, next);
        }

        Bounds? free = null;
        for (int sides = 0; sides < 1 << choices.Count; sides++)
        {
            Node value = rest;
            for (int i = 0; i < choices.Count; i++)
            {
                Node taken = choices[i].Choice[(sides >> i & 1) == 0 ? 1 : 2];
                value = choices[i].Sign > 0 ? graph.Add(value, taken) : graph.Subtract(value, taken);
            }

            Bounds bounds = Numeric(RangeOf(value)) ?? new(value, value);
            free = free is { } others ? Union(others, bounds) : bounds;
        }

        return Sum(sum, free!.Value);
    }

    /// <summary>What can only make a bound tighter is left out of it, if it is no number.</summary>
    private Bounds Sum(Bounds left, Bounds right)
    {
        Node? Total(Node? a, Node? b, int side)
        {
            bool IsIdle(Node node) => !node.IsConstant && (side > 0 ? RangeOf(node).IsNonPositive : RangeOf(node).IsNonNegative);
            return a is null || b is null ? null : a.Is(0) ? b : b.Is(0) ? a : IsIdle(a) ? b : IsIdle(b) ? a : graph.Add(a, b);
        }

        return new(Total(left.Low, right.Low, -1), Total(left.High, right.High, 1));
    }

    private Bounds Union(Bounds left, Bounds right)
    {
        Node? low = left.Low is { } a && right.Low is { } b ? Larger(graph.Negate(a), graph.Negate(b)) : null;
        return new(low is null ? null : graph.Negate(low), Larger(left.High, right.High));
    }

    /// <summary>Of two bounds the one that is a number, or else the shorter formula.</summary>
    private static Bounds Shorter(Bounds left, Bounds right)
    {
        static int Length(Node? node) => node is null ? int.MaxValue : node.IsConstant ? 0 : GraphWalk.Reachable(node).Count;
        return new(Length(left.Low) <= Length(right.Low) ? left.Low : right.Low, Length(left.High) <= Length(right.High) ? left.High : right.High);
    }

    private Bounds Product(Factors product)
    {
        Interval pairs = Pairs.TakeOut(product) ?? Interval.Of(1);
        return Remaining(product, pairs);
    }

    private Bounds Remaining(Factors product, Interval pairs)
    {
        pairs *= Interval.Of(product.Coefficient);
        Bounds bounds = new(graph.Constant(pairs.Low), graph.Constant(pairs.High));
        foreach ((Node node, double power) in product.Powers)
        {
            if (Power(node, power) is not { } factor)
                return Bounds.None;
            bounds = Times(bounds, factor);
        }

        return product.MayBeZero ? Union(bounds, new(graph.Zero, graph.Zero)) : bounds;
    }

    private Bounds? Power(Node node, double power)
    {
        if (power is not (1 or 2 or -1 or -2))
            return null;
        Bounds bounds = known.TryGetValue(node, out Bounds found) ? found : Of(node);

        // What is divided by a count is not there, or not finite, where the count is 0.
        if (power < 0 && node is { Op: Op.Reduce, Reduction: Reduction.Count })
            return new(graph.Zero, graph.One);
        if (power < 0)
        {
            Bounds reciprocal = bounds is { Low: { } low, High: { } high } && RangeOf(low).IsPositive
                ? new(graph.Divide(graph.One, high), graph.Divide(graph.One, low))
                : !dependent.Contains(node) && RangeOf(node).IsNonNegative ? new(graph.Divide(graph.One, node), graph.Divide(graph.One, node))
                : bounds.Low is { } least && RangeOf(least).IsPositive ? new(graph.Zero, graph.Divide(graph.One, least))
                : Bounds.None;
            return power == -1 ? reciprocal : Times(reciprocal, reciprocal);
        }

        return power == 1 ? bounds : Times(bounds, bounds);
    }

    /// <summary>A product of bounds whose signs are known; of others, that of their largest absolute values, with either sign.</summary>
    private Bounds Times(Bounds left, Bounds right)
    {
        int a = Sign(left), b = Sign(right);
        if (a < 0)
            return Opposite(Times(Opposite(left), right));
        if (b < 0)
            return Opposite(Times(left, Opposite(right)));
        if (a > 0)
        {
            return new(
                b > 0 ? Multiplied(left.Low ?? graph.Zero, right.Low ?? graph.Zero) : Multiplied(left.High, right.Low),
                Multiplied(left.High, right.High));
        }

        Node? most = Multiplied(Magnitude(left), Magnitude(right));
        return most is null ? Bounds.None : new(b > 0 ? Multiplied(left.Low, right.High) : graph.Negate(most), b > 0 ? Multiplied(left.High, right.High) : most);
    }

    private Node? Multiplied(Node? left, Node? right) => left is null || right is null ? null : graph.Multiply(left, right);

    private int Sign(Bounds bounds) => bounds.Low is { } low && RangeOf(low).IsNonNegative ? 1
        : bounds.High is { } high && RangeOf(high).IsNonPositive ? -1
        : 0;

    private Bounds Reduced(Node node)
    {
        Axis axis = node.Over!;
        Factors product = Factors.Of(node[0]);
        if (Pairs.TakeShare(product, axis) && Remaining(product, Pairs.TakeOut(product) ?? Interval.Of(1)) is var mean && !Varies(mean, axis))
            return Union(mean, new(graph.Zero, graph.Zero));
        Bounds body = known[node[0]];
        if (IsOneTerm(node[0], axis) && !Varies(body, axis))
            return Union(body, new(graph.Zero, graph.Zero));

        // A mask can leave out what has either sign.
        Bounds each = node.Args.Count > 1 ? Union(body, new(graph.Zero, graph.Zero)) : body;
        return new(each.Low is null ? null : graph.Sum(axis, each.Low), each.High is null ? null : graph.Sum(axis, each.High));
    }

    /// <summary>Whether the value is 0 but where the position is one that does not vary over the axis.</summary>
    private static bool IsOneTerm(Node value, Axis axis) => value.Op == Op.Select && value[2].Is(0) && value[0].Op == Op.Equal
        && value[0].Args.Any(side => side.Op == Op.Index && side.Over == axis) && value[0].Args.Any(side => !side.VariesOver(axis));

    private Bounds Scanned(Node node)
    {
        Bounds each = Union(known[node[0]], new(graph.Zero, graph.Zero));
        return new(each.Low is null ? null : graph.Sum(node.Over!, each.Low), each.High is null ? null : graph.Sum(node.Over!, each.High));
    }

    private static bool Varies(Bounds bounds, Axis axis) => bounds.Low?.VariesOver(axis) != false || bounds.High?.VariesOver(axis) != false;

    private Node Positive(Node bound, int sign)
    {
        Node node = sign < 0 ? graph.Negate(bound) : bound;
        Interval range = RangeOf(node);
        return range.IsNonNegative ? node : range.IsNonPositive ? graph.Zero : graph.Call(FunctionTable.Abs, node);
    }

    private Node? Larger(Node? left, Node? right)
    {
        if (left is null || right is null)
            return null;
        if (ReferenceEquals(left, right))
            return left;
        Interval difference = (ranges.Of(left) - ranges.Of(right)).Intersect(canonical.Range(canonical.Of(left) - canonical.Of(right)));
        return difference.IsNonNegative || IsSumWith(left, right) ? left
            : difference.IsNonPositive || IsSumWith(right, left) ? right
            : graph.Call(FunctionTable.Max, left, right);
    }

    private bool IsSumWith(Node sum, Node term) => sum is { Op: Op.Reduce, Reduction: Reduction.Sum, Args.Count: 1 }
        && RangeOf(sum[0]).IsNonNegative && CompositeReductions.IsTerm(term, sum[0], sum.Over!);
}
