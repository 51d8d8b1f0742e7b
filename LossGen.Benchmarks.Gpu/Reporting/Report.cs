using System.Text.Json;
using LossGen.Benchmarks.Gpu.Measuring;

namespace LossGen.Benchmarks.Gpu.Reporting;

/// <summary>All that was measured, as it is written to a file; gpu_peers.py reads it.</summary>
internal sealed record Report(
    DateTimeOffset Date, string Device, string DeviceKind, int Scale, double? FloatOperationsPerSecond, CallCost? SmallCall, IReadOnlyList<Result> Results)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Options));
}

/// <summary>
/// A loss at a shape, forward or with its gradient. Times are milliseconds. The first call compiles the kernels; it is null where those of another shape
/// of the loss were compiled before.
/// </summary>
internal sealed record Result(
    string Loss, int Rows, int Columns, string Direction, long Bytes, double Operations, Timing Time, Timing Copy, double RooflineTime, double? FirstCall, double Error)
{
    public const string Forward = "forward", WithGradient = "forward + gradient";

    public double GigabytesPerSecond => Bytes / Time.Median / 1e6;

    /// <summary>How much of what the device can do at best is reached.</summary>
    public double RooflineFraction => RooflineTime / Time.Median;
}
