namespace LossGen.Gpu;

/// <summary>What a device is driven by.</summary>
public enum LossDeviceKind
{
    /// <summary>A GPU of NVIDIA.</summary>
    Cuda,

    /// <summary>A GPU or another processor with a driver for OpenCL.</summary>
    OpenCL,

    /// <summary>
    /// ILGPU's simulator of a GPU on the CPU, for tests and debugging. It is thousands of times slower than the overload for spans, and is never
    /// chosen by itself.
    /// </summary>
    Emulator,

    /// <summary><see cref="LossDevice.Auto"/>: the CPU or the default device, call by call.</summary>
    Auto,
}
