using ILGPU;
using ILGPU.Runtime;

namespace LossGen.Gpu;

/// <summary>
/// A tensor on a device, of any number of dimensions, for those that ILGPU has no view for: four and more. It is contiguous along its last
/// dimension.
/// </summary>
/// <typeparam name="T">The element.</typeparam>
public readonly struct TensorView<T>
    where T : unmanaged
{
    private readonly long[]? extents;
    private readonly long[]? strides;

    /// <summary>A dense tensor: its last index runs fastest.</summary>
    /// <param name="view">The elements, at least as many as the extents multiply to.</param>
    /// <param name="extents">The extent of each dimension.</param>
    /// <exception cref="ArgumentException">The view is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    public TensorView(ArrayView<T> view, params ReadOnlySpan<long> extents)
    {
        this.extents = extents.ToArray();
        strides = new long[extents.Length];
        long count = 1;
        for (int dimension = extents.Length - 1; dimension >= 0; dimension--)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(extents[dimension], nameof(extents));
            strides[dimension] = count;
            count = checked(count * extents[dimension]);
        }

        if (view.Length < count)
            throw new ArgumentException($"A tensor of {string.Join(" x ", this.extents)} has {count} elements; the view has {view.Length}.", nameof(view));
        BaseView = view.SubView(0, count);
    }

    /// <summary>A dense tensor in a buffer of one dimension.</summary>
    /// <inheritdoc cref="TensorView{T}(ArrayView{T}, ReadOnlySpan{long})"/>
    public TensorView(ArrayView1D<T, Stride1D.Dense> view, params ReadOnlySpan<long> extents)
        : this(view.BaseView, extents)
    {
    }

    /// <summary>All elements, as they lie in memory.</summary>
    public ArrayView<T> BaseView { get; }

    /// <summary>The number of dimensions.</summary>
    public int Rank => extents?.Length ?? 0;

    /// <summary>The extent of a dimension.</summary>
    public long Extent(int dimension) => extents![dimension];

    /// <summary>How many elements neighbours along a dimension lie apart.</summary>
    public long Stride(int dimension) => strides![dimension];
}
