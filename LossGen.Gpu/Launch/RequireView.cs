using System.Diagnostics.CodeAnalysis;
using ILGPU;
using ILGPU.Runtime;

namespace LossGen.Gpu;

/// <summary>The checks at the entry of an emitted overload for views; nothing is enqueued before all have passed.</summary>
public static class RequireView
{
    /// <summary>There must be a stream.</summary>
    /// <exception cref="ArgumentNullException">There is none.</exception>
    public static void Stream(string name, [NotNull] AcceleratorStream? stream) => ArgumentNullException.ThrowIfNull(stream, name);

    /// <summary>A view must lie on the accelerator of the stream.</summary>
    /// <exception cref="ArgumentException">It lies elsewhere, or nowhere.</exception>
    public static void On<T>(AcceleratorStream stream, string name, ArrayView<T> view)
        where T : unmanaged
    {
        if (!view.IsValid)
        {
            // An empty view has no buffer behind it.
            if (view.Length > 0)
                throw new ArgumentException($"'{name}' is no view of a buffer.", name);
            return;
        }

        Accelerator accelerator = view.GetAccelerator();
        if (!ReferenceEquals(accelerator, stream.Accelerator))
            throw new ArgumentException($"'{name}' lies on '{accelerator.Name}', but the stream is one of '{stream.Accelerator.Name}'.", name);
    }

    /// <summary>Two views that share an axis must have the same length.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void SameLength<T, TOther>(string axis, string first, ArrayView<T> firstView, string second, ArrayView<TOther> secondView)
        where T : unmanaged
        where TOther : unmanaged =>
        SameExtent(axis, first, firstView.Length, second, secondView.Length);

    /// <summary>An output must have room for every element of the input; what lies beyond is left as it is.</summary>
    /// <exception cref="ArgumentException">The output is too short.</exception>
    public static void OutputLength<T>(string output, ArrayView<T> view, string input, long length)
        where T : unmanaged
    {
        if (view.Length < length)
            throw new ArgumentException($"'{output}' is too short: it has {view.Length} elements, and '{input}' has {length}.", output);
    }

    /// <summary>A view that takes one number must have a place for it.</summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public static void OneElement<T>(string output, ArrayView<T> view)
        where T : unmanaged
    {
        if (view.Length < 1)
            throw new ArgumentException($"'{output}' takes one number, but has no element.", output);
    }

    /// <summary>A gradient from above that lies on a device lies on that of the stream.</summary>
    /// <exception cref="ArgumentException">It lies elsewhere, or its view is empty.</exception>
    public static void Upstream<T>(AcceleratorStream stream, string name, Upstream<T> upstream)
        where T : unmanaged
    {
        if (!upstream.IsView)
            return;
        if (upstream.View.Length < 1)
            throw new ArgumentException($"'{name}' is a view without an element; it has to hold the gradient from above.", name);
        On(stream, name, upstream.View);
    }

    /// <summary>A tensor of as many dimensions as the formula has indices for.</summary>
    /// <exception cref="ArgumentException">It has more or fewer.</exception>
    public static void Rank<T>(string name, TensorView<T> tensor, int rank)
        where T : unmanaged
    {
        if (tensor.Rank != rank)
            throw new ArgumentException($"'{name}' has {tensor.Rank} dimensions; the formula indexes {rank}.", name);
    }

    /// <summary>An output must not share memory with an input or another output.</summary>
    /// <exception cref="ArgumentException">They overlap.</exception>
    public static void Apart<TOutput, TOther>(string output, ArrayView<TOutput> written, string other, ArrayView<TOther> read)
        where TOutput : unmanaged
        where TOther : unmanaged
    {
        if (written.Length == 0 || read.Length == 0)
            return;

        // By places in the buffer: what OpenCL calls the address of a buffer is none.
        (MemoryBuffer buffer, long first) = Place(written);
        (MemoryBuffer otherBuffer, long second) = Place(read);
        if (ReferenceEquals(buffer, otherBuffer) && first < second + read.LengthInBytes && second < first + written.LengthInBytes)
            throw new ArgumentException($"'{output}' ({written.Length} elements) overlaps '{other}' ({read.Length} elements); outputs need memory of their own.", output);
    }

    /// <summary>The buffer of a view, and the byte of it that the view starts at.</summary>
    internal static (MemoryBuffer Buffer, long Start) Place<TView>(TView view)
        where TView : struct, IContiguousArrayView =>
        (view.Buffer, view.IndexInBytes);

    /// <inheritdoc cref="Entry.Require.SameExtent"/>
    public static void SameExtent(string axis, string first, long firstExtent, string second, long secondExtent) =>
        Entry.Require.SameExtent(axis, first, (nint)firstExtent, second, (nint)secondExtent);

    /// <inheritdoc cref="Entry.Require.Remaining"/>
    public static long Remaining(string axis, string tensor, long length, long others) => Entry.Require.Remaining(axis, tensor, (nint)length, (nint)others);

    /// <inheritdoc cref="Entry.Require.Extent"/>
    public static long Extent(string parameter, int value) => Entry.Require.Extent(parameter, value);

    /// <inheritdoc cref="Entry.Require.Length"/>
    public static void Length(string tensor, long length, long expected, bool isOutput) => Entry.Require.Length(tensor, (nint)length, (nint)expected, isOutput);
}
