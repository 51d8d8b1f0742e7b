using LossGen.Generator.Calculus;
using LossGen.Generator.Functions;

namespace LossGen.Generator.Graph;

/// <summary>
/// Makes nodes. Equal nodes are made once; every node passes through <see cref="Simplification"/> and <see cref="Stabilization"/> when it
/// is made, so that a graph is never seen in an unsimplified state. With <see cref="Rewrites"/> off the graph is the formula to the
/// letter: the oracle of the tests reads it so, and the lowering, whose result the rewrites would undo.
/// </summary>
internal sealed class GraphBuilder
{
    /// <summary>
    /// How deep one rewrite may call for another. No formula needs as much; should two rules ever undo each other, the node is made as it is.
    /// </summary>
    private const int DeepestRewrite = 150;

    private static readonly Node[] NoArgs = [];

    private readonly Dictionary<Key, Node> nodes = [];
    private readonly List<Axis> axes = [];
    private readonly HashSet<string> tables = new(StringComparer.Ordinal);
    private int rewriting;

    public bool Rewrites { get; set; } = true;

    /// <summary>Makes nodes as they are written, without rewrites.</summary>
    public T Literally<T>(Func<T> make) => With(rewrites: false, make);

    /// <summary>Makes nodes as rewrites leave them, within <see cref="Literally"/> too: to see what a value comes down to.</summary>
    public T Simplified<T>(Func<T> make) => With(rewrites: true, make);

    private T With<T>(bool rewrites, Func<T> make)
    {
        bool before = Rewrites;
        Rewrites = rewrites;
        try
        {
            return make();
        }
        finally
        {
            Rewrites = before;
        }
    }

    /// <summary>Whether rewrites for stability are among the <see cref="Rewrites"/>.</summary>
    public bool Stabilizes { get; private set; } = true;

    /// <summary>The extents that an axis can have.</summary>
    public Interval Extents { get; private set; } = Interval.NonNegative;

    /// <summary>A builder of another graph over the same axes.</summary>
    public GraphBuilder Sibling(bool rewrites, bool stabilizes, Interval extents)
    {
        var sibling = new GraphBuilder { Rewrites = rewrites, Stabilizes = stabilizes, Extents = extents };
        sibling.axes.AddRange(axes);
        return sibling;
    }

    /// <summary>Called with the name of a rewrite for stability when one is made.</summary>
    public Action<string>? Stabilized { get; set; }

    public Node Zero => Constant(0);

    public Node One => Constant(1);

    public Node Constant(double value) => Make(Op.Constant, NoArgs, value: value, range: Interval.Of(value));

    /// <summary>A new axis, which is none that the graph has.</summary>
    public Axis Axis(string name, double? order = null, string? described = null)
    {
        if (axes.Count >= AxisSet.MaxAxes)
            throw new TooManyAxesException();
        var axis = new Axis(name, axes.Count, order ?? axes.Count) { Described = described };
        axes.Add(axis);
        return axis;
    }

    /// <summary>Whether there can be one more axis.</summary>
    public bool HasRoomForAxes => axes.Count < AxisSet.MaxAxes;

    /// <summary>A new axis of the same extent.</summary>
    public Axis Like(Axis axis, string? described = null, double? order = null)
    {
        string name = axis.Name;
        for (int i = 2; axes.Any(other => other.Name == name); i++)
            name = axis.Name + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Axis made = Axis(name, order ?? axis.Order + 1e-3, described ?? axis.Described);
        made.Extent = axis;
        return made;
    }

    /// <summary>The axis of the anti-diagonals of two others, in loops around those.</summary>
    public Axis Diagonal(Axis rows, Axis columns)
    {
        if (axes.Count >= AxisSet.MaxAxes)
            throw new TooManyAxesException();
        var axis = new Axis("diagonal", axes.Count, rows.Order - 0.5) { Diagonal = (rows, columns) };
        axes.Add(axis);
        return axis;
    }

