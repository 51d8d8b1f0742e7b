using System.Text.Json.Serialization;

namespace LossGen.Gpu;

/// <summary>
/// How fast a machine and one of its devices are, in units of a second. It is measured once (some seconds) and kept in a file of the user's; assign another
/// to <see cref="LossDevice.Profile"/> to override it.
/// </summary>
public sealed record MachineProfile
{
    /// <summary>The name of the device.</summary>
    public required string Device { get; init; }

    /// <summary>The processors of the machine. A profile measured with another number is measured anew.</summary>
    public required int Processors { get; init; }

    /// <summary>Bytes per second that all threads of the CPU read and write in memory.</summary>
    public required double CpuBandwidth { get; init; }

    /// <summary>Additions of floats per second of all threads of the CPU, in loops like those of losses.</summary>
    public required double CpuOperations { get; init; }

    /// <summary>The same in double.</summary>
    public required double CpuDoubleOperations { get; init; }

    /// <summary>Bytes per second from an array of the host to the device.</summary>
    public required double HostToDevice { get; init; }

    /// <summary>Bytes per second from the device to an array of the host.</summary>
    public required double DeviceToHost { get; init; }

    /// <summary>Bytes per second that kernels read and write in the memory of the device.</summary>
    public required double DeviceBandwidth { get; init; }

    /// <summary>Additions of floats per second of the device, in kernels like those of losses.</summary>
    public required double DeviceOperations { get; init; }

    /// <summary>The same in double.</summary>
    public required double DeviceDoubleOperations { get; init; }

    /// <summary>Seconds that a call takes however small it is: two tensors each way, a kernel, and waiting for them.</summary>
    public required double CallTime { get; init; }

    /// <summary>Seconds that each kernel takes however small it is.</summary>
    public required double LaunchTime { get; init; }

    /// <summary>The rates in words.</summary>
    [JsonIgnore]
    public string Text =>
        $"CPU, {Processors} threads: {ByteText.Rate(CpuBandwidth)}, {ByteText.Count(CpuOperations)} operations/s ({ByteText.Count(CpuDoubleOperations)} in double)\n"
        + $"{Device}: {ByteText.Rate(DeviceBandwidth)}, {ByteText.Count(DeviceOperations)} operations/s ({ByteText.Count(DeviceDoubleOperations)} in double); "
        + $"{ByteText.Rate(HostToDevice)} to it, {ByteText.Rate(DeviceToHost)} back; {ByteText.Time(CallTime)} a call, {ByteText.Time(LaunchTime)} a kernel";

    /// <summary>Measures the machine and the device.</summary>
    /// <param name="device">The device.</param>
    /// <exception cref="ArgumentNullException">There is no device.</exception>
    /// <exception cref="LossDeviceException">The device failed.</exception>
    public static MachineProfile Measure(LossDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return new Calibration(device.IsAuto ? LossDevice.Default : device).Run();
    }
}
