using LossGen.Generator.Declarations;
using LossGen.Generator.Emission.Cpu;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Gpu.Nests;

/// <summary>What is kept for all positions of an axis, of which each team of threads has a row in device memory.</summary>
/// <param name="Nest">The nest that keeps it.</param>
/// <param name="Value">The reduction or running sum.</param>
/// <param name="Inner">The axis.</param>
/// <param name="Field">The field of the memory.</param>
/// <param name="Type">What lies there.</param>
internal sealed record DeviceColumns(Nest Nest, Node Value, Axis Inner, string Field, string Type)
{
    /// <summary>What the nest keeps; columns that are the positions of the nest itself are kept in registers.</summary>
    public static IEnumerable<DeviceColumns> Of(Nest nest, ElementType element, Func<Node, string> field)
    {
        var seen = new HashSet<Node>();
        foreach (Sink sink in nest.Sinks)
        {
            if (sink is ScanSink { Scan: { } scan } && seen.Add(scan))
                yield return new DeviceColumns(nest, scan, scan.Over!, field(scan), CSharpTypes.Keyword(element));
            else if (sink is ColumnSink { Reduction: { } reduction } column && column.Inner != nest.Axis && seen.Add(reduction))
                yield return new DeviceColumns(nest, reduction, column.Inner, field(reduction), "global::LossGen.Passes." + Accumulation.TotalType(reduction));
        }
    }
}
