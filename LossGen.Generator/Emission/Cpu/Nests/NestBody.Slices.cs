using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>Loops along a row, of which the members of a team draw slices.</summary>
internal sealed partial class NestBody
{
    private readonly Dictionary<Axis, (string First, string End)> slices = [];
    private int rowLoops, places;

    /// <summary>Whether what is written belongs to a row that a team may share, outside of its loops.</summary>
    private bool IsAtRow => kernel.RowLoops.Count > 0 && positions.Count == 1;

    /// <summary>Writes a loop slice by slice: parts of reductions are kept and, when all slices are done, merged in order.</summary>
    private void WriteSlices(Loop loop, AxisSet bound, NestScalarWriter scalars)
    {
        int number = rowLoops++;
        string slice = scope.Unique("slice");
        List<(Sink Sink, string Part, int Place)> parts = [.. loop.Begins.Select(sink => (sink, DeclarePart(sink), TakePlaces(sink)))];
        code.Line($"Slice {slice} = {Team}.Draw({number}, {scalars.Addresses.Size(loop.Axis)});");
        code.Open("do");
        string first = scope.Unique("first"), beyond = scope.Unique("beyond");
        code.Line($"nint {first} = {slice}.First, {beyond} = {slice}.End;");
        slices.Add(loop.Axis, (first, beyond));
        WriteTrip(loop, bound, Scalars(scalars));
        slices.Remove(loop.Axis);
        foreach ((Sink sink, string part, int place) in parts)
        {
            code.Line($"{part} = {Result(sink, loop.IsVector)};");
            code.Line($"{Team}.Keep(in {slice}, {place}, {(sink is OnlineSink ? "in " : "")}{part});");
        }

        code.Close($" while ({Team}.Next({number}, ref {slice}));");
        foreach ((Sink sink, string part, int place) in parts)
            Merge(sink, part, place, slice, scalars);
    }

    private string DeclarePart(Sink sink)
    {
        string part = scope.Unique((sink is TotalSink total ? names.Describe(total.Reduction) : "online") + "Part");
        code.Line($"{(sink is OnlineSink ? "OnlineSum" : "double")} {part};");
        return part;
    }

    private int TakePlaces(Sink sink)
    {
        int first = places;
        places += NestKernel.PlacesOf(sink);
        return first;
    }

    /// <summary>What a slice gives: of shifts the largest value.</summary>
    private string Result(Sink sink, bool isVector) =>
        sink is TotalSink total ? $"{accumulators[total.Reduction]}.{(isVector ? "Total" : "Value")}" : accumulators[((OnlineSink)sink).Sum];

    private void Merge(Sink sink, string part, int place, string slice, NestScalarWriter scalars)
    {
        if (sink is OnlineSink online)
        {
            code.Line($"{part} = {Team}.Merge(in {slice}, {place}, in {part});");
            DefineOnline(online, part, scalars);
            return;
        }

        Node reduction = ((TotalSink)sink).Reduction;
        string merged = $"{Team}.Merge<{Accumulation.TotalType(reduction)}>(in {slice}, {place}, {part})";
        scalars.Define(reduction, Accumulation.Merged(reduction, merged));
        scalars.Pin(reduction, isCall: true);
    }
}