    /// <summary>The axis that runs through all positions of the axes, the last of which runs fastest; null where the graph has no room for it.</summary>
    public Axis? Joined(IEnumerable<Axis> run)
    {
        Axis[] parts = [.. run.SelectMany(axis => axis.Parts)];
        List<Axis> alike = [.. axes.Where(axis => axis.IsJoined && axis.Parts.Select(part => part.Extent).SequenceEqual(parts.Select(part => part.Extent)))];
        if (alike.FirstOrDefault(axis => axis.Parts.SequenceEqual(parts)) is { } known)
            return known;
        if (axes.Count >= AxisSet.MaxAxes)
            return null;
        var made = new Axis(string.Join(" and ", parts.Select(part => part.Name)), axes.Count, parts[parts.Length - 1].Order) { Parts = parts };
        if (alike.Count > 0)
            made.Extent = alike[0];
        axes.Add(made);
        return made;
    }

    public Node Element(string parameter, IReadOnlyList<Node> indices, Interval range, bool isInteger = false) =>
        Make(Op.Element, [.. indices], name: parameter, axes: Axes(indices), range: range, isInteger: isInteger);

    /// <summary>An element of a tensor of one dimension.</summary>
    public Node Element(string parameter, Axis axis, Interval range, bool isInteger = false) =>
        Element(parameter, [Index(axis)], range, isInteger);

    /// <summary>The position along an axis.</summary>
    public Node Index(Axis axis) => Make(Op.Index, NoArgs, over: axis, axes: AxisSet.Of(axis), range: Interval.NonNegative, isInteger: true);

    public Node Scalar(string parameter, Interval range, bool isUpstream = false, bool isInteger = false) =>
        Make(Op.Scalar, NoArgs, name: parameter, range: range, isUpstream: isUpstream, isInteger: isInteger);

    public Node Size(Axis axis) => Make(Op.Size, NoArgs, over: axis.Extent, range: Extents);

    public Node Add(Node left, Node right) => Rewritten(Op.Add, left, right)
        ?? Binary(Op.Add, left, right, ReferenceEquals(left, right) ? left.Range * Interval.Of(2) : left.Range + right.Range, commutes: true);

    public Node Subtract(Node left, Node right) => Rewritten(Op.Subtract, left, right)
        ?? Binary(Op.Subtract, left, right, LogDifference(left, right) ?? (left.Range - right.Range));

    public Node Multiply(Node left, Node right) => Rewritten(Op.Multiply, left, right)
        ?? Binary(
            Op.Multiply, left, right, ReferenceEquals(left, right) ? left.Range.Square() : left.Range * right.Range, commutes: true);

    public Node Multiply(double factor, Node value) => Multiply(Constant(factor), value);

    public Node Square(Node value) => Multiply(value, value);

    public Node Divide(Node left, Node right) => Rewritten(Op.Divide, left, right)
        ?? Binary(Op.Divide, left, right, left.Range / right.Range);

    public Node Negate(Node value) => Rewritten(Op.Negate, value) ?? Make(Op.Negate, [value], axes: value.Axes, range: -value.Range);

    public Node Less(Node left, Node right) => Comparison(Op.Less, left, right);

    public Node LessOrEqual(Node left, Node right) => Comparison(Op.LessOrEqual, left, right);

    public Node Greater(Node left, Node right) => Comparison(Op.Less, right, left);

    public Node GreaterOrEqual(Node left, Node right) => Comparison(Op.LessOrEqual, right, left);

    public Node Equal(Node left, Node right) => Comparison(Op.Equal, left, right, commutes: true);

    public Node NotEqual(Node left, Node right) => Comparison(Op.NotEqual, left, right, commutes: true);

    public Node And(Node left, Node right) => Comparison(Op.And, left, right, commutes: true);

    public Node Or(Node left, Node right) => Comparison(Op.Or, left, right, commutes: true);

    public Node Not(Node value) => Rewritten(Op.Not, value) ?? Make(Op.Not, [value], axes: value.Axes, range: Interval.Unit);

    public Node Select(Node condition, Node whenTrue, Node whenFalse) => Rewritten(Op.Select, condition, whenTrue, whenFalse)
        ?? Make(
            Op.Select,
            [condition, whenTrue, whenFalse],
            axes: condition.Axes.With(whenTrue.Axes).With(whenFalse.Axes),
            range: whenTrue.Range.Intersect(Guard.Of(condition, true, whenTrue).Range)
                .Union(whenFalse.Range.Intersect(Guard.Of(condition, false, whenFalse).Range)));

