using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>A value of each element that a loop along a row keeps for the loops that follow.</summary>
internal sealed record KeepSink(Node Value) : Sink([])
{
    public override IEnumerable<Node> Roots => [Value];
}
