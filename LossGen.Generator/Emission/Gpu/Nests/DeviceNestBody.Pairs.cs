using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Gpu.Nests;

/// <summary>Pairs, a tile at a time: the group forms their sums, each lane goes on with those of its row, and the group adds to gradients.</summary>
internal sealed partial class DeviceNestBody
{
    private const string Tile = "global::LossGen.Gpu.PairTile";

    private string staging = "", first = "";
    private string[] places = [];

    /// <summary>Shared memory for both sides of a tile, and for numbers of its pairs.</summary>
    private void WritePairMemory()
    {
        if (pairLoops.Count == 0)
            return;
        staging = scope.Unique("staging");
        places = [.. Enumerable.Range(0, pairLoops.Max(pairs => pairs.Places)).Select(_ => scope.Unique("pairs"))];
        code.Line($"var {staging} = {Tile}.Staging();");
        foreach (string place in places)
            code.Line($"var {place} = {Tile}.Pairs();");
    }

    private void WritePairs(DevicePairs pairs, DeviceNestWriter level)
    {
        Axis column = pairs.Loop.Axis;
        string start = scope.Unique("start"), extent = level.Addresses.Size(column), row = positions[Nest.Axis];
        code.Line($"long {start} = 0;");
        code.Open("do");
        var ranges = new Dictionary<Axis, string>();
        foreach (Axis depth in pairs.Terms.Select(term => term.Depth.Extent).Distinct())
        {
            ranges[depth] = scope.Unique("tile");
            code.Line($"var {ranges[depth]} = global::LossGen.Gpu.PairRange.At({first}, {level.Addresses.Size(Nest.Axis)}, {start}, {extent}, {level.Addresses.Size(depth)});");
        }

        string Call(string method, DevicePairTerm term) =>
            $"{Tile}.{method}<{nestCall.Name}, {nestCall.Term(term).Name}>({this.Call}, {ranges[term.Depth.Extent]}, {staging}";
        for (int i = 0; i < pairs.Sums.Count; i++)
            code.Line($"{Call("Sum", pairs.Sums[i])}, {places[i]});");
        string position = Position(column), pair = scope.Unique("pair");
        code.Open($"for (long {position} = {start} + {Lane}; {position} < {start} + {ranges.Values.First()}.Width; {position} += {Team}.Size)");
        code.Line($"int {pair} = {Tile}.Place({row} - {first}, {position} - {start});");
        IReadOnlyList<string> weights = WritePair(pairs, pair, level);
        code.Close();
        foreach (DevicePairTerm gradient in pairs.Gradients)
        {
            List<string> mine = [.. weights.Take(gradient.WeightCount).DefaultIfEmpty(places[0])];
            weights = [.. weights.Skip(gradient.WeightCount)];
            (string field, _, Axis inner) = columns[gradient.Reduction];
            code.Line($"{Call("AddGradient", gradient)}, {mine[0]}, {mine[mine.Count - 1]}, {this.Call}.{field}, {Team}.First * {level.Addresses.Size(inner)});");
        }

        code.Line($"{start} += {Tile}.Columns;");
        code.Close($" while ({start} < {extent});");
    }

    /// <summary>What a lane does for a pair. Returns where it left the weights of gradients, which take the places of sums.</summary>
    private IReadOnlyList<string> WritePair(DevicePairs pairs, string pair, DeviceNestWriter level)
    {
        DeviceNestWriter inner = Level(level);
        DefineColumns(inner, pairs.Loop.Axis);
        for (int i = 0; i < pairs.Sums.Count; i++)
        {
            inner.Define(pairs.Sums[i].Reduction, $"{places[i]}[{pair}]");
            inner.Pin(pairs.Sums[i].Reduction, isCall: true);
        }

        foreach (Execute execute in pairs.Loop.Body.OfType<Execute>())
            WriteSink(execute.Sink, inner, code, isOfLane: true);
        var weights = new List<string>();
        foreach (DevicePairTerm gradient in pairs.Gradients)
        {
            List<string> values = [.. gradient.Weights.Select(weight => DevicePairTermWriter.Number(weight, inner))];
            if (gradient.Weight.Count > 0)
                values.Insert(0, Weight(gradient.Weight, inner));
            weights.AddRange(values);
        }

        // Rounded as in other loops, so that what cancels with what they form cancels to nothing.
        for (int i = 0; i < weights.Count; i++)
            code.Line($"{places[i]}[{pair}] = {(element == ElementType.Double ? weights[i] : $"({Type})({weights[i]})")};");
        return [.. places.Take(weights.Count)];
    }

    private static string Weight(IReadOnlyList<DevicePairTerm.Factor> factors, DeviceNestWriter inner)
    {
        string Spelled(DevicePairTerm.Factor factor)
        {
            if (factor.Guarded is null)
                return inner.Write(factor.Value, Expression.Multiplicative + 1);
            string product = Weight(factor.Guarded, inner), condition = inner.Write(factor.Value, Expression.Or);
            return factor.IsNegated ? $"({condition} ? 0.0 : {product})" : $"({condition} ? {product} : 0.0)";
        }

        return factors.Count == 0 ? "1.0" : string.Join(" * ", factors.Select(Spelled));
    }
}
