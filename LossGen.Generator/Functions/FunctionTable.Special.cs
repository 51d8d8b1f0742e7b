using LossGen.Generator.Graph;

namespace LossGen.Generator.Functions;

#pragma warning disable CS8604 // Rows refer to rows that are initialised later; the derivatives run when all are.

/// <summary>Trigonometric functions, the error function and the gamma function.</summary>
internal static partial class FunctionTable
{
    private static readonly Interval Symmetric = new(-1, 1);

    public static readonly Function Sin = new("sin", 1, "sine, of radians")
    {
        Range = _ => Symmetric,
        Derivative = (graph, call, _) => graph.Call(Cos, call[0]),
        Evaluate = a => Math.Sin(a[0]),
        Cost = 30,
        Parity = Parity.Odd,
    };

    public static readonly Function Cos = new("cos", 1, "cosine, of radians")
    {
        Range = _ => Symmetric,
        Derivative = (graph, call, _) => graph.Negate(graph.Call(Sin, call[0])),
        Evaluate = a => Math.Cos(a[0]),
        Cost = 30,
        Parity = Parity.Even,
    };

    public static readonly Function Tan = new("tan", 1, "tangent, of radians")
    {
        Derivative = (graph, call, _) => graph.Add(graph.One, graph.Square(call)),
        Evaluate = a => Math.Tan(a[0]),
        Cost = 60,
        LaneByLane = true,
        Parity = Parity.Odd,
    };

    public static readonly Function Asin = new("asin", 1, "inverse sine, in radians")
    {
        Range = _ => new(-Math.PI / 2, Math.PI / 2),
        Domain = new(0, Symmetric, false, "from -1 to 1"),
        Derivative = (graph, call, _) => graph.Call(Rsqrt, graph.Subtract(graph.One, graph.Square(call[0]))),
        Evaluate = a => Math.Asin(a[0]),
        Cost = 60,
        LaneByLane = true,
        Parity = Parity.Odd,
    };

    public static readonly Function Acos = new("acos", 1, "inverse cosine, in radians")
    {
        Range = _ => new(0, Math.PI),
        Domain = new(0, Symmetric, false, "from -1 to 1"),
        Derivative = (graph, call, _) =>
            graph.Negate(graph.Call(Rsqrt, graph.Subtract(graph.One, graph.Square(call[0])))),
        Evaluate = a => Math.Acos(a[0]),
        Cost = 60,
        LaneByLane = true,
    };

    public static readonly Function Atan = new("atan", 1, "inverse tangent, in radians")
    {
        Range = r => r[0].Increasing(Math.Atan),
        Derivative = (graph, call, _) => graph.Divide(graph.One, graph.Add(graph.One, graph.Square(call[0]))),
        Evaluate = a => Math.Atan(a[0]),
        Cost = 60,
        LaneByLane = true,
        Shape = Shape.Sigmoidal,
        Parity = Parity.Odd,
    };

    public static readonly Function Atan2 = new("atan2", 2, "atan2(y, x): the angle of the point (x, y), in radians")
    {
        Range = _ => new(-Math.PI, Math.PI),
        Derivative = (graph, call, argument) =>
        {
            Node squaredRadius = graph.Add(graph.Square(call[0]), graph.Square(call[1]));
            return argument == 0
                ? graph.Divide(call[1], squaredRadius)
                : graph.Negate(graph.Divide(call[0], squaredRadius));
        },
        Evaluate = a => Math.Atan2(a[0], a[1]),
        Cost = 60,
        HasPoles = true,
        LaneByLane = true,
    };

    public static readonly Function Erf = new("erf", 1, "error function")
    {
        Range = r => r[0].IsNonNegative ? Interval.Unit : Symmetric,
        Derivative = (graph, call, _) => ErfSlope(graph, call[0], 1),
        Cost = 80,
        ThroughDoubles = true,
        Shape = Shape.Sigmoidal,
        Parity = Parity.Odd,
    };

    public static readonly Function Erfc = new("erfc", 1, "1 - erf(x), exact in the tail")
    {
        Range = _ => new(0, 2),
        Derivative = (graph, call, _) => ErfSlope(graph, call[0], -1),
        Cost = 80,
        ThroughDoubles = true,
        Shape = Shape.FallingSigmoidal,
    };

    public static readonly Function Lgamma = new("lgamma", 1, "logarithm of the absolute value of the gamma function")
    {
        Derivative = (graph, call, _) => graph.Call(Digamma, call[0]),
        Domain = new(0, Interval.NonNegative, true, "greater than 0"),
        Cost = 100,
        LaneByLane = true,
        Shape = r => new(r[0].IsNonNegative ? Bend.Convex : Bend.Unknown, Slope.Unknown, Slope.Unknown),
    };

    public static readonly Function Digamma = new("digamma", 1, "derivative of lgamma")
    {
        Derivative = (graph, call, _) => graph.Call(Trigamma, call[0]),
        Domain = new(0, Interval.NonNegative, true, "greater than 0"),
        Cost = 100,
        LaneByLane = true,
        Shape = r => r[0].IsNonNegative ? Shape.ConcaveRising(r) : default, // beyond its poles it rises and falls
    };

    public static readonly Function Trigamma = new("trigamma", 1, "derivative of digamma")
    {
        IsInternal = true,
        LacksDerivative = true,
        Cost = 100,
        LaneByLane = true,
    };

    private static Node ErfSlope(GraphBuilder graph, Node x, double sign) =>
        graph.Multiply(sign * 2 / Math.Sqrt(Math.PI), graph.Call(Exp, graph.Negate(graph.Square(x))));
}
