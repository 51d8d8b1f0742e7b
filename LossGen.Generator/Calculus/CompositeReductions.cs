using LossGen.Generator.Functions;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus;

/// <summary>Reductions that are built from the primitive ones.</summary>
internal static class CompositeReductions
{
    /// <summary>How deep the bodies are that a term is compared with.</summary>
    private const int DeepestTerm = 6;

    /// <summary>
    /// log(sum(weight * exp(x))) by shifting x by its maximum. A sum of 0 (all x are -inf) passes on no gradient instead of 0 / 0.
    /// </summary>
    public static Node LogSumExp(GraphBuilder graph, Axis axis, Node body, Node? weight, Node? mask)
    {
        (Node shift, Node sum) = ShiftedSumOfExp(graph, axis, body, weight, mask);
        Node guarded = graph.Select(graph.Equal(sum, graph.Zero), graph.Zero, sum);
        return graph.Add(shift, graph.Call(FunctionTable.Log, guarded));
    }

    /// <summary>
    /// The largest x, left out where it is infinite, and sum(weight * exp(x - largest)). Where a weight is a mask in all but name, and no
    /// gradient can pass to it, what it leaves out does not take part in the maximum.
    /// </summary>
    public static (Node Shift, Node Sum) ShiftedSumOfExp(GraphBuilder graph, Axis axis, Node body, Node? weight, Node? mask)
    {
        if (weight is not null && IsMask(weight))
            mask = mask is null ? graph.NotEqual(weight, graph.Zero) : graph.And(mask, graph.NotEqual(weight, graph.Zero));
        Node shift = graph.Reduce(Reduction.Shift, axis, body, mask);
        Node exponential = graph.Call(FunctionTable.Exp, graph.Subtract(body, shift));
        return (shift, graph.Sum(axis, weight is null ? exponential : graph.Multiply(weight, exponential), mask));
    }

    /// <summary>Whether the node is a sum divided by the number of its terms.</summary>
    public static bool IsMean(Node node) => node.Op == Op.Divide && node[0] is { Op: Op.Reduce, Reduction: Reduction.Sum } sum
        && (sum.Args.Count == 1
            ? node[1].Op == Op.Size && node[1].Over!.Extent == sum.Over!.Extent
            : node[1] is { Op: Op.Reduce, Reduction: Reduction.Count } count && count.Over == sum.Over && ReferenceEquals(count[0], sum[1]));

    /// <summary>Whether a weight takes elements in or leaves them out, and no gradient can pass to it.</summary>
    public static bool IsMask(Node weight) =>
        weight is { IsInteger: true } or { Op: Op.Select, Args: [_, { IsConstant: true }, { IsConstant: true }] };

    /// <summary>Whether the node is a difference from the largest x, as made here.</summary>
    public static bool IsShifted(Node node) =>
        node.Op == Op.Subtract && node[1] is { Op: Op.Reduce, Reduction: Reduction.Shift };

    /// <summary>Whether the node is log(sum(exp(x))), as made here: the sum of the shift and of a logarithm.</summary>
    public static bool IsLogSumExp(Node node) => node.Op == Op.Add && IsLogOfShiftedSum(node[1]);

    /// <summary>Whether the node is the logarithm of a sum of exponentials of differences from the largest x.</summary>
    public static bool IsLogOfShiftedSum(Node node) => ShiftedSum(node) is { } sum
        && (sum[0].Calls(FunctionTable.Exp) ? IsShifted(sum[0][0])
            : sum[0].Op == Op.Multiply && sum[0].Args.Any(factor => factor.Calls(FunctionTable.Exp) && IsShifted(factor[0])));

    /// <summary>Whether <paramref name="log"/> is at least <paramref name="difference"/>, whose exponential is a term of its sum.</summary>
    public static bool IsLogOfSumWith(Node log, Node difference) =>
        ShiftedSum(log) is { Args.Count: 1 } sum && sum[0].Calls(FunctionTable.Exp) && IsTerm(difference, sum[0][0], sum.Over!);

    /// <summary>Whether a value is that of a body at one position of the axis: itself, or with the position replaced, as in z[n, y[n]].</summary>
    public static bool IsTerm(Node value, Node body, Axis axis)
    {
        Node? position = null;
        return IsTerm(value, body, axis, ref position, depth: 0);
    }

    /// <param name="value">The value.</param>
    /// <param name="body">The body.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="position">What stands for the position in the parts compared so far; it is the same in all.</param>
    /// <param name="depth">How deep in the body the part is.</param>
    private static bool IsTerm(Node value, Node body, Axis axis, ref Node? position, int depth)
    {
        if (!body.VariesOver(axis))
            return ReferenceEquals(value, body);
        if (body.Op == Op.Index)
            return ReferenceEquals(position ??= value, value);
        if (ReferenceEquals(value, body) && position is null or { Op: Op.Index } && (position is null || position.Over == axis))
        {
            position ??= GraphWalk.Reachable(body).First(node => node.Op == Op.Index && node.Over == axis);
            return true;
        }

        if (depth >= DeepestTerm || value.Op != body.Op || value.Name != body.Name || value.Over != body.Over || value.Reduction != body.Reduction
            || !ReferenceEquals(value.Function, body.Function) || value.Args.Count != body.Args.Count || body.Op == Op.Scan)
            return false;
        for (int i = 0; i < body.Args.Count; i++)
        {
            if (!IsTerm(value[i], body[i], axis, ref position, depth + 1))
                return false;
        }

        // What a reduction binds inside is no position outside.
        return body.Op != Op.Reduce || position is null || !position.VariesOver(body.Over!);
    }

    /// <summary>The x of log(sum(exp(x))) in the form made here, and the reduction to take its axis and mask from; null for other nodes.</summary>
    public static (Node Body, Node Sum)? LogSumExpOf(Node shift, Node log) =>
        shift is { Op: Op.Reduce, Reduction: Reduction.Shift } && ShiftedSum(log) is { } sum && sum[0].Calls(FunctionTable.Exp)
        && IsShifted(sum[0][0]) && ReferenceEquals(sum[0][0][1], shift)
            ? (shift[0], sum)
            : null;

    private static Node? ShiftedSum(Node log)
    {
        if (!log.Calls(FunctionTable.Log))
            return null;
        Node sum = log[0] is { Op: Op.Select } guarded ? guarded[2] : log[0];
        return sum is { Op: Op.Reduce, Reduction: Reduction.Sum } ? sum : null;
    }
}
