using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus;

/// <summary>Rules for conditions and choices.</summary>
internal static partial class Simplification
{
    private static Node? Select(GraphBuilder graph, Node condition, Node whenTrue, Node whenFalse)
    {
        if (condition.IsConstant)
            return condition.Is(0) ? whenFalse : whenTrue;
        if (ReferenceEquals(whenTrue, whenFalse))
            return whenTrue;
        if (condition.Op == Op.Not)
            return graph.Select(condition[0], whenFalse, whenTrue);
        if (whenTrue.Op == Op.Select && ReferenceEquals(whenTrue[0], condition))
            return graph.Select(condition, whenTrue[1], whenFalse);
        if (whenFalse.Op == Op.Select && ReferenceEquals(whenFalse[0], condition))
            return graph.Select(condition, whenTrue, whenFalse[2]);
        return SignOutOfBranches(graph, condition, whenTrue, whenFalse) ?? FactorOutOfBranches(graph, condition, whenTrue, whenFalse);
    }

    private static Node? SignOutOfBranches(GraphBuilder graph, Node condition, Node whenTrue, Node whenFalse)
    {
        bool negateTrue = whenTrue.Op == Op.Negate, negateFalse = whenFalse.Op == Op.Negate;
        if (negateTrue && (negateFalse || whenFalse.Is(0)))
            return graph.Negate(graph.Select(condition, whenTrue[0], negateFalse ? whenFalse[0] : whenFalse));
        return negateFalse && whenTrue.Is(0) ? graph.Negate(graph.Select(condition, whenTrue, whenFalse[0])) : null;
    }

    /// <summary>
    /// c ? s * a : s * b becomes s * (c ? a : b) where s changes less often than the choice. A branch that is 0 stays 0 only if s is
    /// finite: c may be what keeps a division by 0 away.
    /// </summary>
    private static Node? FactorOutOfBranches(GraphBuilder graph, Node condition, Node whenTrue, Node whenFalse)
    {
        Node? factor = OuterFactor(whenTrue) ?? OuterFactor(whenFalse);
        if (factor is null || factor.Rank >= Math.Max(condition.Rank, Math.Max(whenTrue.Rank, whenFalse.Rank)))
            return null;
        if ((whenTrue.Is(0) || whenFalse.Is(0)) && !factor.IsFinite)
            return condition.Varies ? null : GuardedFactor(graph, condition, whenTrue, whenFalse, factor);
        Node? trueRest = Without(graph, whenTrue, factor), falseRest = Without(graph, whenFalse, factor);
        return trueRest is null || falseRest is null
            ? null
            : graph.Multiply(factor, graph.Select(condition, trueRest, falseRest));
    }

    /// <summary>c ? s * a : 0 becomes (c ? s : 0) * a where c is decided once per call: the loop then only multiplies.</summary>
    private static Node? GuardedFactor(GraphBuilder graph, Node condition, Node whenTrue, Node whenFalse, Node factor)
    {
        bool isTaken = whenFalse.Is(0);
        return Without(graph, isTaken ? whenTrue : whenFalse, factor) is { Varies: true } rest
            ? graph.Multiply(graph.Select(condition, isTaken ? factor : whenTrue, isTaken ? whenFalse : factor), rest)
            : null;
    }

    /// <summary>Whether the choice is a factor that <see cref="GuardedFactor"/> made.</summary>
    private static bool IsGuardedFactor(Node select) => !select.Varies && !(select[1].Is(0) ? select[2] : select[1]).IsFinite;

    private static Node? OuterFactor(Node node) => node.Op == Op.Multiply && node[0].Rank < node.Rank ? node[0] : null;

    private static Node? Without(GraphBuilder graph, Node node, Node factor) =>
        node.Is(0) ? node
        : ReferenceEquals(node, factor) && !factor.IsConstant ? graph.One
        : node.Op == Op.Multiply && ReferenceEquals(node[0], factor) ? node[1]
        : null;

    /// <summary>(c ? a : 0) + s * (c ? 0 : b) becomes c ? a : s * b, and so on: the gradients of the branches of one choice meet again.</summary>
    private static Node? JoinBranches(GraphBuilder graph, Node left, Node right, Func<Node, Node, Node> combine)
    {
        Node leftChoice = Choice(left), rightChoice = Choice(right);
        if (leftChoice.Op != Op.Select || rightChoice.Op != Op.Select || !ReferenceEquals(leftChoice[0], rightChoice[0]))
            return null;
        bool bare = ReferenceEquals(left, leftChoice) && ReferenceEquals(right, rightChoice);
        bool complementary = (leftChoice[1].Is(0) && rightChoice[2].Is(0)) || (leftChoice[2].Is(0) && rightChoice[1].Is(0));
        if (!bare && !complementary)
            return null;
        Node Branch(Node whole, Node choice, int branch) =>
            ReferenceEquals(whole, choice) ? choice[branch]
            : whole.Op == Op.Negate ? graph.Negate(choice[branch])
            : graph.Multiply(whole[0], choice[branch]);
        return graph.Select(
            leftChoice[0],
            combine(Branch(left, leftChoice, 1), Branch(right, rightChoice, 1)),
            combine(Branch(left, leftChoice, 2), Branch(right, rightChoice, 2)));
    }

