using System.Numerics.Tensors;
using ILGPU;
using ILGPU.Runtime;

namespace LossGen.Tests.Gpu.Losses;

/// <summary>Losses whose axes are joined where views are dense, of dense views and of views with gaps between rows.</summary>
public class JoinedLossTests
{
    public static TheoryData<string, int, int, int> Shapes()
    {
        var shapes = new TheoryData<string, int, int, int>();
        foreach (string kind in Device.Kinds)
        {
            foreach ((int rows, int columns, int gap) in new[] { (1, 1, 0), (7, 3, 0), (8, 12, 0), (300, 5, 0), (7, 3, 2), (8, 12, 4) })
                shapes.Add(kind, rows, columns, gap);
        }

        return shapes;
    }

    [SkippableTheory]
    [MemberData(nameof(Shapes))]
    public void Rows(string kind, int rows, int columns, int gap)
    {
        using var device = new OnDevice(kind);
        float[] p = Numbers.Floats(rows * columns, -2, 2, 1), y = Numbers.Floats(p.Length, -2, 2, 2), expected = new float[p.Length];
        nint[] shape = [rows, columns];
        float value = Declared.RowsOfSquaresWithGradient(new ReadOnlyTensorSpan<float>(p, shape), new ReadOnlyTensorSpan<float>(y, shape), new TensorSpan<float>(expected, shape));
        ArrayView2D<float, Stride2D.DenseY> View(float[] values)
        {
            int stride = columns + gap;
            float[] apart = new float[(rows - 1) * stride + columns];
            for (int i = 0; i < values.Length; i++)
                apart[i / columns * stride + (i % columns)] = values[i];
            return new(device.View(apart), new LongIndex2D(rows, columns), new Stride2D.DenseY(stride));
        }

        ArrayView2D<float, Stride2D.DenseY> gradient = View(new float[p.Length]);
        ArrayView<float> loss = device.View(new float[1]);
        Declared.RowsOfSquaresWithGradient(device.Stream, View(p), View(y), gradient, loss);
        Numbers.AssertClose([value], device.Read(loss));
        float[] actual = device.Read(gradient.BaseView);
        Numbers.AssertClose(expected, [.. Enumerable.Range(0, p.Length).Select(i => actual[(i / columns * (columns + gap)) + (i % columns)])]);
    }

    [SkippableTheory]
    [MemberData(nameof(Shapes))]
    public void Batches_of_images(string kind, int rows, int columns, int gap)
    {
        Skip.If(gap > 0);
        using var device = new OnDevice(kind);
        int images = 3;
        double[] p = Numbers.Between(images * rows * columns, 0, 1, 1), y = Numbers.Between(p.Length, 0, 1, 2), w = Numbers.Between(images, 0, 1, 3);
        nint[] shape = [images, rows, columns];
        ArrayView3D<double, Stride3D.DenseZY> View(double[] values) =>
            new(device.View(values), new LongIndex3D(images, rows, columns), new Stride3D.DenseZY(rows * columns, columns));
        ArrayView<double> loss = device.View(new double[1]);
        void Check(double value, double[] gradient, Action<ArrayView3D<double, Stride3D.DenseZY>> run)
        {
            ArrayView3D<double, Stride3D.DenseZY> view = View(new double[p.Length]);
            run(view);
            Numbers.AssertClose([value, .. gradient], [.. device.Read(loss), .. device.Read(view.BaseView)], 1e-12);
        }

        double[] expected = new double[p.Length];
        var output = new TensorSpan<double>(expected, shape);
        double value = Declared.ImageOverlapWithGradient(new ReadOnlyTensorSpan<double>(p, shape), new ReadOnlyTensorSpan<double>(y, shape), output);
        Check(value, expected, view => Declared.ImageOverlapWithGradient(device.Stream, View(p), View(y), view, loss));
        value = Declared.LinesWithGradient(new ReadOnlyTensorSpan<double>(p, shape), new ReadOnlyTensorSpan<double>(y, shape), output);
        Check(value, expected, view => Declared.LinesWithGradient(device.Stream, View(p), View(y), view, loss));
        value = Declared.WeightedLinesWithGradient(new ReadOnlyTensorSpan<double>(p, shape), new ReadOnlyTensorSpan<double>(y, shape), w, output);
        Check(value, expected, view => Declared.WeightedLinesWithGradient(device.Stream, View(p), View(y), device.View(w), view, loss));
    }
}
