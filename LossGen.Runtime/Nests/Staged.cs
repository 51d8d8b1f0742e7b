using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using LossGen.Simd;

namespace LossGen.Nests;

/// <summary>Tensors of 16 bits as floats in memory of the call, for loops that go over them many times: products of matrices.</summary>
public static class Staged
{
    /// <summary>Copies the elements.</summary>
    /// <typeparam name="E"><see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    public static void Widen<E>(ReadOnlySpan<E> tensor, Span<float> floats)
        where E : unmanaged
    {
        ref readonly E first = ref MemoryMarshal.GetReference(tensor);
        ref float to = ref MemoryMarshal.GetReference(floats);
        nint count = Math.Min(tensor.Length, floats.Length);
        for (nint i = 0; i < count; i += Lanes256<float>.Count)
            Edge.Store<Lanes256<float>, float>(ref to, i, Edge.LoadConverted<Lanes256<float>, float, E>(in first, i, count - i), count - i);
    }

    /// <summary>Copies the elements row after row.</summary>
    /// <inheritdoc cref="Widen{E}(ReadOnlySpan{E}, Span{float})" path="/typeparam"/>
    public static void Widen<E>(in ReadOnlyTensorSpan<E> tensor, Span<float> floats)
        where E : unmanaged
    {
        if (Density.IsDense(tensor))
        {
            Widen(Density.Elements(tensor), floats);
            return;
        }

        using var dense = Scratch<E>.Take(tensor.FlattenedLength);
        tensor.FlattenTo(dense.Span);
        Widen<E>(dense.Span, floats);
    }

    /// <summary>Writes the floats to the elements, rounded.</summary>
    /// <inheritdoc cref="Widen{E}(ReadOnlySpan{E}, Span{float})" path="/typeparam"/>
    public static void Round<E>(ReadOnlySpan<float> floats, Span<E> tensor)
        where E : unmanaged
    {
        ref readonly float first = ref MemoryMarshal.GetReference(floats);
        ref E to = ref MemoryMarshal.GetReference(tensor);
        nint count = Math.Min(tensor.Length, floats.Length);
        for (nint i = 0; i < count; i += Lanes256<float>.Count)
            Edge.StoreConverted<Lanes256<float>, float, E>(ref to, i, Edge.Load<Lanes256<float>, float>(in first, i, count - i), count - i);
    }

    /// <summary>Writes the floats, row after row, to the elements, rounded.</summary>
    /// <inheritdoc cref="Widen{E}(ReadOnlySpan{E}, Span{float})" path="/typeparam"/>
    public static void Round<E>(ReadOnlySpan<float> floats, in TensorSpan<E> tensor)
        where E : unmanaged
    {
        if (Density.IsDense<E>(tensor))
        {
            Round(floats, Density.Written(tensor));
            return;
        }

        using var dense = Scratch<E>.Take(tensor.FlattenedLength);
        Round(floats, dense.Span);
        new ReadOnlyTensorSpan<E>(dense.Span, tensor.Lengths).CopyTo(tensor);
    }
}
