using LossGen.Generator.Functions;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus;

/// <summary>
/// Algebra that keeps the value and lowers the cost: constants are folded, factors that do not vary are moved out of loops, signs move
/// outward, and terms under the same condition are joined. Each rule looks at one new node and its arguments; null where none applies.
/// </summary>
internal static partial class Simplification
{
    public static Node? Operator(GraphBuilder graph, Op op, Node[] args) => op switch
    {
        Op.Add => Add(graph, args[0], args[1]),
        Op.Subtract => Subtract(graph, args[0], args[1]),
        Op.Multiply => Multiply(graph, args[0], args[1]),
        Op.Divide => Divide(graph, args[0], args[1]),
        Op.Negate => Negate(graph, args[0]),
        Op.Select => Select(graph, args[0], args[1], args[2]),
        Op.Not => Not(graph, args[0]),
        Op.And or Op.Or => Logic(op, args[0], args[1]),
        _ => Comparison(graph, op, args[0], args[1]),
    };

    public static Node? Call(GraphBuilder graph, Function function, Node[] args)
    {
        if (function.Evaluate is { } evaluate && args.All(arg => arg.IsConstant))
            return graph.Constant(evaluate([.. args.Select(arg => arg.Value)]));
        if (function == FunctionTable.Abs)
        {
            return args[0].Op == Op.Negate ? graph.Call(function, args[0][0])
                : args[0].Range.IsNonNegative ? args[0]
                : null;
        }

        if (function == FunctionTable.Sqrt && IsSquare(args[0]))
            return graph.Call(FunctionTable.Abs, args[0][0]);
        if ((function == FunctionTable.Max || function == FunctionTable.Min) && ReferenceEquals(args[0], args[1]))
            return args[0];
        if (function == FunctionTable.Pow)
            return Power(graph, args[0], args[1]);
        return null;
    }

    private static Node? Add(GraphBuilder graph, Node left, Node right)
    {
        if (left.IsConstant && right.IsConstant)
            return graph.Constant(left.Value + right.Value);
        if (left.Is(0))
            return right;
        if (right.Is(0) && left.Op != Op.Index) // See ForeignPositions.
            return left;
        if (right.Op == Op.Negate)
            return graph.Subtract(left, right[0]);
        if (left.Op == Op.Negate)
            return graph.Subtract(right, left[0]);
        if (ReferenceEquals(left, right))
            return graph.Multiply(2, left);
        if (Shifted(graph, left, right, 1) is { } shifted)
            return shifted;
        if (Cancelled(graph, left, right, 1) is { } cancelled)
            return cancelled;
        return CommonFactor(graph, left, right, graph.Add) ?? JoinBranches(graph, left, right, graph.Add);
    }

    private static Node? Subtract(GraphBuilder graph, Node left, Node right)
    {
        if (left.IsConstant && right.IsConstant)
            return graph.Constant(left.Value - right.Value);
        if (right.Is(0))
            return left;
        if (left.Is(0))
            return graph.Negate(right);
        if (right.Op == Op.Negate)
            return graph.Add(left, right[0]);
        if (left.Op == Op.Negate)
            return graph.Negate(graph.Add(left[0], right));
        if (ReferenceEquals(left, right))
            return graph.Zero;
        if (Shifted(graph, left, right, -1) is { } shifted)
            return shifted;
        if (Cancelled(graph, left, right, -1) is { } cancelled)
            return cancelled;
        return CommonFactor(graph, left, right, graph.Subtract) ?? JoinBranches(graph, left, right, graph.Subtract);
    }

