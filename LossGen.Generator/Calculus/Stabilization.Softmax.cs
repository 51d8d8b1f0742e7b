using LossGen.Generator.Functions;
using LossGen.Generator.Graph;
using static LossGen.Generator.Functions.FunctionTable;

namespace LossGen.Generator.Calculus;

/// <summary>Rules for sums of exponentials: softmax, means weighted by it, and their logarithms.</summary>
internal static partial class Stabilization
{
    /// <summary>exp(x) / sum(exp(y)), exp(x) * v / sum(exp(y)) and sum(exp(x) * v) / sum(exp(y)): all exponents are shifted by the largest y.</summary>
    private static (string, Node)? OverSumOfExp(GraphBuilder graph, Node left, Node sum)
    {
        if (!IsSumOfExp(sum) || CompositeReductions.IsShifted(sum[0][0]))
            return null;
        bool isTotal = left is { Op: Op.Reduce, Reduction: Reduction.Sum };
        Node product = isTotal ? left[0] : left;
        if (!product.Calls(Exp) && ExponentialFactor(product) is null)
            return null;
        (Node shift, Node shiftedSum) = CompositeReductions.ShiftedSumOfExp(
            graph, sum.Over!, sum[0][0], weight: null, sum.Args.Count > 1 ? sum[1] : null);
        Node reciprocal = graph.Divide(graph.One, shiftedSum);
        Node Softmax(Node exponential) => graph.Multiply(reciprocal, graph.Call(Exp, graph.Subtract(exponential[0], shift)));
        Node weighted = ExponentialFactor(product) is { } factor ? graph.Multiply(Cofactor(product, factor), Softmax(factor)) : Softmax(product);
        return ("softmax", isTotal ? graph.Sum(left.Over!, weighted, left.Args.Count > 1 ? left[1] : null) : weighted);
    }

    /// <summary>log(sum(exp(x))) and log(sum(w * exp(x))).</summary>
    private static (string, Node)? LogOfSumOfExp(GraphBuilder graph, Node sum)
    {
        if (sum is not { Op: Op.Reduce, Reduction: Reduction.Sum })
            return null;
        Axis axis = sum.Over!;
        Node? mask = sum.Args.Count > 1 ? sum[1] : null;
        if (sum[0].Calls(Exp) && !CompositeReductions.IsShifted(sum[0][0]))
            return ("logsumexp(x)", CompositeReductions.LogSumExp(graph, axis, sum[0][0], weight: null, mask));
        return ExponentialFactor(sum[0]) is { } factor && Cofactor(sum[0], factor) is { } weight && weight.VariesOver(axis)
            && (CompositeReductions.IsMask(weight) || !CompositeReductions.IsShifted(factor[0]))
            ? ("logsumexp(x)", CompositeReductions.LogSumExp(graph, axis, factor[0], weight, mask))
            : null;
    }

    /// <summary>
    /// x - logsumexp(y): the shift is taken off first, since it is as large as x, and the logarithm of the sum would be lost against it.
    /// </summary>
    private static (string, Node)? MinusLogSumExp(GraphBuilder graph, Node left, Node right) =>
        left.Varies && CompositeReductions.IsLogSumExp(right)
            ? ("log(softmax(x))", graph.Subtract(graph.Subtract(left, right[0]), right[1]))
            : right.Varies && CompositeReductions.IsLogSumExp(left)
                ? ("-log(softmax(x))", graph.Subtract(left[1], graph.Subtract(right, left[0])))
                : null;

    /// <summary>Whether the node is a logarithm in all but name: 0 times it is 0, be it -inf.</summary>
    private static bool IsLogarithm(Node node) =>
        node.Calls(LogSigmoid)
        || (node.Op == Op.Subtract && CompositeReductions.IsShifted(node[0]) && CompositeReductions.IsLogOfShiftedSum(node[1]));

    private static bool IsSumOfExp(Node node) => node is { Op: Op.Reduce, Reduction: Reduction.Sum } && node[0].Calls(Exp);

    private static bool IsWeightedSumOfExp(Node node) =>
        IsSumOfExp(node) || (node is { Op: Op.Reduce, Reduction: Reduction.Sum } && ExponentialFactor(node[0]) is not null);

    private static Node? ExponentialFactor(Node product) =>
        product.Op != Op.Multiply ? null
        : product[0].Calls(Exp) ? product[0]
        : product[1].Calls(Exp) ? product[1]
        : null;

    private static Node Cofactor(Node product, Node factor) => ReferenceEquals(product[0], factor) ? product[1] : product[0];
}
