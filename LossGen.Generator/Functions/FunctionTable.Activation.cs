using LossGen.Generator.Graph;

namespace LossGen.Generator.Functions;

#pragma warning disable CS8604 // Rows refer to rows that are initialised later; the derivatives run when all are.

/// <summary>Sigmoids, softplus and their kin, and hyperbolic functions.</summary>
internal static partial class FunctionTable
{
    public static readonly Function Sigmoid = new("sigmoid", 1, "1 / (1 + exp(-x)), without overflow")
    {
        Range = r => r[0].Increasing(SigmoidOf),
        Derivative = (graph, call, _) => graph.Multiply(call, graph.Call(Sigmoid, graph.Negate(call[0]))),
        Evaluate = a => SigmoidOf(a[0]),
        Lowering = (graph, args) =>
        {
            // exp(-|x|) never overflows; it and one division serve sigmoid(x), sigmoid(-x), softplus(x) and softplus(-x) alike.
            bool isMirrored = args[0].Op == Op.Negate;
            Node x = isMirrored ? args[0][0] : args[0];
            Node decay = ExpOfMinusAbs(graph, x);
            Node upper = graph.Divide(graph.One, graph.Add(graph.One, decay));
            Node lower = graph.Multiply(decay, upper);
            return graph.Select(graph.GreaterOrEqual(x, graph.Zero), isMirrored ? lower : upper, isMirrored ? upper : lower);
        },
        Cost = 30,
        Shape = Shape.Sigmoidal,
    };

    public static readonly Function LogSigmoid = new("logsigmoid", 1, "log(sigmoid(x)), exact for any x")
    {
        Range = r => r[0].Increasing(x => -SoftplusOf(-x)),
        Derivative = (graph, call, _) => graph.Call(Sigmoid, graph.Negate(call[0])),
        Lowering = (graph, args) => graph.Subtract(
            graph.Call(Min, args[0], graph.Zero), LoweredLog1p(graph, ExpOfMinusAbs(graph, args[0]))),
        Cost = 50,
        Shape = Shape.ConcaveRising,
    };

    public static readonly Function Softplus = new("softplus", 1, "log(1 + exp(x)), exact for any x")
    {
        Range = r => r[0].Increasing(SoftplusOf),
        Derivative = (graph, call, _) => graph.Call(Sigmoid, call[0]),
        Lowering = (graph, args) => graph.Add(
            graph.Call(Max, args[0], graph.Zero), LoweredLog1p(graph, ExpOfMinusAbs(graph, args[0]))),
        Cost = 50,
        Shape = Shape.ConvexRising,
    };

    public static readonly Function Relu = new("relu", 1, "max(x, 0), with gradient 0 at 0")
    {
        Range = r => new(Math.Max(r[0].Low, 0), Math.Max(r[0].High, 0)),
        Derivative = (graph, call, _) => graph.Select(graph.Greater(call[0], graph.Zero), graph.One, graph.Zero),
        Lowering = (graph, args) => graph.Call(Max, args[0], graph.Zero),
        Evaluate = a => Math.Max(a[0], 0),
        Kink = "at 0, where the subgradient 0 is taken",
        Shape = Shape.ConvexRising,
    };

    public static readonly Function Gelu = new("gelu", 1, "x times the normal distribution function of x (the exact form)")
    {
        Abbreviates = (graph, args) => graph.Multiply(
            graph.Multiply(0.5, args[0]), graph.Call(Erfc, graph.Multiply(-Math.Sqrt(0.5), args[0]))),
    };

    public static readonly Function Silu = new("silu", 1, "x * sigmoid(x)")
    {
        Abbreviates = (graph, args) => graph.Multiply(args[0], graph.Call(Sigmoid, args[0])),
    };

    public static readonly Function Sinh = new("sinh", 1, "hyperbolic sine")
    {
        Range = r => r[0].Increasing(Math.Sinh),
        Derivative = (graph, call, _) => graph.Call(Cosh, call[0]),
        Evaluate = a => Math.Sinh(a[0]),
        Cost = 30,
        IsLong = true,
        GrowsExponentially = true,
        Shape = Shape.Cubic,
        Parity = Parity.Odd,
    };

