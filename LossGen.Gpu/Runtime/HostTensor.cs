using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Runtime;
using LossGen.Nests;

namespace LossGen.Gpu;

/// <summary>A tensor of the host on the device, for the time of one call of an emitted overload.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public readonly unsafe ref struct HostTensor<T>
    where T : unmanaged
{
    private readonly StagedMemory memory;
    private readonly ReadOnlySpan<nint> shape;

    internal HostTensor(StagedMemory memory, long count, ReadOnlySpan<nint> shape = default)
    {
        this.memory = memory;
        this.shape = shape;
        Count = count;
    }

    /// <summary>The number of elements.</summary>
    internal long Count { get; }

    /// <summary>As one row.</summary>
    public ArrayView<T> View => memory.View<T>(Count);

    /// <summary>With two dimensions.</summary>
    public ArrayView2D<T, Stride2D.DenseY> View2D => Views.Of2D(View, shape[0], shape[1]);

    /// <summary>With three dimensions.</summary>
    public ArrayView3D<T, Stride3D.DenseZY> View3D => Views.Of3D(View, shape[0], shape[1], shape[2]);

    /// <summary>With more dimensions.</summary>
    public TensorView<T> Tensor
    {
        get
        {
            var extents = new long[shape.Length];
            for (int dimension = 0; dimension < extents.Length; dimension++)
                extents[dimension] = shape[dimension];
            return new TensorView<T>(View, extents);
        }
    }

    /// <summary>The one element of a result per call, after <see cref="HostCall.Finish"/>.</summary>
    public T Value => memory.Fetched<T>(1)[0];

    /// <summary>Writes the elements to the span that they belong to, after <see cref="HostCall.Finish"/>.</summary>
    public void CopyTo(Span<T> destination)
    {
        fixed (T* target = &MemoryMarshal.GetReference(destination))
            memory.Read((byte*)target, Count * sizeof(T));
    }

    /// <summary>Writes the elements to the tensor that they belong to, after <see cref="HostCall.Finish"/>.</summary>
    public void CopyTo(in TensorSpan<T> destination)
    {
        if (Density.IsDense<T>(destination))
            CopyTo(Density.Written(destination));
        else
            new ReadOnlyTensorSpan<T>(memory.Fetched<T>(Count), destination.Lengths).CopyTo(destination);
    }
}
