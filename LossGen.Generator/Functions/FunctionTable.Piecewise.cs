using LossGen.Generator.Graph;

namespace LossGen.Generator.Functions;

#pragma warning disable CS8604 // Rows refer to rows that are initialised later; the derivatives run when all are.

/// <summary>Absolute value, extrema, rounding and other functions with kinks or steps.</summary>
internal static partial class FunctionTable
{
    public static readonly Function Abs = new("abs", 1, "absolute value, with gradient 0 at 0")
    {
        KeepsIntegers = true,
        Range = r => r[0].Abs(),
        Derivative = (graph, call, _) => graph.Call(Sign, call[0]),
        Evaluate = a => Math.Abs(a[0]),
        Kink = "at 0, where the subgradient 0 is taken",
        Shape = Shape.Bowl,
        Parity = Parity.Even,
    };

    public static readonly Function Sign = new("sign", 1, "-1, 0 or 1; its gradient is 0")
    {
        KeepsIntegers = true,
        Range = r => new(Math.Max(-1, r[0].IsNonNegative ? 0 : -1), r[0].IsNonPositive ? 0 : 1),
        Evaluate = a => a[0] > 0 ? 1 : a[0] < 0 ? -1 : a[0],
        Cost = 3,
        Parity = Parity.Odd,
    };

    public static readonly Function Max = new("max", 2, "the largest argument; a tie passes its gradient on in halves")
    {
        KeepsIntegers = true,
        IsVariadic = true,
        Range = r => new(Math.Max(r[0].Low, r[1].Low), Math.Max(r[0].High, r[1].High)),
        Derivative = (graph, call, argument) => graph.Call(MaxShare, call[argument], call[1 - argument]),
        Evaluate = a => Math.Max(a[0], a[1]),
        Kink = "where both arguments are equal, where the gradient is passed on in halves",
        Shape = Shape.ConvexRising,
    };

    public static readonly Function Min = new("min", 2, "the smallest argument; a tie passes its gradient on in halves")
    {
        KeepsIntegers = true,
        IsVariadic = true,
        Range = r => new(Math.Min(r[0].Low, r[1].Low), Math.Min(r[0].High, r[1].High)),
        Derivative = (graph, call, argument) => graph.Call(MaxShare, call[1 - argument], call[argument]),
        Evaluate = a => Math.Min(a[0], a[1]),
        Kink = "where both arguments are equal, where the gradient is passed on in halves",
        Shape = Shape.ConcaveRising,
    };

    public static readonly Function MaxShare = new("maxshare", 2, "the derivative of max(x, y) by x: 1 where x > y, 1/2 where x = y, else 0")
    {
        Spelling = "MaxShare",
        Notation = "{0} > {1} ? 1 : {0} == {1} ? 0.5 : 0",
        IsInternal = true,
        Range = _ => Interval.Unit,
        Evaluate = a => a[0] > a[1] ? 1 : a[0] == a[1] ? 0.5 : a[0] < a[1] ? 0 : double.NaN,
        Cost = 4,
    };

    public static readonly Function Clamp = new("clamp", 3, "clamp(x, low, high): x, but at least low and at most high; the gradient passes within the closed range")
    {
        KeepsIntegers = true,
        Range = r => new(
            Math.Min(Math.Max(r[0].Low, r[1].Low), r[2].Low), Math.Min(Math.Max(r[0].High, r[1].High), r[2].High)),
        Derivative = (graph, call, argument) =>
        {
            Node inside = argument switch
            {
                0 => graph.And(graph.LessOrEqual(call[1], call[0]), graph.LessOrEqual(call[0], call[2])),
                1 => graph.Less(call[0], call[1]),
                _ => graph.Less(call[2], call[0]),
            };
            return graph.Select(inside, graph.One, graph.Zero);
        },
        Lowering = (graph, args) => graph.Call(Min, graph.Call(Max, args[0], args[1]), args[2]),
        Evaluate = a => Math.Min(Math.Max(a[0], a[1]), a[2]),
        Cost = 2,
        Kink = "at both limits, where the gradient still passes",
    };

    public static readonly Function Floor = new("floor", 1, "the largest integer not above x; its gradient is 0")
    {
        MakesIntegers = true,
        Range = r => r[0].Increasing(Math.Floor),
        Evaluate = a => Math.Floor(a[0]),
    };

    public static readonly Function Ceil = new("ceil", 1, "the smallest integer not below x; its gradient is 0")
    {
        MakesIntegers = true,
        Spelling = "Ceiling",
        Range = r => r[0].Increasing(Math.Ceiling),
        Evaluate = a => Math.Ceiling(a[0]),
    };

    public static readonly Function Round = new("round", 1, "the nearest integer, halves to even; its gradient is 0")
    {
        MakesIntegers = true,
        Range = r => r[0].Increasing(Math.Round),
        Evaluate = a => Math.Round(a[0]),
    };

    public static readonly Function StopGradient = new("stopgrad", 1, "x, through which no gradient flows")
    {
        Range = r => r[0],
        Lowering = (_, args) => args[0],
        Cost = 0,
    };
}
