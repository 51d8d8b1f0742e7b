using System.Globalization;

namespace LossGen.Benchmarks;

/// <summary>
/// Each loss beside the fastest of four copies of the same bytes (past the caches or through them, one thread or all), sampled in turn so
/// that what else the machine does falls on both, and beside libtorch where it loads. The ratio says how far the loss is from what memory allows.
/// </summary>
internal static class Roofline
{
    public static void Run()
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} processors; value and gradient, float; medians of {Sampling.Samples}"));
        Console.WriteLine();
        Console.WriteLine("| loss | n | time (µs) | GB/s | copy (µs) | copy GB/s | time / copy | libtorch (µs) | libtorch / time |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (int count in (int[])[1_000, 1_000_000, 16_000_000])
        {
            var workload = new Workload(count);
            using Libtorch? peer = Libtorch.TryCreate(count);
            foreach ((string name, int bytesPerElement, Func<Workload, float> run) in Workload.All)
                Measure(name, count.ToString("N0", CultureInfo.InvariantCulture), (long)count * bytesPerElement, () => run(workload), peer is null ? null : () => peer.Run(name));
        }

        foreach ((int rows, int classes) in RowWorkload.Shapes)
        {
            var workload = new RowWorkload(rows, classes);
            using LibtorchRows? peer = LibtorchRows.TryCreate(workload);
            Measure("cross-entropy", $"{rows} x {classes}", workload.Bytes, () => workload.CrossEntropy(), peer is null ? null : peer.Run);
        }
    }

    private static void Measure(string name, string size, long bytes, Func<float> loss, Action? peer)
    {
        using var copying = new Copying(bytes);
        Action[] candidates =
        [
            () => loss(),
            .. copying.Variants,
            .. peer is null ? Array.Empty<Action>() : [peer],
        ];
        double[] medians = Sampling.Medians(candidates);
        double time = medians[0], copy = medians[1..5].Min();
        string compared = peer is null
            ? "| - | - |"
            : string.Create(CultureInfo.InvariantCulture, $"| {medians[5] * 1e6:F1} | {medians[5] / time:F1} |");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {size} | {time * 1e6:F1} | {bytes / time / 1e9:F1} | {copy * 1e6:F1} | {bytes / copy / 1e9:F1} "
                + $"| {time / copy:F2} {compared}"));
    }
}
