using ILGPU;
using ILGPU.Runtime;
using LossGen.Gpu;

namespace LossGen.Tests.Gpu.Losses;

/// <summary>What is wrong is told before anything is enqueued; what only the device can see, afterwards.</summary>
public class EntryTests
{
    [Fact]
    public void Views_have_to_fit()
    {
        using var device = new OnDevice("cpu");
        ArrayView<float> p = device.View(new float[4]), y = device.View(new float[4]), grad = device.View(new float[4]), loss = device.View(new float[1]);
        Assert.Equal("y", Assert.Throws<ArgumentException>(() => Declared.Mse(device.Stream, p, y.SubView(0, 3), loss)).ParamName);
        Assert.Equal("gradP", Assert.Throws<ArgumentException>(() => Declared.MseWithGradient(device.Stream, p, y, grad.SubView(1, 3), loss)).ParamName);
        Assert.Equal("gradP", Assert.Throws<ArgumentException>(() => Declared.MseWithGradient(device.Stream, p, y, p, loss)).ParamName);
        Assert.Equal("loss", Assert.Throws<ArgumentException>(() => Declared.Mse(device.Stream, p, y, loss.SubView(0, 0))).ParamName);
        Assert.Equal("stream", Assert.Throws<ArgumentNullException>(() => Declared.Mse(null!, p, y, loss)).ParamName);
    }

    [Fact]
    public void Views_have_to_lie_on_the_accelerator_of_the_stream()
    {
        using var device = new OnDevice("cpu");
        using Accelerator other = device.Accelerator.Context.Devices.First(candidate => candidate.AcceleratorType == AcceleratorType.CPU).CreateAccelerator(device.Accelerator.Context);
        using MemoryBuffer1D<float, Stride1D.Dense> elsewhere = other.Allocate1D<float>(4);
        ArrayView<float> p = device.View(new float[4]), loss = device.View(new float[1]);
        ArgumentException error = Assert.Throws<ArgumentException>(() => Declared.Mse(device.Stream, p, elsewhere.View, loss));
        Assert.Equal("y", error.ParamName);
    }

    [SkippableTheory]
    [InlineData("cpu")]
    [InlineData("opencl")]
    [InlineData("cuda")]
    public void An_index_outside_is_noted_and_told_when_asked(string kind)
    {
        using var device = new OnDevice(kind);
        ArrayView2D<float, Stride2D.DenseY> z = device.Rows(new float[12], 3, 4);
        ArrayView<float> loss = device.View(new float[1]);
        Declared.CrossEntropy(device.Stream, z, device.View(new[] { 0, 4, -1 }), loss);
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => DeviceFaults.Check(device.Stream));
        Assert.Equal("y", error.ParamName);
        Assert.Contains("position 1 (counted through n) lies outside of dimension 1 of 'z'", error.Message, StringComparison.Ordinal);
        DeviceFaults.Check(device.Stream);
    }
}
