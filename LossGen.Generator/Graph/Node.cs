using System.Globalization;
using LossGen.Generator.Functions;

namespace LossGen.Generator.Graph;

/// <summary>What a node does.</summary>
internal enum Op
{
    Constant,

    /// <summary>An element of a tensor parameter along its axis.</summary>
    Element,

    /// <summary>A scalar parameter.</summary>
    Scalar,

    /// <summary>The extent of an axis.</summary>
    Size,

    Add,
    Subtract,
    Multiply,
    Divide,
    Negate,

    Less,
    LessOrEqual,
    Equal,
    NotEqual,
    And,
    Or,
    Not,

    /// <summary>condition ? whenTrue : whenFalse.</summary>
    Select,

    /// <summary>A function of the function table.</summary>
    Call,

    /// <summary>A reduction over an axis: the body, and the mask of a filtered one.</summary>
    Reduce,
}

/// <summary>The primitive reductions; mean, norm and logsumexp are built from them.</summary>
internal enum Reduction
{
    Sum,
    Max,
    Min,
    Product,

    /// <summary>The number of elements for which the (only) argument holds.</summary>
    Count,
}

/// <summary>A named dimension.</summary>
internal sealed record Axis(string Name);

/// <summary>
/// One value of the computation. Nodes are hash-consed by <see cref="GraphBuilder"/>: equal values are one object, and the arguments of
/// a node have smaller ids than the node, so that ids are a topological order.
/// </summary>
internal sealed class Node(
    int id, Op op, IReadOnlyList<Node> args, double value, string? name, Function? function, Reduction reduction, Axis? axis, Interval range)
{
    public int Id { get; } = id;

    public Op Op { get; } = op;

    public IReadOnlyList<Node> Args { get; } = args;

    /// <summary>The value of a constant.</summary>
    public double Value { get; } = value;

    /// <summary>The parameter of an element or scalar.</summary>
    public string? Name { get; } = name;

    /// <summary>The function of a call.</summary>
    public Function? Function { get; } = function;

    /// <summary>The kind of a reduction.</summary>
    public Reduction Reduction { get; } = reduction;

    /// <summary>The axis that the value varies over; null where it is the same for all elements.</summary>
    public Axis? Axis { get; } = axis;

    /// <summary>The values that the node can take.</summary>
    public Interval Range { get; } = range;

    /// <summary>Whether the value is read from a tensor of integers, which has no NaN.</summary>
    public bool IsInteger { get; init; }

    public bool Varies => Axis is not null;

    public bool IsCondition => Op is >= Op.Less and <= Op.Not;

    public bool IsConstant => Op == Op.Constant;

    /// <summary>How often a value is computed: 0 constants, 1 once per call, 2 for every element.</summary>
    public int Rank => IsConstant ? 0 : Varies ? 2 : 1;

    /// <summary>Whether the node is a comparison that reads better the other way round: 0 &lt;= x is written x >= 0.</summary>
    public bool IsReversed => Op is Op.Less or Op.LessOrEqual && Args[0].Rank < Args[1].Rank;

    public Node this[int index] => Args[index];

    public bool Is(double constant) => IsConstant && Value == constant;

    public bool Calls(Function candidate) => ReferenceEquals(Function, candidate);

    public override string ToString() => IsConstant ? Value.ToString("R", CultureInfo.InvariantCulture) : FormulaPrinter.Print(this);
}
