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
        IReadOnlyList<Node> gradients = Differentiation.Gradients(graph, formula.Result, [.. wanted.Select(Leaf)], formula.Axis, upstream);
        return [.. wanted.Select((parameter, i) => new DerivativeOutput(parameter, names.Gradient(parameter), gradients[i]))];
    }

    /// <summary>The derivative of each element of a gradient by its own element.</summary>
    public IReadOnlyList<DerivativeOutput> Hessians(IReadOnlyList<DerivativeOutput> gradients) =>
        [.. gradients.Select(gradient => new DerivativeOutput(
            gradient.Of, names.SecondDerivative(gradient.Of), SecondDerivative.Diagonal(graph, gradient.Value, Leaf(gradient.Of), formula.Axis)))];

    /// <summary>
    /// The reduction through which an element of the loss or of its gradient depends on other elements of the parameter, so that the
    /// Hessian is not diagonal; null where there is none.
    /// </summary>
    public Node? Mixing(DerivativeOutput gradient, Node upstream)
    {
        if (!gradient.Of.IsTensor)
            return null;

        // A loss per element mixes elements where the gradient sums what comes from upstream.
        return SecondDerivative.IsDiagonal(gradient.Value, Leaf(gradient.Of), out Node? through)
            ? GraphWalk.DependingOn([gradient.Value], node => upstream.Varies && ReferenceEquals(node, upstream))
                .FirstOrDefault(node => node.Op == Op.Reduce)
            : through;
    }

    private Node Leaf(ParameterModel parameter)
    {
        if (formula.Leaves.TryGetValue(parameter.Name, out Node? leaf))
            return leaf;
        return parameter.IsTensor
            ? graph.Element(parameter.Name, formula.Axis, Interval.All)
            : graph.Scalar(parameter.Name, Interval.All);
    }
}
