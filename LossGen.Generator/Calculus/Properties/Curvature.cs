using LossGen.Generator.Functions;
using LossGen.Generator.Graph;
using static LossGen.Generator.Functions.FunctionTable;

namespace LossGen.Generator.Calculus.Properties;

/// <summary>
/// Curvature by the composition rules of disciplined convex programming: a convex function that rises keeps a convex argument convex, sums
/// keep what their terms have, and so on. What no rule covers is unknown. A function that is infinite or undefined outside of its domain
/// counts as one whose value there is infinite, which its rule respects.
/// </summary>
/// <param name="isVariable">The leaves in which the curvature is asked; all others are fixed.</param>
/// <param name="ranges">The values of nodes.</param>
internal sealed class Curvature(Func<Node, bool> isVariable, Ranges ranges)
{
    private readonly Dictionary<Node, Bend> bends = [];
    private readonly HashSet<Node> fixedNodes = [], logConvex = [], squares = [];

    public Bend Of(Node root)
    {
        ranges.Of(root);
        foreach (Node node in GraphWalk.Unknown(root, bends))
        {
            if (!isVariable(node) && node.Args.All(fixedNodes.Contains))
                fixedNodes.Add(node);
            if (IsLogConvex(node))
                logConvex.Add(node);
            if (IsSumOfSquares(node))
                squares.Add(node);
            bends[node] = fixedNodes.Contains(node) || isVariable(node) ? Bend.Affine : Rule(node);
            if (bends[node] == Bend.Unknown && logConvex.Contains(node))
                bends[node] = Bend.Convex;
        }

        return bends[root];
    }

    /// <summary>Whether the node is a sum or product of exponentials, which is never 0.</summary>
    public bool IsPositive(Node node) => !fixedNodes.Contains(node) && logConvex.Contains(node);

    public static Bend Flipped(Bend bend) => bend == Bend.Convex ? Bend.Concave : bend == Bend.Concave ? Bend.Convex : bend;

    public static Bend Joined(Bend left, Bend right) =>
        left == Bend.Affine ? right : right == Bend.Affine || left == right ? left : Bend.Unknown;

    public static Bend Scaled(Bend bend, Interval factor) =>
        bend == Bend.Affine || factor.IsNonNegative ? bend : factor.IsNonPositive ? Flipped(bend) : Bend.Unknown;

    private Interval Range(Node node) => ranges.Of(node);

    private Bend Rule(Node node) => node.Op switch
    {
        Op.Add => Joined(bends[node[0]], bends[node[1]]),
        Op.Subtract => Joined(bends[node[0]], Flipped(bends[node[1]])),
        Op.Negate => Flipped(bends[node[0]]),
        Op.Multiply => Product(node),
        Op.Divide => Quotient(node[0], node[1]),
        Op.Select when fixedNodes.Contains(node[0]) => Joined(bends[node[1]], bends[node[2]]),
        Op.Select when IsGuardOfItself(node) => bends[node[2]],
        Op.Call => Call(node),
        Op.Reduce => Reduce(node),
        Op.Scan => bends[node[0]],
        _ => Bend.Unknown,
    };

    /// <summary>x == c ? c : x is x: the guard of a logarithm or a division.</summary>
    private static bool IsGuardOfItself(Node node) => node.Op == Op.Select && node[0].Op == Op.Equal
        && node[0].Args.Any(side => ReferenceEquals(side, node[1])) && node[0].Args.Any(side => ReferenceEquals(side, node[2]));

    private Bend Product(Node node)
    {
        if (fixedNodes.Contains(node[0]))
            return Scaled(bends[node[1]], Range(node[0]));
        if (fixedNodes.Contains(node[1]))
            return Scaled(bends[node[0]], Range(node[1]));
        if (Power(node) is not ({ } root, int exponent))
            return Bend.Unknown;
        Interval range = Range(root);
        Bend outer = exponent % 2 == 0 || range.IsNonNegative ? Bend.Convex : range.IsNonPositive ? Bend.Concave : Bend.Unknown;
        Slope slope = exponent % 2 == 1 || range.IsNonNegative ? Slope.Rising : range.IsNonPositive ? Slope.Falling : Slope.Unknown;
        return Composed(outer, bends[root], slope);
    }

    /// <summary>The x and n of x^n as repeated products.</summary>
    private static (Node Root, int Exponent)? Power(Node node)
    {
        (Node Root, int Exponent) Of(Node factor) => factor.Op == Op.Multiply && Power(factor) is { } power ? power : (factor, 1);
        (Node left, int m) = Of(node[0]);
        (Node right, int n) = Of(node[1]);
        return ReferenceEquals(left, right) ? (left, m + n) : null;
    }

    private Bend Quotient(Node left, Node right)
    {
        Interval divisor = Range(right);
        if (fixedNodes.Contains(right))
            return Scaled(bends[left], divisor.IsNonNegative ? Interval.NonNegative : divisor.IsNonPositive ? Interval.NonPositive : Interval.All);
        if (!fixedNodes.Contains(left))
            return Bend.Unknown;
        Bend reciprocal = divisor.IsNonNegative ? Composed(Bend.Convex, bends[right], Slope.Falling)
            : divisor.IsNonPositive ? Composed(Bend.Concave, bends[right], Slope.Falling)
            : Bend.Unknown;
        return reciprocal == Bend.Affine ? Bend.Unknown : Scaled(reciprocal, Range(left));
    }

    private static Bend Composed(Bend outer, Bend argument, Slope slope)
    {
        Bend kept = slope == Slope.Rising ? argument : slope == Slope.Falling ? Flipped(argument) : Bend.Unknown;
        return outer is Bend.Convex or Bend.Concave && (argument == Bend.Affine || kept == outer) ? outer : Bend.Unknown;
    }

