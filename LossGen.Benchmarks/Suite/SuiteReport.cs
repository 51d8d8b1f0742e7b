using System.Globalization;
using System.Text.Json;

namespace LossGen.Benchmarks.Suite;

/// <summary>All that was measured.</summary>
/// <param name="Date">When.</param>
/// <param name="Processors">The processors that were there.</param>
/// <param name="Results">The losses.</param>
internal sealed record SuiteReport(DateTimeOffset Date, int Processors, IReadOnlyList<SuiteResult> Results)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Options));
}

/// <summary>A loss at a size, forward or with its gradients. Times are medians in seconds; null where there is no such peer.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="Size">Its extents.</param>
/// <param name="Direction">Forward, or with gradients.</param>
/// <param name="Bytes">What it must move at least: inputs once, outputs once.</param>
/// <param name="Time">The time of a call.</param>
/// <param name="Copy">The time of a copy that moves as many bytes.</param>
/// <param name="Libtorch">The time of eager libtorch.</param>
/// <param name="Primitives">The time of a composition of TensorPrimitives.</param>
/// <param name="Allocated">The bytes that a call allocates.</param>
/// <param name="Memory">How far the memory of the process grows in the first call, in bytes; the JIT's is part of that.</param>
/// <param name="LibtorchMemory">How far it does in libtorch's.</param>
internal sealed record SuiteResult(
    string Loss, string Size, string Direction, long Bytes, double Time, double Copy, double? Libtorch, double? Primitives, long Allocated, long Memory, long LibtorchMemory)
{
    public const string Forward = "forward", WithGradient = "forward + gradient";

    public const string Header = """
        | loss | size | | time (µs) | GB/s | copy GB/s | of the roofline | libtorch / time | TensorPrimitives / time | allocated | memory (MiB) | libtorch (MiB) |
        |---|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|
        """;

    private const double MiB = 1 << 20;

    /// <summary>How much of what memory allows is reached.</summary>
    public double OfRoofline => Copy / Time;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Loss} | {Size} | {Direction} | {Time * 1e6:F1} | {Bytes / Time / 1e9:F1} | {Bytes / Copy / 1e9:F1} | {OfRoofline:F2} | {Ratio(Libtorch)} | {Ratio(Primitives)} | {Allocated} | {Memory / MiB:F1} | {LibtorchMemory / MiB:F1} |");

    private string Ratio(double? peer) => peer is { } time ? (time / Time).ToString("F1", CultureInfo.InvariantCulture) : "-";
}
