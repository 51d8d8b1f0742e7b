using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>Spells the arithmetic at a level of loops, on doubles.</summary>
internal sealed class NestScalarWriter : ScalarWriter
{
    private static readonly Dictionary<string, ElementType> NoScalars = [];

    private readonly Addresses addresses;
    private readonly IReadOnlyDictionary<Axis, string> positions;
    private readonly IReadOnlyDictionary<Node, Column> columns;

    public NestScalarWriter(
        CodeWriter code, NameScope scope, NodeNames names, IReadOnlyDictionary<Node, int> uses, NestKernel kernel,
        IReadOnlyDictionary<Axis, string> positions, IReadOnlyDictionary<Node, Column> columns, NestScalarWriter? outer)
        : base(code, scope, names, uses, NoScalars)
    {
        this.positions = positions;
        this.columns = columns;
        Outer = outer;
        addresses = new Addresses(kernel, positions, Integer);
    }

    public Addresses Addresses => addresses;

    protected override bool IsWrittenHere(Node node) => !columns.ContainsKey(node);

    protected override Expression Operation(Node node)
    {
        if (columns.TryGetValue(node, out Column column))
            return new Expression($"(double)Row.At(in {column.First}, {column.Position(positions[column.Axis])})", Expression.Unary);
        return node.Op switch
        {
            Op.Index => new Expression($"(double){positions[node.Over!]}", Expression.Unary),
            Op.Size => new Expression($"(double){addresses.Size(node.Over!)}", Expression.Unary),
            Op.Element => Element(node),
            _ => base.Operation(node),
        };
    }

    private Expression Element(Node node)
    {
        string load = $"(double)Row.At(in this.{addresses.Field(node)}, {addresses.Offset(node, _ => true)})";
        return addresses.Inside(node, _ => true) is { } inside
            ? new Expression($"{inside} ? {load} : 0.0", Expression.Conditional)
            : new Expression(load, Expression.Unary);
    }

    /// <summary>A value that is an integer as one.</summary>
    private string Integer(Node node)
    {
        if (node.Op == Op.Element && !IsKnown(node, out _) && addresses.Inside(node, _ => true) is null)
            return $"(nint)Row.At(in this.{addresses.Field(node)}, {addresses.Offset(node, _ => true)})";
        return $"Row.Index({Write(node, 0)})";
    }
}

/// <summary>Where the values of a reduction down the rows, or of a scan, are kept.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Axis">The axis along which they lie.</param>
/// <param name="Start">The position of the first; null for 0.</param>
internal readonly record struct Column(string First, Axis Axis, string? Start)
{
    public string Position(string position) => Start is null ? position : $"{position} - {Start}";
}