    public static readonly Function Cosh = new("cosh", 1, "hyperbolic cosine")
    {
        Range = r => r[0].Abs().Increasing(Math.Cosh),
        Derivative = (graph, call, _) => graph.Call(Sinh, call[0]),
        Evaluate = a => Math.Cosh(a[0]),
        Cost = 30,
        IsLong = true,
        GrowsExponentially = true,
        Shape = Shape.Bowl,
        Parity = Parity.Even,
    };

    public static readonly Function Tanh = new("tanh", 1, "hyperbolic tangent")
    {
        Range = r => r[0].Increasing(Math.Tanh),
        Derivative = (graph, call, _) => graph.Call(Sech2, call[0]),
        Evaluate = a => Math.Tanh(a[0]),
        Lowering = (graph, args) => graph.Call(TanhFrom, args[0], ExpOfMinusTwiceAbs(graph, args[0])),
        Cost = 30,
        Shape = Shape.Sigmoidal,
        Parity = Parity.Odd,
    };

    public static readonly Function Sech2 = new("sech2", 1, "1 - tanh(x)^2, exact in the tails")
    {
        Notation = "1 - tanh({0})^2",
        IsInternal = true,
        Range = _ => Interval.Unit,
        Derivative = (graph, call, _) => graph.Multiply(-2, graph.Multiply(call, graph.Call(Tanh, call[0]))),
        Lowering = (graph, args) =>
        {
            Node decay = ExpOfMinusTwiceAbs(graph, args[0]);
            Node denominator = graph.Add(graph.One, decay);
            return graph.Divide(graph.Multiply(4, decay), graph.Multiply(denominator, denominator));
        },
        Cost = 30,
        Parity = Parity.Even,
    };

    public static readonly Function LogCosh = new("logcosh", 1, "log(cosh(x)), exact for any x")
    {
        Spelling = "LogCosh",
        Range = r => r[0].Abs().Increasing(x => x - Math.Log(2) + Math.Log(1 + Math.Exp(-2 * x))) with { Low = 0 },
        Derivative = (graph, call, _) => graph.Call(Tanh, call[0]),
        Lowering = (graph, args) => graph.Call(LogCoshFrom, args[0], ExpOfMinusTwiceAbs(graph, args[0])),
        Cost = 60,
        Shape = Shape.Bowl,
        Parity = Parity.Even,
    };

    public static readonly Function TanhFrom = new("tanhFrom", 2, "tanh(x) for y = exp(-2|x|), which serves log(cosh(x)) and 1 - tanh(x)^2 too")
    {
        IsInternal = true,
        IsOfLowering = true,
        IsLong = true,
        Range = r => r[0].Increasing(Math.Tanh),
        Cost = 15,
    };

    public static readonly Function LogCoshFrom = new("logCoshFrom", 2, "log(cosh(x)) for y = exp(-2|x|)")
    {
        IsInternal = true,
        IsOfLowering = true,
        IsLong = true,
        Range = _ => Interval.NonNegative,
        Cost = 20,
    };

    /// <summary>exp(-|x|), one node for x and -x, and for x - y and y - x.</summary>
    private static Node ExpOfMinusAbs(GraphBuilder graph, Node x)
    {
        Node magnitude = x.Op == Op.Negate ? x[0] : x.Op == Op.Subtract && x[0].Id > x[1].Id ? graph.Subtract(x[1], x[0]) : x;
        return graph.Call(Exp, graph.Negate(graph.Call(Abs, magnitude)));
    }

    private static Node ExpOfMinusTwiceAbs(GraphBuilder graph, Node x) => graph.Call(Exp, graph.Multiply(-2, graph.Call(Abs, x.Op == Op.Negate ? x[0] : x)));

    private static double SigmoidOf(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    private static double SoftplusOf(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
}
