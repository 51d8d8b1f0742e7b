using System.Globalization;
using LossGen.Benchmarks.Gpu.Cases;
using LossGen.Benchmarks.Gpu.Measuring;

namespace LossGen.Benchmarks.Gpu.Reporting;

/// <summary>The results as a table in Markdown, a line as soon as it is known.</summary>
internal static class Table
{
    public static void WriteHead()
    {
        Console.WriteLine("| loss | shape | | MB | time (ms) | ± | GB/s | copy GB/s | of the roofline | first call (ms) |");
        Console.WriteLine("|---|--:|---|--:|--:|--:|--:|--:|--:|--:|");
    }

    public static void WriteRow(Result result) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {result.Loss} | {new Shape(result.Rows, result.Columns)} | {result.Direction} | {result.Bytes / 1e6:G4} | {result.Time.Median:F3} "
            + $"| {result.Time.Spread:P1} | {result.GigabytesPerSecond:F1} | {result.Bytes / result.Copy.Median / 1e6:F1} "
            + $"| {result.RooflineFraction:F2} | {result.FirstCall?.ToString("F0", CultureInfo.InvariantCulture) ?? "-"} |"));

    public static void WriteArithmetic(double operationsPerSecond) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{Environment.NewLine}Multiplications and additions of floats: {operationsPerSecond / 1e12:F2} TFLOP/s at best."));

    public static void WriteCallCost(CallCost cost)
    {
        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"MSE with gradient of {CallCost.Elements:N0} elements, microseconds a call: {cost.Enqueue:F1} to enqueue, {cost.BackToBack:F1} back to back, "
                + $"{cost.RoundTrip:F1} with waiting for it."));
    }
}
