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
          --generator                   the time that the generator takes for 500 losses, cold and after one edit
          gpu [options]                 the losses on a GPU beside what its memory allows; see gpu --help
        """;

    private static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["--generator"]:
                GeneratorBenchmark.Run();
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
