using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace LossGen.Torch;

/// <summary>
/// The tensors of a call as autograd keeps them, without copies, for a way back that is differentiated itself. They are kept by a node of their own beside that
/// of the loss: libtorch hands out what a node has saved only if nothing of it was changed in place, and a first derivative does not ask for these.
/// </summary>
internal sealed class SavedTensors : autograd.SingleTensorFunction<SavedTensors>
{
    private const string Count = "count";

    private static readonly Tensor Differentiated = zeros(1, requires_grad: true).DetachFromDisposeScope();

    public override string Name => nameof(SavedTensors);

    /// <summary>Keeps the tensors.</summary>
    /// <param name="tensors">The tensors.</param>
    /// <returns>What gives them back, and a number whose graph leads to them: they live as long as it does.</returns>
    public static (autograd.AutogradContext Kept, Tensor Anchor) Of(Tensor[] tensors)
    {
        var slot = new Slot();
        Tensor anchor = apply([slot, .. tensors.Select(Keepable)]);
        return (slot.Kept!, anchor);
    }

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        ((Slot)vars[0]).Kept = ctx;
        ctx.save_data(Count, vars.Length);
        ctx.save_for_backward([.. vars.Skip(1).Cast<Tensor>()]);
        return zeros(1);
    }

    /// <summary>Nothing is computed from the anchor that has a derivative.</summary>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => [.. Enumerable.Repeat<Tensor>(null!, (int)ctx.get_data(Count))];

    /// <summary>Autograd keeps no tensor of inference mode, which nothing tells but what it refuses to such a tensor: of these there is a copy.</summary>
    private static Tensor Keepable(Tensor tensor)
    {
        if (tensor.requires_grad)
            return tensor;
        using Tensor part = tensor.dim() == 0 ? tensor.alias() : tensor.narrow(0, 0, 0);
        try
        {
            if (part.is_floating_point())
                part.requires_grad_();
            else
                (Differentiated * part).Dispose();
            return tensor;
        }
        catch (ExternalException)
        {
            return tensor.clone();
        }
    }

    private sealed class Slot
    {
        public autograd.AutogradContext? Kept { get; set; }
    }
}
