using LossGen.Gpu;

namespace LossGen.Tests.Gpu.Runtime;

/// <summary>The choice between the CPU and a device, by profiles whose answer can be worked out by hand.</summary>
public class LossDispatchTests
{
    /// <summary>A machine with 10 GB/s of memory, and a device ten times as fast in everything that copies of 1 GB/s lead to.</summary>
    private static readonly MachineProfile Machine = new()
    {
        Device = "a device",
        Processors = 4,
        CpuBandwidth = 10e9,
        CpuOperations = 10e9,
        CpuDoubleOperations = 5e9,
        HostToDevice = 1e9,
        DeviceToHost = 2e9,
        DeviceBandwidth = 100e9,
        DeviceOperations = 1000e9,
        DeviceDoubleOperations = 500e9,
        CallTime = 100e-6,
        LaunchTime = 10e-6,
    };

    [Fact]
    public void A_loss_at_memory_speed_on_host_data_stays_on_the_CPU()
    {
        using LossDevice device = WithProfile(Machine);
        float[] p = new float[1_000_000];
        DispatchChoice choice = LossDispatch.Explain(auto => Hosted.SquaresWithGradient(auto, p, new float[p.Length], new float[p.Length]), device);

        // 12 MB at 10 GB/s; 8 MB at 1 GB/s, 4 MB at 2 GB/s, 12 MB at 100 GB/s, a call and two kernels more.
        Assert.True(choice.IsForCpu);
        Assert.Equal(1.2e-3, choice.CpuTime.TotalSeconds, 1e-6);
        Assert.Equal(8e-3 + 2e-3 + 0.12e-3 + 0.12e-3, choice.DeviceTime.TotalSeconds, 1e-6);
        Assert.Equal(new LossWork(12e6, 4e6, 2e6, 8e6, 4e6, 3), choice.Work);
        Assert.StartsWith("CPU: 1.20 ms against 10.2 ms", choice.Text, StringComparison.Ordinal);
        Assert.Contains("limited by memory", choice.Text, StringComparison.Ordinal);
        Assert.Contains("limited by the copies", choice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_loss_on_device_data_goes_to_the_device()
    {
        using LossDevice device = WithProfile(Machine);
        DispatchChoice choice = LossDispatch.Explain(Hosted.SquaresInfo, 1_000_000, withGradient: true, device, liesOnDevice: true);
        Assert.False(choice.IsForCpu);
        Assert.Equal(0.12e-3 + 0.03e-3, choice.DeviceTime.TotalSeconds, 1e-6);
    }

    [Fact]
    public void The_constants_of_a_loss_say_the_same_as_its_call()
    {
        using LossDevice device = WithProfile(Machine);
        DispatchChoice byCall = LossDispatch.Explain(auto => Hosted.WeightedWithGradient(auto, new double[1000], new double[1000], new double[1000], out _), device);
        DispatchChoice byInfo = LossDispatch.Explain(Hosted.WeightedInfo, 1000, withGradient: true, device);
        Assert.Equal(byCall.Work, byInfo.Work);
        Assert.Equal(byCall.Text, byInfo.Text);
        Assert.Equal(0, byInfo.Work.Operations);
    }

    [Fact]
    public void Pairs_are_worth_the_copies()
    {
        using LossDevice device = WithProfile(Machine);
        float[] a = new float[1000 * 100];
        DispatchChoice choice = LossDispatch.Explain(
            auto => Hosted.Contrast(device: auto, new(a, [1000, 100]), new(a, [1000, 100])), device);

        // A million pairs of a hundred products and additions.
        Assert.InRange(choice.Work.DoubleOperations, 2e8, 2.5e8);
        Assert.Equal(8e5, choice.Work.Received);
        Assert.False(choice.IsForCpu, choice.Text);
        Assert.StartsWith(device.Name, choice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_the_device_stays_on_the_CPU()
    {
        using LossDevice device = WithProfile(Machine);
        DispatchChoice choice = LossDispatch.Explain(Hosted.SquaresInfo, long.MaxValue / 4, device: device);
        Assert.True(choice.IsForCpu);
        Assert.Contains("do not fit", choice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Explaining_makes_no_call()
    {
        using LossDevice device = WithProfile(Machine);
        float[] grad = [7, 7];
        LossDispatch.Explain(auto => Hosted.SquaresWithGradient(auto, new float[2], new float[2], grad), device);
        Assert.Equal([7, 7], grad);
        Assert.Equal("call", Assert.Throws<ArgumentException>(() => LossDispatch.Explain(_ => { }, device)).ParamName);

        // What is wrong with the arguments is told all the same, and later calls are made.
        Assert.Throws<ArgumentException>(() => LossDispatch.Explain(auto => Hosted.Squares(auto, new float[2], new float[1]), device));
        Assert.Equal(1, Hosted.Squares(LossDevice.Auto, [1, 1], [0, 0]));
    }

    [Fact]
    public void A_named_device_is_no_question()
    {
        using LossDevice device = WithProfile(Machine with { CallTime = 1e6 });
        Assert.False(LossDispatch.PrefersCpu(device, new LossWork(1, 1, 1, 1, 1, 1)));
    }

    [SkippableFact]
    public void What_is_plainly_for_the_CPU_needs_no_measuring()
    {
        Skip.IfNot(LossDevice.TryGetDefault(out LossDevice? device), "this machine has no device");
        MachineProfile? known = device.KnownProfile;
        Assert.True(LossDispatch.PrefersCpu(LossDevice.Auto, new LossWork(12e6, 4e6, 2e6, 8e6, 4e6, 3)) || known is not null);
        Assert.True(LossDispatch.PrefersCpu(LossDevice.Auto, new LossWork(12, 4, 2, 8, 4, 3)) || known is not null);
        Assert.Equal(known, device.KnownProfile);
    }

    [Fact]
    public void Steps_of_recurrences_take_time_on_a_device()
    {
        var work = new LossWork(1e6, 1e9, 1e9, 1e3, 1e3, 3);
        double without = new DispatchEstimate(work, Machine, liesOnDevice: false).Device, with = new DispatchEstimate(work with { Steps = 400 }, Machine, liesOnDevice: false).Device;

        Assert.Equal(100 * Machine.LaunchTime, with - without, 1e-12);
        Assert.Contains("3 kernels with 400 steps", new DispatchEstimate(work with { Steps = 400 }, Machine, liesOnDevice: false).Text("a device"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void The_default_device_is_used_where_the_profile_says_so()
    {
        Skip.IfNot(LossDevice.TryGetDefault(out LossDevice? device), "this machine has no device");
        var work = new LossWork(1e6, 1e6, 1e6, 1e6, 1e6, 3);
        MachineProfile measured = LossDevice.Auto.Profile;
        try
        {
            LossDevice.Auto.Profile = Machine with { CpuBandwidth = 1 };
            Assert.False(LossDispatch.PrefersCpu(LossDevice.Auto, work));
            Assert.Equal(2.5f, Hosted.Squares(LossDevice.Auto, [1, 2], [0, 0]));
            device.Profile = Machine with { HostToDevice = 1 };
            Assert.True(LossDispatch.PrefersCpu(LossDevice.Auto, work));
        }
        finally
        {
            device.Profile = measured;
        }
    }

    /// <summary>A device of its own, so that profiles of other tests stay what they are.</summary>
    private static LossDevice WithProfile(MachineProfile profile)
    {
        ILGPU.Runtime.Accelerator shared = Device.Get("cpu");
        LossDevice device = LossDevice.Of(shared.Device.CreateAccelerator(shared.Context));
        device.Profile = profile;
        return device;
    }
}
