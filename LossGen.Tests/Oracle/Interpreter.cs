using LossGen.Generator.Graph;
using LossGen.Numerics;

namespace LossGen.Tests.Oracle;

/// <summary>
/// Evaluates a graph node by node in double precision, the slow and obvious way: the reference for everything that the compiler does.
/// </summary>
internal sealed class Interpreter(int count, IReadOnlyDictionary<string, double[]> tensors, IReadOnlyDictionary<string, double> scalars)
{
    private readonly Dictionary<Node, double[]> values = [];

    /// <summary>The value of a node: one number, or one per element.</summary>
    public double[] Evaluate(Node root)
    {
        foreach (Node node in GraphWalk.Reachable(root))
        {
            if (!values.ContainsKey(node))
                values[node] = Value(node);
        }

        return values[root];
    }

    private double[] Value(Node node)
    {
        if (node.Op == Op.Element)
            return tensors[node.Name!];
        if (node.Op == Op.Reduce)
            return [Reduce(node)];
        if (node.Op == Op.Select && !node[0].Varies && ComparesNaN(node[0]))
            return [.. Enumerable.Repeat(double.NaN, node.Varies ? count : 1)];
        var value = new double[node.Varies ? count : 1];
        for (int i = 0; i < value.Length; i++)
            value[i] = Compute(node, [.. node.Args.Select(arg => values[arg][arg.Varies ? i : 0])]);
        return value;
    }

    /// <summary>A choice that is made once per call is NaN where it compares NaN (other than by == and !=).</summary>
    private bool ComparesNaN(Node condition) => condition.Op is Op.Less or Op.LessOrEqual
        ? condition.Args.Any(side => double.IsNaN(values[side][0]))
        : condition.Op is Op.And or Op.Or or Op.Not && condition.Args.Any(ComparesNaN);

    private double Reduce(Node node)
    {
        var kept = new List<double>();
        for (int i = 0; i < count; i++)
        {
            if (node.Args.Count == 1 || values[node[1]][node[1].Varies ? i : 0] != 0)
                kept.Add(values[node[0]][node[0].Varies ? i : 0]);
        }

        return node.Reduction switch
        {
            Reduction.Sum => kept.Sum(),
            Reduction.Count => kept.Count(holds => holds != 0),
            Reduction.Max => kept.Aggregate(double.NegativeInfinity, Math.Max),
            Reduction.Min => kept.Aggregate(double.PositiveInfinity, Math.Min),
            _ => kept.Aggregate(1.0, (product, x) => product * x),
        };
    }

    private double Compute(Node node, double[] a) => node.Op switch
    {
        Op.Constant => node.Value,
        Op.Scalar => scalars[node.Name!],
        Op.Size => count,
        Op.Add => a[0] + a[1],
        Op.Subtract => a[0] - a[1],
        Op.Multiply => a[0] * a[1],
        Op.Divide => a[0] / a[1],
        Op.Negate => -a[0],
        Op.Less => Truth(a[0] < a[1]),
        Op.LessOrEqual => Truth(a[0] <= a[1]),
        Op.Equal => Truth(a[0] == a[1]),
        Op.NotEqual => Truth(a[0] != a[1]),
        Op.And => Truth(a[0] != 0 && a[1] != 0),
        Op.Or => Truth(a[0] != 0 || a[1] != 0),
        Op.Not => Truth(a[0] == 0),
        Op.Select => a[0] != 0 ? a[1] : a[2],
        _ => Call(node.Function!.Name, a),
    };

    private static double Truth(bool holds) => holds ? 1 : 0;

    private static double Call(string function, double[] a) => function switch
    {
        "exp" => Math.Exp(a[0]),
        "expm1" => SpecialFunctions.Expm1(a[0]),
        "log" => Math.Log(a[0]),
        "log1p" => SpecialFunctions.Log1p(a[0]),
        "log2" => Math.Log2(a[0]),
        "sqrt" => Math.Sqrt(a[0]),
        "rsqrt" => 1 / Math.Sqrt(a[0]),
        "cbrt" => Math.Cbrt(a[0]),
        "abs" => Math.Abs(a[0]),
        "sign" => double.IsNaN(a[0]) ? double.NaN : Math.Sign(a[0]),
        "min" => Math.Min(a[0], a[1]),
        "max" => Math.Max(a[0], a[1]),
        "clamp" => Math.Min(Math.Max(a[0], a[1]), a[2]),
        "square" => a[0] * a[0],
        "pow" => Math.Pow(a[0], a[1]),
        "sin" => Math.Sin(a[0]),
        "cos" => Math.Cos(a[0]),
        "tan" => Math.Tan(a[0]),
        "asin" => Math.Asin(a[0]),
        "acos" => Math.Acos(a[0]),
        "atan" => Math.Atan(a[0]),
        "atan2" => Math.Atan2(a[0], a[1]),
        "sinh" => Math.Sinh(a[0]),
        "cosh" => Math.Cosh(a[0]),
        "tanh" => Math.Tanh(a[0]),
        "sech2" => 4 / Math.Pow(Math.Exp(a[0]) + Math.Exp(-a[0]), 2),
        "sigmoid" => a[0] >= 0 ? 1 / (1 + Math.Exp(-a[0])) : Math.Exp(a[0]) / (1 + Math.Exp(a[0])),
        "logsigmoid" => Math.Min(a[0], 0) - SpecialFunctions.Log1p(Math.Exp(-Math.Abs(a[0]))),
        "softplus" => Math.Max(a[0], 0) + SpecialFunctions.Log1p(Math.Exp(-Math.Abs(a[0]))),
        "logcosh" => Math.Abs(a[0]) < 1 ? SpecialFunctions.Log1p(2 * Math.Pow(Math.Sinh(a[0] / 2), 2))
            : Math.Abs(a[0]) + SpecialFunctions.Log1p(Math.Exp(-2 * Math.Abs(a[0]))) - Math.Log(2),
        "relu" => Math.Max(a[0], 0),
        "gelu" => 0.5 * a[0] * SpecialFunctions.Erfc(-a[0] / Math.Sqrt(2)),
        "silu" => a[0] / (1 + Math.Exp(-a[0])),
        "erf" => SpecialFunctions.Erf(a[0]),
        "erfc" => SpecialFunctions.Erfc(a[0]),
        "lgamma" => SpecialFunctions.Lgamma(a[0]),
        "digamma" => SpecialFunctions.Digamma(a[0]),
        "trigamma" => SpecialFunctions.Trigamma(a[0]),
        "floor" => Math.Floor(a[0]),
        "ceil" => Math.Ceiling(a[0]),
        "round" => Math.Round(a[0]),
        "xlogy" => a[0] == 0 && !double.IsNaN(a[1]) ? 0 : a[0] * Math.Log(a[1]),
        "xovery" => a[0] == 0 && !double.IsNaN(a[1]) ? 0 : a[0] / a[1],
        "maxshare" => a[0] > a[1] ? 1 : a[0] == a[1] ? 0.5 : a[0] < a[1] ? 0 : double.NaN,
        "stopgrad" => a[0],
        _ => throw new NotSupportedException($"The interpreter does not know '{function}'."),
    };
}
