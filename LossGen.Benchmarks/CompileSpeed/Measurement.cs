namespace LossGen.Benchmarks.CompileSpeed;

/// <summary>A line of the table.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Value">The number.</param>
internal sealed record Measurement(string What, string Unit, double Value);
