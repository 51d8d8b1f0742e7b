using ILGPU;
using ILGPU.Runtime;

namespace LossGen.Gpu;

/// <summary>Flat memory as views of several dimensions, row after row.</summary>
internal static class Views
{
    public static ArrayView2D<T, Stride2D.DenseY> Of2D<T>(ArrayView<T> flat, long rows, long columns)
        where T : unmanaged
    {
        var extent = new LongIndex2D(rows, columns);
        return new ArrayView2D<T, Stride2D.DenseY>(flat, extent, Stride2D.DenseY.FromExtent(extent));
    }

    public static ArrayView3D<T, Stride3D.DenseZY> Of3D<T>(ArrayView<T> flat, long first, long second, long third)
        where T : unmanaged
    {
        var extent = new LongIndex3D(first, second, third);
        return new ArrayView3D<T, Stride3D.DenseZY>(flat, extent, Stride3D.DenseZY.FromExtent(extent));
    }
}
