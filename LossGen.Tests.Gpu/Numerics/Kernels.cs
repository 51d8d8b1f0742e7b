using ILGPU;
using ILGPU.Runtime;

namespace LossGen.Tests.Gpu.Numerics;

/// <summary>Kernels that apply a function to every element, and how to launch them.</summary>
internal static class Kernels
{
    public static void UnarySingle<F>(Index1D i, ArrayView<float> x, ArrayView<float> y, ArrayView<float> result)
        where F : struct, IUnary =>
        result[i] = F.Of(x[i]);

    public static void UnaryDouble<F>(Index1D i, ArrayView<double> x, ArrayView<double> y, ArrayView<double> result)
        where F : struct, IUnary =>
        result[i] = F.Of(x[i]);

    public static void BinarySingle<F>(Index1D i, ArrayView<float> x, ArrayView<float> y, ArrayView<float> result)
        where F : struct, IBinary =>
        result[i] = F.Of(x[i], y[i]);

    public static void BinaryDouble<F>(Index1D i, ArrayView<double> x, ArrayView<double> y, ArrayView<double> result)
        where F : struct, IBinary =>
        result[i] = F.Of(x[i], y[i]);

    /// <summary>Runs a kernel over all elements.</summary>
    public static T[] Launch<T>(Accelerator accelerator, T[] x, T[] y, Action<Index1D, ArrayView<T>, ArrayView<T>, ArrayView<T>> kernel)
        where T : unmanaged
    {
        using MemoryBuffer1D<T, Stride1D.Dense> first = accelerator.Allocate1D(x);
        using MemoryBuffer1D<T, Stride1D.Dense> second = accelerator.Allocate1D(y);
        using MemoryBuffer1D<T, Stride1D.Dense> result = accelerator.Allocate1D<T>(x.Length);
        var launch = accelerator.LoadAutoGroupedStreamKernel(kernel);
        launch(x.Length, first.View, second.View, result.View);
        accelerator.Synchronize();
        return result.GetAsArray1D();
    }
}
