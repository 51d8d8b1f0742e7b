using ILGPU.Runtime;
using LossGen.Gpu;

namespace LossGen.Tests.Gpu.Runtime;

/// <summary>What a user hears of a device that fails.</summary>
public class DeviceFailureTests
{
    public static TheoryData<string> Kinds => [.. Device.Kinds];

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public void Too_little_memory_is_told_with_both_sizes(string kind)
    {
        LossDevice device = LossDevice.Of(Device.Get(kind));

        // 4 PB: more than any address space grants.
        LossDeviceException error = Assert.Throws<LossDeviceException>(() => new DeviceBuffer<float>(device, 1L << 50));
        Assert.Equal(LossDeviceError.OutOfMemory, error.Error);
        Assert.Contains("4.50 PB", error.Message, StringComparison.Ordinal);
        Assert.Contains(device.Name, error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.InnerException);

        // The device goes on.
        using var small = new DeviceBuffer<float>(device, [1, 2]);
        Assert.Equal([1, 2], small.ToArray());
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public void A_buffer_of_a_closed_accelerator_can_still_be_disposed(string kind)
    {
        Accelerator shared = Device.Get(kind);
        Accelerator own = shared.Device.CreateAccelerator(shared.Context);
        LossDevice device = LossDevice.Of(own);
        var buffer = new DeviceBuffer<float>(device, [1, 2]);
        own.Dispose();
        Assert.Throws<ObjectDisposedException>(() => buffer.CopyFrom([3, 4]));
        buffer.Dispose();
        device.Dispose();
    }

    [Theory]
    [InlineData(LossDeviceError.OutOfMemory, CLErrors.OutOfMemory)]
    [InlineData(LossDeviceError.DeviceLost, CLErrors.Lost)]
    [InlineData(LossDeviceError.Failed, CLErrors.Other)]
    public void Errors_of_drivers_become_words(LossDeviceError expected, int code)
    {
        Accelerator accelerator = Device.Get("cpu");
        var driver = new ILGPU.Runtime.OpenCL.CLException((ILGPU.Runtime.OpenCL.CLError)code);
        LossDeviceException error = DeviceFailure.Of(accelerator, new AggregateException(driver));
        Assert.Equal(expected, error.Error);
        Assert.Contains(driver.Error.ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kernel_that_does_not_compile_is_named()
    {
        using var context = ILGPU.Context.Create(builder => ILGPU.Runtime.CPU.CPUContextExtensions.DefaultCPU(builder));
        using Accelerator own = context.Devices[0].CreateAccelerator(context);
        using AcceleratorStream stream = own.CreateStream();
        LossDeviceException error = Assert.Throws<LossDeviceException>(() =>
        {
            using var launch = DeviceLaunch.Begin(stream);
            launch.Run<int>(Impossible, 1, launch.Elements(1));
        });
        Assert.Equal(LossDeviceError.CompilationFailed, error.Error);
        Assert.Contains("DeviceFailureTests.Impossible", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A kernel cannot allocate.</summary>
    private static void Impossible(int call) => GC.KeepAlive(new string('a', call));

    private static class CLErrors
    {
        // CL_MEM_OBJECT_ALLOCATION_FAILURE, CL_DEVICE_NOT_AVAILABLE, CL_INVALID_VALUE.
        public const int OutOfMemory = -4, Lost = -2, Other = -30;
    }
}
