using LossGen.Gpu;
using LossGen.Tests.Gpu.Losses;

namespace LossGen.Tests.Gpu.Runtime;

/// <summary>Buffers that a program fills itself.</summary>
public class DeviceBufferTests
{
    public static TheoryData<string> Kinds => [.. Device.Kinds];

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public void What_is_copied_there_comes_back(string kind)
    {
        LossDevice device = LossDevice.Of(Device.Get(kind));
        using var buffer = new DeviceBuffer<float>(device);
        Assert.Equal(0, buffer.Length);
        Assert.Empty(buffer.ToArray());
        foreach (int count in new[] { 3, 100_000, 17 })
        {
            float[] values = Numbers.Floats(count, -1, 1, count);
            buffer.CopyFrom(values);
            Assert.Equal(count, buffer.View.Length);
            Assert.Equal(values, buffer.ToArray());
        }

        float[] longer = new float[20];
        longer[17] = 4;
        buffer.CopyTo(longer);
        Assert.Equal(4, longer[17]);
        Assert.Equal("destination", Assert.Throws<ArgumentException>(() => buffer.CopyTo(new float[16])).ParamName);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public void Large_arrays_are_copied_in_pieces(string kind)
    {
        LossDevice device = LossDevice.Of(Device.Get(kind));
        int[] values = [.. Enumerable.Range(0, (9 * 1024 * 1024 / sizeof(int)) + 5)];
        using var buffer = new DeviceBuffer<int>(device, values);
        Assert.Equal(values, buffer.ToArray());
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public void Losses_take_its_views(string kind)
    {
        LossDevice device = LossDevice.Of(Device.Get(kind));
        float[] z = Numbers.Floats(12, -1, 1, 1);
        int[] y = [1, 0, 3];
        using var logits = new DeviceBuffer<float>(device, z);
        using var labels = new DeviceBuffer<int>(device, y);
        using var loss = new DeviceBuffer<float>(device, 1);
        using var accuracy = new DeviceBuffer<float>(device, 1);
        Hosted.Classified(device.Stream, logits.AsRows(4), labels.View, accuracy.View, loss.View);
        float expected = Hosted.Classified(new System.Numerics.Tensors.ReadOnlyTensorSpan<float>(z, [3, 4]), y, out float share);
        Numbers.AssertClose([expected, share], [.. loss.ToArray(), .. accuracy.ToArray()]);
        Assert.Equal("columns", Assert.Throws<ArgumentException>(() => logits.AsRows(5)).ParamName);
    }

    [Fact]
    public void A_disposed_buffer_says_so()
    {
        var buffer = new DeviceBuffer<float>(LossDevice.Of(Device.Get("cpu")), 3);
        buffer.Dispose();
        buffer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => buffer.View);
        Assert.Throws<ObjectDisposedException>(() => buffer.CopyFrom([1]));
        Assert.Throws<ObjectDisposedException>(() => buffer.ToArray());
    }
}
