using LossGen.Generator.Functions;
using LossGen.Generator.Graph;
using static LossGen.Generator.Functions.FunctionTable;

namespace LossGen.Generator.Calculus;

/// <summary>
/// Rewrites of expressions that are right on paper and wrong in floating point: a logarithm of a sigmoid that has saturated, an
/// exponential that overflows before its logarithm is taken, a difference from 1 that cancels. Each rule looks at one new node.
/// </summary>
internal static partial class Stabilization
{
    public static Node? Operator(GraphBuilder graph, Op op, Node[] args)
    {
        (string Rule, Node Result)? rewrite = op switch
        {
            Op.Add => Add(graph, args[0], args[1]),
            Op.Subtract => Subtract(graph, args[0], args[1]),
            Op.Multiply => Multiply(graph, args[0], args[1]),
            Op.Divide => Divide(graph, args[0], args[1]),
            _ => null,
        };
        return Reported(graph, rewrite);
    }

    public static Node? Call(GraphBuilder graph, Function function, Node[] args)
    {
        (string Rule, Node Result)? rewrite =
            function == Log ? LogOf(graph, args[0])
            : function == Log1p ? Log1pOf(graph, args[0])
            : function == Exp ? ExpOf(graph, args[0])
            : function == Pow ? PowOf(graph, args[0], args[1])
            : function == Sqrt ? SqrtOf(graph, args[0])
            : function == XLogY ? XLogYOf(graph, args[0], args[1])
            : null;
        return Reported(graph, rewrite);
    }

    private static Node? Reported(GraphBuilder graph, (string Rule, Node Result)? rewrite)
    {
        if (rewrite is not { } made)
            return null;
        graph.Stabilized?.Invoke(made.Rule);
        return made.Result;
    }

    private static (string, Node)? Add(GraphBuilder graph, Node left, Node right) =>
        left.Is(-1) && OffOne(graph, right) is { } difference ? difference
        : left.Is(-1) && right.Calls(Exp) ? ("expm1(x)", graph.Call(Expm1, right[0]))
        : right.Is(-1) && left.Calls(Exp) ? ("expm1(x)", graph.Call(Expm1, left[0]))
        : null;

    private static (string, Node)? Subtract(GraphBuilder graph, Node left, Node right)
    {
        if (right.Is(1) && left.Calls(Exp))
            return ("expm1(x)", graph.Call(Expm1, left[0]));
        if (right.Is(1) && OffOne(graph, left) is { } difference)
            return difference;
        return left.Is(1) ? OneMinus(graph, right) : MinusLogSumExp(graph, left, right);
    }

    private static (string, Node)? OneMinus(GraphBuilder graph, Node value)
    {
        if (value.Calls(Sigmoid))
            return ("sigmoid(-x)", graph.Call(Sigmoid, graph.Negate(value[0])));
        if (value.Calls(Exp))
            return ("-expm1(x)", graph.Negate(graph.Call(Expm1, value[0])));
        if (value.Calls(Cos))
        {
            Node half = graph.Call(Sin, graph.Multiply(0.5, value[0]));
            return ("2 * sin(x / 2)^2", graph.Multiply(2, graph.Square(half)));
        }

        if (value.Calls(Erf))
            return ("erfc(x)", graph.Call(Erfc, value[0]));
        if (value.Calls(Erfc))
            return ("erf(x)", graph.Call(Erf, value[0]));
        if (value.Op == Op.Subtract && value[0].Is(1) && value[1].Range.IsWithin(new(-1, 1)))
            return ("x", value[1]);
        if (value.Op == Op.Select && (OneMinus(graph, value[1]) is not null || OneMinus(graph, value[2]) is not null))
        {
            return ("1 - in both branches", graph.Select(
                value[0], graph.Subtract(graph.One, value[1]), graph.Subtract(graph.One, value[2])));
        }

        return null;
    }

    private static (string, Node)? Multiply(GraphBuilder graph, Node left, Node right)
    {
        if (left.Calls(Exp) && right.Calls(Exp))
            return ("exp(x + y)", graph.Call(Exp, graph.Add(left[0], right[0])));
        if (left.Is(0.5) && right.Op == Op.Add && right[0].Calls(Exp) && right[1].Calls(Exp)
            && ReferenceEquals(graph.Negate(right[0][0]), right[1][0]))
            return ("cosh(x)", graph.Call(Cosh, right[0][0]));
        return TimesLogarithm(graph, left, right) ?? TimesLogarithm(graph, right, left);
    }

    /// <summary>A target that multiplies a logarithm: 0 * log(0) is 0.</summary>
    private static (string, Node)? TimesLogarithm(GraphBuilder graph, Node factor, Node log)
    {
        // A square stays one, which is known not to be negative.
        if (factor.IsConstant || factor.Rank < log.Rank || ReferenceEquals(factor, log))
            return null;
        if (log.Calls(XLogY) || log.Calls(TimesLog))
            return ("xlogy(x * y, z)", graph.Call(log.Function!, graph.Multiply(factor, log[0]), log[1]));
        if (IsLogarithm(log))
            return ("x * log(y), 0 where x is 0", graph.Call(TimesLog, factor, log));
        return log.Calls(Log) && !log[0].Range.IsPositive && !log.Calls(XLogY)
            ? ("xlogy(x, y)", graph.Call(XLogY, factor, log[0]))
            : log.Calls(Log1p) && log[0].Range.Low <= -1
                ? ("x * log1p(y), 0 where x is 0", graph.Call(XLog1pY, factor, log[0]))
                : log.Calls(Log2) && !log[0].Range.IsPositive
                    ? ("xlogy(x, y) / log(2)", graph.Multiply(1 / Math.Log(2), graph.Multiply(factor, graph.Call(Log, log[0]))))
                    : DifferenceOfLogs(graph, factor, log);
    }

