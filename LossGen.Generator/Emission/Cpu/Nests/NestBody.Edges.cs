using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>The elements that do not fill a register.</summary>
internal sealed partial class NestBody
{
    /// <summary>
    /// Adds to copies of the accumulators: the edge calls functions, and what lives across a call the JIT keeps in memory, in the loop before it too.
    /// </summary>
    private void OnCopies(IReadOnlyList<Sink> sinks, Action write)
    {
        List<(Node Reduction, string Name, string Copy)> copies = [.. sinks.OfType<TotalSink>()
            .Select(total => (total.Reduction, accumulators[total.Reduction], scope.Unique(accumulators[total.Reduction] + "AtEdge")))];
        foreach ((Node reduction, string name, string copy) in copies)
        {
            code.Line($"var {copy} = {name};");
            accumulators[reduction] = copy;
        }

        write();
        foreach ((Node reduction, string name, string copy) in copies)
        {
            code.Line($"{name} = {copy};");
            accumulators[reduction] = name;
        }
    }
}
