using LossGen.Generator.Declarations;
using LossGen.Generator.Emission.Cpu;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Emission.Gpu;

/// <summary>
/// Spells the arithmetic of a kernel: of one element, in the type of the elements, or of a call, in double. What it is called with stands in
/// fields of <c>call</c>.
/// </summary>
/// <param name="code">Takes the locals.</param>
/// <param name="scope">The names in use.</param>
/// <param name="names">Names for locals.</param>
/// <param name="uses">How often each value is used.</param>
/// <param name="type">What is computed in.</param>
/// <param name="field">The field of a scalar parameter, and its type.</param>
/// <param name="isElement">Whether values per call are known already.</param>
internal sealed class DeviceWriter(
    CodeWriter code, NameScope scope, NodeNames names, IReadOnlyDictionary<Node, int> uses, ElementType type, Func<string, (string Field, ElementType Type)> field,
    bool isElement)
    : DeviceArithmetic(code, scope, names, uses, type)
{
    protected override bool IsWrittenHere(Node node) => !isElement || node.Varies;

    protected override Expression Operation(Node node)
    {
        if (node.Op != Op.Scalar)
            return base.Operation(node);
        (string name, ElementType stored) = field(node.Name!);
        return stored == Type ? Expression.Of(name) : new Expression($"({CSharpTypes.Keyword(Type)}){name}", Expression.Unary);
    }
}