    public Node Call(Function function, params Node[] args)
    {
        if (Rewritten(() => (Stabilizes ? Stabilization.Call(this, function, args) : null) ?? Simplification.Call(this, function, args)) is { } simpler)
            return simpler;
        return Make(Op.Call, args, function: function, axes: Axes(args), range: function.Range([.. args.Select(arg => arg.Range)]));
    }

    /// <summary>A reduction over an axis; <paramref name="mask"/> keeps the elements for which it holds.</summary>
    public Node Reduce(Reduction reduction, Axis axis, Node body, Node? mask = null)
    {
        if (Rewritten(() => Simplification.Reduce(this, reduction, axis, body, mask)) is { } simpler)
            return simpler;
        Interval range = reduction switch
        {
            Reduction.Sum => new Interval(body.Range.IsNonNegative ? 0 : double.NegativeInfinity, body.Range.IsNonPositive ? 0 : double.PositiveInfinity),
            Reduction.Count => Interval.NonNegative,
            Reduction.Shift => body.Range.Union(Interval.Of(0)),
            Reduction.Product => body.Range.IsNonNegative ? Interval.NonNegative : Interval.All,
            _ => body.Range,
        };
        Node[] args = mask is null ? [body] : [body, mask];
        return Make(Op.Reduce, args, over: axis, axes: Axes(args).Without(axis), reduction: reduction, range: range);
    }

    /// <summary>The sums up to each position of the axis, itself included; from it on, where <paramref name="isReversed"/>.</summary>
    public Node Scan(Axis axis, Node body, bool isReversed = false) => Make(
        Op.Scan, [body], value: isReversed ? -1 : 1, over: axis, axes: body.Axes.With(axis),
        range: new Interval(body.Range.IsNonNegative ? 0 : double.NegativeInfinity, body.Range.IsNonPositive ? 0 : double.PositiveInfinity));

    /// <summary>A position of a table in what defines it.</summary>
    public Node State(string table, IReadOnlyList<Node> indices) =>
        Make(Op.State, [.. indices], name: table, axes: Axes(indices), range: Interval.All);

    /// <summary>A position of a table that a recurrence defines.</summary>
    public Node Recur(Recurrence recurrence, int table, IReadOnlyList<Node> indices, IReadOnlyList<Node> bodies) => Make(
        Op.Recur, [.. indices, .. bodies], value: table, name: recurrence.Tables[table].Name, axes: Axes(indices), range: Interval.All,
        recurrence: recurrence);

    /// <summary>A name for a table that no other has.</summary>
    public string Table(string wanted)
    {
        string name = wanted;
        for (int i = 2; !tables.Add(name); i++)
            name = wanted + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return name;
    }

    public Node Sum(Axis axis, Node body, Node? mask = null) => Reduce(Reduction.Sum, axis, body, mask);

    public Node Count(Axis axis, Node? mask) => mask is null ? Size(axis) : Reduce(Reduction.Count, axis, mask);

    public Node Mean(Axis axis, Node body, Node? mask = null) => Divide(Sum(axis, body, mask), Count(axis, mask));

    /// <summary>A copy of the node with other arguments.</summary>
    public Node WithArgs(Node node, IReadOnlyList<Node> args) => node.Op switch
    {
        Op.Add => Add(args[0], args[1]),
        Op.Subtract => Subtract(args[0], args[1]),
        Op.Multiply => Multiply(args[0], args[1]),
        Op.Divide => Divide(args[0], args[1]),
        Op.Negate => Negate(args[0]),
        Op.Not => Not(args[0]),
        Op.Select => Select(args[0], args[1], args[2]),
        Op.Call => Call(node.Function!, [.. args]),
        Op.Element => Element(node.Name!, args, node.Range, node.IsInteger),
        Op.State => State(node.Name!, args),
        Op.Recur => Recur(node.Recurrence!, (int)node.Value, [.. args.Take(node.Recurrence!.Rank)], [.. args.Skip(node.Recurrence.Rank)]),
        Op.Scan => Scan(node.Over!, args[0], node.IsReversedScan),
        Op.Reduce => Reduce(node.Reduction, node.Over!, args[0], args.Count > 1 ? args[1] : null),
        _ when node.IsCondition => Comparison(node.Op, args[0], args[1]),
        _ => node,
    };