    /// <summary>(i - 1) + 2 is i + 1, for integers: the sum of a position and a number.</summary>
    private static Node? Shifted(GraphBuilder graph, Node left, Node right, int sign)
    {
        if (!right.IsConstant || !right.IsIntegral || !left.IsIntegral)
            return null;
        double offset = sign * right.Value;
        if (left.Op is Op.Add or Op.Subtract && left[1].IsConstant)
            (left, offset) = (left[0], offset + (left.Op == Op.Add ? left[1].Value : -left[1].Value));
        else if (right.Value > 0)
            return null;
        return offset == 0 ? left : offset > 0 ? graph.Add(left, graph.Constant(offset)) : graph.Subtract(left, graph.Constant(-offset));
    }

    /// <summary>
    /// (x - k) + k is x, for integers, and (x - (k - r)) + k is x + r: what an index is shifted by and back again. A number is only cancelled where it stands last, so that
    /// positions that several indices are shifted from stay in one piece. Null where nothing cancels.
    /// </summary>
    private static Node? Cancelled(GraphBuilder graph, Node left, Node right, int sign)
    {
        if (!left.IsIntegral || !right.IsIntegral)
            return null;
        if (left.Op == (sign > 0 ? Op.Subtract : Op.Add) && ReferenceEquals(left[1], right))
            return left[0];
        return right.Op == Op.Index ? Without(graph, left, right, -sign) : left.Op == Op.Index && sign > 0 ? Without(graph, right, left, -1) : null;
    }

    /// <summary>A sum without one of its terms, of a sign; null where it has none such.</summary>
    private static Node? Without(GraphBuilder graph, Node sum, Node term, int sign)
    {
        if (sum.Op is not (Op.Add or Op.Subtract))
            return null;
        int ofRight = sum.Op == Op.Add ? sign : -sign;
        if (ReferenceEquals(sum[1], term) && ofRight > 0)
            return sum[0];
        if (ReferenceEquals(sum[0], term) && sign > 0)
            return sum.Op == Op.Add ? sum[1] : graph.Negate(sum[1]);
        if (Without(graph, sum[0], term, sign) is { } left)
            return graph.WithArgs(sum, [left, sum[1]]);
        return Without(graph, sum[1], term, ofRight) is { } right
            ? right.Op == Op.Negate ? sum.Op == Op.Add ? graph.Subtract(sum[0], right[0]) : graph.Add(sum[0], right[0]) : graph.WithArgs(sum, [sum[0], right])
            : null;
    }

    private static Node? Multiply(GraphBuilder graph, Node left, Node right)
    {
        if (left.IsConstant && right.IsConstant)
            return graph.Constant(left.Value * right.Value);
        if (left.Is(0) || right.Is(0))
            return graph.Zero;
        if (left.Is(1))
            return right;
        if (right.Is(1))
            return left;
        if (left.Is(-1))
            return graph.Negate(right);
        if (right.Is(-1))
            return graph.Negate(left);
        if (left.Op == Op.Negate && right.Op == Op.Negate)
            return graph.Multiply(left[0], right[0]);
        if (left.Op == Op.Negate)
            return graph.Negate(graph.Multiply(left[0], right));
        if (right.Op == Op.Negate)
            return graph.Negate(graph.Multiply(left, right[0]));
        if (left.Rank > right.Rank)
            return graph.Multiply(right, left);
        return MoveFactorOut(graph, left, right) ?? MaskProduct(graph, left, right) ?? MaskProduct(graph, right, left)
            ?? CancelQuotient(left, right) ?? JoinQuotient(graph, left, right);
    }

    /// <summary>
    /// Factors that change less often go left and out: constants before scalars before elements. Two scalars of any size are not
    /// multiplied with each other, and a scaled square stays one, since ((p - y) / s)^2 is representable where 1 / s^2 is not.
    /// </summary>
    private static Node? MoveFactorOut(GraphBuilder graph, Node left, Node right)
    {
        if (ReferenceEquals(left, right) && OuterFactor(left) is { FreeFactors: > 0 })
            return null;
        if (right.Op == Op.Multiply && right[0].Rank < right.Rank)
        {
            if (left.Rank > right[0].Rank)
                return graph.Multiply(right[0], graph.Multiply(left, right[1]));
            return right.Varies && left.FreeFactors + right[0].FreeFactors > 1
                ? null
                : graph.Multiply(graph.Multiply(left, right[0]), right[1]);
        }

        return left.Op == Op.Multiply && left[0].Rank < left.Rank && right.Rank == left.Rank
            ? graph.Multiply(left[0], graph.Multiply(left[1], right))
            : null;
    }

