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

/// <summary>A formula with every name resolved, as a graph.</summary>
/// <param name="Graph">The graph's maker.</param>
/// <param name="Axis">The one axis of the tensors.</param>
/// <param name="Result">The loss: a scalar, or a value per element.</param>
/// <param name="Leaves">The node of each parameter that occurs.</param>
/// <param name="Calls">The calls as written.</param>
/// <param name="Numbers">The numbers as written.</param>
/// <param name="Names">What the user named: definitions by their node.</param>
internal sealed record BoundFormula(
    GraphBuilder Graph,
    Axis Axis,
    Node Result,
    IReadOnlyDictionary<string, Node> Leaves,
    IReadOnlyList<WrittenCall> Calls,
    IReadOnlyList<WrittenNumber> Numbers,
    IReadOnlyDictionary<Node, string> Names);
