using TorchSharp;
using static TorchSharp.torch;

namespace LossGen.Torch;

/// <summary>A loss of tensors with its options, made for one call. Emitted code derives from it; users call the method that it stands behind.</summary>
/// <param name="name">The method.</param>
/// <param name="parameters">Its tensors.</param>
public abstract class TensorLoss(string name, params TensorParameter[] parameters)
{
    internal string Name => name;

    internal IReadOnlyList<TensorParameter> Parameters => parameters;

    /// <summary>Computes the loss; where a gradient can be wanted later, as a step of autograd.</summary>
    /// <param name="tensors">The tensors in the order of the parameters.</param>
    /// <returns>The loss: one number without dimensions, or one per element.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ArgumentException">A tensor is not on the CPU, or its shape or its element type does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index lies outside.</exception>
    /// <exception cref="InvalidOperationException">A tensor requires a gradient that the loss does not have.</exception>
    public Tensor Run(params Tensor[] tensors)
    {
        TensorChecks.Run(name, parameters, tensors);
        if (is_grad_enabled() && tensors.Any(tensor => tensor.requires_grad))
            return TensorLossFunction.Apply(this, tensors);
        using IDisposable guard = no_grad();
        using var operands = new TensorOperands(parameters, tensors);
        return Compute(operands);
    }

    /// <summary>The loss, in the element type that torch promotes those of the tensors to.</summary>
    internal abstract Tensor Compute(TensorOperands operands);

    /// <summary>The loss, and what <see cref="Backward"/> needs.</summary>
    internal abstract (Tensor Loss, List<Tensor> Saved) ComputeForGradient(TensorOperands operands);

    /// <summary>The gradients by the tensors, null where there is none.</summary>
    internal abstract Tensor?[] Backward(IReadOnlyList<Tensor> saved, Tensor upstream);

    /// <summary>
    /// The gradients in operations of torch, which have derivatives themselves: of the tensors as autograd knows them.
    /// </summary>
    /// <exception cref="NotSupportedException">The loss has none.</exception>
    internal Tensor?[] DifferentiableGradients(IReadOnlyList<Tensor> tensors, Tensor upstream)
    {
        using DisposeScope scope = NewDisposeScope();
        var graph = new TensorGraph(parameters, tensors, upstream);
        Gradients(graph);
        return [.. graph.Gradients.Select(gradient => gradient?.MoveToOuterDisposeScope())];
    }

    /// <summary>Writes the gradients in operations of torch; a loss that is defined by itself, step by step, does not.</summary>
    /// <param name="graph">Takes them.</param>
    protected virtual void Gradients(TensorGraph graph) =>
        throw new NotSupportedException($"'{name}' is a recurrence, of which there is no second derivative.");
}
