using LossGen.Generator.Binding;
using LossGen.Generator.Functions;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus.Properties;

/// <summary>
/// A copy of a loss for the analysis of its properties, which adds nodes and narrows ranges that the emitted code must not see. It has the
/// same values, but no stopped gradients, and no shifts by a largest element, which cancel.
/// </summary>
internal sealed class WorkingCopy
{
    private readonly Dictionary<Node, Node> images = [], origins = [];
    private Axis? anyAxis;

    private WorkingCopy(BoundFormula formula, string parameter, IReadOnlyCollection<string> positive, bool rewrites, bool stabilizes)
    {
        Graph = formula.Graph.Sibling(rewrites, stabilizes, extents: new(1, double.PositiveInfinity));
        Parameter = parameter;
        foreach (Node node in GraphWalk.Reachable([formula.Result, .. formula.Names.Keys]))
        {
            Node[] args = [.. node.Args.Select(arg => images[arg])];
            images[node] = node.IsLeaf ? Leaf(node, args, positive) : Image(node, args);
            foreach (Node image in images[node].Op == Op.Call && node.Calls(FunctionTable.Clamp) ? [images[node], images[node][0]] : new[] { images[node] })
            {
                if (!origins.ContainsKey(image))
                    origins.Add(image, node);
            }
        }

        Root = images[formula.Result];
        Accesses = [.. GraphWalk.Reachable(Root).Where(IsVariable)];
        Variable = Accesses.FirstOrDefault() ?? Graph.Element(parameter, [], Interval.All);
        Dependent = GraphWalk.DependingOn([Root], IsVariable);
    }

    public GraphBuilder Graph { get; }

    /// <summary>The parameter that the properties speak of.</summary>
    public string Parameter { get; }

    /// <summary>The elements of it that the loss reads, by their indices.</summary>
    public IReadOnlyList<Node> Accesses { get; }

    public Node Root { get; }

    /// <summary>The first of them. It varies, even where it is a scalar: each term of a sum is a function of it.</summary>
    public Node Variable { get; }

    /// <summary>What depends on the variable.</summary>
    public HashSet<Node> Dependent { get; }

    /// <summary>Whether a gradient was stopped on its way to the variable, so that the emitted one is not the loss's.</summary>
    public bool StopsGradient { get; private set; }

    /// <param name="formula">The loss.</param>
    /// <param name="parameter">The parameter that the properties speak of.</param>
    /// <param name="positive">Scalars that are assumed to be positive.</param>
    /// <param name="rewrites">Whether the copy is simplified as it is made.</param>
    /// <param name="stabilizes">Whether that includes the rewrites for stability, which would bring back the shifts of a log-sum-exp.</param>
    public static WorkingCopy Of(
        BoundFormula formula, string parameter, IReadOnlyCollection<string> positive, bool rewrites, bool stabilizes = true) =>
        new(formula, parameter, positive, rewrites, stabilizes);

    public bool IsVariable(Node node) => node.Op is Op.Element && node.Name == Parameter;

    /// <summary>The node of the formula that a node of the copy came from.</summary>
    public Node Origin(Node image) => origins.TryGetValue(image, out Node? origin) ? origin : image;

    /// <summary>What the user named, by the nodes of the copy.</summary>
    public IReadOnlyDictionary<Node, string> Names(BoundFormula formula)
    {
        var names = new Dictionary<Node, string>();
        foreach (KeyValuePair<Node, string> name in formula.Names)
            names[images[name.Key]] = name.Value;
        return names;
    }

    /// <summary>Says of a node that it stands for another of the copy.</summary>
    public void CameFrom(Node node, Node other) => origins[node] = Origin(other);

    private Node Leaf(Node leaf, Node[] indices, IReadOnlyCollection<string> positive)
    {
        switch (leaf.Op)
        {
            case Op.Constant:
                return Graph.Constant(leaf.Value);
            case Op.Size:
                return Graph.Size(leaf.Over!);
            case Op.Index:
                return Graph.Index(leaf.Over!);
            default:
                Interval range = positive.Contains(leaf.Name!) ? new(double.Epsilon, double.PositiveInfinity) : leaf.Range;
                return leaf.Op == Op.Element ? Graph.Element(leaf.Name!, indices, range, leaf.IsInteger)
                    : leaf.Name == Parameter ? Graph.Element(leaf.Name!, [Graph.Index(anyAxis ??= Graph.Axis("any"))], range)
                    : Graph.Scalar(leaf.Name!, range, isInteger: leaf.IsInteger);
        }
    }

    private Node Image(Node node, Node[] args)
    {
        if (IsShift(node))
            return Graph.Zero;
        if (node.Calls(FunctionTable.StopGradient))
        {
            StopsGradient |= GraphWalk.Reachable(args[0]).Any(IsVariable);
            return args[0];
        }

        if (node.Calls(FunctionTable.Relu))
            return Graph.Call(FunctionTable.Max, args[0], Graph.Zero);
        if (node.Calls(FunctionTable.Clamp))
            return Clamped(args[0], args[1], args[2]);

        // x == c ? c : x is x: the guard of a logarithm or a division.
        if (node.Op == Op.Select && args[0].Op == Op.Equal && args[0].Args.Contains(args[1]) && args[0].Args.Contains(args[2]))
            return args[2];
        if (node.Calls(FunctionTable.XLogY) && args[1].Calls(FunctionTable.Exp))
            return Graph.Multiply(args[0], args[1][0]);
        if (node.Calls(FunctionTable.XLogY) && args[1] is { Op: Op.Reduce, Reduction: Reduction.Sum } sum && sum[0].Calls(FunctionTable.Exp))
            return Graph.Multiply(args[0], Graph.Call(FunctionTable.Log, sum));
        if (node.Op == Op.Multiply)
            return Graph.Multiply(Unguarded(args[0], args[1]), Unguarded(args[1], args[0]));
        return node.Op == Op.Select && args[1].Is(0) && IsGuard(args[0], args[2]) ? args[2] : Graph.WithArgs(node, args);
    }

    /// <summary>x * (x == 0 ? 0 : y) is x * y.</summary>
    private static Node Unguarded(Node choice, Node factor) =>
        choice.Op == Op.Select && choice[1].Is(0) && IsGuard(choice[0], factor) ? choice[2] : choice;

    /// <summary>Whether a condition is x == 0, for an x that is a factor of the value.</summary>
    private static bool IsGuard(Node condition, Node value) => condition.Op == Op.Equal && condition.Args.Any(side => side.Is(0))
        && condition.Args.Any(side => side.Op is Op.Scalar or Op.Element && Factors.Of(value).PowerOf(side) >= 1);

    /// <summary>A clamp without the limits that are infinite.</summary>
    private Node Clamped(Node value, Node low, Node high)
    {
        Node above = low.Is(double.NegativeInfinity) ? value : Graph.Call(FunctionTable.Max, value, low);
        return high.Is(double.PositiveInfinity) ? above : Graph.Call(FunctionTable.Min, above, high);
    }

    /// <summary>Whether the node is the shift that <see cref="CompositeReductions"/> takes from exponents.</summary>
    private static bool IsShift(Node node) => node is { Op: Op.Reduce, Reduction: Reduction.Shift };
}
