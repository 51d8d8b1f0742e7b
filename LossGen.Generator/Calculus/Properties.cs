using System.Globalization;
using LossGen.Generator.Binding;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus;

/// <summary>What the graph proves about a loss, in words. Only what is proven is said.</summary>
internal static class Properties
{
    /// <param name="formula">The loss.</param>
    /// <param name="parameter">A differentiated parameter.</param>
    /// <param name="gradient">The gradient by it, with an upstream gradient of 1.</param>
    /// <param name="isLocal">Whether each element of the gradient is that of one element of the loss, or of a sum over them.</param>
    public static IReadOnlyList<string> Describe(BoundFormula formula, string parameter, Node gradient, bool isLocal)
    {
        var facts = new List<string>();
        if (formula.Result.Range.IsNonNegative)
            facts.Add("It is never negative.");
        HashSet<Node> active = GraphWalk.DependingOn([formula.Result], node => node.Name == parameter && node.IsLeaf);
        List<Node> kinks = [.. GraphWalk.Reachable(formula.Result).Where(node => active.Contains(node) && IsKink(node))];
        foreach (Node kink in kinks.Where(node => node.Op == Op.Call).Take(3))
            facts.Add($"{FormulaPrinter.Print(kink, 60, formula.Names)} is not differentiable {kink.Function!.Kink}.");
        if (kinks.Count == 0)
            facts.Add($"It is smooth in {parameter}.");
        if (!gradient.Varies || !isLocal)
            return facts;
        (Node? factor, Node element) = Factored(formula.Graph, gradient);
        if (!double.IsInfinity(element.Range.Low) && !double.IsInfinity(element.Range.High))
        {
            string bounds = $"{Shown(element.Range.Low)} and {Shown(element.Range.High)}";
            string times = factor is null ? "" : $" times {FormulaPrinter.Print(factor, 60, formula.Names)}";
            facts.Add($"Its gradient by {parameter} lies between {bounds}{times}: a single outlier has a bounded influence.");
        }

        if (kinks.Count == 0 && IsConvex(formula, parameter, factor, element))
            facts.Add($"It is convex in {parameter}.");
        return facts;
    }

    /// <summary>The gradient as a factor that does not vary (null where there is none) times the rest, out of a masking choice too.</summary>
    private static (Node? Factor, Node Element) Factored(GraphBuilder graph, Node gradient)
    {
        if (gradient.Op == Op.Multiply && !gradient[0].Varies)
            return (gradient[0], gradient[1]);
        if (gradient.Op != Op.Select || !(gradient[1].Is(0) || gradient[2].Is(0)))
            return (null, gradient);
        int taken = gradient[1].Is(0) ? 2 : 1;
        if (Factored(graph, gradient[taken]) is not ({ } factor, { } element))
            return (null, gradient);
        return (factor, taken == 1 ? graph.Select(gradient[0], element, graph.Zero) : graph.Select(gradient[0], graph.Zero, element));
    }

    private static bool IsKink(Node node) => node.Function?.Kink is not null || node.Op == Op.Select
        || (node.Op == Op.Reduce && node.Reduction is Reduction.Max or Reduction.Min);

    /// <summary>Convex, if every element's gradient depends on its own element only and never decreases with it.</summary>
    private static bool IsConvex(BoundFormula formula, string parameter, Node? factor, Node element)
    {
        Node leaf = formula.Leaf(parameter);
        if (!leaf.Varies || (factor is not null && !factor.Range.IsNonNegative))
            return false;
        if (!SecondDerivative.IsDiagonal(element, leaf, out _) || (factor is not null && !SecondDerivative.IsDiagonal(factor, leaf, out _)))
            return false;
        try
        {
            return SecondDerivative.Diagonal(formula.Graph, element, leaf).Range.IsNonNegative;
        }
        catch (DerivativeUnavailableException)
        {
            return false;
        }
    }

    private static string Shown(double bound) => bound.ToString("G4", CultureInfo.InvariantCulture);
}
