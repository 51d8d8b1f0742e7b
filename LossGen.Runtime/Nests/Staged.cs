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
        where E : unmanaged => Elements.ReadRow<Lanes256<float>, float, E>(
            in MemoryMarshal.GetReference(tensor), ref MemoryMarshal.GetReference(floats), Math.Min(tensor.Length, floats.Length));

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
        where E : unmanaged => Elements.WriteRow<Lanes256<float>, float, E>(
            in MemoryMarshal.GetReference(floats), ref MemoryMarshal.GetReference(tensor), Math.Min(tensor.Length, floats.Length));

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
