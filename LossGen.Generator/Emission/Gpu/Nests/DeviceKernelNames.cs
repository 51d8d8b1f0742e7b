namespace LossGen.Generator.Emission.Gpu.Nests;

/// <summary>The variables of a kernel.</summary>
/// <param name="Call">What it is called with.</param>
/// <param name="Team">The threads that share a position of the outermost axis.</param>
/// <param name="Lane">Where the thread starts in the loops of its team.</param>
/// <param name="Totals">The totals of the thread.</param>
/// <param name="Fault">The field with the number of the check; empty in a kernel that checks no indices.</param>
internal sealed record DeviceKernelNames(string Call, string Team, string Lane, string Totals, string Fault);
