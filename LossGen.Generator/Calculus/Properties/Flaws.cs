using LossGen.Generator.Functions;
using LossGen.Generator.Graph;
using static LossGen.Generator.Functions.FunctionTable;

namespace LossGen.Generator.Calculus.Properties;

/// <summary>What keeps a value from being a smooth function of its arguments, in the order of gravity.</summary>
internal enum Flaw
{
    None,

    /// <summary>The gradient jumps or is infinite somewhere.</summary>
    Kink,

    /// <summary>The value jumps.</summary>
    Step,

    /// <summary>It may be infinite in the middle of its domain, or it is a choice of which nothing is known.</summary>
    Unknown,
}

/// <summary>Finds the flaws of nodes.</summary>
/// <param name="dependent">What depends on the variable.</param>
/// <param name="curvature">The curvatures of the arguments: a domain whose boundary an affine argument crosses is a half-space.</param>
/// <param name="ranges">The values of nodes.</param>
/// <param name="isPiece">Whether the value goes on beyond its ranges, as another expression.</param>
internal sealed class Flaws(ICollection<Node> dependent, Curvature curvature, Ranges ranges, bool isPiece = false)
{
    /// <summary>The flaw of one node, and where it is, in words.</summary>
    public (Flaw Flaw, string Where) Of(Node node)
    {
        if (!dependent.Contains(node))
            return default;
        return node.Op switch
        {
            Op.Divide when dependent.Contains(node[1]) => Singular(node[1], 0, curvature.IsPositive(node[1]), hasTwoSides: true),
            Op.Select when dependent.Contains(node[0]) => (Flaw.Unknown, "a choice"),
            Op.Reduce when node.Args.Count > 1 && dependent.Contains(node[1]) => (Flaw.Unknown, "a filter"),
            Op.Reduce when node.Reduction is Reduction.Max or Reduction.Min =>
                (Flaw.Kink, "where elements tie, which then share the gradient evenly"),
            Op.Reduce when node.Reduction == Reduction.Count => (Flaw.Step, "it is constant in steps"),
            Op.Call => Call(node),
            _ => default,
        };
    }

    private (Flaw, string) Call(Node node)
    {
        Function function = node.Function!;
        if (function.Kink is { } kink)
            return (Flaw.Kink, kink);
        if (function.Derivative is null && !function.LacksDerivative && function != StopGradient)
            return (Flaw.Step, "it is constant in steps");
        Interval first = ranges.Of(node[0]);
        if (function == Sqrt || function == Cbrt)
        {
            return !first.Contains(0) ? default
                : first.IsNonNegative && node[0].Op is not (Op.Element or Op.Scalar) ? (Flaw.Kink, "at 0, where the subgradient 0 is taken")
                : function == Sqrt && !isPiece && curvature.Of(node[0]) == Bend.Affine ? default
                : (Flaw.Kink, "at 0, where its slope is infinite");
        }

        if (function == Hypot)
            return ranges.Of(node).IsPositive ? default : (Flaw.Kink, "where both are 0, where the subgradient 0 is taken");
        if (function == FunctionTable.Pow)
            return Pow(node);
        if (function == Tan || function == Atan2)
            return function == Atan2 && ranges.Of(node[1]).IsPositive ? default : (Flaw.Unknown, "it has poles or a cut");
        if ((function == Lgamma || function == Digamma) && !first.IsNonNegative)
            return (Flaw.Unknown, "it has poles");
        if (function == XOverY)
            return Singular(node[1], 0, isPositive: false, hasTwoSides: true);
        if (function.Domain is { } domain && dependent.Contains(node[domain.Argument]) && !domain.Contains(ranges.Of(node[domain.Argument])))
            return Singular(node[domain.Argument], domain.Valid.Low, function == Log && curvature.IsPositive(node[0]), hasTwoSides: false);
        return default;
    }

    private (Flaw, string) Pow(Node node)
    {
        Interval @base = ranges.Of(node[0]), exponent = ranges.Of(node[1]);
        if (@base.IsPositive || (!dependent.Contains(node[1]) && exponent.Low >= 1 && curvature.Of(node[0]) == Bend.Affine))
            return default;
        return exponent.Low > 0 || (exponent.Low == 0 && @base.IsNonNegative) ? (Flaw.Kink, "where its base is 0") : (Flaw.Unknown, "its base may be 0");
    }

    /// <summary>
    /// A pole or the end of a domain. An affine argument meets it only at the boundary of where the loss is defined, if that is on one side.
    /// </summary>
    private (Flaw, string) Singular(Node argument, double at, bool isPositive, bool hasTwoSides)
    {
        Interval range = ranges.Of(argument);
        bool isBoundary = curvature.Of(argument) == Bend.Affine && (!hasTwoSides || range.IsNonNegative || range.IsNonPositive);
        return isPositive || range.Low > at || range.High < at || isBoundary ? default : (Flaw.Unknown, "it may be infinite");
    }
}
