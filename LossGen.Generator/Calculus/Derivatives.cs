using LossGen.Generator.Binding;
using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus;

/// <summary>A gradient or second derivative and the parameter that it is handed out through.</summary>
/// <param name="Of">The differentiated parameter.</param>
/// <param name="Name">The name of the output: gradP, hessP.</param>
/// <param name="Value">The derivative.</param>
internal sealed record DerivativeOutput(ParameterModel Of, string Name, Node Value);

/// <summary>The first and second derivatives of a loss by the parameters that its declaration asks for.</summary>
internal sealed class Derivatives(LossDeclaration declaration, BoundFormula formula, CompanionNames names)
{
    private readonly GraphBuilder graph = formula.Graph;

    /// <summary>The gradients for an upstream gradient.</summary>
    public IReadOnlyList<DerivativeOutput> Gradients(Node upstream)
    {
        IReadOnlyList<ParameterModel> wanted = declaration.Differentiated;
        List<Node> accesses = [.. wanted.SelectMany(Accesses)];
        IReadOnlyList<Node> adjoints = Differentiation.Adjoints(graph, formula.Result, accesses, upstream);
        return [.. wanted.Select(parameter => new DerivativeOutput(parameter, names.Gradient(parameter), Gradient(parameter, accesses, adjoints)))];
    }

    /// <summary>The derivative of each element of a gradient by its own element.</summary>
    public IReadOnlyList<DerivativeOutput> Hessians(IReadOnlyList<DerivativeOutput> gradients) =>
        [.. gradients.Select(gradient => new DerivativeOutput(
            gradient.Of, names.SecondDerivative(gradient.Of), SecondDerivative.Diagonal(graph, gradient.Value, formula.Leaf(gradient.Of.Name))))];

    /// <summary>
    /// The reduction through which an element of the loss or of its gradient depends on other elements of the parameter, so that the
    /// Hessian is not diagonal; null where there is none.
    /// </summary>
    public Node? Mixing(DerivativeOutput gradient, Node upstream)
    {
        if (!gradient.Of.IsTensor)
            return null;
        Node leaf = formula.Leaf(gradient.Of.Name);
        if (GraphWalk.Reachable(gradient.Value).FirstOrDefault(node => node.Op == Op.Element && node.Name == leaf.Name && !ReferenceEquals(node, leaf)) is { } other)
            return other;

        // Every position of a table may depend on every element.
        if (GraphWalk.Reachable(gradient.Value).FirstOrDefault(node => node.Op == Op.Recur) is { } table)
            return table;

        // A loss per element mixes elements where the gradient sums what comes from upstream.
        return SecondDerivative.IsDiagonal(gradient.Value, leaf, out Node? through)
            ? GraphWalk.DependingOn([gradient.Value], node => upstream.Varies && ReferenceEquals(node, upstream))
                .FirstOrDefault(node => node.Op == Op.Reduce)
            : through;
    }

    private Node Gradient(ParameterModel parameter, List<Node> accesses, IReadOnlyList<Node> adjoints)
    {
        Node? total = null;
        for (int i = 0; i < accesses.Count; i++)
        {
            if (accesses[i].Name != parameter.Name)
                continue;
            Node contribution = parameter.IsTensor
                ? ScatteredGradient.Of(graph, accesses[i], adjoints[i], formula.Shapes[parameter.Name])
                : adjoints[i];
            total = total is null ? contribution : graph.Add(total, contribution);
        }

        return total ?? graph.Zero;
    }

    private IReadOnlyList<Node> Accesses(ParameterModel parameter) =>
        formula.Accesses.TryGetValue(parameter.Name, out IReadOnlyList<Node>? nodes) ? nodes : [];
}
