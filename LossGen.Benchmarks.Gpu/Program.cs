using System.CommandLine;
using LossGen.Benchmarks.Gpu.Measuring;

namespace LossGen.Benchmarks.Gpu;

/// <summary>The command line, here and as <c>LossGen.Benchmarks gpu</c>.</summary>
public static class Program
{
    /// <summary>Measures the losses on a GPU.</summary>
    /// <returns>0, or 1 where there is no device or a loss was wrong.</returns>
    public static int Main(string[] arguments)
    {
        var device = new Option<string?>("--device") { Description = "Where to run; if left out, the first that the machine has of CUDA and OpenCL." };
        device.AcceptOnlyFromAmong([.. Devices.Kinds]);
        var scale = new Option<int>("--scale") { Description = "Divides the sizes, for small devices.", DefaultValueFactory = _ => 1 };
        var samples = new Option<int>("--samples") { Description = "The most samples of a time.", DefaultValueFactory = _ => 51 };
        var filter = new Option<string?>("--filter") { Description = "Measures only losses whose names contain this." };
        var json = new Option<FileInfo?>("--json") { Description = "Writes the results to a file, for gpu_peers.py." };
        var verifiesAll = new Option<bool>("--verify-all") { Description = "Compares all elements with the CPU before a loss is timed, not a slice only." };
        Action<System.CommandLine.Parsing.OptionResult> positive = result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError($"{result.Option.Name} must be positive.");
        };
        scale.Validators.Add(positive);
        samples.Validators.Add(positive);

        var command = new RootCommand("The losses on a GPU, beside what its memory and its arithmetic allow.") { device, scale, samples, filter, json, verifiesAll };
        command.SetAction(parsed => GpuBenchmark.Run(new GpuOptions(
            parsed.GetValue(device), parsed.GetValue(scale), parsed.GetValue(samples), parsed.GetValue(filter), parsed.GetValue(json), parsed.GetValue(verifiesAll))));
        return command.Parse(arguments).Invoke();
    }
}
