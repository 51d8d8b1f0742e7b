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
    : ScalarWriter(code, scope, names, uses, NoScalars)
{
    private static readonly Dictionary<string, ElementType> NoScalars = [];

    protected override string Library => "global::LossGen.Gpu.DeviceMath.";

    protected override string LocalType(Node node) => node.IsCondition ? "bool" : CSharpTypes.Keyword(type);

    protected override string Literal(double value) => LaneWriter.Literal(value, type).Text;

    protected override bool IsWrittenHere(Node node) => !isElement || node.Varies;

    // ILGPU turns a branch around, and then takes NaN for larger.
    protected override Expression Relation(Node node) =>
        Expression.Of($"{Library}{(node.Op == Op.Less ? "IsLess" : "IsAtMost")}({Write(node[0])}, {Write(node[1])})");

    protected override Expression Operation(Node node)
    {
        if (node.Op != Op.Scalar)
            return base.Operation(node);
        (string name, ElementType stored) = field(node.Name!);
        return stored == type ? Expression.Of(name) : new Expression($"({CSharpTypes.Keyword(type)}){name}", Expression.Unary);
    }
}
