using ILGPU;
using ILGPU.Algorithms;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace LossGen.Benchmarks.Gpu.Measuring;

/// <summary>Opens the device that is measured, with streams that take the time.</summary>
internal static class Devices
{
    public static IReadOnlyList<string> Kinds { get; } = ["cuda", "opencl", "cpu"];

    /// <summary>The first device of a kind, or null.</summary>
    public static Accelerator? Open(string kind)
    {
        (Action<Context.Builder> enable, AcceleratorType type) = kind switch
        {
            "cuda" => ((Action<Context.Builder>)(builder => builder.Cuda()), AcceleratorType.Cuda),
            "opencl" => (builder => builder.OpenCL(), AcceleratorType.OpenCL),
            _ => (builder => builder.CPU(), AcceleratorType.CPU),
        };
        Context context = Context.Create(builder => enable(builder.EnableAlgorithms().Profiling()));

        // Where there is none of the kind, ILGPU offers the CPU.
        return context.Devices.FirstOrDefault(device => device.AcceleratorType == type)?.CreateAccelerator(context);
    }
}
