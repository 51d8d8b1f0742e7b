using TorchSharp;
using static TorchSharp.torch;

namespace LossGen.Torch;

/// <summary>
/// A loss per element. What comes from above is known on the way back only, where loss and gradient are computed from the tensors as they were at the
/// call: of these it keeps copies, so that a tensor changed in place meanwhile changes nothing.
/// </summary>
/// <param name="name">The method.</param>
/// <param name="parameters">Its tensors.</param>
public abstract class UnreducedTensorLoss(string name, params TensorParameter[] parameters) : TensorLoss(name, parameters)
{
    /// <summary>The shape of the losses.</summary>
    /// <param name="tensors">The tensors.</param>
    /// <returns>The extents.</returns>
    protected abstract long[] Shape(TensorOperands tensors);

    /// <summary>Computes the losses.</summary>
    /// <param name="tensors">The tensors.</param>
    protected abstract void Forward(TensorOperands tensors);

    /// <summary>Computes the losses and the gradients from the upstream gradient.</summary>
    /// <param name="tensors">The tensors.</param>
    protected abstract void ForwardWithGradient(TensorOperands tensors);

    internal override Tensor Compute(TensorOperands operands)
    {
        Tensor computed = operands.MakeLoss(Shape(operands));
        Forward(operands);
        ScalarType result = operands.Result;
        if (computed.dtype == result)
            return computed;
        using (computed)
            return computed.to(result);
    }

    internal override (Tensor Loss, List<Tensor> Saved) ComputeForGradient(TensorOperands operands) =>
        (Compute(operands), [.. operands.Given.Select(tensor => tensor.detach().clone())]);

    internal override Tensor?[] Backward(IReadOnlyList<Tensor> saved, Tensor upstream)
    {
        using IDisposable guard = no_grad();
        using var operands = new TensorOperands(Parameters, saved);
        using Tensor scratch = operands.MakeLoss(Shape(operands));
        operands.SetUpstream(upstream);
        operands.MakeGradients(Parameters);
        ForwardWithGradient(operands);
        return [.. operands.Gradients];
    }
}