    private Bend Call(Node node)
    {
        Function function = node.Function!;
        if (function == StopGradient)
            return bends[node[0]];
        if (function == XLogY || function == XLog1pY || function == TimesLog || function == XOverY || function == RelativeEntropy)
            return LogTerm(node);
        if (function == Sqrt && squares.Contains(node[0]))
            return Bend.Convex;
        if (function == Log && logConvex.Contains(IsGuardOfItself(node[0]) ? node[0][2] : node[0]))
            return Bend.Convex;
        if (function == FunctionTable.Pow)
            return Pow(node);
        if (function.Shape is null)
            return Bend.Unknown;
        Shape shape = function.Shape([.. node.Args.Select(Range)]);
        Bend bend = shape.Bend;
        for (int i = 0; i < node.Args.Count; i++)
        {
            if (!fixedNodes.Contains(node[i]))
                bend = Composed(bend, bends[node[i]], shape[i]);
        }

        return bend;
    }

    /// <summary>x * log(y) and its kin, in one of their arguments.</summary>
    private Bend LogTerm(Node node)
    {
        Node x = node[0], y = node[1];
        if (node.Calls(RelativeEntropy))
        {
            return Range(x).IsNonNegative && Range(y).IsNonNegative && bends[x] == Bend.Affine && bends[y] == Bend.Affine ? Bend.Convex : Bend.Unknown;
        }

        if (node.Calls(XLogY) && ReferenceEquals(x, y))
            return Range(x).IsNonNegative && bends[x] == Bend.Affine ? Bend.Convex : Bend.Unknown;
        if (node.Calls(XOverY))
            return Quotient(x, y);
        if (fixedNodes.Contains(y))
        {
            Interval factor = node.Calls(XLogY) ? Log.Range([Range(y)]) : node.Calls(XLog1pY) ? Log1p.Range([Range(y)]) : Range(y);
            return Scaled(bends[x], factor);
        }

        if (!fixedNodes.Contains(x))
            return Bend.Unknown;
        Bend log = node.Calls(TimesLog) ? bends[y] : Composed(Bend.Concave, bends[y], Slope.Rising);
        return Scaled(log, Range(x));
    }

    private Bend Pow(Node node)
    {
        Interval exponent = Range(node[1]);
        if (!fixedNodes.Contains(node[1]) || !Range(node[0]).IsNonNegative)
            return Bend.Unknown;
        return exponent.Low >= 1 ? Composed(Bend.Convex, bends[node[0]], Slope.Rising)
            : exponent is { Low: >= 0, High: <= 1 } ? Composed(Bend.Concave, bends[node[0]], Slope.Rising)
            : exponent.IsNonPositive ? Composed(Bend.Convex, bends[node[0]], Slope.Falling)
            : Bend.Unknown;
    }

    private Bend Reduce(Node node)
    {
        Bend body = bends[node[0]];
        if (node.Args.Count > 1 && !fixedNodes.Contains(node[1]))
            return Bend.Unknown;
        return node.Reduction switch
        {
            Reduction.Sum => body,
            Reduction.Max when body is Bend.Convex or Bend.Affine => Bend.Convex,
            Reduction.Min when body is Bend.Concave or Bend.Affine => Bend.Concave,
            _ => Bend.Unknown,
        };
    }

    /// <summary>Whether the node is never negative and its logarithm convex: sums and products of exponentials.</summary>
    private bool IsLogConvex(Node node)
    {
        if (fixedNodes.Contains(node))
            return Range(node).IsNonNegative;
        return node.Op switch
        {
            Op.Call when node.Calls(Exp) => bends[node[0]] is Bend.Convex or Bend.Affine,
            Op.Call when node.Calls(Cosh) => bends[node[0]] == Bend.Affine,
            Op.Add or Op.Multiply => logConvex.Contains(node[0]) && logConvex.Contains(node[1]),
            Op.Divide => logConvex.Contains(node[0]) && fixedNodes.Contains(node[1]) && Range(node[1]).IsNonNegative,
            Op.Select => fixedNodes.Contains(node[0]) && logConvex.Contains(node[1]) && logConvex.Contains(node[2]),
            Op.Reduce => node.Reduction == Reduction.Sum && logConvex.Contains(node[0]) && node.Args.Skip(1).All(fixedNodes.Contains),
            _ => false,
        };
    }

    /// <summary>Whether the root of the node is a norm, of affine terms or of terms that are convex and never negative.</summary>
    private bool IsSumOfSquares(Node node)
    {
        if (fixedNodes.Contains(node))
            return Range(node).IsNonNegative;
        return node.Op switch
        {
            Op.Multiply when ReferenceEquals(node[0], node[1]) =>
                bends[node[0]] == Bend.Affine || (bends[node[0]] == Bend.Convex && Range(node[0]).IsNonNegative),
            Op.Multiply => squares.Contains(node[0]) && squares.Contains(node[1]) && node.Args.Any(fixedNodes.Contains),
            Op.Divide => squares.Contains(node[0]) && fixedNodes.Contains(node[1]) && Range(node[1]).IsNonNegative,
            Op.Add => squares.Contains(node[0]) && squares.Contains(node[1]),
            Op.Select => fixedNodes.Contains(node[0]) && squares.Contains(node[1]) && squares.Contains(node[2]),
            Op.Reduce => node.Reduction == Reduction.Sum && squares.Contains(node[0]) && node.Args.Skip(1).All(fixedNodes.Contains),
            _ => false,
        };
    }
}
