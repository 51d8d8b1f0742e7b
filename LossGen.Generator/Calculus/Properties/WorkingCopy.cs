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

    private WorkingCopy(BoundFormula formula, string parameter, IReadOnlyCollection<string> positive, bool rewrites)
    {
        Graph = new GraphBuilder { Rewrites = rewrites };
        Axis = formula.Axis;
        foreach (Node node in GraphWalk.Reachable([formula.Result, .. formula.Names.Keys]))
        {
            Node[] args = [.. node.Args.Select(arg => images[arg])];
            images[node] = args.Length == 0 ? Leaf(node, parameter, positive) : Image(node, args);
            foreach (Node image in images[node].Op == Op.Call && node.Calls(FunctionTable.Clamp) ? [images[node], images[node][0]] : new[] { images[node] })
            {
                if (!origins.ContainsKey(image))
                    origins.Add(image, node);
            }
        }

        Root = images[formula.Result];
        Variable ??= Graph.Element(parameter, Axis, Interval.All);
        Dependent = GraphWalk.DependingOn([Root], node => ReferenceEquals(node, Variable));
    }

    public GraphBuilder Graph { get; }

    public Axis Axis { get; }

    public Node Root { get; }

    /// <summary>The leaf that the properties speak of. It varies, even where it is a scalar: each term of a sum is a function of it.</summary>
    public Node Variable { get; private set; } = null!;

    /// <summary>What depends on the variable.</summary>
    public HashSet<Node> Dependent { get; }

    /// <summary>Whether a gradient was stopped on its way to the variable, so that the emitted one is not the loss's.</summary>
    public bool StopsGradient { get; private set; }

    /// <param name="formula">The loss.</param>
    /// <param name="parameter">The parameter that the properties speak of.</param>
    /// <param name="positive">Scalars that are assumed to be positive.</param>
    /// <param name="rewrites">Whether the copy is simplified as it is made; that would bring back the shifts of a log-sum-exp.</param>
    public static WorkingCopy Of(BoundFormula formula, string parameter, IReadOnlyCollection<string> positive, bool rewrites) =>
        new(formula, parameter, positive, rewrites);

    /// <summary>The node of the formula that a node of the copy came from.</summary>
    public Node Origin(Node image) => origins.TryGetValue(image, out Node? origin) ? origin : image;

    /// <summary>Says of a node that it stands for another of the copy.</summary>
    public void CameFrom(Node node, Node other) => origins[node] = Origin(other);

    private Node Leaf(Node leaf, string parameter, IReadOnlyCollection<string> positive)
    {
        switch (leaf.Op)
        {
            case Op.Constant:
                return Graph.Constant(leaf.Value);
            case Op.Size:
                return Graph.Size(new Axis(leaf.Name!));
            default:
                Interval range = positive.Contains(leaf.Name!) ? new(double.Epsilon, double.PositiveInfinity) : leaf.Range;
                if (leaf.Name == parameter)
                    return Variable = Graph.Element(parameter, Axis, range);
                return leaf.Op == Op.Element ? Graph.Element(leaf.Name!, Axis, range, leaf.IsInteger) : Graph.Scalar(leaf.Name!, range);
        }
    }

    private Node Image(Node node, Node[] args)
    {
        if (IsShift(node))
            return Graph.Zero;
        if (node.Calls(FunctionTable.StopGradient))
        {
            StopsGradient |= Variable is not null && GraphWalk.Reachable(args[0]).Contains(Variable) && !IsLargest(node);
            return args[0];
        }

        if (node.Calls(FunctionTable.Relu))
            return Graph.Call(FunctionTable.Max, args[0], Graph.Zero);
        if (node.Calls(FunctionTable.Clamp))
            return Graph.Call(FunctionTable.Min, Graph.Call(FunctionTable.Max, args[0], args[1]), args[2]);

        // x == c ? c : x is x: the guard of a logarithm or a division.
        if (node.Op == Op.Select && args[0].Op == Op.Equal && args[0].Args.Contains(args[1]) && args[0].Args.Contains(args[2]))
            return args[2];
        return Graph.WithArgs(node, args);
    }

    /// <summary>Whether the node is the shift that <see cref="CompositeReductions"/> takes from exponents, or 0 where that is infinite.</summary>
    private static bool IsShift(Node node) => node.Op == Op.Select && node[1].Is(0) && IsLargest(node[2])
        && node[0].Op == Op.Equal && node[0].Args.Any(side => side.Is(double.PositiveInfinity));

    private static bool IsLargest(Node node) => node.Calls(FunctionTable.StopGradient)
        && GraphWalk.Reachable(node[0]).Any(inner => inner is { Op: Op.Reduce, Reduction: Reduction.Max });
}
