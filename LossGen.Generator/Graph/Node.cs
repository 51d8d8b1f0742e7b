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
    int id, Op op, IReadOnlyList<Node> args, double value, string? name, Function? function, Reduction reduction, Axis? axis, Interval range,
    bool isUpstream)
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

    /// <summary>
    /// How many factors of the value can be of any size (few are told apart from many); constants, sizes and upstream gradients are not.
    /// </summary>
    public int FreeFactors { get; } = op switch
    {
        Op.Constant or Op.Size => 0,
        Op.Scalar => isUpstream ? 0 : 1,
        Op.Multiply or Op.Divide => Math.Min(args[0].FreeFactors + args[1].FreeFactors, 3),
        Op.Negate => args[0].FreeFactors,
        Op.Reduce when reduction == Reduction.Count => 0,
        _ => 1,
    };

    /// <summary>Whether finite parameters make the value finite. The size counts as one that is not 0: where it is, there are no elements.</summary>
    public bool IsFinite { get; } = op switch
    {
        Op.Constant => !double.IsInfinity(value) && !double.IsNaN(value),
        Op.Scalar or Op.Size => true,
        Op.Divide => args[0].IsFinite && args[1].Op is Op.Size or Op.Constant,
        Op.Add or Op.Subtract or Op.Multiply or Op.Negate => args.All(arg => arg.IsFinite),
        _ => false,
    };

    /// <summary>Whether the value is the gradient of what is computed from the loss.</summary>
    public bool IsUpstream { get; } = isUpstream;

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
