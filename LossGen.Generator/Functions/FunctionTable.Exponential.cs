using LossGen.Generator.Graph;

namespace LossGen.Generator.Functions;

#pragma warning disable CS8604 // Rows refer to rows that are initialised later; the derivatives run when all are.

/// <summary>Exponentials, logarithms, powers and roots.</summary>
internal static partial class FunctionTable
{
    public static readonly Function Exp = new("exp", 1, "e to the power x")
    {
        Range = r => r[0].Increasing(Math.Exp),
        Derivative = (_, call, _) => call,
        Evaluate = a => Math.Exp(a[0]),
        Cost = 20,
        IsLong = true,
        GrowsExponentially = true,
        Shape = Shape.ConvexRising,
    };

    public static readonly Function Expm1 = new("expm1", 1, "exp(x) - 1, exact near 0")
    {
        Range = r => r[0].Increasing(x => Math.Exp(x) - 1),
        Derivative = (graph, call, _) => graph.Call(Exp, call[0]),
        Cost = 25,
        IsLong = true,
        GrowsExponentially = true,
        Shape = Shape.ConvexRising,
    };

    public static readonly Function Log = new("log", 1, "natural logarithm")
    {
        Range = r => LogRange(r[0]),
        Domain = new(0, Interval.NonNegative, true, "greater than 0"),
        Derivative = (graph, call, _) => graph.Divide(graph.One, call[0]),
        Evaluate = a => Math.Log(a[0]),
        Cost = 20,
        IsLong = true,
        Shape = Shape.ConcaveRising,
    };

    public static readonly Function Log1p = new("log1p", 1, "log(1 + x), exact near 0")
    {
        Range = r => LogRange(r[0] + Interval.Of(1)),
        Domain = new(0, new(-1, double.PositiveInfinity), true, "greater than -1"),
        Derivative = (graph, call, _) => graph.Divide(graph.One, graph.Add(graph.One, call[0])),
        Lowering = (graph, args) => LoweredLog1p(graph, args[0]),
        Cost = 25,
        IsLong = true,
        Shape = Shape.ConcaveRising,
    };

    public static readonly Function Log1pOfUnit = new("log1pOfUnit", 1, "log(1 + x) for x from 0 to 1")
    {
        IsInternal = true,
        IsOfLowering = true,
        IsLong = true,
        Range = r => LogRange(r[0] + Interval.Of(1)),
        Cost = 12,
    };

    public static readonly Function Log2 = new("log2", 1, "logarithm to base 2")
    {
        Range = r => LogRange(r[0]) * Interval.Of(1 / Math.Log(2)),
        Domain = new(0, Interval.NonNegative, true, "greater than 0"),
        Derivative = (graph, call, _) => graph.Divide(graph.Constant(1 / Math.Log(2)), call[0]),
        Evaluate = a => Math.Log(a[0]) / Math.Log(2),
        Cost = 20,
        IsLong = true,
        Shape = Shape.ConcaveRising,
    };

    public static readonly Function Sqrt = new("sqrt", 1, "square root; where the argument is a sum of squares, its gradient at 0 is 0")
    {
        Range = r => new(r[0].Low > 0 ? Math.Sqrt(r[0].Low) : 0, r[0].High > 0 ? Math.Sqrt(r[0].High) : 0),
        Domain = new(0, Interval.NonNegative, false, "at least 0"),
        Derivative = (graph, call, _) =>
            ZeroAtMinimum(graph, call[0], graph.Divide(graph.Constant(0.5), call)),
        RestsAtZero = call => HasMinimumAtZero(call[0]),
        Evaluate = a => Math.Sqrt(a[0]),
        Cost = 6,
        Shape = Shape.ConcaveRising,
    };

    public static readonly Function Rsqrt = new("rsqrt", 1, "1 / sqrt(x)")
    {
        Range = _ => Interval.NonNegative,
        Domain = new(0, Interval.NonNegative, true, "greater than 0"),
        Derivative = (graph, call, _) => graph.Multiply(-0.5, graph.Divide(call, call[0])),
        Evaluate = a => 1 / Math.Sqrt(a[0]),
        Cost = 10,
        Shape = Shape.ConvexFalling,
    };

