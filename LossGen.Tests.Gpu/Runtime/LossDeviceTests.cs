using ILGPU.Runtime;
using LossGen.Gpu;

namespace LossGen.Tests.Gpu.Runtime;

/// <summary>Which devices there are, and how they live and end.</summary>
public class LossDeviceTests
{
    private static readonly float[] Sample = [1, 2, 3];

    [Fact]
    public void All_lists_each_device_and_the_emulator_last()
    {
        Assert.Equal(LossDeviceKind.Emulator, LossDevice.All[^1].Kind);
        Assert.Single(LossDevice.All, device => device.Kind == LossDeviceKind.Emulator);
        Assert.Equal(LossDevice.All.OrderBy(device => device.Kind), LossDevice.All);
        Assert.All(LossDevice.All, device => Assert.False(device.IsAuto));
    }

    [Fact]
    public void The_default_is_no_emulator()
    {
        if (LossDevice.TryGetDefault(out LossDevice? device))
        {
            Assert.NotEqual(LossDeviceKind.Emulator, device.Kind);
            Assert.Same(device, LossDevice.Default);
        }
        else
        {
            LossDeviceException error = Assert.Throws<LossDeviceException>(() => LossDevice.Default);
            Assert.Equal(LossDeviceError.NoDevice, error.Error);
            Assert.Contains("LossDevice.Auto", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_device_is_found_by_kind_and_by_a_part_of_its_name()
    {
        LossDevice emulator = LossDevice.Get(LossDeviceKind.Emulator);
        Assert.Same(emulator, LossDevice.Get(emulator.Name.ToUpperInvariant()[1..]));
        Assert.Same(LossDevice.Auto, LossDevice.Get(LossDeviceKind.Auto));
        LossDeviceException error = Assert.Throws<LossDeviceException>(() => LossDevice.Get("no such device"));
        Assert.Equal(LossDeviceError.NoDevice, error.Error);
        Assert.Contains(emulator.Name, error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => LossDevice.Get(" "));
    }

    [Fact]
    public void Auto_runs_on_the_CPU_or_a_device_and_is_none_itself()
    {
        Assert.Equal(Hosted.Squares(Sample, new float[3]), Hosted.Squares(LossDevice.Auto, Sample, new float[3]));
        Assert.Throws<InvalidOperationException>(() => LossDevice.Auto.Accelerator);
        LossDevice.Auto.Dispose();
        Assert.Equal(Hosted.Squares(Sample, new float[3]), Hosted.Squares(LossDevice.Auto, Sample, new float[3]));
    }

    [Fact]
    public void A_disposed_device_says_so_and_is_offered_anew()
    {
        LossDevice device = LossDevice.Get(LossDeviceKind.Emulator);
        float expected = Hosted.Squares(Sample, new float[3]);
        Assert.Equal(expected, Hosted.Squares(device, Sample, new float[3]), 1e-6f);
        device.Dispose();
        device.Dispose();
        float[] grad = [7, 7, 7];
        Assert.Throws<ObjectDisposedException>(() => Hosted.SquaresWithGradient(device, Sample, new float[3], grad));
        Assert.Throws<ObjectDisposedException>(() => device.Stream);
        Assert.Equal([7, 7, 7], grad);

        LossDevice again = LossDevice.Get(LossDeviceKind.Emulator);
        Assert.NotSame(device, again);
        Assert.Equal(expected, Hosted.Squares(again, Sample, new float[3]), 1e-6f);
    }

    [SkippableTheory]
    [InlineData("cpu")]
    [InlineData("opencl")]
    [InlineData("cuda")]
    public void An_accelerator_of_the_program_stays_its_own(string kind)
    {
        Accelerator shared = Device.Get(kind);
        Accelerator own = shared.Device.CreateAccelerator(shared.Context);
        LossDevice device = LossDevice.Of(own);
        Assert.Same(device, LossDevice.Of(own));
        Assert.Same(own, device.Accelerator);
        Assert.Equal(own.Name, device.Name);
        Assert.Equal(Hosted.Squares(Sample, new float[3]), Hosted.Squares(device, Sample, new float[3]), 1e-6f);
        device.Dispose();
        Assert.False(own.IsDisposed);

        device = LossDevice.Of(own);
        Assert.Equal(Hosted.Squares(Sample, new float[3]), Hosted.Squares(device, Sample, new float[3]), 1e-6f);
        own.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Hosted.Squares(device, Sample, new float[3]));
        device.Dispose();
    }

    [SkippableTheory]
    [InlineData("cpu")]
    [InlineData("opencl")]
    [InlineData("cuda")]
    public void Warmup_compiles_and_says_what_it_took(string kind)
    {
        Accelerator shared = Device.Get(kind);
        using Accelerator own = shared.Device.CreateAccelerator(shared.Context);
        using LossDevice device = LossDevice.Of(own);
        Warmup first = device.Warmup(cold => Hosted.Squares(cold, Sample, new float[3]));

        // Three elements are one group, whose total needs no second stage.
        Assert.Equal(2, first.Kernels);
        Assert.True(first.Compiling > TimeSpan.Zero && first.Compiling <= first.Total, first.ToString());
        Assert.Equal((first.Kernels, first.Compiling), device.CompiledKernels);

        Warmup second = device.Warmup(warm => Hosted.Squares(warm, Sample, new float[3]));
        Assert.Equal((0, TimeSpan.Zero), (second.Kernels, second.Compiling));
    }
}
