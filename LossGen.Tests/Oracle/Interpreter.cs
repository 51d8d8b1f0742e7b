using LossGen.Generator.Graph;
using LossGen.Numerics;

namespace LossGen.Tests.Oracle;

/// <summary>
/// Evaluates a graph node by node in double precision, the slow and obvious way: the reference for everything that the compiler does. A value
/// is an array over the axes that it varies over, the last one fastest.
/// </summary>
internal sealed partial class Interpreter(Func<Axis, int> extent, IReadOnlyDictionary<string, Array> tensors, IReadOnlyDictionary<string, double> scalars)
{
    private readonly Dictionary<Node, double[]> values = [];

    /// <summary>An interpreter of formulas over one axis.</summary>
    public Interpreter(int count, IReadOnlyDictionary<string, double[]> tensors, IReadOnlyDictionary<string, double> scalars)
        : this(_ => count, tensors.ToDictionary(pair => pair.Key, pair => (Array)pair.Value), scalars)
    {
    }

    /// <summary>The value of a node: one number, or one per element.</summary>
    public double[] Evaluate(Node root)
    {
        foreach (Node node in GraphWalk.WithoutBodies([root]))
        {
            if (!values.ContainsKey(node))
                values[node] = Value(node);
        }

        return values[root];
    }

    private double[] Value(Node node)
    {
        if (node.Op == Op.Select && !node[0].Varies && ComparesNaN(node[0]))
            return [.. Enumerable.Repeat(double.NaN, Size(node.Axes))];
        if (node.Op == Op.Recur)
            return Read(node);
        if (node.Op is Op.Reduce or Op.Scan)
            return Reduced(node);
        if (node.Op == Op.Index)
            return [.. Enumerable.Range(0, Size(node.Axes)).Select(i => (double)i)];
        double[][] args = [.. node.Args.Select(arg => Spread(arg, node.Axes))];
        var value = new double[Size(node.Axes)];
        Func<double[], double> rule = Rule(node);
        var a = new double[args.Length];
        for (int i = 0; i < value.Length; i++)
        {
            for (int k = 0; k < a.Length; k++)
                a[k] = args[k][i];
            value[i] = rule(a);
        }

        return value;
    }

    private int Size(AxisSet axes) => axes.Axes.Aggregate(1, (size, axis) => size * extent(axis));

    /// <summary>The values of a node for each position of more axes.</summary>
    private double[] Spread(Node node, AxisSet axes)
    {
        double[] value = values[node];
        if (node.Axes.Equals(axes))
            return value;
        var spread = new double[Size(axes)];
        if (value.Length == 1)
        {
            Array.Fill(spread, value[0]);
            return spread;
        }

        for (int i = 0; i < spread.Length; i++)
        {
            int at = 0, stride = 1;
            for ((int k, int rest) = (axes.Count - 1, i); k >= 0; rest /= extent(axes.Axes[k]), k--)
            {
                if (!node.Axes.Contains(axes.Axes[k]))
                    continue;
                at += rest % extent(axes.Axes[k]) * stride;
                stride *= extent(axes.Axes[k]);
            }

            spread[i] = value[at];
        }

        return spread;
    }

