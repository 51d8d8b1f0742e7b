using System.Numerics.Tensors;
using ILGPU;
using ILGPU.Runtime;
using LossGen.Gpu;

namespace LossGen.Tests.Gpu.Losses;

/// <summary>Losses over several axes on every device against the CPU's overload.</summary>
public class RowLossTests
{
    public static TheoryData<string, int, int> Shapes()
    {
        var shapes = new TheoryData<string, int, int>();
        foreach (string kind in Device.Kinds)
        {
            foreach ((int rows, int columns) in new[] { (1, 1), (3, 5), (7, 40), (33, 3), (12, 300) })
                shapes.Add(kind, rows, columns);
        }

        return shapes;
    }

    [SkippableTheory]
    [MemberData(nameof(Shapes))]
    public void Cross_entropy(string kind, int rows, int columns)
    {
        using var device = new OnDevice(kind);
        float[] z = Numbers.Floats(rows * columns, -30, 30, 1), expected = new float[z.Length];
        int[] y = [.. Enumerable.Range(0, rows).Select(n => n % 4 == 3 ? -100 : n * 7 % columns)];
        if (columns > 3)
            (z[1], z[2]) = (float.NegativeInfinity, 1e30f);
        nint[] shape = [rows, columns];
        float value = Declared.CrossEntropyWithGradient(new ReadOnlyTensorSpan<float>(z, shape), y, new TensorSpan<float>(expected, shape));
        ArrayView2D<float, Stride2D.DenseY> zView = device.Rows(z, rows, columns), grad = device.Rows(new float[z.Length], rows, columns);
        ArrayView<float> loss = device.View(new float[1]);
        ArrayView<int> yView = device.View(y);
        Declared.CrossEntropyWithGradient(device.Stream, zView, yView, grad, loss);
        Numbers.AssertClose([value, .. expected], [.. device.Read(loss), .. device.Read(grad.BaseView)]);
        DeviceFaults.Check(device.Stream);
        Declared.CrossEntropy(device.Stream, zView, yView, loss);
        Numbers.AssertClose([value], device.Read(loss));
    }

    [SkippableTheory]
    [MemberData(nameof(Shapes))]
    public void Triplet(string kind, int rows, int columns)
    {
        using var device = new OnDevice(kind);
        float[][] inputs = [.. Enumerable.Range(1, 3).Select(seed => Numbers.Floats(rows * columns, -1, 1, seed))];
        float[][] expected = [.. inputs.Select(input => new float[input.Length])];
        nint[] shape = [rows, columns];
        float value = Declared.TripletWithGradient(
            new ReadOnlyTensorSpan<float>(inputs[0], shape), new ReadOnlyTensorSpan<float>(inputs[1], shape), new ReadOnlyTensorSpan<float>(inputs[2], shape),
            new TensorSpan<float>(expected[0], shape), new TensorSpan<float>(expected[1], shape), new TensorSpan<float>(expected[2], shape));
        ArrayView2D<float, Stride2D.DenseY>[] views = [.. inputs.Select(input => device.Rows(input, rows, columns))];
        ArrayView2D<float, Stride2D.DenseY>[] grads = [.. inputs.Select(input => device.Rows(new float[input.Length], rows, columns))];
        ArrayView<float> loss = device.View(new float[1]);
        Declared.TripletWithGradient(device.Stream, views[0], views[1], views[2], grads[0], grads[1], grads[2], loss);
        Numbers.AssertClose([value], device.Read(loss));
        for (int i = 0; i < 3; i++)
            Numbers.AssertClose(expected[i], device.Read(grads[i].BaseView));
    }

    [SkippableTheory]
    [MemberData(nameof(Shapes))]
    public void Pairs_and_columns(string kind, int rows, int columns)
    {
        using var device = new OnDevice(kind);
        float[] a = Numbers.Floats(rows * columns, -1, 1, 1), b = Numbers.Floats(rows * columns, -1, 1, 2);
        nint[] shape = [rows, columns];
        float value = Declared.InfoNce(new ReadOnlyTensorSpan<float>(a, shape), new ReadOnlyTensorSpan<float>(b, shape));
        ArrayView<float> loss = device.View(new float[1]);
        Declared.InfoNce(device.Stream, device.Rows(a, rows, columns), device.Rows(b, rows, columns), loss);
        Numbers.AssertClose([value], device.Read(loss));

        double[] p = Numbers.Between(rows * columns, 0, 1, 3), y = Numbers.Between(rows * columns, 0, 1, 4), expected = new double[p.Length];
        double dice = Declared.DicePerClassWithGradient(new ReadOnlyTensorSpan<double>(p, shape), new ReadOnlyTensorSpan<double>(y, shape), new TensorSpan<double>(expected, shape));
        ArrayView2D<double, Stride2D.DenseY> grad = device.Rows(new double[p.Length], rows, columns);
        ArrayView<double> diceView = device.View(new double[1]);
        Declared.DicePerClassWithGradient(device.Stream, device.Rows(p, rows, columns), device.Rows(y, rows, columns), grad, diceView);
        Numbers.AssertClose([dice, .. expected], [.. device.Read(diceView), .. device.Read(grad.BaseView)]);
    }

    [SkippableTheory]
    [MemberData(nameof(Shapes))]
    public void A_loss_per_row_of_flat_tensors(string kind, int rows, int columns)
    {
        using var device = new OnDevice(kind);
        double[] p = Numbers.Between(rows * columns, 0, 1, 3), y = Numbers.Between(rows * columns, 0, 1, 4), loss = new double[rows], expected = new double[p.Length];
        Declared.DistancesWithGradient(p, y, columns, loss, expected);
        ArrayView<double> lossView = device.View(new double[rows]), grad = device.View(new double[p.Length]);
        Declared.DistancesWithGradient(device.Stream, device.View(p), device.View(y), columns, lossView, grad);
        Numbers.AssertClose([.. loss, .. expected], [.. device.Read(lossView), .. device.Read(grad)]);
    }
}