    /// <summary>y * (log(y) - log(p)) is y * log(y) - y * log(p), each of them 0 where y is 0.</summary>
    private static (string, Node)? DifferenceOfLogs(GraphBuilder graph, Node factor, Node difference) =>
        difference.Op is Op.Add or Op.Subtract && (IsUnbounded(difference[0]) || IsUnbounded(difference[1]))
            ? ("x * log(y) - x * log(z)", graph.WithArgs(
                difference, [graph.Multiply(factor, difference[0]), graph.Multiply(factor, difference[1])]))
            : null;

    private static bool IsUnbounded(Node term, int depth = 0) => term.Op is Op.Add or Op.Subtract or Op.Negate
        ? depth < DeepestLook && term.Args.Any(arg => IsUnbounded(arg, depth + 1))
        : (term.Calls(Log) || term.Calls(Log2)) && !term[0].Range.IsPositive;

    /// <summary>0 * log(0 / 0) is 0 too, as in the Kullback-Leibler divergence of distributions with common zeros.</summary>
    private static (string, Node)? XLogYOf(GraphBuilder graph, Node x, Node y)
    {
        (Node scale, Node quotient) = y.Op == Op.Multiply && y[0].IsConstant && y[0].Value > 0 ? (y[0], y[1]) : (graph.One, y);
        return quotient.Op == Op.Divide && ReferenceEquals(quotient[0], x)
            ? ("x * log(x / y), 0 where x is 0", graph.Call(RelativeEntropy, x, graph.Divide(quotient[1], scale)))
            : null;
    }

    private static (string, Node)? Divide(GraphBuilder graph, Node left, Node right)
    {
        if (left.Calls(Exp) && right.Calls(Exp))
            return ("exp(x - y)", graph.Call(Exp, graph.Subtract(left[0], right[0])));
        if (OnePlusExp(right) is { } exponent)
        {
            return left.Calls(Exp) && ReferenceEquals(left[0], exponent)
                ? ("sigmoid(x)", graph.Call(Sigmoid, exponent))
                : ("sigmoid(-x)", graph.Multiply(left, graph.Call(Sigmoid, graph.Negate(exponent))));
        }

        if (left.Calls(Exp) && right.Op == Op.Add && right[0].Calls(Exp) && right[1].Calls(Exp))
        {
            if (ReferenceEquals(left, right[0]))
                return ("sigmoid(x - y)", graph.Call(Sigmoid, graph.Subtract(left[0], right[1][0])));
            if (ReferenceEquals(left, right[1]))
                return ("sigmoid(x - y)", graph.Call(Sigmoid, graph.Subtract(left[0], right[0][0])));
        }

        if (Saturated(graph, left, right) is { } saturation)
            return saturation;
        if (right.Calls(Exp))
            return ("x * exp(-y)", graph.Multiply(left, graph.Call(Exp, graph.Negate(right[0]))));
        return OverSumOfExp(graph, left, right);
    }

    /// <summary>x / (x + c), which is 1 and not NaN where x and the sum overflow.</summary>
    private static (string, Node)? Saturated(GraphBuilder graph, Node left, Node right)
    {
        if (right.Op != Op.Add || !left.Varies || !double.IsPositiveInfinity(left.Range.High) || !left.Range.IsNonNegative)
            return null;
        Node? rest = ReferenceEquals(left, right[0]) ? right[1] : ReferenceEquals(left, right[1]) ? right[0] : null;
        return rest is not null && rest.Range.IsPositive ? ("x / (x + y)", graph.Call(Saturation, left, rest)) : null;
    }

    /// <summary>sqrt(x^2 + y^2), where a positive number is the square of its root.</summary>
    private static (string, Node)? SqrtOf(GraphBuilder graph, Node x)
    {
        if (x.Calls(Exp))
            return ("exp(x / 2)", graph.Call(Exp, graph.Multiply(0.5, x[0])));
        if (x.Op != Op.Add || !x.Varies || !(Simplification.IsSquare(x[0]) || Simplification.IsSquare(x[1])))
            return null;
        Node? first = Root(graph, x[0]), second = Root(graph, x[1]);
        return first is not null && second is not null ? ("hypot(x, y)", graph.Call(Hypot, first, second)) : null;
    }

    private static Node? Root(GraphBuilder graph, Node square) =>
        Simplification.IsSquare(square) ? square[0]
        : !square.Varies && square.Range.IsPositive ? graph.Call(Sqrt, square)
        : null;

    /// <summary>sqrt(1 + x^2) less 1, which cancels near 0.</summary>
    private static (string, Node)? OffOne(GraphBuilder graph, Node root) =>
        root.Calls(Hypot) && (root[0].Is(1) || root[1].Is(1))
            ? ("sqrt(1 + x^2) - 1 without cancellation", graph.Call(RootMinusOne, root[0].Is(1) ? root[1] : root[0]))
            : null;

    /// <summary>The x of 1 + exp(x).</summary>
    private static Node? OnePlusExp(Node node) =>
        node.Op != Op.Add ? null
        : node[0].Is(1) && node[1].Calls(Exp) ? node[1][0]
        : node[1].Is(1) && node[0].Calls(Exp) ? node[0][0]
        : null;
}
