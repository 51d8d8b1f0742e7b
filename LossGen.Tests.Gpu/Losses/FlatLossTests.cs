using ILGPU;

namespace LossGen.Tests.Gpu.Losses;

/// <summary>Losses along one axis on every device against the CPU's overload, from views that start at any place.</summary>
public class FlatLossTests
{
    public static TheoryData<string, int, int> Sizes()
    {
        var sizes = new TheoryData<string, int, int>();
        foreach (string kind in Device.Kinds)
        {
            foreach ((int count, int offset) in new[] { (0, 0), (1, 0), (3, 1), (5, 0), (64, 0), (130, 3), (1003, 0) })
                sizes.Add(kind, count, offset);
        }

        return sizes;
    }

    [SkippableTheory]
    [MemberData(nameof(Sizes))]
    public void Floats(string kind, int count, int offset)
    {
        using var device = new OnDevice(kind);
        float[] p = Numbers.Floats(count, -2, 2, 1), y = Numbers.Floats(count, -2, 2, 2), expected = new float[count], each = new float[count];
        byte[] labels = [.. Enumerable.Range(0, count).Select(i => (byte)(i % 2))];
        ArrayView<float> pView = device.View(p, offset), yView = device.View(y, offset), grad = device.View(new float[count], offset), loss = device.View(new float[1]);

        float value = Declared.MseWithGradient(p, y, expected, upstream: 3);
        Declared.MseWithGradient(device.Stream, pView, yView, grad, loss, upstream: 3);
        Numbers.AssertClose([value, .. expected], [.. device.Read(loss), .. device.Read(grad)]);
        Declared.MseWithGradient(p, y, expected, accumulate: true);
        Declared.MseWithGradient(device.Stream, pView, yView, grad, loss, accumulate: true);
        Numbers.AssertClose(expected, device.Read(grad));

        ArrayView<float> gradDelta = device.View(new float[1]);
        value = Declared.HuberWithGradient(p, y, out float expectedDelta);
        Declared.HuberWithGradient(device.Stream, pView, yView, gradDelta, loss);
        Numbers.AssertClose([value, expectedDelta], [.. device.Read(loss), .. device.Read(gradDelta)]);

        value = Declared.BceWithGradient(p, labels, expected);
        Declared.BceWithGradient(device.Stream, pView, device.View(labels, offset), grad, loss);
        Numbers.AssertClose([value, .. expected], [.. device.Read(loss), .. device.Read(grad)]);

        Declared.EachWithGradient(p, y, 2, each, expected);
        ArrayView<float> eachView = device.View(new float[count], offset);
        Declared.EachWithGradient(device.Stream, pView, yView, 2, eachView, grad);
        Numbers.AssertClose([.. each, .. expected], [.. device.Read(eachView), .. device.Read(grad)]);
    }

    [SkippableTheory]
    [MemberData(nameof(Sizes))]
    public void More_totals_than_shared_memory_has_room_for(string kind, int count, int offset)
    {
        using var device = new OnDevice(kind);
        double[] p = Numbers.Between(count, -1, 1, 5), y = Numbers.Between(count, -1, 1, 6);
        ArrayView<double>[] results = [.. Enumerable.Range(0, 5).Select(_ => device.View(new double[1]))];

        double value = Declared.CubicWithGradient(p, y, 0.5, -1, 2, 0.25, out double gradA, out double gradB, out double gradC, out double gradD);
        Declared.CubicWithGradient(
            device.Stream, device.View(p, offset), device.View(y, offset), 0.5, -1, 2, 0.25, results[0], results[1], results[2], results[3], results[4]);
        Numbers.AssertClose([gradA, gradB, gradC, gradD, value], [.. results.SelectMany(device.Read)]);
    }

    [SkippableTheory]
    [MemberData(nameof(Sizes))]
    public void Doubles(string kind, int count, int offset)
    {
        using var device = new OnDevice(kind);
        double[] p = Numbers.Between(count, 0, 1, 3), y = Numbers.Between(count, 0, 1, 4), expected = new double[count];
        ArrayView<double> pView = device.View(p, offset), yView = device.View(y, offset), grad = device.View(new double[count], offset), loss = device.View(new double[1]);

        double value = Declared.DiceWithGradient(p, y, expected);
        Declared.DiceWithGradient(device.Stream, pView, yView, grad, loss);
        Numbers.AssertClose([value, .. expected], [.. device.Read(loss), .. device.Read(grad)]);

        value = Declared.MixedWithGradient(p, y, expected);
        Declared.MixedWithGradient(device.Stream, pView, yView, grad, loss);
        Numbers.AssertClose([value, .. expected], [.. device.Read(loss), .. device.Read(grad)]);
    }

    [SkippableTheory]
    [InlineData("cpu")]
    [InlineData("opencl")]
    [InlineData("cuda")]
    public void Special_values_are_those_of_the_CPU(string kind)
    {
        using var device = new OnDevice(kind);
        float[] z = [0, -0f, 1e30f, -1e30f, 89, -104, 1e-40f, float.PositiveInfinity, float.NegativeInfinity];
        byte[] y = [1, 0, 1, 0, 0, 1, 0, 1, 0];
        float[] expected = new float[z.Length];
        float value = Declared.BceWithGradient(z, y, expected);
        ArrayView<float> grad = device.View(new float[z.Length]), loss = device.View(new float[1]);
        Declared.BceWithGradient(device.Stream, device.View(z), device.View(y), grad, loss);
        Numbers.AssertClose([value, .. expected], [.. device.Read(loss), .. device.Read(grad)]);
    }

    [SkippableTheory]
    [InlineData("cpu")]
    [InlineData("opencl")]
    [InlineData("cuda")]
    public void Every_run_gives_the_same_bits(string kind)
    {
        using var device = new OnDevice(kind);
        ArrayView<float> p = device.View(Numbers.Floats(5001, -2, 2, 1)), y = device.View(Numbers.Floats(5001, -2, 2, 2)), loss = device.View(new float[1]);
        Declared.Mse(device.Stream, p, y, loss);
        float first = device.Read(loss)[0];
        for (int run = 0; run < 5; run++)
        {
            Declared.Mse(device.Stream, p, y, loss);
            Assert.Equal(first, device.Read(loss)[0]);
        }
    }
}
