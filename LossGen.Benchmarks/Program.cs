using System.Globalization;
using BenchmarkDotNet.Running;

namespace LossGen.Benchmarks;

internal static class Program
{
    private const string Usage = """
        LossGen.Benchmarks [options]

          (none), --filter '*Mse*', …   BenchmarkDotNet on the losses; its own options are passed on
          suite [options]               the whole catalogue beside copies, libtorch and TensorPrimitives; see suite --help
          --roofline                    the losses beside a plain copy of the same bytes and libtorch, in two minutes
          --sequences                   CTC beside libtorch
          --linear                      cross-entropy of a linear layer beside libtorch: time and memory
          --accuracy [names] [--stride N]
                                        the largest error of the functions of lanes over all floats, or every Nth, in a quarter of an hour; 1 where
                                        one exceeds two units in the last place
          --generator [parts]           what 500 losses cost before they run, of driver, build and first-call (all): the generator cold and after a
                                        keystroke, the size of what is emitted, dotnet build, the first call of each loss; in five minutes
          gpu [options]                 the losses on a GPU beside what its memory allows; see gpu --help
        """;

    private static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["--generator", .. string[] parts]:
                return CompileSpeed.CompileSpeedCommand.Run(parts);
            case [CompileSpeed.CompileSpeedCommand.FirstCall, string index]:
                CompileSpeed.FirstCallBenchmark.Call(int.Parse(index, CultureInfo.InvariantCulture));
                return 0;
            case ["--roofline"]:
                Roofline.Run();
                return 0;
            case ["--linear"]:
                LinearBenchmark.Run();
                return 0;
            case ["--sequences"]:
                SequenceBenchmark.Run();
                return 0;
            case ["--accuracy", .. string[] options]:
                return Accuracy.AccuracyReport.Run(options);
            case ["suite", .. string[] options]:
                return Suite.SuiteCommand.Run(options);
            case ["gpu", .. string[] options]:
                return Gpu.Program.Main(options);
            case ["--help" or "-h"]:
                Console.WriteLine(Usage);
                return 0;
            default:
                BenchmarkSwitcher.FromTypes([typeof(LossBenchmarks)]).Run(arguments.Length == 0 ? ["--filter", "*"] : arguments);
                return 0;
        }
    }
}