    /// <summary>The choice inside of a sign or a factor.</summary>
    private static Node Choice(Node node) =>
        node.Op == Op.Negate && node[0].Op == Op.Select ? node[0]
        : node.Op == Op.Multiply && node[1].Op == Op.Select ? node[1]
        : node;

    /// <summary>s * a + s * b becomes s * (a + b) where s changes less often than a and b.</summary>
    private static Node? CommonFactor(GraphBuilder graph, Node left, Node right, Func<Node, Node, Node> combine)
    {
        if (left.Rank < 2 || right.Rank < 2)
            return null;
        Node? leftFactor = OuterFactor(left), rightFactor = OuterFactor(right);
        if (leftFactor is null || rightFactor is null)
            return null;
        if (ReferenceEquals(leftFactor, rightFactor))
            return graph.Multiply(leftFactor, combine(left[1], right[1]));
        if (leftFactor.Op == Op.Divide && rightFactor.Op == Op.Divide && ReferenceEquals(leftFactor[1], rightFactor[1]))
        {
            return graph.Multiply(
                graph.Divide(graph.One, leftFactor[1]),
                combine(graph.Multiply(leftFactor[0], left[1]), graph.Multiply(rightFactor[0], right[1])));
        }

        if (leftFactor.Op == Op.Multiply && ReferenceEquals(leftFactor[1], rightFactor))
            return graph.Multiply(rightFactor, combine(graph.Multiply(leftFactor[0], left[1]), right[1]));
        return rightFactor.Op == Op.Multiply && ReferenceEquals(rightFactor[1], leftFactor)
            ? graph.Multiply(leftFactor, combine(left[1], graph.Multiply(rightFactor[0], right[1])))
            : null;
    }

    private static Node? Not(GraphBuilder graph, Node value) => value.Op switch
    {
        Op.Constant => graph.Constant(value.Is(0) ? 1 : 0),
        Op.Not => value[0],
        Op.Equal => graph.NotEqual(value[0], value[1]),
        Op.NotEqual => graph.Equal(value[0], value[1]),
        _ => null, // Not of an ordered comparison stays: it is true where a side is NaN.
    };

    private static Node? Logic(Op op, Node left, Node right)
    {
        if (ReferenceEquals(left, right))
            return left;
        (Node constant, Node other) = left.IsConstant ? (left, right) : (right, left);
        if (!constant.IsConstant)
            return null;
        bool truth = !constant.Is(0);
        return truth == (op == Op.And) ? other : constant;
    }

    /// <summary>Whether it is a number, and within its range whatever the input: a constant or a position, perhaps shifted.</summary>
    private static bool IsPosition(Node node) => node.IsConstant || Binding.AxisTable.Shifted(node) is not null;

    /// <summary>What comes out wherever in their ranges two numbers are; null where it depends.</summary>
    private static bool? Settled(Op op, Interval left, Interval right) => op switch
    {
        Op.Less when left.High < right.Low => true,
        Op.Less when left.Low >= right.High => false,
        Op.LessOrEqual when left.High <= right.Low => true,
        Op.LessOrEqual when left.Low > right.High => false,
        Op.Equal or Op.NotEqual when left.High < right.Low || right.High < left.Low => op == Op.NotEqual,
        _ => null,
    };

    private static Node? Comparison(GraphBuilder graph, Op op, Node left, Node right)
    {
        if (IsPosition(left) && IsPosition(right) && Settled(op, left.Range, right.Range) is { } settled)
            return graph.Constant(settled ? 1 : 0);
        if (op == Op.Less && left.Op == Op.Index && right.Op == Op.Size && left.Over!.Extent == right.Over)
            return graph.One;
        if (!left.IsConstant || !right.IsConstant)
            return op == Op.Equal && WithoutShift(left, right) is var (value, extremum) ? graph.Equal(value, extremum) : null;
        bool holds = op switch
        {
            Op.Less => left.Value < right.Value,
            Op.LessOrEqual => left.Value <= right.Value,
            Op.Equal => left.Value == right.Value,
            _ => left.Value != right.Value,
        };
        return graph.Constant(holds ? 1 : 0);
    }

    /// <summary>
    /// <c>x + k == max(x) + k</c> without k, which has been taken out of the maximum of x + k: added to both, on lanes here and one by one there, it could be rounded in
    /// two ways. Null for other sides.
    /// </summary>
    private static (Node Value, Node Extremum)? WithoutShift(Node left, Node right)
    {
        while (left.Op == right.Op && left.Op is Op.Add or Op.Subtract)
        {
            int other = ReferenceEquals(left[1], right[1]) ? 0 : 1;
            if (other == 1 && (left.Op == Op.Subtract || !ReferenceEquals(left[0], right[0])))
                return null;
            (left, right) = (left[other], right[other]);
            if (IsExtremumOf(right, left) || IsExtremumOf(left, right))
                return (left, right);
        }

        return null;
    }

    private static bool IsExtremumOf(Node node, Node value) => node is { Op: Op.Reduce, Reduction: Reduction.Max or Reduction.Min } && ReferenceEquals(node[0], value);
}
