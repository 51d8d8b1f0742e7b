using System.Numerics.Tensors;
using ILGPU;
using ILGPU.Runtime;
using LossGen.Gpu;

namespace LossGen.Tests.Gpu.Losses;

/// <summary>What teams of threads keep for all positions of an axis, running sums, pairs, and tensors of more dimensions than a view has.</summary>
public class TensorLossTests
{
    public static TheoryData<string, int, int> Shapes() => RowLossTests.Shapes();

    [SkippableTheory]
    [MemberData(nameof(Shapes))]
    public void Gradients_of_pairs(string kind, int rows, int columns)
    {
        using var device = new OnDevice(kind);
        float[] a = Numbers.Floats(rows * columns, -1, 1, 1), b = Numbers.Floats(rows * columns, -1, 1, 2), gradA = new float[a.Length], gradB = new float[a.Length];
        nint[] shape = [rows, columns];
        float value = Declared.InfoNceWithGradient(
            new ReadOnlyTensorSpan<float>(a, shape), new ReadOnlyTensorSpan<float>(b, shape), new TensorSpan<float>(gradA, shape), new TensorSpan<float>(gradB, shape));
        ArrayView2D<float, Stride2D.DenseY> gradAView = device.Rows(gradA, rows, columns), gradBView = device.Rows(gradB, rows, columns);
        ArrayView<float> loss = device.View(new float[1]);
        Declared.InfoNceWithGradient(device.Stream, device.Rows(a, rows, columns), device.Rows(b, rows, columns), gradAView, gradBView, loss);
        Numbers.AssertClose([value, .. gradA, .. gradB], [.. device.Read(loss), .. device.Read(gradAView.BaseView), .. device.Read(gradBView.BaseView)]);
    }

    [SkippableTheory]
    [MemberData(nameof(Shapes))]
    public void Running_sums_of_rows(string kind, int rows, int columns)
    {
        using var device = new OnDevice(kind);
        float[] p = Numbers.Floats(rows * columns, 0, 1, 1), q = Numbers.Floats(rows * columns, 0, 1, 2), grad = new float[p.Length];
        nint[] shape = [rows, columns];
        float value = Declared.EarthMoverWithGradient(new ReadOnlyTensorSpan<float>(p, shape), new ReadOnlyTensorSpan<float>(q, shape), new TensorSpan<float>(grad, shape));
        ArrayView2D<float, Stride2D.DenseY> gradView = device.Rows(new float[p.Length], rows, columns);
        ArrayView<float> loss = device.View(new float[1]);
        Declared.EarthMoverWithGradient(device.Stream, device.Rows(p, rows, columns), device.Rows(q, rows, columns), gradView, loss);
        AssertNear([value, .. grad], [.. device.Read(loss), .. device.Read(gradView.BaseView)], 1e-5);
    }

    [SkippableTheory]
    [MemberData(nameof(Shapes))]
    public void Running_sums_of_everything(string kind, int rows, int columns)
    {
        using var device = new OnDevice(kind);
        double[] p = Numbers.Between(rows * columns, -1, 1, 1), w = Numbers.Between(rows * columns, -1, 1, 2), grad = new double[p.Length];
        double value = Declared.DrawdownWithGradient(p, w, grad);
        ArrayView<double> gradView = device.View(new double[p.Length]), loss = device.View(new double[1]);
        Declared.DrawdownWithGradient(device.Stream, device.View(p), device.View(w), gradView, loss);
        Numbers.AssertClose([value, .. grad], [.. device.Read(loss), .. device.Read(gradView)], 1e-12);
    }

