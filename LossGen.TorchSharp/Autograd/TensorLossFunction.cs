using TorchSharp;
using static TorchSharp.torch;

namespace LossGen.Torch;

/// <summary>
/// A loss as a step of autograd. libtorch calls <see cref="backward"/> from native code, through which no exception may pass: all that can go wrong is
/// found on the way forward.
/// </summary>
internal sealed class TensorLossFunction : autograd.SingleTensorFunction<TensorLossFunction>
{
    private const string Key = "call";

    /// <summary>
    /// The gradients last returned to libtorch, which reads them after <see cref="backward"/> has returned: until then nothing may free them, and later
    /// nobody else would before the garbage collector does.
    /// </summary>
    [ThreadStatic]
    private static List<Tensor>? returned;

    public override string Name => nameof(TensorLoss);

    public static Tensor Apply(TensorLoss loss, Tensor[] tensors)
    {
        FreeReturned();
        (autograd.AutogradContext kept, Tensor anchor) = SavedTensors.Of(tensors);
        var call = new Call(loss, kept);
        call.Saved.Add(anchor);
        Tensor value = apply([call, .. tensors]);

        // The graph holds them by now, and lets go of them when it is freed itself.
        foreach (Tensor saved in call.Saved)
            saved.Dispose();
        call.Saved.Clear();
        return value;
    }

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var call = (Call)vars[0];
        using var operands = new TensorOperands(call.Loss.Parameters, [.. vars.Skip(1).Cast<Tensor>()]);
        (Tensor value, List<Tensor> saved) = call.Loss.ComputeForGradient(operands);
        call.Saved.AddRange(saved);
        ctx.save_data(Key, call);
        ctx.save_for_backward([.. call.Saved]);
        return value;
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        FreeReturned();
        var call = (Call)ctx.get_data(Key);
        List<Tensor> saved = ctx.get_saved_variables();
        Tensor?[] gradients = is_grad_enabled() ? call.Differentiable(saved, grad_output) : call.Loss.Backward(saved[1..], grad_output);
        returned = [.. gradients.OfType<Tensor>().Concat(saved).Append(grad_output).Distinct()];
        return [null!, .. gradients.Select(gradient => gradient!)];
    }

    private static void FreeReturned()
    {
        foreach (Tensor tensor in returned ?? [])
            tensor.Dispose();
        returned = null;
    }

    /// <summary>A call, from the way forward to the way back.</summary>
    /// <param name="Loss">What is computed.</param>
    /// <param name="Kept">Gives back the tensors.</param>
    private sealed record Call(TensorLoss Loss, autograd.AutogradContext Kept)
    {
        /// <summary>Gets what the way forward has handed to the graph: the anchor of the tensors, and what the loss needs on the way back.</summary>
        public List<Tensor> Saved { get; } = [];

        /// <summary>The gradients in operations of torch, so that they have derivatives themselves; where they cannot be, as any, and a second way back fails.</summary>
        public Tensor?[] Differentiable(List<Tensor> saved, Tensor upstream)
        {
            List<Tensor>? tensors = null;
            try
            {
                tensors = Kept.get_saved_variables();
                return Loss.DifferentiableGradients(tensors, upstream);
            }
#pragma warning disable CA1031 // What is thrown here would end the process.
            catch (Exception)
#pragma warning restore CA1031
            {
                Func<Tensor, Tensor, Tensor> refused = tensors is null ? OnceDifferentiable.ChangedInPlace : OnceDifferentiable.Unsupported;
                return [.. Loss.Backward(saved[1..], upstream).Select(gradient => gradient is null ? null : refused(gradient, saved[0]))];
            }
            finally
            {
                foreach (Tensor tensor in tensors ?? [])
                    tensor.Dispose();
            }
        }
    }
}
