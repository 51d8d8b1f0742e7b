using LossGen.Generator.Calculus;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Binding;

/// <summary>A reduction of the language: its name, what it is built from, and its line in the language reference.</summary>
internal sealed record ReductionRow(string Name, string Doc, Func<GraphBuilder, Axis, Node, Node?, Node> Build);

/// <summary>Every reduction of the language, one row each.</summary>
internal static class ReductionTable
{
    public static readonly IReadOnlyList<ReductionRow> All =
    [
        new("count", "the number of elements for which the condition holds",
            (graph, axis, body, mask) => graph.Count(axis, mask is null ? body : graph.And(mask, body))),
        new("logsumexp", "log(sum(exp(x))), without overflow; -inf over nothing",
            (graph, axis, body, mask) => CompositeReductions.LogSumExp(graph, axis, body, weight: null, mask)),
        new("max", "the largest value, NaN if one is NaN, -inf over nothing; elements that tie share the gradient evenly",
            (graph, axis, body, mask) => graph.Reduce(Reduction.Max, axis, body, mask)),
        new("mean", "the sum divided by the number of elements; NaN over nothing",
            (graph, axis, body, mask) => graph.Mean(axis, body, mask)),
        new("min", "the smallest value, NaN if one is NaN, +inf over nothing; elements that tie share the gradient evenly",
            (graph, axis, body, mask) => graph.Reduce(Reduction.Min, axis, body, mask)),
        new("norm", "the Euclidean norm, sqrt(sum(x^2)); its gradient at 0 is 0",
            (graph, axis, body, mask) => CompositeReductions.Norm(graph, axis, body, mask)),
        new("prod", "the product of all values; 1 over nothing",
            (graph, axis, body, mask) => graph.Reduce(Reduction.Product, axis, body, mask)),
        new("sum", "the sum; 0 over nothing",
            (graph, axis, body, mask) => graph.Sum(axis, body, mask)),
    ];

    private static readonly Dictionary<string, ReductionRow> ByName = All.ToDictionary(row => row.Name, StringComparer.Ordinal);

    public static ReductionRow? Find(string name) => ByName.TryGetValue(name, out ReductionRow? row) ? row : null;
}
