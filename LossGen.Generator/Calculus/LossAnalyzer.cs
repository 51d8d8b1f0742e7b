using LossGen.Generator.Binding;
using LossGen.Generator.Calculus.Properties;
using LossGen.Generator.Declarations;
using LossGen.Generator.Diagnostics;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus;

/// <summary>What is known of a loss.</summary>
/// <param name="Gradients">
/// The gradients, for an upstream gradient of 1; for the upstream tensor where a loss per element mixes its elements.
/// </param>
/// <param name="Hessians">The second derivatives, likewise; none unless asked for.</param>
/// <param name="Properties">What is proven of it.</param>
/// <param name="Names">What the user named.</param>
internal sealed record LossAnalysis(
    IReadOnlyList<DerivativeOutput> Gradients, IReadOnlyList<DerivativeOutput> Hessians, LossProperties Properties, IReadOnlyDictionary<Node, string> Names);

/// <summary>Differentiates a loss, and says what will keep the derivatives from being of use.</summary>
internal static class LossAnalyzer
{
    public static LossAnalysis Analyze(
        LossDeclaration declaration, BoundFormula formula, Derivatives derivatives, Node upstreamTensor, DiagnosticBag diagnostics)
    {
        IReadOnlyList<DerivativeOutput> gradients = [], hessians = [];
        LossProperties properties = PropertyAnalysis.Run(formula, declaration, null, isLocal: false);
        try
        {
            Node upstream = formula.Graph.One;
            gradients = derivatives.Gradients(upstream);
            if (formula.Result.Varies && derivatives.Gradients(upstreamTensor) is var seeded
                && seeded.Any(gradient => derivatives.Mixing(gradient, upstreamTensor) is not null))
                (gradients, upstream) = (seeded, upstreamTensor);
            if (declaration.Hessian)
            {
                CheckDiagonal(declaration, formula, derivatives, gradients, upstream, diagnostics);
                hessians = derivatives.Hessians(gradients);
            }

            if (gradients.Count > 0)
                properties = PropertyAnalysis.Run(formula, declaration, gradients[0], isLocal: upstream.IsConstant);
        }
        catch (DerivativeUnavailableException exception)
        {
            diagnostics.Report(
                Rules.DerivativeUnavailable, new TextRange(0, declaration.Formula.Length), exception.Function.Name,
                declaration.Hessian ? "remove Hessian = true" : "wrap it in stopgrad(...)");
        }

        if (gradients.Count == 0 && !diagnostics.HasErrors)
            diagnostics.ReportParameter(Rules.NothingToDifferentiate, "", declaration.Name, HowToDifferentiate(declaration));
        foreach (DerivativeOutput gradient in gradients.Where(gradient => gradient.Value.Is(0)))
            ReportZero(formula, gradient.Of.Name, diagnostics);
        return new LossAnalysis(gradients, hessians, properties, formula.Names);
    }

    private static string HowToDifferentiate(LossDeclaration declaration) =>
        declaration.Parameters.Any(parameter => parameter.IsScalar && parameter.IsFloating)
            ? "mark a float or double parameter with [Gradient]"
            : "it has no float or double parameter";

    private static void CheckDiagonal(
        LossDeclaration declaration, BoundFormula formula, Derivatives derivatives, IReadOnlyList<DerivativeOutput> gradients, Node upstream,
        DiagnosticBag diagnostics)
    {
        foreach (DerivativeOutput gradient in gradients)
        {
            if (derivatives.Mixing(gradient, upstream) is { } through)
            {
                diagnostics.Report(
                    Rules.HessianNotDiagonal, new TextRange(0, declaration.Formula.Length), gradient.Of.Name,
                    FormulaPrinter.Print(through, 60, formula.Names));
            }
        }
    }

    private static void ReportZero(BoundFormula formula, string parameter, DiagnosticBag diagnostics)
    {
        if (diagnostics.Items.Any(d => d.Id == Rules.UnusedParameter.Id && d.Parameter == parameter))
            return;
        string why = !formula.Accesses.TryGetValue(parameter, out IReadOnlyList<Node>? leaves)
                ? formula.Read.Contains(parameter) ? "it cancels out" : "the formula uses its size only"
            : OnlySwitches(formula.Result, leaves)
                ? "the formula uses it only in comparisons or in functions that are constant in steps; training cannot change it"
            : "it cancels out";
        diagnostics.ReportParameter(Rules.ConstantGradient, parameter, parameter, why);
    }

    /// <summary>Whether the result depends on the leaf, but nowhere continuously.</summary>
    private static bool OnlySwitches(Node result, IReadOnlyList<Node> leaves) =>
        GraphWalk.Reachable(result).Any(leaves.Contains)
        && !GraphWalk.DependingOn([result], leaves.Contains, Differentiation.CarriesGradient).Contains(result);
}
