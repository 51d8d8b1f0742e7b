using LossGen.Generator.Graph;

namespace LossGen.Generator.Functions;

#pragma warning disable CS8604 // Rows refer to rows that are initialised later; the derivatives run when all are.

/// <summary>Functions that the compiler puts in the place of expressions which overflow, vanish or cancel as they are written.</summary>
internal static partial class FunctionTable
{
    public static readonly Function XOverY = new("xovery", 2, "x / y, and 0 where x is 0: the derivative of xlogy by y")
    {
        Spelling = "XOverY",
        Notation = "{0} / {1}",
        IsInternal = true,
        Range = r => (r[0] / r[1]).Union(Interval.Of(0)),
        Derivative = (graph, call, argument) => argument == 0
            ? graph.Divide(graph.One, call[1])
            : graph.Negate(graph.Call(XOverY, call, call[1])),
        Cost = 10,
        HasPoles = true,
    };

    public static readonly Function TimesLog = new("timeslog", 2, "x * y, and 0 where x is 0 and y, a logarithm in all but name, is -inf")
    {
        Spelling = "TimesLog",
        Notation = "{0} * {1}",
        IsInternal = true,
        Range = r => r[0] * r[1],
        Derivative = (graph, call, argument) => argument == 1
            ? call[0]
            : graph.Select(
                graph.And(graph.Equal(call[0], graph.Zero), graph.Equal(call[1], graph.Constant(double.NegativeInfinity))), graph.Zero, call[1]),
        Cost = 3,
    };

    public static readonly Function XLog1pY = new("xlog1py", 2, "x * log(1 + y), exact near y = 0, and 0 where x is 0")
    {
        Notation = "{0} * log1p({1})",
        IsInternal = true,
        Range = r => r[0] * LogRange(r[1] + Interval.Of(1)),
        Domain = new(1, new(-1, double.PositiveInfinity), true, "greater than -1"),
        Derivative = (graph, call, argument) => argument == 0
            ? graph.Select(
                graph.And(graph.Equal(call[0], graph.Zero), graph.LessOrEqual(call[1], graph.Constant(-1))), graph.Zero, graph.Call(Log1p, call[1]))
            : graph.Call(XOverY, call[0], graph.Add(graph.One, call[1])),
        Lowering = (graph, args) => graph.Call(TimesLog, args[0], LoweredLog1p(graph, args[1])),
        Cost = 28,
    };

    public static readonly Function LogAddExp = new("logsumexp", 2, "log(exp(x) + exp(y) + ...), without overflow; -inf passes no gradient on")
    {
        IsVariadic = true,
        TakesAll = true,
        Range = r => new(r.Max(range => range.Low), r.Max(range => range.High) + Math.Log(r.Length)),
        Derivative = (graph, call, argument) => LogAddExpShare(graph, call, argument),
        Lowering = LoweredLogAddExp,
        Cost = 50,
        Shape = Shape.ConvexRising,
    };

    public static readonly Function ShareOfSum = new(
        "shareofsum", 4, "shareofsum(x, a, b, c): exp(x - logsumexp(a, b, c)), where x is one of the others, which may be more; 0 where all are -inf")
    {
        Notation = "exp({0} - logsumexp({1..}))",
        IsInternal = true,
        Range = _ => new(0, 1),
        Derivative = (graph, call, argument) => argument == 0
            ? call
            : graph.Negate(graph.Multiply(call, graph.Call(ShareOfSum, [call[argument], .. call.Args.Skip(1)]))),
        Lowering = (graph, args) =>
        {
            Node[] all = [.. args.Skip(1)];
            Node largest = Largest(graph, all);

            // The reciprocal is one for all shares of a sum.
            Node share = graph.Multiply(ExpFrom(graph, args[0], largest), graph.Divide(graph.One, SumOfExp(graph, all, largest)));
            return all.Any(arg => !arg.CanBeInfinite)
                ? share
                : graph.Select(graph.Equal(largest, graph.Constant(double.NegativeInfinity)), graph.Zero, share);
        },
        Cost = 60,
    };

