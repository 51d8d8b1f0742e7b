using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace LossGen.Nests;

/// <summary>Whether elements of neighbouring dimensions lie one after the other, so that a loop over all of them is a single one.</summary>
public static class Density
{
    /// <summary>Whether the dimensions from <paramref name="first"/> to <paramref name="last"/> are one: each row starts where the one before would go on.</summary>
    public static bool AreOne<T>(in ReadOnlyTensorSpan<T> tensor, int first, int last)
    {
        ReadOnlySpan<nint> lengths = tensor.Lengths, strides = tensor.Strides;
        nint next = -1;
        for (int dimension = last; dimension >= first; dimension--)
        {
            if (lengths[dimension] == 0)
                return true;
            if (lengths[dimension] == 1)
                continue;
            if (next >= 0 && strides[dimension] != next)
                return false;
            next = strides[dimension] * lengths[dimension];
        }

        return true;
    }

    /// <summary>The stride of dimensions that are one: that of the last with a second element, for others state none.</summary>
    public static nint Stride<T>(in ReadOnlyTensorSpan<T> tensor, int first, int last)
    {
        while (last > first && tensor.Lengths[last] <= 1)
            last--;
        return tensor.Strides[last];
    }

    /// <summary>Whether the elements lie one after the other, and are no more than a span holds.</summary>
    public static bool IsDense<T>(in ReadOnlyTensorSpan<T> tensor) => tensor.FlattenedLength <= 1
        || (tensor.FlattenedLength <= int.MaxValue && AreOne(tensor, 0, tensor.Rank - 1) && Stride(tensor, 0, tensor.Rank - 1) == 1);

    /// <summary>The elements of a dense tensor.</summary>
    public static ReadOnlySpan<T> Elements<T>(in ReadOnlyTensorSpan<T> tensor) =>
        MemoryMarshal.CreateReadOnlySpan(in TensorMarshal.GetReference(in tensor), (int)tensor.FlattenedLength);

    /// <summary>The elements of a dense output.</summary>
    public static Span<T> Written<T>(in TensorSpan<T> tensor) =>
        MemoryMarshal.CreateSpan(ref TensorMarshal.GetReference(in tensor), (int)tensor.FlattenedLength);
}
