namespace LossGen.Benchmarks.Gpu;

/// <summary>What is asked for on the command line.</summary>
internal sealed record GpuOptions(string? Device, int Scale, int Samples, string? Filter, FileInfo? Json, bool VerifiesAll);