    /// <summary>
    /// The share of an argument in the sum of exponentials: of two it is sigmoid(x - y). What has no weight has no share, also where all are -inf,
    /// whose difference is no number.
    /// </summary>
    private static Node LogAddExpShare(GraphBuilder graph, Node call, int argument)
    {
        if (call.Args.Count > 2)
            return graph.Call(ShareOfSum, [call[argument], .. call.Args]);
        Node share = graph.Call(Sigmoid, graph.Subtract(call[argument], call[1 - argument]));
        return call.Args.Any(arg => !arg.CanBeInfinite)
            ? share
            : graph.Select(graph.Equal(call[argument], graph.Constant(double.NegativeInfinity)), graph.Zero, share);
    }

    private static Node LoweredLogAddExp(GraphBuilder graph, IReadOnlyList<Node> args)
    {
        if (args.Count == 2)
        {
            return graph.Select(
                graph.Equal(args[0], args[1]), // infinities, whose difference is no number
                graph.Add(args[0], graph.Constant(Math.Log(2))),
                graph.Add(
                    graph.Call(Max, args[0], args[1]),
                    LoweredLog1p(graph, ExpOfMinusAbs(graph, graph.Subtract(args[0], args[1])))));
        }

        Node largest = Largest(graph, args);
        return graph.Select(
            graph.Equal(graph.Call(Abs, largest), graph.Constant(double.PositiveInfinity)),
            largest,
            graph.Add(largest, graph.Call(Log, SumOfExp(graph, args, largest))));
    }

    private static Node Largest(GraphBuilder graph, IReadOnlyList<Node> args) =>
        args.Skip(1).Aggregate(args[0], (all, arg) => graph.Call(Max, all, arg));

    private static Node SumOfExp(GraphBuilder graph, IReadOnlyList<Node> args, Node largest) =>
        args.Select(arg => ExpFrom(graph, arg, largest)).Aggregate(graph.Add);

    private static Node ExpFrom(GraphBuilder graph, Node arg, Node largest) => graph.Call(Exp, graph.Subtract(arg, largest));

    public static readonly Function Hypot = new("hypot", 2, "sqrt(x^2 + y^2), where the squares would overflow or vanish too; its gradient at 0 is 0")
    {
        Notation = "sqrt({0}^2 + {1}^2)",
        IsInternal = true,
        Range = r => new(Math.Max(r[0].Abs().Low, r[1].Abs().Low), double.PositiveInfinity),
        Derivative = (graph, call, argument) => call.Range.IsPositive
            ? graph.Divide(call[argument], call)
            : graph.Select(graph.Equal(call, graph.Zero), graph.Zero, graph.Divide(call[argument], call)),
        RestsAtZero = call => !call.Range.IsPositive,
        Lowering = (graph, args) =>
        {
            Node x = Magnitude(graph, args[0]), y = Magnitude(graph, args[1]);
            Node larger = graph.Call(Max, x, y), smaller = graph.Call(Min, x, y);
            Node ratio = graph.Divide(smaller, larger);
            return graph.Select(
                graph.Equal(smaller, larger), // both 0 or infinite among them, whose ratio is no number
                graph.Multiply(Math.Sqrt(2), larger),
                graph.Multiply(larger, graph.Call(Sqrt, graph.Add(graph.One, graph.Multiply(ratio, ratio)))));
        },
        Cost = 18,
        Shape = Shape.Bowl,
        Parity = Parity.Even,
    };

    public static readonly Function RootMinusOne = new("rootminusone", 1, "sqrt(1 + x^2) - 1, exact near 0")
    {
        Notation = "sqrt(1 + {0}^2) - 1",
        IsInternal = true,
        Range = _ => Interval.NonNegative,
        Derivative = (graph, call, _) => graph.Divide(call[0], graph.Call(Hypot, graph.One, call[0])),
        Lowering = (graph, args) =>
        {
            Node root = Hypot.Lowering!(graph, [graph.One, args[0]]);
            return graph.Multiply(args[0], graph.Divide(args[0], graph.Add(root, graph.One)));
        },
        Cost = 24,
        Shape = Shape.Bowl,
        Parity = Parity.Even,
    };