    [SkippableTheory]
    [MemberData(nameof(Shapes))]
    public void Three_dimensions(string kind, int rows, int columns)
    {
        using var device = new OnDevice(kind);
        int samples = 3;
        float[] p = Numbers.Floats(samples * rows * columns, 0, 1, 1), y = Numbers.Floats(p.Length, 0, 1, 2), grad = new float[p.Length];
        nint[] shape = [samples, rows, columns];
        float value = Declared.DicePerSampleWithGradient(new ReadOnlyTensorSpan<float>(p, shape), new ReadOnlyTensorSpan<float>(y, shape), new TensorSpan<float>(grad, shape));
        var extent = new Index3D(samples, rows, columns);
        using MemoryBuffer3D<float, Stride3D.DenseZY> pBuffer = device.Accelerator.Allocate3DDenseZY<float>(extent),
            yBuffer = device.Accelerator.Allocate3DDenseZY<float>(extent), gradBuffer = device.Accelerator.Allocate3DDenseZY<float>(extent);
        pBuffer.View.BaseView.CopyFromCPU(device.Stream, p);
        yBuffer.View.BaseView.CopyFromCPU(device.Stream, y);
        ArrayView<float> loss = device.View(new float[1]);
        Declared.DicePerSampleWithGradient(device.Stream, pBuffer.View, yBuffer.View, gradBuffer.View, loss);
        Numbers.AssertClose([value, .. grad], [.. device.Read(loss), .. device.Read(gradBuffer.View.BaseView)]);
    }

    [SkippableTheory]
    [MemberData(nameof(Shapes))]
    public void Four_dimensions(string kind, int rows, int columns)
    {
        using var device = new OnDevice(kind);
        int samples = 2, classes = 5;
        float[] z = Numbers.Floats(samples * classes * rows * columns, -9, 9, 1), grad = new float[z.Length], v = [1, 2];
        int[] y = [.. Enumerable.Range(0, samples * rows * columns).Select(i => i * 7 % classes)];
        nint[] shape = [samples, classes, rows, columns], pixels = [samples, rows, columns];
        float value = Declared.PixelEntropyWithGradient(new ReadOnlyTensorSpan<float>(z, shape), new ReadOnlyTensorSpan<int>(y, pixels), v, 1, new TensorSpan<float>(grad, shape));
        ArrayView<float> zView = device.View(z), gradView = device.View(new float[z.Length]), loss = device.View(new float[1]);
        using MemoryBuffer3D<int, Stride3D.DenseZY> yBuffer = device.Accelerator.Allocate3DDenseZY<int>(new Index3D(samples, rows, columns));
        yBuffer.View.BaseView.CopyFromCPU(device.Stream, y);
        void Run(int k, TensorView<float> tensor) => Declared.PixelEntropyWithGradient(
            device.Stream, tensor, yBuffer.View, device.View(v), k, new TensorView<float>(gradView, samples, classes, rows, columns), loss);
        Run(1, new TensorView<float>(zView, samples, classes, rows, columns));
        Numbers.AssertClose([value, .. grad], [.. device.Read(loss), .. device.Read(gradView)]);
        DeviceFaults.Check(device.Stream);

        Run(2, new TensorView<float>(zView, samples, classes, rows, columns));
        Assert.Equal("k", Assert.Throws<ArgumentOutOfRangeException>(() => DeviceFaults.Check(device.Stream)).ParamName);
        Assert.Contains("dimensions", Assert.Throws<ArgumentException>("z", () => Run(1, new TensorView<float>(zView, samples * classes, rows, columns))).Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [MemberData(nameof(Shapes))]
    public void Upstream_on_the_device(string kind, int rows, int columns)
    {
        using var device = new OnDevice(kind);
        float[] p = Numbers.Floats(rows * columns, -2, 2, 1), y = Numbers.Floats(p.Length, -2, 2, 2), grad = new float[p.Length];
        Declared.MseWithGradient(p, y, grad, upstream: 2.5f);
        ArrayView<float> gradView = device.View(new float[p.Length]), loss = device.View(new float[1]), scale = device.View(new[] { 2.5f });
        Declared.MseWithGradient(device.Stream, device.View(p), device.View(y), gradView, loss, upstream: scale);
        Numbers.AssertClose(grad, device.Read(gradView));
        Assert.Throws<ArgumentException>("upstream", () => Declared.MseWithGradient(device.Stream, device.View(p), device.View(y), gradView, loss, upstream: scale.SubView(0, 0)));
        Assert.Throws<ArgumentException>("gradP", () => Declared.MseWithGradient(device.Stream, device.View(p), device.View(y), gradView, loss, upstream: gradView));
    }

    private static void AssertNear(float[] expected, float[] actual, double tolerance) =>
        Numbers.AssertClose([.. expected.Select(value => (double)value)], [.. actual.Select(value => (double)value)], tolerance);
}