    private static AxisSet Axes(IEnumerable<Node> args) => args.Aggregate(AxisSet.Empty, (all, arg) => all.With(arg.Axes));

    internal Node Raw(Op op, Node left, Node right, Interval range) => Binary(op, left, right, range);

    private Node? Rewritten(Op op, params Node[] args) =>
        Rewritten(() => (Stabilizes ? Stabilization.Operator(this, op, args) : null) ?? Simplification.Operator(this, op, args));

    private Node? Rewritten(Func<Node?> rewrite)
    {
        if (!Rewrites || rewriting >= DeepestRewrite)
            return null;
        rewriting++;
        Node? rewritten = rewrite();
        rewriting--;
        return rewritten;
    }

    /// <summary>The sign of a difference from the logarithm of a sum of which its exponential is a term.</summary>
    private static Interval? LogDifference(Node left, Node right) => CompositeReductions.IsLogOfSumWith(right, left) ? Interval.NonPositive
        : CompositeReductions.IsLogOfSumWith(left, right) ? Interval.NonNegative
        : null;

    private Node Comparison(Op op, Node left, Node right, bool commutes = false) =>
        Rewritten(op, left, right) ?? Binary(op, left, right, Interval.Unit, commutes);

    private Node Binary(Op op, Node left, Node right, Interval range, bool commutes = false)
    {
        if (commutes && nodes.TryGetValue(new Key(op, 0, null, null, default, null, [right, left]), out Node? swapped))
            return swapped;
        return Make(op, [left, right], axes: left.Axes.With(right.Axes), range: range);
    }

    private Node Make(
        Op op, Node[] args, double value = 0, string? name = null, Function? function = null, Reduction reduction = default,
        AxisSet axes = default, Axis? over = null, Interval range = default, bool isInteger = false, bool isUpstream = false,
        Recurrence? recurrence = null)
    {
        var key = new Key(op, value, name, function, reduction, over, args, recurrence);
        if (!nodes.TryGetValue(key, out Node? node))
        {
            node = new Node(nodes.Count, op, args, value, name, function, reduction, axes, over, range, isUpstream) { IsInteger = isInteger, Recurrence = recurrence };
            nodes.Add(key, node);
        }

        return node;
    }

    private readonly struct Key(
        Op op, double value, string? name, Function? function, Reduction reduction, Axis? over, Node[] args, Recurrence? recurrence = null) : IEquatable<Key>
    {
        private readonly Op op = op;
        private readonly long bits = BitConverter.DoubleToInt64Bits(value);
        private readonly string? name = name;
        private readonly Function? function = function;
        private readonly Reduction reduction = reduction;
        private readonly Axis? over = over;
        private readonly Node[] args = args;
        private readonly Recurrence? recurrence = recurrence;

        public bool Equals(Key other)
        {
            if (op != other.op || bits != other.bits || name != other.name || !ReferenceEquals(function, other.function)
                || reduction != other.reduction || over != other.over || !ReferenceEquals(recurrence, other.recurrence) || args.Length != other.args.Length)
                return false;
            for (int i = 0; i < args.Length; i++)
            {
                if (!ReferenceEquals(args[i], other.args[i]))
                    return false;
            }

            return true;
        }

        public override bool Equals(object? obj) => obj is Key other && Equals(other);

        public override int GetHashCode()
        {
            int hash = ((int)op * 397) ^ bits.GetHashCode() ^ (name?.GetHashCode() ?? 0) ^ (int)reduction ^ ((over?.Index ?? 0) << 8);
            hash = (hash * 31) + (function?.Name.GetHashCode() ?? 0);
            foreach (Node arg in args)
                hash = (hash * 31) + arg.Id;
            return hash;
        }
    }
}
