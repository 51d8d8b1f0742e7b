using LossGen.Generator.Calculus;
using LossGen.Generator.Functions;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Binding;

/// <summary>Reduces over one axis.</summary>
internal delegate Node ReductionStep(GraphBuilder graph, Axis axis, Node body, Node? mask);

/// <summary>A reduction of the language: its name, its line in the language reference, and what it is built from.</summary>
/// <param name="Name">The name.</param>
/// <param name="Doc">What it is.</param>
/// <param name="Step">Reduces one axis, where several axes are reduced one after the other.</param>
/// <param name="Build">Reduces all axes (outermost first) by means of sums, where they are not.</param>
internal sealed record ReductionRow(
    string Name, string Doc, ReductionStep? Step,
    Func<GraphBuilder, IReadOnlyList<Axis>, Node, Node?, Func<Axis, Node, Node?, Node>, Node>? Build = null);

/// <summary>Every reduction of the language, one row each.</summary>
internal static class ReductionTable
{
    public static readonly ReductionStep Sum = (graph, axis, body, mask) => graph.Sum(axis, body, mask);

    public static readonly IReadOnlyList<ReductionRow> All =
    [
        new("count", "the number of elements for which the condition holds", null),
        new("logsumexp", "log(sum(exp(x))), without overflow; -inf over nothing",
            (graph, axis, body, mask) => body.VariesOver(axis) || mask is not null
                ? CompositeReductions.LogSumExp(graph, axis, body, weight: null, mask)
                : graph.Add(body, graph.Call(FunctionTable.Log, graph.Size(axis)))),
        new("max", "the largest value, NaN if one is NaN, -inf over nothing; elements that tie share the gradient evenly",
            (graph, axis, body, mask) => graph.Reduce(Reduction.Max, axis, body, mask)),
        new("mean", "the sum divided by the number of elements; NaN over nothing", null,
            (graph, axes, body, mask, sum) => Mean(graph, axes, body, mask, sum)),
        new("min", "the smallest value, NaN if one is NaN, +inf over nothing; elements that tie share the gradient evenly",
            (graph, axis, body, mask) => graph.Reduce(Reduction.Min, axis, body, mask)),
        new("norm", "the Euclidean norm, sqrt(sum(x^2)); its gradient at 0 is 0", null,
            (graph, axes, body, mask, sum) => Norm(graph, axes, body, mask, sum)),
        new("prod", "the product of all values; 1 over nothing",
            (graph, axis, body, mask) => graph.Reduce(Reduction.Product, axis, body, mask)),
        new("sum", "the sum; 0 over nothing", Sum),
    ];

    private static readonly Dictionary<string, ReductionRow> ByName = All.ToDictionary(row => row.Name, StringComparer.Ordinal);

    public static ReductionRow? Find(string name) => ByName.TryGetValue(name, out ReductionRow? row) ? row : null;

    /// <summary>What an element that a filter leaves out counts as.</summary>
    public static double Neutral(string name) => name switch
    {
        "max" or "logsumexp" => double.NegativeInfinity,
        "min" => double.PositiveInfinity,
        "prod" => 1,
        _ => 0,
    };

    /// <summary>The number of elements for which the condition holds, or of all.</summary>
    public static Node CountAll(GraphBuilder graph, IReadOnlyList<Axis> axes, Node? condition)
    {
        Node? count = null;
        for (int i = axes.Count - 1; i >= 0; i--)
        {
            count = condition is null ? count is null ? graph.Size(axes[i]) : graph.Multiply(graph.Size(axes[i]), count)
                : count is null ? graph.Count(axes[i], condition)
                : graph.Sum(axes[i], count);
        }

        return count!;
    }

    private static Node SumAll(IReadOnlyList<Axis> axes, Node body, Node? mask, Func<Axis, Node, Node?, Node> sum)
    {
        for (int i = axes.Count - 1; i >= 0; i--)
            body = sum(axes[i], body, i == axes.Count - 1 ? mask : null);
        return body;
    }

    private static Node Mean(GraphBuilder graph, IReadOnlyList<Axis> axes, Node body, Node? mask, Func<Axis, Node, Node?, Node> sum) =>
        mask is null && axes.All(axis => !body.VariesOver(axis))
            ? body
            : graph.Divide(SumAll(axes, body, mask, sum), CountAll(graph, axes, mask));

    private static Node Norm(GraphBuilder graph, IReadOnlyList<Axis> axes, Node body, Node? mask, Func<Axis, Node, Node?, Node> sum)
    {
        Node extent = axes.Select(graph.Size).Aggregate(graph.Multiply);
        return mask is null && axes.All(axis => !body.VariesOver(axis))
            ? graph.Multiply(graph.Call(FunctionTable.Abs, body), graph.Call(FunctionTable.Sqrt, extent))
            : graph.Call(FunctionTable.Sqrt, SumAll(axes, graph.Square(body), mask, sum));
    }
}
