using LossGen.Generator.Declarations;
using LossGen.Generator.Emission.Cpu;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Emission.Gpu;

/// <summary>Spells the arithmetic of a kernel, in the type of the elements or in double, by the functions of <c>DeviceMath</c>.</summary>
/// <param name="code">Takes the locals.</param>
/// <param name="scope">The names in use.</param>
/// <param name="names">Names for locals.</param>
/// <param name="uses">How often each value is used.</param>
/// <param name="type">What is computed in.</param>
internal abstract class DeviceArithmetic(CodeWriter code, NameScope scope, NodeNames names, IReadOnlyDictionary<Node, int> uses, ElementType type)
    : ScalarWriter(code, scope, names, uses, NoScalars)
{
    private static readonly Dictionary<string, ElementType> NoScalars = [];

    /// <summary>What is computed in.</summary>
    protected ElementType Type { get; } = type;

    protected override string Library => "global::LossGen.Gpu.DeviceMath.";

    protected override string LocalType(Node node) => node.IsCondition ? "bool" : CSharpTypes.Keyword(Type);

    protected override string Literal(double value) => LaneWriter.Literal(value, Type).Text;

    // ILGPU turns a branch around, and then takes NaN for larger.
    protected override Expression Relation(Node node) =>
        Expression.Of($"{Library}{(node.Op == Op.Less ? "IsLess" : "IsAtMost")}({Write(node[0])}, {Write(node[1])})");
}
