using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus.Properties;

/// <summary>
/// What the absolute value of a node is at most within a piece, as a formula of what does not depend on the variable: in it parameters
/// cancel that an interval would count twice. It is found up to a sign where that of a parameter is not known.
/// </summary>
internal sealed class Magnitudes(Piecewise whole, Piece piece)
{
    private readonly Dictionary<Node, Polynomial?> known = [];

    public Polynomial? Of(Node root)
    {
        HashSet<Node> dependent = GraphWalk.DependingOn([root], node => ReferenceEquals(node, whole.X));
        foreach (Node node in GraphWalk.Reachable(root))
            known[node] = dependent.Contains(node) ? Smaller(Bound(node), Number(node)) : Positive(whole.Canonical.Of(node));
        return known[root];
    }

    private Polynomial? Smaller(Polynomial? form, Polynomial? number) =>
        form is null || number is null ? form ?? number
        : whole.Canonical.Range(form).Abs().High <= number.Number ? form
        : number;

    private Polynomial? Bound(Node node) => ReferenceEquals(node, whole.X) ? FarthestEnd() : node.Op switch
    {
        Op.Negate => known[node[0]],
        Op.Multiply => Product(known[node[0]], known[node[1]]) ?? FallingOff(node),
        Op.Add or Op.Subtract => Sum(known[node[0]], known[node[1]]),
        Op.Divide => Ranges.Scale(node) is { } scale ? OverScale(1, scale) : null,
        _ => null,
    };

    /// <summary>The end of the piece that is farther from 0, where the other one is 0 or on the same side of it.</summary>
    private Polynomial? FarthestEnd()
    {
        List<Polynomial> lows = [], highs = [];
        for (int i = 0; i < whole.Switches.Count; i++)
        {
            (Polynomial slope, Polynomial offset) = piece.Switch(i);
            if (slope.Number is { } number && number != 0)
                (piece.IsPositive(i) == number > 0 ? lows : highs).Add(offset.Times(-1 / number));
        }

        return lows.Any(low => whole.Canonical.Range(low).IsNonNegative) ? highs.FirstOrDefault()
            : highs.Any(high => whole.Canonical.Range(high).IsNonPositive) ? lows.FirstOrDefault()?.Times(-1)
            : null;
    }

    private Polynomial? Number(Node node)
    {
        Interval range = piece.Ranges.Of(node).Abs();
        return double.IsInfinity(range.High) ? null : Polynomial.Constant(range.High);
    }

    private static Polynomial? Product(Polynomial? left, Polynomial? right) =>
        left is null || right is null || left.Terms.Count * right.Terms.Count > Polynomial.MostTerms
            || left.Degree + right.Degree > Polynomial.HighestPower ? null : left * right;

    private Polynomial? Sum(Polynomial? left, Polynomial? right) =>
        left is not null && right is not null && whole.Canonical.Range(left).IsNonNegative && whole.Canonical.Range(right).IsNonNegative
            && left.Terms.Count + right.Terms.Count <= Polynomial.MostTerms
            ? left + right : null;

    /// <summary>u * exp(-(k * u)^2 ...), of which the largest value is a number over k.</summary>
    private Polynomial? FallingOff(Node node)
    {
        foreach ((Node u, Node other) in new[] { (node[0], node[1]), (node[1], node[0]) })
        {
            if (Ranges.Falloff(other, u) is ({ } most, { } scale))
                return OverScale(most, scale);
        }

        return null;
    }

    private Polynomial? OverScale(double most, Node scale) =>
        known.TryGetValue(scale, out Polynomial? form) && GraphWalk.Reachable(scale).All(node => !ReferenceEquals(node, whole.X))
            ? form?.Reciprocal()?.Times(most) : null;

    private Polynomial Positive(Polynomial form) => whole.Canonical.Range(form).IsNonPositive ? form.Times(-1) : form;
}
