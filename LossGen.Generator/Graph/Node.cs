using System.Globalization;
using LossGen.Generator.Functions;

namespace LossGen.Generator.Graph;

/// <summary>What a node does.</summary>
internal enum Op
{
    Constant,

    /// <summary>An element of a tensor parameter; the arguments are its indices, one per dimension.</summary>
    Element,

    /// <summary>A scalar parameter.</summary>
    Scalar,

    /// <summary>The extent of an axis.</summary>
    Size,

    /// <summary>The position along an axis, from 0 on.</summary>
    Index,

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

    /// <summary>The sums of the body up to each position of an axis, or from it on.</summary>
    Scan,

    /// <summary>A position of a table that a recurrence defines; the arguments are its indices, and what defines each table of the recurrence.</summary>
    Recur,

    /// <summary>A position of a table in what defines it; the arguments are its indices.</summary>
    State,
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

    /// <summary>
    /// What exponents are shifted by before they are summed: the largest value, or 0 where that is infinite. No gradient passes through it.
    /// </summary>
    Shift,
}

/// <summary>
/// One value of the computation. Nodes are hash-consed by <see cref="GraphBuilder"/>: equal values are one object, and the arguments of
/// a node have smaller ids than the node, so that ids are a topological order.
/// </summary>
internal sealed class Node(
    int id, Op op, IReadOnlyList<Node> args, double value, string? name, Function? function, Reduction reduction, AxisSet axes, Axis? over,
    Interval range, bool isUpstream)
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

    /// <summary>The axes that the value varies over.</summary>
    public AxisSet Axes { get; } = axes;

    /// <summary>The axis of a reduction, a scan, a position or an extent.</summary>
    public Axis? Over { get; } = over;

    /// <summary>Every axis that the value or a part of it varies over, bound by a reduction or free.</summary>
    public AxisSet Mentions { get; } = args.Aggregate(over is null ? axes : axes.With(over), (all, arg) => all.With(arg.Mentions));

    /// <summary>The values that the node can take.</summary>
    public Interval Range { get; } = range;

    /// <summary>Whether the value is an integer by its type, which has no NaN: a position, or read from a tensor or parameter of integers.</summary>
    public bool IsInteger { get; init; }

    /// <summary>The recurrence whose table is read.</summary>
    public Recurrence? Recurrence { get; init; }

    /// <summary>The arguments without what defines the tables of a recurrence: the indices of an element or of a position in a table.</summary>
    public IReadOnlyList<Node> Indices => Recurrence is null ? Args : [.. Args.Take(Recurrence.Rank)];

    /// <summary>What defines the tables of a recurrence, each over its own axes.</summary>
    public IReadOnlyList<Node> Bodies => [.. Args.Skip(Recurrence!.Rank)];

    /// <summary>Whether an argument defines a table of a recurrence: its axes are its own, and not those of the node.</summary>
    public bool IsBody(int argument) => Recurrence is not null && argument >= Recurrence.Rank;

    /// <summary>Whether the value is always an integer, so that it can be an index.</summary>
    public bool IsIntegral => Op switch
    {
        Op.Constant => Value == Math.Floor(Value) && Math.Abs(Value) < 1e15,
        Op.Size or Op.Index => true,
        Op.Element or Op.Scalar => IsInteger,
        Op.Add or Op.Subtract or Op.Multiply or Op.Negate => Args.All(arg => arg.IsIntegral),
        Op.Select => Args[1].IsIntegral && Args[2].IsIntegral,
        Op.Call => (Function!.MakesIntegers && Args.All(arg => arg.IsRational)) || (Function.KeepsIntegers && Args.All(arg => arg.IsIntegral)),
        Op.Reduce => Reduction == Reduction.Count || Args[0].IsIntegral,
        _ => false,
    };

    /// <summary>Whether the value is computed from integers and constants by arithmetic alone: t / 2.</summary>
    private bool IsRational => Op is Op.Add or Op.Subtract or Op.Multiply or Op.Divide or Op.Negate ? Args.All(arg => arg.IsRational) : IsConstant || IsIntegral;

    /// <summary>
    /// How many factors of the value can be of any size (few are told apart from many); constants, sizes and upstream gradients are not.
    /// </summary>
    public int FreeFactors { get; } = op switch
    {
        Op.Constant or Op.Size or Op.Index => 0,
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
        Op.Scalar or Op.Size or Op.Index => true,
        Op.Divide => args[0].IsFinite && args[1].Op is Op.Size or Op.Constant,
        Op.Add or Op.Subtract or Op.Multiply or Op.Negate => args.All(arg => arg.IsFinite),
        _ => false,
    };

    /// <summary>Whether the value is computed from a table of a recurrence, which holds no values outside.</summary>
    public bool ReadsTables { get; } = op is Op.State or Op.Recur || args.Any(arg => arg.ReadsTables);

    /// <summary>
    /// Whether the value may be infinite without an infinite parameter: by a constant of the formula, or what a table holds where nothing leads to.
    /// </summary>
    public bool CanBeInfinite { get; } = op switch
    {
        Op.Constant => double.IsInfinity(value),
        Op.State or Op.Recur => true,
        Op.Select => args[1].CanBeInfinite || args[2].CanBeInfinite,
        Op.Reduce => args[0].CanBeInfinite,
        Op.Add or Op.Subtract or Op.Multiply or Op.Divide or Op.Negate or Op.Call => args.Any(arg => arg.CanBeInfinite),
        _ => false,
    };

    /// <summary>Whether the value is the gradient of what is computed from the loss.</summary>
    public bool IsUpstream { get; } = isUpstream;

    public bool Varies => !Axes.IsEmpty;

    /// <summary>Whether the value is not computed from others, but for indices.</summary>
    public bool IsLeaf => Op is Op.Constant or Op.Element or Op.Scalar or Op.Size or Op.Index or Op.State;

    public bool IsCondition => Op is >= Op.Less and <= Op.Not;

    public bool IsConstant => Op == Op.Constant;

    /// <summary>Whether a scan sums from each position on, instead of up to it.</summary>
    public bool IsReversedScan => Op == Op.Scan && Value < 0;

    /// <summary>How often a value is computed: 0 constants, 1 once per call, more for each axis.</summary>
    public int Rank => IsConstant ? 0 : 1 + Axes.Count;

    /// <summary>Whether the node is a comparison that reads better the other way round: 0 &lt;= x is written x >= 0.</summary>
    public bool IsReversed => Op is Op.Less or Op.LessOrEqual && Args[0].Rank < Args[1].Rank;

    public Node this[int index] => Args[index];

    /// <summary>Whether it sums products of two values that vary; of floats they are formed in double.</summary>
    public bool IsSumOfProducts => Reduction == Graph.Reduction.Sum && Args[0] is { Op: Op.Multiply } product && product.Args.All(factor => factor.Varies);

    public bool VariesOver(Axis axis) => Axes.Contains(axis);

    public bool Is(double constant) => IsConstant && Value == constant;

    public bool Calls(Function candidate) => ReferenceEquals(Function, candidate);

    public override string ToString() => IsConstant ? Value.ToString("R", CultureInfo.InvariantCulture) : FormulaPrinter.Print(this);
}
