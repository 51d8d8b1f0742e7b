using System.Numerics.Tensors;
using LossGen.Gpu;
using LossGen.Tests.Gpu.Losses;

namespace LossGen.Tests.Gpu.Runtime;

/// <summary>Overloads for host spans and a device against those without a device.</summary>
public class HostOverloadTests
{
    public static TheoryData<string> Kinds => [.. Device.Kinds];

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public void Spans(string kind)
    {
        LossDevice device = LossDevice.Of(Device.Get(kind));
        foreach (int count in new[] { 0, 1, 5, 1003 })
        {
            float[] p = Numbers.Floats(count, -2, 2, 1), y = Numbers.Floats(count, -2, 2, 2);
            float[] expected = Filled(count + 2), actual = Filled(count + 2);
            float value = Hosted.Squares(p, y);
            Numbers.AssertClose([value], [Hosted.Squares(device, p, y)]);
            value = Hosted.SquaresWithGradient(p, y, expected, upstream: 3);
            Numbers.AssertClose([value, .. expected], [Hosted.SquaresWithGradient(device, p, y, actual, upstream: 3), .. actual]);

            // What lies beyond the elements keeps its value, and what is added to is sent to the device.
            value = Hosted.SquaresWithGradient(p, y, expected, accumulate: true);
            Numbers.AssertClose([value, .. expected], [Hosted.SquaresWithGradient(device, p, y, actual, accumulate: true), .. actual]);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public void Scalars_and_results_per_element(string kind)
    {
        LossDevice device = LossDevice.Of(Device.Get(kind));
        double[] p = Numbers.Between(300, 0, 1, 1), y = Numbers.Between(300, 0, 1, 2), gradP = new double[300], actualP = new double[300];
        double value = Hosted.WeightedWithGradient(p, y, gradP, out double gradW, w: 3);
        double actual = Hosted.WeightedWithGradient(device, p, y, actualP, out double actualW, w: 3);
        Numbers.AssertClose([value, gradW, .. gradP], [actual, actualW, .. actualP]);

        float[] q = Numbers.Floats(48, -1, 1, 3), r = Numbers.Floats(48, -1, 1, 4), loss = new float[48], grad = new float[48], actualLoss = new float[48], actualGrad = new float[48];
        Hosted.ScaledWithGradient(q, r, 2, loss, grad);
        Hosted.ScaledWithGradient(device, q, r, 2, actualLoss, actualGrad);
        Numbers.AssertClose([.. loss, .. grad], [.. actualLoss, .. actualGrad]);
        Hosted.ScaledWithGradient(q, r, 2, loss, grad, r);
        Hosted.ScaledWithGradient(device, q, r, 2, actualLoss, actualGrad, r);
        Numbers.AssertClose([.. loss, .. grad], [.. actualLoss, .. actualGrad]);

        // A longer output of rows: only the rows are written.
        float[] rows = Filled(14), actualRows = Filled(14);
        Hosted.RowNorms(q, r, 4, rows);
        Hosted.RowNorms(device, q, r, 4, actualRows);
        Numbers.AssertClose(rows, actualRows);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public void Tensors_and_further_results(string kind)
    {
        LossDevice device = LossDevice.Of(Device.Get(kind));
        float[] z = Numbers.Floats(7 * 12, -9, 9, 1), expected = new float[z.Length], actual = new float[z.Length];
        int[] y = [3, 0, -100, 11, 5, 5, 2];
        nint[] shape = [7, 12];
        float value = Hosted.ClassifiedWithGradient(new ReadOnlyTensorSpan<float>(z, shape), y, out float accuracy, new TensorSpan<float>(expected, shape));
        float found = Hosted.ClassifiedWithGradient(device, new ReadOnlyTensorSpan<float>(z, shape), y, out float actualAccuracy, new TensorSpan<float>(actual, shape));
        Numbers.AssertClose([value, accuracy, .. expected], [found, actualAccuracy, .. actual]);

        nint[] image = [3, 4, 7];
        value = Hosted.ImageWithGradient(new ReadOnlyTensorSpan<float>(z, image), new ReadOnlyTensorSpan<float>(expected, image), new TensorSpan<float>(actual, image));
        float[] grad = new float[z.Length];
        found = Hosted.ImageWithGradient(device, new ReadOnlyTensorSpan<float>(z, image), new ReadOnlyTensorSpan<float>(expected, image), new TensorSpan<float>(grad, image));
        Numbers.AssertClose([value, .. actual], [found, .. grad]);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public void Tensors_with_strides(string kind)
    {
        LossDevice device = LossDevice.Of(Device.Get(kind));
        float[] z = Numbers.Floats(5 * 16, -9, 9, 1), expected = Filled(5 * 16), actual = Filled(5 * 16);
        int[] y = [1, 2, 3, 4, 5];
        nint[] shape = [5, 9], strides = [16, 1];
        var strided = new ReadOnlyTensorSpan<float>(z, shape, strides);
        foreach (bool accumulate in new[] { false, true })
        {
            float value = Hosted.ClassifiedWithGradient(strided, y, out float accuracy, new TensorSpan<float>(expected, shape, strides), accumulate: accumulate);
            float found = Hosted.ClassifiedWithGradient(device, strided, y, out float actualAccuracy, new TensorSpan<float>(actual, shape, strides), accumulate: accumulate);

            // What lies between the rows is compared too: nobody writes it.
            Numbers.AssertClose([value, accuracy, .. expected], [found, actualAccuracy, .. actual]);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public void An_index_outside_is_told_as_on_the_CPU_and_nothing_is_written(string kind)
    {
        LossDevice device = LossDevice.Of(Device.Get(kind));
        float[] z = new float[12], grad = Filled(12);
        int[] y = [0, 4, -1];
        nint[] shape = [3, 4];
        ArgumentOutOfRangeException onCpu = Assert.Throws<ArgumentOutOfRangeException>(() =>
            Hosted.ClassifiedWithGradient(new ReadOnlyTensorSpan<float>(z, shape), y, out _, new TensorSpan<float>(grad, shape)));
        for (int call = 0; call < 2; call++)
        {
            ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() =>
                Hosted.ClassifiedWithGradient(device, new ReadOnlyTensorSpan<float>(z, shape), y, out _, new TensorSpan<float>(grad, shape)));
            Assert.Equal(onCpu.Message, error.Message);
            Assert.Equal(Filled(12), grad);
        }

        // Unchecked, such a row counts as 0; and the next call that checks does not hear of it.
        device.ChecksIndices = false;
        try
        {
            Assert.Equal(MathF.Log(4), Hosted.Classified(device: device, new ReadOnlyTensorSpan<float>(z, shape), y, out _), 1e-5f);
        }
        finally
        {
            device.ChecksIndices = true;
        }

        Assert.Equal(MathF.Log(4), Hosted.Classified(device: device, new ReadOnlyTensorSpan<float>(z, shape), [0, 3, 1], out _), 1e-5f);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public void Arguments_are_checked_as_on_the_CPU(string kind)
    {
        LossDevice device = LossDevice.Of(Device.Get(kind));
        float[] p = new float[4], z = new float[12];
        Assert.Equal("y", Assert.Throws<ArgumentException>(() => Hosted.Squares(device, p, new float[3])).ParamName);
        Assert.Equal("gradP", Assert.Throws<ArgumentException>(() => Hosted.SquaresWithGradient(device, p, new float[4], new float[3])).ParamName);
        Assert.Equal("gradP", Assert.Throws<ArgumentException>(() => Hosted.SquaresWithGradient(device, p, new float[4], p)).ParamName);
        Assert.Equal("device", Assert.Throws<ArgumentNullException>(() => Hosted.Squares((LossDevice)null!, p, p)).ParamName);
        Assert.Equal("z", Assert.Throws<ArgumentException>(() => Hosted.Classified(device: device, new ReadOnlyTensorSpan<float>(z), new int[3], out _)).ParamName);
        Assert.Equal("gradZ", Assert.Throws<ArgumentException>(() => Hosted.ClassifiedWithGradient(
            device, new ReadOnlyTensorSpan<float>(z, [3, 4]), new int[3], out _, new TensorSpan<float>(z, [3, 4]))).ParamName);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public void Threads_may_call_at_a_time(string kind)
    {
        LossDevice device = LossDevice.Of(Device.Get(kind));
        Parallel.For(0, 60, new ParallelOptions { MaxDegreeOfParallelism = 4 }, call =>
        {
            int count = 100 + (7 * call);
            float[] p = Numbers.Floats(count, -2, 2, call), y = Numbers.Floats(count, -2, 2, call + 1), expected = new float[count], actual = new float[count];
            float value = Hosted.SquaresWithGradient(p, y, expected);
            Numbers.AssertClose([value, .. expected], [Hosted.SquaresWithGradient(device, p, y, actual), .. actual]);
        });
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public void The_same_call_again_allocates_nothing_on_the_device(string kind)
    {
        // An accelerator of its own, which no other test calls meanwhile.
        ILGPU.Runtime.Accelerator shared = Device.Get(kind);
        using ILGPU.Runtime.Accelerator own = shared.Device.CreateAccelerator(shared.Context);
        using LossDevice device = LossDevice.Of(own);
        float[] p = new float[500], y = new float[500], grad = new float[500];
        Hosted.SquaresWithGradient(device, p, y, grad);
        IReadOnlyList<ILGPU.Runtime.MemoryBuffer> kept = device.Calls.Kept;
        Assert.Equal(4, kept.Count);
        Hosted.SquaresWithGradient(device, p, y, grad);
        Hosted.Squares(device, p, y);
        Assert.Equal(kept, device.Calls.Kept);

        // Threads one after the other use the same buffers.
        var thread = new Thread(() => Hosted.SquaresWithGradient(device, p, y, grad));
        thread.Start();
        thread.Join();
        Assert.Equal(kept, device.Calls.Kept);
        device.Dispose();
        Assert.Empty(device.Calls.Kept);
    }

    private static float[] Filled(int count) => [.. Enumerable.Range(0, count).Select(i => 0.5f * i)];
}
