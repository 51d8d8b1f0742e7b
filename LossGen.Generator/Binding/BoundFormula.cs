using LossGen.Generator.Diagnostics;
using LossGen.Generator.Functions;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Binding;

/// <summary>A call or a division as the user wrote it, kept for the checks of its domain.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Node">What became of it: the call itself, or what it was simplified to.</param>
/// <param name="Function">The function; null for a division.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="ArgumentPlaces">Where these stand.</param>
internal sealed record WrittenCall(
    TextRange Place, Node Node, Function? Function, IReadOnlyList<Node> Arguments, IReadOnlyList<TextRange> ArgumentPlaces);

/// <summary>A number as the user wrote it.</summary>
internal sealed record WrittenNumber(TextRange Place, double Value);

/// <summary>Where an index was written, and the access that it stands in.</summary>
internal readonly record struct WrittenPlace(TextRange Index, TextRange Access);

/// <summary>An index that may lie outside of its axis.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Access">The element that it picks.</param>
/// <param name="Dimension">Which of its dimensions.</param>
internal sealed record WrittenIndex(WrittenPlace Place, Node Access, int Dimension);

/// <summary>A formula with every name resolved, as a graph.</summary>
/// <param name="Graph">The graph's maker.</param>
/// <param name="Result">The loss: a scalar, or a value per element.</param>
/// <param name="Metrics">The further results, by parameter.</param>
/// <param name="Accesses">The nodes of each parameter that occurs.</param>
/// <param name="Shapes">The axis of each dimension of each tensor, all different.</param>
/// <param name="Extents">Where the extents come from, in the order in which they can be found out.</param>
/// <param name="Checks">The indices that have to be checked at entry.</param>
/// <param name="Elided">The tensors that stand without an index.</param>
/// <param name="Read">The tensors whose elements are read, be it to no effect.</param>
/// <param name="Calls">The calls as written.</param>
/// <param name="Numbers">The numbers as written.</param>
/// <param name="Names">What the user named: definitions by their node.</param>
/// <param name="Stabilized">What became of the expressions that were rewritten for stability.</param>
internal sealed record BoundFormula(
    GraphBuilder Graph,
    Node Result,
    IReadOnlyDictionary<string, Node> Metrics,
    IReadOnlyDictionary<string, IReadOnlyList<Node>> Accesses,
    IReadOnlyDictionary<string, IReadOnlyList<Axis>> Shapes,
    IReadOnlyList<ExtentSource> Extents,
    IReadOnlyList<IndexCheck> Checks,
    ISet<string> Elided,
    ISet<string> Read,
    IReadOnlyList<WrittenCall> Calls,
    IReadOnlyList<WrittenNumber> Numbers,
    IReadOnlyDictionary<Node, string> Names,
    IReadOnlyDictionary<TextRange, Node> Stabilized)
{
    /// <summary>Everything that the formula computes.</summary>
    public IReadOnlyList<Node> Results => [Result, .. Metrics.Values];

    /// <summary>An element of a tensor at the positions along its own axes; a scalar itself.</summary>
    public Node Leaf(string parameter)
    {
        if (!Shapes.TryGetValue(parameter, out IReadOnlyList<Axis>? shape))
            return Accesses.TryGetValue(parameter, out IReadOnlyList<Node>? scalar) ? scalar[0] : Graph.Scalar(parameter, Interval.All);
        Node? access = Accesses.TryGetValue(parameter, out IReadOnlyList<Node>? all) ? all[0] : null;
        return Graph.Element(parameter, [.. shape.Select(Graph.Index)], access?.Range ?? Interval.All, access?.IsInteger ?? false);
    }
}