    public static readonly Function Cbrt = new("cbrt", 1, "cube root")
    {
        Range = r => r[0].Increasing(x => x < 0 ? -Math.Pow(-x, 1 / 3.0) : Math.Pow(x, 1 / 3.0)),
        Derivative = (graph, call, _) =>
            ZeroAtMinimum(graph, call[0], graph.Divide(graph.One, graph.Multiply(3, graph.Square(call)))),
        RestsAtZero = call => HasMinimumAtZero(call[0]),
        Cost = 40,
        ThroughDoubles = true,
        Shape = Shape.Sigmoidal,
        Parity = Parity.Odd,
    };

    public static readonly Function Pow = new("pow", 2, "x to the power y; also written x ^ y")
    {
        Range = r => !r[0].IsNonNegative ? Interval.All
            : !r[1].IsNonNegative ? Interval.NonNegative
            : r[0].High <= 1 ? Interval.Unit
            : r[0].Low >= 1 ? new(1, double.PositiveInfinity)
            : Interval.NonNegative,
        Domain = new(0, Interval.NonNegative, false, "at least 0 (unless the exponent is an integer)"),
        HasDomain = args => !(args[1].IsInteger || args[1].Calls(Round) || (args[1].IsConstant && args[1].Value == Math.Floor(args[1].Value))),
        Derivative = PowDerivative,
        Evaluate = a => Math.Pow(a[0], a[1]),
        Cost = 60,
        ThroughDoubles = true,
    };

    public static readonly Function Square = new("square", 1, "x * x")
    {
        Abbreviates = (graph, args) => graph.Square(args[0]),
    };

    public static readonly Function XLogY = new("xlogy", 2, "x * log(y), and 0 where x is 0; x * log(y) means the same")
    {
        Spelling = "XLogY",
        Range = r => r[0] * LogRange(r[1]),
        Domain = new(1, Interval.NonNegative, true, "greater than 0"),
        Derivative = (graph, call, argument) => argument == 0
            ? graph.Select(
                graph.And(graph.Equal(call[0], graph.Zero), graph.LessOrEqual(call[1], graph.Zero)), graph.Zero, graph.Call(Log, call[1]))
            : graph.Call(XOverY, call[0], call[1]),
        Cost = 25,
        IsLong = true,
    };

    /// <summary>An argument from 0 to 1, as in softplus, spares the logarithm the range reduction.</summary>
    private static Node LoweredLog1p(GraphBuilder graph, Node x) => graph.Call(x.Range.IsWithin(Interval.Unit) ? Log1pOfUnit : Log1p, x);

    private static Interval LogRange(Interval x) =>
        new(x.Low > 0 ? Math.Log(x.Low) : double.NegativeInfinity, x.High > 0 ? Math.Log(x.High) : double.PositiveInfinity);

    /// <summary>
    /// The slope of a root is infinite at 0. Where the radicand cannot be negative, 0 is its minimum, at which it has slope 0 itself
    /// (a sum of squares): the product has the finite subgradient 0. A plain parameter has no such minimum and keeps the infinite slope.
    /// </summary>
    private static Node ZeroAtMinimum(GraphBuilder graph, Node radicand, Node slope) =>
        HasMinimumAtZero(radicand) ? graph.Select(graph.Equal(radicand, graph.Zero), graph.Zero, slope) : slope;

    private static bool HasMinimumAtZero(Node radicand) =>
        radicand.Range.IsNonNegative && !radicand.Range.IsPositive && radicand.Op is not (Op.Element or Op.Scalar);

    private static Node PowDerivative(GraphBuilder graph, Node call, int argument)
    {
        Node x = call[0], y = call[1];
        if (argument == 0)
        {
            Node slope = graph.Multiply(y, graph.Call(Pow, x, graph.Subtract(y, graph.One)));
            if (y.IsConstant)
                return y.Value >= 1 ? slope : ZeroAtMinimum(graph, x, slope);

            // x^0 is 1 for every x, though x^(0 - 1) is infinite at 0.
            return graph.Select(graph.Equal(y, graph.Zero), graph.Zero, ZeroAtMinimum(graph, x, slope));
        }

        // As in PyTorch: x^y is constant in y at x = 0.
        return graph.Select(
            graph.Equal(x, graph.Zero), graph.Zero, graph.Multiply(call, graph.Call(Log, x)));
    }
}
