using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus;

/// <summary>
/// Replaces functions by what computes them, just before scheduling: softplus, sigmoid and log-sigmoid of one logit then share a single
/// exponential. Rewriting is off meanwhile, since it would put the functions back together.
/// </summary>
internal static class Lowering
{
    public static IReadOnlyList<Node> Lower(GraphBuilder graph, IReadOnlyList<Node> roots) => graph.Literally(() => GraphWalk.Map(
        graph, roots, node => node.Function?.Lowering?.Invoke(graph, node.Args) ?? SignTakenOut(graph, node) ?? node));

    /// <summary>-(s * x) is (-s) * x, where s is computed once per call. What a sum could absorb of the sign it has absorbed already.</summary>
    private static Node? SignTakenOut(GraphBuilder graph, Node node) =>
        node is { Op: Op.Negate, Varies: true } && node[0].Op == Op.Multiply && !node[0][0].Varies
            ? graph.Multiply(graph.Negate(node[0][0]), node[0][1])
            : null;
}
