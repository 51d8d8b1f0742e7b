using LossGen.Generator.Binding;
using LossGen.Generator.Calculus;
using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Torch;

/// <summary>
/// The gradient of a loss as the graph that the loops compute, to be written in operations of torch: so its value follows the rules of the language where there
/// are kinks and ties, and torch differentiates what it is.
/// </summary>
/// <param name="Formula">The loss.</param>
/// <param name="Outputs">The gradients; of a loss per element, for the upstream gradient.</param>
/// <param name="Upstream">The name of the upstream gradient, an element in the graph; a loss that is one number is scaled by it afterwards.</param>
internal sealed record TorchGradient(BoundFormula Formula, IReadOnlyList<DerivativeOutput> Outputs, string Upstream)
{
    /// <summary>The gradient of a loss of spans; null where there is none, or a recurrence in it, whose steps torch would go one by one.</summary>
    public static TorchGradient? Of(LossDeclaration loss, BoundFormula formula)
    {
        GraphBuilder graph = formula.Graph;
        var names = new CompanionNames(loss);
        Node upstream = loss.Return is null
            ? graph.Element(names.Upstream, [.. formula.Result.Axes.Axes.Select(graph.Index)], Interval.All)
            : graph.One;
        IReadOnlyList<DerivativeOutput> outputs;
        try
        {
            outputs = new Derivatives(loss, formula, names).Gradients(upstream);
        }
        catch (Exception exception) when (exception is DerivativeUnavailableException or TooManyAxesException)
        {
            // What the loss of spans itself reports.
            return null;
        }

        if (outputs.Count == 0 || GraphWalk.Reachable(outputs.Select(output => output.Value)).Any(node => node.Op is Op.Recur or Op.State))
            return null;
        IReadOnlyList<Node> values = GuardedOperands.Apply(graph, NanPropagation.Apply(graph, [.. outputs.Select(output => output.Value)]));
        return new TorchGradient(formula, [.. outputs.Select((output, i) => output with { Value = values[i] })], names.Upstream);
    }
}
