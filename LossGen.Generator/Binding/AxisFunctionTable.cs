using LossGen.Generator.Graph;

namespace LossGen.Generator.Binding;

/// <summary>A function along an axis: its name, its line in the language reference, and what it is built from.</summary>
/// <param name="Name">The name.</param>
/// <param name="Doc">What it is.</param>
/// <param name="KeepsAxis">Whether the value still varies over the axis, which the scope around has to bind.</param>
/// <param name="TakesSeveral">Whether it may run along several axes as if they were one.</param>
/// <param name="Build">Makes it of the axes, the body and the mask.</param>
internal sealed record AxisFunctionRow(string Name, string Doc, bool KeepsAxis, bool TakesSeveral, Func<GraphBuilder, IReadOnlyList<Axis>, Node, Node?, Node> Build);

/// <summary>Every function along an axis, one row each.</summary>
internal static class AxisFunctionTable
{
    public static readonly IReadOnlyList<AxisFunctionRow> All =
    [
        new("argmax", "the first position of the largest value, or of NaN; it carries no gradient", false, false,
            (graph, axes, body, mask) => Position(graph, axes[0], body, mask, Reduction.Max)),
        new("argmin", "the first position of the smallest value, or of NaN; it carries no gradient", false, false,
            (graph, axes, body, mask) => Position(graph, axes[0], body, mask, Reduction.Min)),
        new("cumsum", "the sum of the values up to each position", true, false,
            (graph, axes, body, mask) => graph.Scan(axes[0], Masked(graph, body, mask))),
        new("logsoftmax", "x - logsumexp(x), without overflow", true, true,
            (graph, axes, body, mask) => graph.Subtract(body, LogSumExp(graph, axes, body, mask))),
        new("softmax", "exp(x) / sum(exp(x)), without overflow; what a filter leaves out is 0", true, true,
            (graph, axes, body, mask) => Masked(
                graph,
                graph.Call(Functions.FunctionTable.Exp, graph.Subtract(body, LogSumExp(graph, axes, body, mask))),
                mask)),
    ];

    private static readonly Dictionary<string, AxisFunctionRow> ByName = All.ToDictionary(row => row.Name, StringComparer.Ordinal);

    public static AxisFunctionRow? Find(string name) => ByName.TryGetValue(name, out AxisFunctionRow? row) ? row : null;

    /// <summary>log(sum(exp(x))) over all axes, the innermost first: what a filter leaves out is left out there.</summary>
    private static Node LogSumExp(GraphBuilder graph, IReadOnlyList<Axis> axes, Node body, Node? mask)
    {
        ReductionStep step = ReductionTable.Find("logsumexp")!.Step!;
        foreach (Axis axis in AxisSet.Of(axes).Axes.Reverse())
        {
            body = step(graph, axis, body, mask);
            mask = null;
        }

        return body;
    }

    private static Node Masked(GraphBuilder graph, Node value, Node? mask) => mask is null ? value : graph.Select(mask, value, graph.Zero);

    private static Node Position(GraphBuilder graph, Axis axis, Node body, Node? mask, Reduction extremum)
    {
        if (!body.VariesOver(axis))
            return graph.Reduce(Reduction.Min, axis, graph.Index(axis), mask);

        // NaN counts as the largest and as the smallest: it is not passed over.
        Node attains = graph.Or(graph.Equal(body, graph.Reduce(extremum, axis, body, mask)), graph.NotEqual(body, body));
        return graph.Reduce(Reduction.Min, axis, graph.Index(axis), mask is null ? attains : graph.And(mask, attains));
    }
}
