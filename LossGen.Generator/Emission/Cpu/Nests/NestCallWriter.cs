using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>Spells the arithmetic between nests, on doubles, which may read single elements.</summary>
internal sealed class NestCallWriter(
    CodeWriter code, NameScope scope, NodeNames names, IReadOnlyDictionary<Node, int> uses, IReadOnlyDictionary<string, ElementType> scalars,
    Func<Node, NestCallWriter, Expression> element)
    : ScalarWriter(code, scope, names, uses, scalars)
{
    protected override Expression Operation(Node node) => node.Op == Op.Element ? element(node, this) : base.Operation(node);
}
