using static TorchSharp.torch;

namespace LossGen.Torch;

/// <summary>
/// A gradient that cannot be differentiated. It is a number to autograd, whose own derivative would silently be missing: these tie it to the tensors of the call by an
/// operation that fails in libtorch on a second way back, since nothing may be thrown from here.
/// </summary>
internal static class OnceDifferentiable
{
    /// <summary>Of nextafter libtorch says that its derivative is not implemented.</summary>
    public static Tensor Unsupported(Tensor gradient, Tensor anchor)
    {
        using Tensor next = nextafter(anchor, anchor);
        return Tied(gradient, next);
    }

    /// <summary>Of what was changed in place libtorch says so: here it is the other factor, which the derivative of a product needs.</summary>
    public static Tensor ChangedInPlace(Tensor gradient, Tensor anchor)
    {
        using Tensor factor = ones(1);
        using Tensor product = anchor * factor;
        factor.zero_();
        return Tied(gradient, product);
    }

    /// <summary>The gradient, which depends on the number in the eyes of autograd and takes nothing of its value.</summary>
    private static Tensor Tied(Tensor gradient, Tensor number)
    {
        using Tensor isTaken = tensor(true);
        using Tensor converted = number.to(gradient.dtype);
        using Tensor shaped = converted.reshape([.. Enumerable.Repeat(1L, (int)Math.Max(gradient.dim(), 1))]);
        using Tensor single = gradient.dim() == 0 ? shaped.squeeze() : shaped.alias();
        return where(isTaken, gradient, single);
    }
}
