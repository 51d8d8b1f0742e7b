using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>Spells what is computed once a row, on lanes of doubles, where rows stand side by side.</summary>
/// <param name="rows">The axis of the lanes.</param>
/// <param name="position">The variable that holds the position of the first lane.</param>
/// <param name="load">Spells an element of each row.</param>
internal sealed class RowLaneWriter(
    CodeWriter code, NameScope scope, NodeNames names, IReadOnlyDictionary<Node, int> uses, string lanes, bool callsOut,
    Axis rows, string position, Func<Node, Expression> load)
    : LaneWriter(code, scope, names, uses, lanes, ElementType.Double, callsOut)
{
    private readonly string lanes = lanes;

    public override bool Varies(Node node) => node.VariesOver(rows);

    protected override Expression Operation(Node node) => node.Op switch
    {
        Op.Index => new Expression($"{lanes}.Create((double){position}) + Edge.Positions<{lanes}, double>()", Expression.Additive),
        Op.Element => load(node),
        _ => base.Operation(node),
    };
}

/// <summary>Spells what is computed for each element of rows that stand side by side.</summary>
/// <param name="axis">The axis along the rows.</param>
/// <param name="isOfElement">Whether a node is computed in the loop; all others are known.</param>
/// <param name="load">Spells an element of a tensor, or of what an earlier loop has kept; null of others.</param>
internal sealed class ElementLaneWriter(
    CodeWriter code, NameScope scope, NodeNames names, IReadOnlyDictionary<Node, int> uses, string lanes, ElementType element, bool callsOut,
    Axis axis, Func<Node, bool> isOfElement, Func<Node, Expression?> load)
    : LaneWriter(code, scope, names, uses, lanes, element, callsOut)
{
    public override bool Varies(Node node) => node.VariesOver(axis);

    protected override bool IsWrittenHere(Node node) => isOfElement(node);

    protected override Expression Operation(Node node) => load(node) ?? base.Operation(node);
}
