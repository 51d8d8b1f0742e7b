using LossGen.Generator.Functions;
using LossGen.Generator.Graph;
using static LossGen.Generator.Functions.FunctionTable;

namespace LossGen.Generator.Calculus;

/// <summary>Rules for logarithms, exponentials and powers.</summary>
internal static partial class Stabilization
{
    /// <summary>How deep a rule looks into an expression: whoever nests deeper writes no formula that anybody knows.</summary>
    private const int DeepestLook = 5;

    private static (string, Node)? LogOf(GraphBuilder graph, Node x)
    {
        if (x.Calls(Exp))
            return ("x", x[0]);
        if (x.Calls(Sigmoid))
            return ("logsigmoid(x)", graph.Call(LogSigmoid, x[0]));
        if (x.Calls(Cosh))
            return ("logcosh(x)", graph.Call(LogCosh, x[0]));
        if (OnePlusExp(x) is { } exponent)
            return ("softplus(x)", graph.Call(Softplus, exponent));
        if (x.Op == Op.Add && CanAddLogs(x))
            return ("log(exp(log(x)) + exp(log(y)))", graph.Call(LogAddExp, graph.Call(Log, x[0]), graph.Call(Log, x[1])));
        if (x is { Op: Op.Reduce, Reduction: Reduction.Product } && x[0].Range.IsNonNegative)
            return ("sum(log(x))", graph.Sum(x.Over!, graph.Call(Log, x[0]), x.Args.Count > 1 ? x[1] : null));
        return LogOfSumOfExp(graph, x) ?? LogOfProduct(graph, x) ?? LogOfShifted(graph, x) ?? InBranches(graph, x, arg => graph.Call(Log, arg), branch => LogIsSafe(branch));
    }

    /// <summary>Factors whose logarithm is known exactly are taken out: log(exp(a) * b) = a + log(b).</summary>
    private static (string, Node)? LogOfProduct(GraphBuilder graph, Node x)
    {
        if (x.Op == Op.Multiply && (HasSafeFactor(x[0]) || HasSafeFactor(x[1])) && x.Args.Any(factor => LogIsSafe(factor) || factor.Range.IsNonNegative))
            return ("log(x) + log(y)", graph.Add(graph.Call(Log, x[0]), graph.Call(Log, x[1])));
        if (x.Op == Op.Multiply && x[0].Range.IsNonNegative && !x[0].Varies && IsWeightedSumOfExp(x[1]))
            return ("log(x) + logsumexp(y)", graph.Add(graph.Call(Log, x[0]), graph.Call(Log, x[1])));
        if (x.Op == Op.Divide && (LogIsSafe(x[0]) || LogIsSafe(x[1]) || IsWeightedSumOfExp(x[0])))
            return ("log(x) - log(y)", graph.Subtract(graph.Call(Log, x[0]), graph.Call(Log, x[1])));
        if (x.Op == Op.Divide && x[0].Is(1))
            return ("-log(x)", graph.Negate(graph.Call(Log, x[1])));
        return x.Calls(Pow) && LogIsSafe(x[0])
            ? ("y * log(x)", graph.Multiply(x[1], graph.Call(Log, x[0])))
            : null;
    }

    /// <summary>Whether the logarithm of the value, or of a factor of it, has a form of its own. The sign of the rest is the sign of the product.</summary>
    private static bool HasSafeFactor(Node x, int depth = 0) => depth < DeepestLook
        && (LogIsSafe(x, depth) || (x.Op == Op.Multiply && (HasSafeFactor(x[0], depth + 1) || HasSafeFactor(x[1], depth + 1))));

