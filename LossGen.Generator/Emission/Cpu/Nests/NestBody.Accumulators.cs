using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>
/// Where accumulators of lanes are. They lie in memory, and a loop over whole registers runs on copies, which stay in registers. The edge of a row calls functions out of line:
/// if the same variables lived across these calls, the JIT would keep them in memory in the loop before as well, and each turn would wait for what the last one stored.
/// </summary>
internal sealed partial class NestBody
{
    /// <summary>The memory of accumulators.</summary>
    private readonly List<string> kept = [];

    /// <summary>Begins an accumulator of lanes in memory.</summary>
    private void BeginInMemory(Node reduction, string name)
    {
        string memory = scope.Unique(name + "Memory"), accumulator = $"{Accumulation.LaneType(reduction)}<{Lanes}, {type}>";
        kept.Add(memory);
        code.Line($"ref {accumulator} {name} = ref Kept.At<{accumulator}>({memory});");
        code.Line($"{name} = new();");
    }

    /// <summary>Runs a loop on copies of the accumulators.</summary>
    private void OnCopies(IReadOnlyList<Sink> sinks, Action write)
    {
        List<(Node Reduction, string Name, string Copy)> copies = [.. sinks.Select(sink => sink switch
            {
                TotalSink total => total.Reduction,
                ScanSink scan => scan.Scan,
                _ => null,
            }).OfType<Node>().Select(kept => (kept, accumulators[kept], scope.Unique(accumulators[kept] + "InLoop")))];
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
