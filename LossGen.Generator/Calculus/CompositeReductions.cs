using LossGen.Generator.Functions;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus;

/// <summary>Reductions that are built from the primitive ones.</summary>
internal static class CompositeReductions
{
    /// <summary>The Euclidean norm; its subgradient at 0 is 0 by the rule for sqrt.</summary>
    public static Node Norm(GraphBuilder graph, Axis axis, Node body, Node? mask) =>
        graph.Call(FunctionTable.Sqrt, graph.Sum(axis, graph.Square(body), mask));

    /// <summary>
    /// log(sum(exp(x))) by shifting x by its maximum. The shift carries no gradient; where it is infinite it is left out, and a sum of 0
    /// (all x are -inf) passes on no gradient instead of 0 / 0.
    /// </summary>
    public static Node LogSumExp(GraphBuilder graph, Axis axis, Node body, Node? mask)
    {
        Node largest = graph.Call(FunctionTable.StopGradient, graph.Reduce(Reduction.Max, axis, body, mask));
        Node isInfinite = graph.Equal(
            graph.Call(FunctionTable.Abs, largest), graph.Constant(double.PositiveInfinity));
        Node shift = graph.Select(isInfinite, graph.Zero, largest);
        Node sum = graph.Sum(axis, graph.Call(FunctionTable.Exp, graph.Subtract(body, shift)), mask);
        Node guarded = graph.Select(graph.Equal(sum, graph.Zero), graph.Zero, sum);
        return graph.Add(shift, graph.Call(FunctionTable.Log, guarded));
    }
}
