using System.Collections.Concurrent;
using ILGPU;
using ILGPU.Algorithms;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace LossGen.Tests.Gpu;

/// <summary>
/// The devices of the machine, one of each kind. A test on a kind that the machine lacks is skipped, unless LOSSGEN_TEST_DEVICES (comma
/// separated: cpu, opencl, cuda) asks for the kind.
/// </summary>
internal static class Device
{
    private static readonly ConcurrentDictionary<(string Kind, string User), Lazy<Accelerator?>> Accelerators = [];

    public static string[] Kinds { get; } = ["cpu", "opencl", "cuda"];

    /// <summary>The cases of a theory for every kind of device.</summary>
    public static TheoryData<string, string> EachWith(params IEnumerable<string> cases)
    {
        var data = new TheoryData<string, string>();
        foreach (string kind in Kinds)
        {
            foreach (string one in cases)
                data.Add(kind, one);
        }

        return data;
    }

    /// <summary>The device of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="user">An accelerator compiles one kernel at a time: tests of many kernels, which run beside each other, have one of their own.</param>
    public static Accelerator Get(string kind, string user = "")
    {
        Accelerator? accelerator = Accelerators.GetOrAdd((kind, user), _ => new Lazy<Accelerator?>(() => kind switch
        {
            "cpu" => Open(builder => builder.CPU(), AcceleratorType.CPU),
            "opencl" => Open(builder => builder.OpenCL(), AcceleratorType.OpenCL),
            _ => Open(builder => builder.Cuda(), AcceleratorType.Cuda),
        })).Value;
        if (accelerator is null)
        {
            string wanted = Environment.GetEnvironmentVariable("LOSSGEN_TEST_DEVICES") ?? "";
            Assert.DoesNotContain(kind, wanted.Split(',', StringSplitOptions.TrimEntries));
            Skip.If(true, $"this machine has no device of kind {kind}");
        }

        return accelerator!;
    }

    private static Accelerator? Open(Action<Context.Builder> enable, AcceleratorType type)
    {
        // PoCL finds no device while another thread looks for one.
        lock (Accelerators)
        {
            Context context = Context.Create(builder => enable(builder.EnableAlgorithms()));

            // Where there is none of the kind, ILGPU offers the CPU.
            return context.Devices.FirstOrDefault(device => device.AcceleratorType == type)?.CreateAccelerator(context);
        }
    }
}