    /// <summary>An element; 0 outside of the tensor, where nothing may depend on it.</summary>
    private static double Element(Array tensor, double[] at)
    {
        if (tensor is double[] vector)
            return at[0] >= 0 && at[0] < vector.Length ? vector[(int)at[0]] : 0;
        int[] indices = [.. at.Select(index => (int)index)];
        return indices.Where((index, dimension) => index < 0 || index >= tensor.GetLength(dimension)).Any()
            ? 0
            : Convert.ToDouble(tensor.GetValue(indices), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>A choice that is made once per call is NaN where it compares NaN (other than by == and !=).</summary>
    private bool ComparesNaN(Node condition) => condition.Op is Op.Less or Op.LessOrEqual
        ? condition.Args.Any(side => double.IsNaN(values[side][0]))
        : condition.Op is Op.And or Op.Or or Op.Not && condition.Args.Any(ComparesNaN);

    private double[] Reduced(Node node)
    {
        AxisSet all = node.Axes.With(node.Over!);
        double[] body = Spread(node[0], all);
        double[]? mask = node.Args.Count > 1 ? Spread(node[1], all) : null;
        int length = extent(node.Over!), inner = all.Axes.SkipWhile(axis => axis != node.Over).Skip(1).Aggregate(1, (size, axis) => size * extent(axis));
        var value = new double[Size(node.Axes)];
        for (int i = 0; i < value.Length; i++)
        {
            bool isScan = node.Op == Op.Scan;
            int position = isScan ? i / inner % Math.Max(length, 1) : 0;
            int start = isScan ? i - (position * inner) : (i / inner * length * inner) + (i % inner);
            IEnumerable<int> kept = Enumerable.Range(0, length).Where(k => !isScan || (node.IsReversedScan ? k >= position : k <= position));
            IEnumerable<double> elements = kept.Select(k => start + (k * inner)).Where(at => mask is null || mask[at] != 0).Select(at => body[at]);
            value[i] = isScan ? elements.Sum() : Reduced(node, elements);
        }

        return value;
    }

    private static double Reduced(Node node, IEnumerable<double> elements) => node.Reduction switch
    {
        Reduction.Sum => elements.Sum(),
        Reduction.Count => elements.Count(holds => holds != 0),
        Reduction.Shift => elements.Aggregate(double.NegativeInfinity, Math.Max) is var largest && double.IsInfinity(largest) ? 0 : largest,
        Reduction.Max => elements.Aggregate(double.NegativeInfinity, Math.Max),
        Reduction.Min => elements.Aggregate(double.PositiveInfinity, Math.Min),
        _ => elements.Aggregate(1.0, (product, x) => product * x),
    };

    /// <summary>How a value follows from those of its arguments.</summary>
    private Func<double[], double> Rule(Node node) => node.Op switch
    {
        Op.Constant => Always(node.Value),
        Op.Scalar => Always(scalars[node.Name!]),
        Op.Size => Always(extent(node.Over!)),
        Op.Element => ElementOf(tensors[node.Name!]),
        Op.Add => a => a[0] + a[1],
        Op.Subtract => a => a[0] - a[1],
        Op.Multiply => a => a[0] * a[1],
        Op.Divide => a => a[0] / a[1],
        Op.Negate => a => -a[0],
        Op.Less => a => Truth(a[0] < a[1]),
        Op.LessOrEqual => a => Truth(a[0] <= a[1]),
        Op.Equal => a => Truth(a[0] == a[1]),
        Op.NotEqual => a => Truth(a[0] != a[1]),
        Op.And => a => Truth(a[0] != 0 && a[1] != 0),
        Op.Or => a => Truth(a[0] != 0 || a[1] != 0),
        Op.Not => a => Truth(a[0] == 0),
        Op.Select => a => a[0] != 0 ? a[1] : a[2],
        _ => Rule(node.Function!.Name),
    };

    private static Func<double[], double> Always(double value) => _ => value;

    private static Func<double[], double> ElementOf(Array tensor) => at => Element(tensor, at);

    private static double Truth(bool holds) => holds ? 1 : 0;

    private static Func<double[], double> Rule(string function) => function switch
    {
        "exp" => a => Math.Exp(a[0]),
        "expm1" => a => SpecialFunctions.Expm1(a[0]),
        "log" => a => Math.Log(a[0]),
        "log1p" => a => SpecialFunctions.Log1p(a[0]),
        "log2" => a => Math.Log2(a[0]),
        "sqrt" => a => Math.Sqrt(a[0]),
        "rsqrt" => a => 1 / Math.Sqrt(a[0]),
        "cbrt" => a => Math.Cbrt(a[0]),
        "abs" => a => Math.Abs(a[0]),
        "sign" => a => double.IsNaN(a[0]) ? double.NaN : Math.Sign(a[0]),
        "min" => a => Math.Min(a[0], a[1]),
        "max" => a => Math.Max(a[0], a[1]),
        "clamp" => a => Math.Min(Math.Max(a[0], a[1]), a[2]),
        "square" => a => a[0] * a[0],
        "pow" => a => Math.Pow(a[0], a[1]),
        "sin" => a => Math.Sin(a[0]),
        "cos" => a => Math.Cos(a[0]),
        "tan" => a => Math.Tan(a[0]),
        "asin" => a => Math.Asin(a[0]),
        "acos" => a => Math.Acos(a[0]),
        "atan" => a => Math.Atan(a[0]),
        "atan2" => a => Math.Atan2(a[0], a[1]),
        "sinh" => a => Math.Sinh(a[0]),
        "cosh" => a => Math.Cosh(a[0]),
        "tanh" => a => Math.Tanh(a[0]),
        "sech2" => a => 4 / Math.Pow(Math.Exp(a[0]) + Math.Exp(-a[0]), 2),
        "sigmoid" => a => a[0] >= 0 ? 1 / (1 + Math.Exp(-a[0])) : Math.Exp(a[0]) / (1 + Math.Exp(a[0])),
        "logsigmoid" => a => Math.Min(a[0], 0) - SpecialFunctions.Log1p(Math.Exp(-Math.Abs(a[0]))),
        "softplus" => a => Math.Max(a[0], 0) + SpecialFunctions.Log1p(Math.Exp(-Math.Abs(a[0]))),
        "logcosh" => a => Math.Abs(a[0]) < 1 ? SpecialFunctions.Log1p(2 * Math.Pow(Math.Sinh(a[0] / 2), 2))
            : Math.Abs(a[0]) + SpecialFunctions.Log1p(Math.Exp(-2 * Math.Abs(a[0]))) - Math.Log(2),
        "relu" => a => Math.Max(a[0], 0),
        "gelu" => a => 0.5 * a[0] * SpecialFunctions.Erfc(-a[0] / Math.Sqrt(2)),
        "silu" => a => a[0] / (1 + Math.Exp(-a[0])),
        "erf" => a => SpecialFunctions.Erf(a[0]),
        "erfc" => a => SpecialFunctions.Erfc(a[0]),
        "lgamma" => a => SpecialFunctions.Lgamma(a[0]),
        "digamma" => a => SpecialFunctions.Digamma(a[0]),
        "trigamma" => a => SpecialFunctions.Trigamma(a[0]),
        "floor" => a => Math.Floor(a[0]),
        "ceil" => a => Math.Ceiling(a[0]),
        "round" => a => Math.Round(a[0]),
        "logsumexp" => a => double.IsInfinity(a.Max()) ? a.Max() : a.Max() + Math.Log(a.Sum(x => Math.Exp(x - a.Max()))),
        "xlogy" => a => a[0] == 0 && !double.IsNaN(a[1]) ? 0 : a[0] * Math.Log(a[1]),
        "xovery" => a => a[0] == 0 && !double.IsNaN(a[1]) ? 0 : a[0] / a[1],
        "maxshare" => a => a[0] > a[1] ? 1 : a[0] == a[1] ? 0.5 : a[0] < a[1] ? 0 : double.NaN,
        "stopgrad" => a => a[0],
        _ => throw new NotSupportedException($"The interpreter does not know '{function}'."),
    };
}
