using LossGen.Generator.Functions;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus.Properties;

/// <summary>
/// The values of nodes where some are known to be narrower than the graph says: in the branch of a choice. Also known are a few bounds
/// that the two arguments of a node have only together.
/// </summary>
internal sealed class Ranges(IReadOnlyDictionary<Node, Interval>? narrower = null)
{
    public static readonly Ranges Plain = new();

    private readonly Dictionary<Node, Interval> known = [];

    public Interval Of(Node root)
    {
        if (known.TryGetValue(root, out Interval found))
            return found;
        foreach (Node node in GraphWalk.Reachable(root))
        {
            if (known.ContainsKey(node))
                continue;
            Interval range = node.Range.Intersect(Computed(node));
            known[node] = narrower is not null && narrower.TryGetValue(node, out Interval given) ? range.Intersect(given) : range;
        }

        return known[root];
    }

    private Interval Computed(Node node) => node.Op switch
    {
        Op.Add => known[node[0]] + known[node[1]],
        Op.Subtract => known[node[0]] - known[node[1]],
        Op.Multiply when ReferenceEquals(node[0], node[1]) => known[node[0]].Square(),
        Op.Multiply => Together(node) ?? (known[node[0]] * known[node[1]]),
        Op.Divide => Together(node) ?? (known[node[0]] / known[node[1]]),
        Op.Negate => -known[node[0]],
        Op.Select => known[node[1]].Intersect(Guard.Of(node[0], true, node[1]).Range)
            .Union(known[node[2]].Intersect(Guard.Of(node[0], false, node[2]).Range)),
        Op.Call => node.Function!.Range([.. node.Args.Select(arg => known[arg])]),
        _ => node.Range,
    };

    private Interval? Together(Node node)
    {
        if (node.Op == Op.Divide)
            return node[1].Calls(FunctionTable.Hypot) && node[1].Args.Any(leg => ReferenceEquals(node[0], leg)) ? new Interval(-1, 1) : null;

        // u * exp(-k * u^2) is largest where u^2 = 1 / (2 k).
        foreach ((Node u, Node other) in new[] { (node[0], node[1]), (node[1], node[0]) })
        {
            if (other.Calls(FunctionTable.Exp) && Falloff(other[0], u) is { } k)
            {
                double most = Math.Exp(-0.5) / Math.Sqrt(2 * k);
                return new Interval(-most, most);
            }
        }

        return null;
    }

    /// <summary>The k of -k * u^2, or of less than that.</summary>
    private static double? Falloff(Node exponent, Node u) => exponent.Op switch
    {
        Op.Negate when Simplification.IsSquare(exponent[0]) && ReferenceEquals(exponent[0][0], u) => 1,
        Op.Multiply when exponent[0].IsConstant && exponent[0].Value < 0 && Simplification.IsSquare(exponent[1])
            && ReferenceEquals(exponent[1][0], u) => -exponent[0].Value,
        _ => null,
    };
}
