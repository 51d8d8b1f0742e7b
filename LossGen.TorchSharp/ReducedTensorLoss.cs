using static TorchSharp.torch;

namespace LossGen.Torch;

/// <summary>
/// A loss that is one number. Its gradient is computed with it, in one pass over the tensors, and only scaled on the way back: the loss is linear in the
/// gradient from above, which is 1 where the loss is what is minimized.
/// </summary>
/// <param name="name">The method.</param>
/// <param name="parameters">Its tensors.</param>
public abstract class ReducedTensorLoss(string name, params TensorParameter[] parameters) : TensorLoss(name, parameters)
{
    /// <summary>Computes the loss.</summary>
    /// <param name="tensors">The tensors.</param>
    /// <returns>The loss.</returns>
    protected abstract double Forward(TensorOperands tensors);

    /// <summary>Computes the loss and its gradients.</summary>
    /// <param name="tensors">The tensors.</param>
    /// <returns>The loss.</returns>
    protected abstract double ForwardWithGradient(TensorOperands tensors);

    internal override Tensor Compute(TensorOperands operands) => tensor(Forward(operands), operands.Result);

    internal override (Tensor Loss, List<Tensor> Saved) ComputeForGradient(TensorOperands operands)
    {
        operands.MakeGradients(Parameters);
        Tensor loss = tensor(ForwardWithGradient(operands), operands.Result);
        return (loss, [.. operands.Gradients.OfType<Tensor>()]);
    }

    internal override Tensor?[] Backward(IReadOnlyList<Tensor> saved, Tensor upstream)
    {
        bool isOne = !upstream.requires_grad && IsOne(upstream);
        int next = 0;
        return [.. Parameters.Select(parameter => parameter.HasGradient ? Scaled(saved[next++]) : null)];

        Tensor Scaled(Tensor gradient)
        {
            if (isOne)
                return gradient;
            using Tensor scale = upstream.to(gradient.dtype);
            return gradient.mul(scale);
        }
    }

    private static bool IsOne(Tensor number)
    {
        if (number.dtype == ScalarType.Float32)
            return number.item<float>() == 1;
        using Tensor wide = number.to(ScalarType.Float64);
        return wide.item<double>() == 1;
    }
}
