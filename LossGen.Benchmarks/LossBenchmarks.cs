using BenchmarkDotNet.Attributes;

namespace LossGen.Benchmarks;

/// <summary>Value and gradient in one call.</summary>
[MemoryDiagnoser]
public class LossBenchmarks
{
    private Workload workload = null!;

    [Params(1_000, 1_000_000, 16_000_000)]
    public int Count { get; set; }

    [GlobalSetup]
    public void Setup() => workload = new Workload(Count);

    [Benchmark(Baseline = true)]
    public float Mse() => workload.Mse();

    [Benchmark]
    public float Huber() => workload.Huber();

    [Benchmark]
    public float LogCosh() => workload.LogCosh();

    [Benchmark]
    public float BceFromLogits() => workload.BceFromLogits();

    [Benchmark]
    public float SoftDice() => workload.SoftDice();
}