    /// <summary>log(1 + x) keeps the digits of a small x as log1p(x).</summary>
    private static (string, Node)? LogOfShifted(GraphBuilder graph, Node x)
    {
        if (x.Op == Op.Subtract && x[0].Is(1))
            return ("log1p(-x)", graph.Call(Log1p, graph.Negate(x[1])));
        if (x.Op != Op.Add)
            return null;
        Node? rest = x[0].Is(1) ? x[1] : x[1].Is(1) ? x[0] : null;
        return rest is null ? null
            : rest.Varies && Simplification.IsSquare(rest) ? ("log(1 + x^2)", graph.Call(LogOfOnePlusSquare, rest[0]))
            : ("log1p(x)", graph.Call(Log1p, rest));
    }

    private static (string, Node)? Log1pOf(GraphBuilder graph, Node x)
    {
        if (x.Calls(Exp))
            return ("softplus(x)", graph.Call(Softplus, x[0]));
        if (x.Varies && Simplification.IsSquare(x))
            return ("log(1 + x^2)", graph.Call(LogOfOnePlusSquare, x[0]));
        return x.Op == Op.Negate && x[0].Calls(Sigmoid)
            ? ("logsigmoid(-x)", graph.Call(LogSigmoid, graph.Negate(x[0][0])))
            : null;
    }

    private static (string, Node)? ExpOf(GraphBuilder graph, Node x)
    {
        if (x.Calls(Log))
            return ("x", x[0]);
        if (x.Calls(LogSigmoid))
            return ("sigmoid(x)", graph.Call(Sigmoid, x[0]));
        return x.Op == Op.Negate && x[0].Calls(Softplus)
            ? ("sigmoid(-x)", graph.Call(Sigmoid, graph.Negate(x[0][0])))
            : null;
    }

    /// <summary>
    /// A power of a sigmoid (the focal loss) through its logarithm: at saturation the base is 0, and base^(y - 1) in the gradient of a
    /// small power y would be infinite.
    /// </summary>
    private static (string, Node)? PowOf(GraphBuilder graph, Node x, Node y) =>
        x.Calls(Exp) || x.Calls(Sigmoid)
            ? ("exp(y * log(x))", graph.Call(Exp, graph.Multiply(y, graph.Call(Log, x))))
            : InBranches(graph, x, arg => graph.Call(Pow, arg, y), node => node.Calls(Exp) || node.Calls(Sigmoid));

    private static (string, Node)? InBranches(GraphBuilder graph, Node x, Func<Node, Node> function, Func<Node, bool> gains) =>
        x.Op == Op.Select && (gains(x[1]) || gains(x[2]))
            ? ("in both branches", graph.Select(x[0], function(x[1]), function(x[2])))
            : null;

    /// <summary>Whether the logarithm has a form of its own that neither overflows nor saturates.</summary>
    private static bool LogIsSafe(Node x, int depth = 0) => depth < DeepestLook
        && (x.Calls(Exp) || x.Calls(Sigmoid) || x.Calls(Cosh) || OnePlusExp(x) is not null || (x.Calls(Pow) && LogIsSafe(x[0], depth + 1))
            || (x.Op == Op.Add && CanAddLogs(x, depth + 1))
            || (x.Op == Op.Select && x[1].Range.IsNonNegative && x[2].Range.IsNonNegative
                && (LogIsSafe(x[1], depth + 1) || LogIsSafe(x[2], depth + 1))));

    /// <summary>Whether a sum can be formed in the logarithms of its terms: at least one exponential, and positive numbers.</summary>
    private static bool CanAddLogs(Node sum, int depth = 0) => OnePlusExp(sum) is null
        && sum.Args.Any(term => IsExponential(term, depth)) && sum.Args.All(term => term.Range.IsPositive || IsExponential(term, depth));

    /// <summary>An exponential, perhaps with a positive factor, or a sum of such over elements or terms.</summary>
    private static bool IsExponential(Node term, int depth) => depth < DeepestLook
        && (term.Calls(Exp) || IsSumOfExp(term)
            || (term.Op == Op.Multiply && term.Args.All(factor => factor.Range.IsNonNegative)
                && term.Args.Any(factor => IsExponential(factor, depth + 1)))
            || (term.Op == Op.Add && (OnePlusExp(term) is not null || CanAddLogs(term, depth + 1))));
}