    /// <summary>
    /// A factor moves into a branch whose other side is 0, so that an infinite value on the side not taken cannot turn the 0 into NaN.
    /// One that changes less often does so only to meet another there, or where the condition may keep it from dividing by 0: <c>t &lt; l[n] ? x / l[n] : 0</c>.
    /// </summary>
    private static Node? MaskProduct(GraphBuilder graph, Node select, Node factor)
    {
        if (select.Op != Op.Select)
            return null;
        if (factor.Rank < select.Rank)
        {
            if (KeptFromTable(graph, select, factor) is { } kept)
                return kept;
            Node other = select[1].Is(0) ? select[2] : select[1];
            bool meets = OuterFactor(other) is { IsFinite: false } outer && factor.FreeFactors + outer.FreeFactors <= 1;
            return (select[1].Is(0) || select[2].Is(0)) && (meets || (factor.Varies && KeepsFromDividing(select[0], factor)))
                ? graph.Select(select[0], graph.Multiply(factor, select[1]), graph.Multiply(factor, select[2]))
                : null;
        }

        if (factor.Varies && IsGuardedFactor(select))
            return null;
        bool IsUnit(Node node) => node.Is(0) || node.Is(1) || node.Is(-1);
        return select[1].Is(0) || select[2].Is(0) || (IsUnit(select[1]) && IsUnit(select[2]))
            ? graph.Select(select[0], graph.Multiply(select[1], factor), graph.Multiply(select[2], factor))
            : null;
    }

    /// <summary>Whether a condition asks for what a factor divides by, and so may keep that from being 0.</summary>
    private static bool KeepsFromDividing(Node condition, Node factor) => factor.Op switch
    {
        Op.Divide => KeepsFromZero(condition, factor[1]) || KeepsFromDividing(condition, factor[0]),
        Op.Multiply or Op.Negate => factor.Args.Any(arg => KeepsFromDividing(condition, arg)),
        _ => false,
    };

    private static bool KeepsFromZero(Node condition, Node divisor) => divisor.Op is not (Op.Size or Op.Constant) && divisor.Range.Contains(0)
        && GraphWalk.Reachable([condition], _ => true, node => node.Op is not (Op.Reduce or Op.Scan)).Contains(divisor);

    /// <summary>
    /// Where the condition keeps from reading outside of a table, it does so also for a factor that is taken out of the loop: before the first
    /// position there may be 1 / 0.
    /// </summary>
    private static Node? KeptFromTable(GraphBuilder graph, Node select, Node factor)
    {
        Node condition = select[0];
        bool isKept = factor.Op == Op.Select && ReferenceEquals(factor[0], condition);
        if (isKept || !factor.ReadsTables || !condition.Varies || !condition.Axes.IsSubsetOf(factor.Axes) || !(select[1].Is(0) || select[2].Is(0)))
            return null;
        return graph.Multiply(select[1].Is(0) ? graph.Select(condition, graph.Zero, factor) : graph.Select(condition, factor, graph.Zero), select);
    }

    /// <summary>(1 / x) * (x * y) is y, and c * (x / c) is x, for scalars: what a mean of means leaves behind.</summary>
    private static Node? CancelQuotient(Node left, Node right) =>
        left.Op == Op.Divide && left.Rank <= 1 && ReferenceEquals(left[1], right) ? left[0]
        : right.Op == Op.Divide && right.Rank <= 1 && ReferenceEquals(right[1], left) ? right[0]
        : null;

