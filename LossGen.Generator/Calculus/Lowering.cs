using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus;

/// <summary>
/// Replaces functions by what computes them, just before scheduling: softplus, sigmoid and log-sigmoid of one logit then share a single
/// exponential. Rewriting is off meanwhile, since it would put the functions back together.
/// </summary>
internal static class Lowering
{
    public static IReadOnlyList<Node> Lower(GraphBuilder graph, IReadOnlyList<Node> roots)
    {
        bool rewrites = graph.Rewrites;
        graph.Rewrites = false;
        IReadOnlyList<Node> lowered = GraphWalk.Map(
            graph, roots, node => node.Function?.Lowering is { } lowering ? lowering(graph, node.Args) : node);
        graph.Rewrites = rewrites;
        return lowered;
    }
}