    public static readonly Function LogOfOnePlusSquare = new("log1psquare", 1, "log(1 + x^2), exact near 0 and where the square would overflow")
    {
        Notation = "log1p({0}^2)",
        IsInternal = true,
        Range = _ => Interval.NonNegative,
        Derivative = (graph, call, _) => graph.Multiply(2, graph.Call(LorentzSlope, call[0])),
        Lowering = (graph, args) =>
        {
            // log(1 + x^2) = log(1 + 1 / x^2) + 2 log|x|.
            Node x = graph.Call(Abs, args[0]);
            Node folded = graph.Call(Min, x, graph.Divide(graph.One, x));
            return graph.Add(
                graph.Call(Log1pOfUnit, graph.Multiply(folded, folded)),
                graph.Multiply(2, graph.Call(Log, graph.Call(Max, x, graph.One))));
        },
        Cost = 55,
        Parity = Parity.Even,
    };

    public static readonly Function LorentzSlope = new("lorentzslope", 1, "x / (1 + x^2), where the square would overflow too")
    {
        Notation = "{0} / (1 + {0}^2)",
        IsInternal = true,
        Range = _ => new(-0.5, 0.5),
        Derivative = (graph, call, _) =>
        {
            // (1 - x^2) / (1 + x^2)^2 = 1 / (1 + x^2) - 2 (x / (1 + x^2))^2.
            Node reciprocal = graph.Divide(graph.One, graph.Add(graph.One, graph.Square(call[0])));
            return graph.Subtract(reciprocal, graph.Multiply(2, graph.Square(call)));
        },
        Lowering = (graph, args) =>
        {
            // With t = 1 / x beyond 1, it is t / (1 + t^2) too.
            Node x = args[0];
            Node folded = graph.Select(graph.Greater(graph.Call(Abs, x), graph.One), graph.Divide(graph.One, x), x);
            return graph.Divide(folded, graph.Add(graph.One, graph.Multiply(folded, folded)));
        },
        Cost = 14,
        Parity = Parity.Odd,
    };

    public static readonly Function Saturation = new("saturation", 2, "x / (x + y) for x and y from 0 on, where the sum would overflow too")
    {
        Notation = "{0} / ({0} + {1})",
        IsInternal = true,
        Range = _ => Interval.Unit,
        Derivative = (graph, call, argument) =>
        {
            Node sum = graph.Add(call[0], call[1]);
            return argument == 0
                ? graph.Divide(graph.Divide(call[1], sum), sum)
                : graph.Negate(graph.Divide(call, sum));
        },
        Lowering = (graph, args) => graph.Select(
            graph.Greater(args[0], args[1]),
            graph.Divide(graph.One, graph.Add(graph.One, graph.Divide(args[1], args[0]))),
            graph.Divide(args[0], graph.Add(args[0], args[1]))),
        Cost = 14,
        HasPoles = true,
    };

    public static readonly Function RelativeEntropy = new("xlogxovery", 2, "x * log(x / y), and 0 where x is 0: a term of a Kullback-Leibler divergence")
    {
        Notation = "{0} * log({0} / {1})",
        IsInternal = true,
        Domain = new(1, Interval.NonNegative, true, "greater than 0"),
        Derivative = (graph, call, argument) => argument == 1
            ? graph.Negate(graph.Call(XOverY, call[0], call[1]))
            : graph.Select(
                graph.And(graph.Equal(call[0], graph.Zero), graph.Equal(call[1], call[1])), graph.Zero,
                graph.Add(graph.One, graph.Call(Log, graph.Divide(call[0], call[1])))),
        Lowering = (graph, args) => graph.Call(XLogY, args[0], graph.Call(XOverY, args[0], args[1])),
        Cost = 35,
    };

    private static Node Magnitude(GraphBuilder graph, Node x) => x.Range.IsNonNegative ? x : graph.Call(Abs, x);
}