    /// <summary>a * (c / b) is (c * a) / b for scalars and a constant c: one division instead of a reciprocal and a product.</summary>
    private static Node? JoinQuotient(GraphBuilder graph, Node left, Node right) =>
        right.Rank > 1 ? null
        : right.Op == Op.Divide && right[0].IsConstant ? graph.Divide(graph.Multiply(right[0], left), right[1])
        : left.Op == Op.Divide && left[0].IsConstant ? graph.Divide(graph.Multiply(left[0], right), left[1])
        : null;

    private static Node? Divide(GraphBuilder graph, Node left, Node right)
    {
        if (left.IsConstant && right.IsConstant)
            return graph.Constant(left.Value / right.Value);
        if (right.Is(1) || left.Is(0))
            return left;
        if (left.Op == Op.Negate)
            return graph.Negate(graph.Divide(left[0], right));
        if (right.Op == Op.Negate)
            return graph.Negate(graph.Divide(left, right[0]));
        if (right.IsConstant && IsPowerOfTwo(right.Value))
            return graph.Multiply(1 / right.Value, left);
        bool isChoice = left.Op == Op.Select && (left[1].Is(0) || left[2].Is(0));
        bool isWhole = left.IsIntegral && right.IsIntegral; // 49 * (1 / 49) is less than 1, and floor(49 / 49) would be 0.
        if (right.Rank < left.Rank && right.Axes.IsSubsetOf(left.Axes) && !isWhole && !(isChoice && KeepsFromZero(left[0], right)))
            return graph.Multiply(graph.Divide(graph.One, right), left);
        if (left.Op == Op.Multiply && left[0].Rank < left.Rank)
            return graph.Multiply(left[0], graph.Divide(left[1], right));
        if (right.Op == Op.Multiply && right[0].Rank < right.Rank && right.Varies)
            return graph.Multiply(graph.Divide(graph.One, right[0]), graph.Divide(left, right[1]));
        if (isChoice)
            return graph.Select(left[0], graph.Divide(left[1], right), graph.Divide(left[2], right));
        return null;
    }

    private static Node? Negate(GraphBuilder graph, Node value) => value.Op switch
    {
        Op.Constant => graph.Constant(-value.Value),
        Op.Negate => value[0],
        Op.Subtract => graph.Subtract(value[1], value[0]),
        Op.Multiply when value[0].IsConstant => graph.Multiply(-value[0].Value, value[1]),
        _ => null,
    };

    private static Node? Power(GraphBuilder graph, Node x, Node y)
    {
        if (!y.IsConstant)
            return x.IsConstant && x.Value > 0 ? graph.Call(FunctionTable.Exp, graph.Multiply(Math.Log(x.Value), y)) : null;
        double exponent = y.Value;
        if (exponent == 0)
            return graph.One;
        if (exponent == 0.5)
            return graph.Call(FunctionTable.Sqrt, x);
        if (exponent == -0.5)
            return graph.Call(FunctionTable.Rsqrt, x);
        if (exponent != Math.Floor(exponent) || Math.Abs(exponent) > 8)
            return null;
        Node power = IntegerPower(graph, x, (int)Math.Abs(exponent));
        return exponent > 0 ? power : graph.Divide(graph.One, power);
    }

    private static Node IntegerPower(GraphBuilder graph, Node x, int exponent)
    {
        if (exponent == 1)
            return x;
        Node half = IntegerPower(graph, x, exponent / 2);
        Node even = graph.Square(half);
        return exponent % 2 == 0 ? even : graph.Multiply(even, x);
    }

    public static bool IsSquare(Node node) => node.Op == Op.Multiply && ReferenceEquals(node[0], node[1]);

    private static bool IsPowerOfTwo(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        long exponent = (bits >> 52) & 0x7ff;
        return (bits & 0xfffffffffffffL) == 0 && exponent is > 100 and < 1900;
    }
}
