using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ILGPU.Runtime;

namespace LossGen.Gpu;

// Which devices there are.
public sealed partial class LossDevice
{
    private static readonly ConditionalWeakTable<Accelerator, LossDevice> OfAccelerators = [];

    /// <summary>
    /// The devices of the machine, the most capable first: of CUDA by memory, of OpenCL (GPUs before other processors) by memory, then ILGPU's
    /// emulator. None is opened by asking. A GPU of NVIDIA may be there twice, once for each driver.
    /// </summary>
    public static IReadOnlyList<LossDevice> All => DeviceRegistry.All;

    /// <summary>The first of <see cref="All"/> that is no emulator. The same object for all, to be kept as long as it is of use.</summary>
    /// <exception cref="LossDeviceException">There is none (<see cref="LossDeviceError.NoDevice"/>).</exception>
    public static LossDevice Default => TryGetDefault(out LossDevice? device) ? device : throw new LossDeviceException(
        LossDeviceError.NoDevice,
        "This machine has no device of CUDA or OpenCL. A driver may be missing: of NVIDIA for CUDA, or an OpenCL platform with its loader (libOpenCL.so). "
        + "Call the overload without a device, which runs on the CPU, or pass LossDevice.Auto, which uses a device where there is one.");

    /// <summary>
    /// The CPU or the default device, whichever <see cref="LossDispatch"/> expects to be faster for the call at hand. Where there is no device, all
    /// calls run on the CPU.
    /// </summary>
    public static LossDevice Auto { get; } = new(LossDeviceKind.Auto, "the faster of CPU and default device", 0, null, null);

    /// <summary>The default device, where there is one.</summary>
    /// <param name="device">The device.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryGetDefault([NotNullWhen(true)] out LossDevice? device)
    {
        device = All.FirstOrDefault(candidate => candidate.Kind != LossDeviceKind.Emulator);
        return device is not null;
    }

    /// <summary>The first device whose name contains the text, in any case: "H100".</summary>
    /// <param name="name">A part of the name.</param>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    /// <exception cref="LossDeviceException">There is none (<see cref="LossDeviceError.NoDevice"/>); the message lists those that there are.</exception>
    public static LossDevice Get(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return All.FirstOrDefault(device => device.Name.Contains(name, StringComparison.OrdinalIgnoreCase)) ?? throw None($"whose name contains '{name}'");
    }

    /// <summary>The first device of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <exception cref="LossDeviceException">There is none (<see cref="LossDeviceError.NoDevice"/>); the message lists those that there are.</exception>
    public static LossDevice Get(LossDeviceKind kind) =>
        kind == LossDeviceKind.Auto ? Auto : All.FirstOrDefault(device => device.Kind == kind) ?? throw None($"of kind {kind}");

    /// <summary>
    /// A device over an accelerator that the program made itself, the same for every call with it. The accelerator stays the program's: disposing of the
    /// device frees its buffers only. Its context must have been built with <c>EnableAlgorithms</c>.
    /// </summary>
    /// <param name="accelerator">The accelerator.</param>
    /// <exception cref="ArgumentNullException">There is none.</exception>
    public static LossDevice Of(Accelerator accelerator)
    {
        ArgumentNullException.ThrowIfNull(accelerator);
        lock (OfAccelerators)
        {
            if (OfAccelerators.TryGetValue(accelerator, out LossDevice? known) && !known.isDisposed)
                return known;
            var device = new LossDevice(KindOf(accelerator.AcceleratorType), accelerator.Name, accelerator.MemorySize, null, accelerator);
            OfAccelerators.AddOrUpdate(accelerator, device);
            return device;
        }
    }

    internal static LossDevice Of(ILGPU.Runtime.Device offered) => new(KindOf(offered.AcceleratorType), offered.Name, offered.MemorySize, offered, null);

    private static LossDeviceKind KindOf(AcceleratorType type) => type switch
    {
        AcceleratorType.Cuda => LossDeviceKind.Cuda,
        AcceleratorType.OpenCL => LossDeviceKind.OpenCL,
        _ => LossDeviceKind.Emulator,
    };

    private static LossDeviceException None(string what) => new(
        LossDeviceError.NoDevice, $"This machine has no device {what}. It has: {string.Join(", ", All)}.");
}
