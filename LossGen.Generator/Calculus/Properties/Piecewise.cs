using LossGen.Generator.Functions;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus.Properties;

/// <summary>
/// A function of one number, cut into pieces where a choice switches: by the sign of an argument of an absolute value, of the difference
/// of the arguments of a maximum or of a comparison. Each piece is an expression without switches.
/// </summary>
internal sealed class Piecewise
{
    /// <summary>More switches than this are not followed: the pieces are two to their power.</summary>
    private const int MostSwitches = 5;

    /// <summary>No parameter can have this name.</summary>
    private const string DifferenceName = "p - y";

    private readonly List<Node> switches;
    private readonly Node term;

    private Piecewise(Node term, WorkingCopy copy, Node x, bool isMirrored, List<Node> switches)
    {
        this.term = term;
        this.switches = switches;
        Graph = copy.Graph;
        X = x;
        IsMirrored = isMirrored;
    }

    public GraphBuilder Graph { get; }

    /// <summary>The variable: the prediction, or its difference from a target, if the term depends on that alone.</summary>
    public Node X { get; }

    /// <summary>Whether the variable falls where the prediction rises.</summary>
    public bool IsMirrored { get; }

    public Canonical Canonical { get; } = new();

    public IReadOnlyList<Node> Switches => switches;

    /// <summary>The pieces, none of them known to be empty.</summary>
    public IReadOnlyList<Piece> Pieces { get; private set; } = [];

    /// <summary>The pieces of a term; null where a choice is not by the sign of something affine, or where there are too many.</summary>
    public static Piecewise? Of(Node term, WorkingCopy copy)
    {
        (term, Node x, bool isMirrored) = InDifference(term, copy);
        HashSet<Node> dependent = GraphWalk.DependingOn([term], node => ReferenceEquals(node, x));
        List<Node> switches = [.. GraphWalk.Reachable(term).Where(node => dependent.Contains(node) && IsSwitch(node))];
        bool isUnknown = dependent.Any(node => node.Op is Op.Equal or Op.NotEqual || (node.Function?.Kink is not null && !IsSwitch(node)));
        if (isUnknown || switches.Count > MostSwitches)
            return null;
        var piecewise = new Piecewise(term, copy, x, isMirrored, switches);
        return piecewise.FindPieces() ? piecewise : null;
    }

    /// <summary>The term as a function of p - y, or of what else p is only used in; of a difference more is known than of p.</summary>
    private static (Node Term, Node X, bool IsMirrored) InDifference(Node term, WorkingCopy copy)
    {
        Node x = copy.Variable;
        List<Node> users = [.. GraphWalk.Reachable(term).Where(node => node.Args.Contains(x))];
        if (users.Count != 1 || users[0].Op is not (Op.Add or Op.Subtract) || ReferenceEquals(users[0][0], users[0][1]))
            return (term, x, false);
        Node difference = copy.Graph.Element(DifferenceName, [.. users[0].Axes.Axes.Select(copy.Graph.Index)], users[0].Range);
        Node renamed = GraphWalk.Map(copy.Graph, [term], node => ReferenceEquals(node, users[0]) ? difference : node)[0];
        copy.CameFrom(difference, users[0]);
        return (renamed, difference, users[0].Op == Op.Subtract && ReferenceEquals(users[0][1], x));
    }

    /// <summary>The piece with these signs of the switches; null where one of them is not affine in x.</summary>
    public Piece? At(int signs)
    {
        var images = new Dictionary<Node, Node>();
        var arguments = new Node[switches.Count];
        foreach (Node node in GraphWalk.Reachable(term))
        {
            Node[] args = [.. node.Args.Select(arg => images[arg])];
            int index = switches.IndexOf(node);
            if (index < 0)
            {
                images[node] = args.Zip(node.Args, ReferenceEquals).All(same => same) ? node : Graph.WithArgs(node, args);
                continue;
            }

            arguments[index] = args.Length == 1 ? args[0] : Graph.Subtract(args[0], args[1]);
            images[node] = Taken(node, args, isPositive: (signs >> index & 1) != 0);
        }

        var affine = new (Polynomial Slope, Polynomial Offset)[switches.Count];
        for (int i = 0; i < affine.Length; i++)
        {
            if (Canonical.AffineIn(Canonical.Of(arguments[i]), X) is not { } form)
                return null;
            affine[i] = form;
        }

        return new Piece(this, signs, images[term], arguments, affine);
    }

    /// <summary>A node of the function for another value of the variable.</summary>
    public Node At(Node node, Node x) => GraphWalk.Map(Graph, [node], inner => ReferenceEquals(inner, X) ? x : inner)[0];

    /// <summary>Whether no part of a node was folded to infinity or NaN, of which the laws of sums and products do not hold.</summary>
    public static bool IsFinite(Node node) =>
        GraphWalk.Reachable(node).All(inner => !inner.IsConstant || !(double.IsNaN(inner.Value) || double.IsInfinity(inner.Value)));

    private static bool IsSwitch(Node node) => node.Op is Op.Less or Op.LessOrEqual
        || node.Calls(FunctionTable.Abs) || node.Calls(FunctionTable.Max) || node.Calls(FunctionTable.Min);

    private Node Taken(Node node, Node[] args, bool isPositive)
    {
        if (node.Op is Op.Less or Op.LessOrEqual)
            return Graph.Constant(isPositive ? 0 : 1);
        if (node.Calls(FunctionTable.Abs))
            return isPositive ? args[0] : Graph.Negate(args[0]);
        return node.Calls(FunctionTable.Max) == isPositive ? args[0] : args[1];
    }

    private bool FindPieces()
    {
        var pieces = new List<Piece>();
        for (int signs = 0; signs < 1 << switches.Count; signs++)
        {
            if (At(signs) is not { } piece)
                return false;
            if (!piece.IsEmpty)
                pieces.Add(piece);
        }

        Pieces = pieces;
        return true;
    }
}
