using LossGen.Generator.Calculus;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Binding;

/// <summary>A function along an axis: its name, its line in the language reference, and what it is built from.</summary>
/// <param name="Name">The name.</param>
/// <param name="Doc">What it is.</param>
/// <param name="KeepsAxis">Whether the value still varies over the axis, which the scope around has to bind.</param>
/// <param name="Build">Makes it of the body and the mask.</param>
internal sealed record AxisFunctionRow(string Name, string Doc, bool KeepsAxis, Func<GraphBuilder, Axis, Node, Node?, Node> Build);

/// <summary>Every function along an axis, one row each.</summary>
internal static class AxisFunctionTable
{
    public static readonly IReadOnlyList<AxisFunctionRow> All =
    [
        new("argmax", "the first position of the largest value, or of NaN; it carries no gradient", false,
            (graph, axis, body, mask) => Position(graph, axis, body, mask, Reduction.Max)),
        new("argmin", "the first position of the smallest value, or of NaN; it carries no gradient", false,
            (graph, axis, body, mask) => Position(graph, axis, body, mask, Reduction.Min)),
        new("cumsum", "the sum of the values up to each position", true,
            (graph, axis, body, mask) => graph.Scan(axis, Masked(graph, body, mask))),
        new("logsoftmax", "x - logsumexp(x), without overflow", true,
            (graph, axis, body, mask) => graph.Subtract(body, CompositeReductions.LogSumExp(graph, axis, body, weight: null, mask))),
        new("softmax", "exp(x) / sum(exp(x)), without overflow; what a filter leaves out is 0", true,
            (graph, axis, body, mask) => Masked(
                graph,
                graph.Call(Functions.FunctionTable.Exp, graph.Subtract(body, CompositeReductions.LogSumExp(graph, axis, body, weight: null, mask))),
                mask)),
    ];

    private static readonly Dictionary<string, AxisFunctionRow> ByName = All.ToDictionary(row => row.Name, StringComparer.Ordinal);

    public static AxisFunctionRow? Find(string name) => ByName.TryGetValue(name, out AxisFunctionRow? row) ? row : null;

    private static Node Masked(GraphBuilder graph, Node value, Node? mask) => mask is null ? value : graph.Select(mask, value, graph.Zero);

    private static Node Position(GraphBuilder graph, Axis axis, Node body, Node? mask, Reduction extremum)
    {
        // NaN counts as the largest and as the smallest: it is not passed over.
        Node attains = graph.Or(graph.Equal(body, graph.Reduce(extremum, axis, body, mask)), graph.NotEqual(body, body));
        return graph.Reduce(Reduction.Min, axis, graph.Index(axis), mask is null ? attains : graph.And(mask, attains));
    }
}
