using ILGPU;
using LossGen.Gpu;
using LossGen.Tests.Gpu.Losses;

namespace LossGen.Tests.Gpu.Runtime;

/// <summary>Profiles are measured once and kept.</summary>
public class MachineProfileTests
{
    [SkippableTheory]
    [InlineData("cpu")]
    [InlineData("opencl")]
    [InlineData("cuda")]
    public void The_copy_that_is_timed_moves_every_element(string kind)
    {
        using var device = new OnDevice(kind);
        float[] values = Numbers.Floats(4096, -1, 1, 1);
        ArrayView<float> to = device.View(new float[values.Length]);
        using (var launch = DeviceLaunch.Begin(device.Stream))
            launch.Run(CalibrationKernels.Copy, new CalibrationKernels.Copying { From = device.View(values), To = to }, launch.Elements(values.Length / 4));
        Assert.Equal(values, device.Read(to));
    }

    [SkippableTheory]
    [InlineData("cpu")]
    [InlineData("opencl")]
    [InlineData("cuda")]
    public void Rates_are_measured_and_read_from_the_file_afterwards(string kind)
    {
        LossDevice device = LossDevice.Of(Device.Get(kind));
        MachineProfile profile = MachineProfile.Measure(device);
        Assert.Equal(device.Name, profile.Device);
        Assert.All(
            [profile.CpuBandwidth, profile.CpuOperations, profile.CpuDoubleOperations, profile.HostToDevice, profile.DeviceToHost, profile.DeviceBandwidth, profile.DeviceOperations, profile.DeviceDoubleOperations],
            rate => Assert.True(double.IsFinite(rate) && rate > 1000, profile.Text));
        Assert.InRange(profile.CallTime, 0, 10);
        Assert.InRange(profile.LaunchTime, 0, 10);

        string file = Path.Combine(Path.GetTempPath(), $"lossgen-{Guid.NewGuid():N}", "machine.json");
        try
        {
            ProfileFile.Write(profile, file);
            ProfileFile.Write(profile with { Device = "another" }, file);
            ProfileFile.Write(profile with { CallTime = 1 }, file);
            Assert.Equal(profile with { CallTime = 1 }, ProfileFile.Read(device.Name, file));
            Assert.Equal(profile with { Device = "another" }, ProfileFile.Read("another", file));
            Assert.Null(ProfileFile.Read("a third", file));

            // A file that is broken, or of another machine, is done without.
            ProfileFile.Write(profile with { Processors = -1 }, file);
            Assert.Null(ProfileFile.Read(device.Name, file));
            File.WriteAllText(file, "[{");
            Assert.Null(ProfileFile.Read(device.Name, file));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }
}
