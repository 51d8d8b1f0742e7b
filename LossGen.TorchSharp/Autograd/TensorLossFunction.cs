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
        Tensor[] anchors = [.. tensors.Where((tensor, i) => loss.Parameters[i].HasGradient && tensor.requires_grad && tensor.numel() > 0).Select(Anchor)];
        var call = new Call(loss, anchors);
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
        ctx.save_for_backward(saved);
        return value;
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        FreeReturned();
        var call = (Call)ctx.get_data(Key);
        List<Tensor> saved = ctx.get_saved_variables();
        Tensor?[] gradients = call.Loss.Backward(saved, grad_output);
        if (is_grad_enabled())
            gradients = [.. gradients.Select(gradient => gradient is null ? null : OnceDifferentiable(gradient, call.Anchors))];
        returned = [.. gradients.OfType<Tensor>().Concat(saved).Append(grad_output).Distinct()];
        return [null!, .. gradients.Select(gradient => gradient!)];
    }

    private static void FreeReturned()
    {
        foreach (Tensor tensor in returned ?? [])
            tensor.Dispose();
        returned = null;
    }

    /// <summary>A number that depends on a tensor in the eyes of autograd, without holding its memory.</summary>
    private static Tensor Anchor(Tensor tensor)
    {
        using Tensor flat = tensor.reshape(-1);
        using Tensor first = flat.narrow(0, 0, 1);
        return first.sum();
    }

    /// <summary>
    /// The gradient is a number to autograd, whose own derivative would silently be missing: this lets a second way back through it fail. The
    /// derivative of nextafter is the one that libtorch refuses to compute, and its value is not taken.
    /// </summary>
    private static Tensor OnceDifferentiable(Tensor gradient, Tensor[] anchors)
    {
        using Tensor isTaken = tensor(true);
        Tensor guarded = gradient;
        foreach (Tensor anchor in anchors.Where(anchor => !anchor.IsInvalid))
        {
            using Tensor number = anchor.to(ScalarType.Float32);
            using Tensor next = nextafter(number, number);
            guarded = where(isTaken, guarded, next.to(guarded.dtype));
        }

        return guarded;
    }

    /// <summary>A call, from the way forward to the way back.</summary>
    /// <param name="Loss">What is computed.</param>
    /// <param name="Anchors">What a second way back is tied to.</param>
    private sealed record Call(TensorLoss Loss, Tensor[] Anchors)
    {
        /// <summary>Gets what the way forward has handed to the graph.</summary>
        public List<Tensor> Saved { get; } = [];
    }
}
