using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>The loops along the rows, all of which take a step at once.</summary>
internal sealed partial class RowLanesBody
{
    private void WriteAlong(Loop loop)
    {
        List<Sink> sinks = [.. loop.Body.OfType<Execute>().Select(step => step.Sink)];
        List<OnlineSink> online = [.. sinks.OfType<OnlineSink>()];

        // Rows are short: the shift of exponents is known before their sum begins.
        WriteTrip(loop.Axis, [.. sinks.Where(sink => sink is not OnlineSink), .. online.Select(sink => new TotalSink([], sink.Shift))]);
        if (online.Count > 0)
            WriteTrip(loop.Axis, [.. online.Select(sink => new TotalSink([], sink.Sum))]);
    }

    private void WriteTrip(Axis axis, IReadOnlyList<Sink> sinks)
    {
        List<TotalSink> reductions = [.. sinks.OfType<TotalSink>()];
        foreach (TotalSink sink in reductions)
        {
            string name = accumulators[sink.Reduction] = scope.Unique(names.Describe(sink.Reduction));
            code.Line($"var {name} = new {Accumulation.RowType(sink.Reduction)}<{Lanes}, {type}, {Doubles}>();");
        }

        var inside = new CodeWriter();
        string at = positions[axis] = scope.Unique(Extents.Variable(axis));
        ElementLaneWriter lanes = LanesAlong(axis, sinks, inside);
        foreach (Sink sink in sinks)
        {
            inside.Line(sink is StoreSink store
                ? $"{tiles[store.Store.Output]}.Put({at}, {lanes.Write(store.Store.Value)});"
                : $"{accumulators[((TotalSink)sink).Reduction]}.{Accumulation.Add(((TotalSink)sink).Reduction, lanes, Lanes, element)};");
        }

        positions.Remove(axis);
        code.Open($"for (nint {at} = 0; {at} < {Addresses.Size(axis)}; {at}++)");
        code.Lines(inside.ToString());
        code.Close();
        foreach (TotalSink sink in reductions)
        {
            rows.Define(sink.Reduction, $"{accumulators[sink.Reduction]}.{Accumulation.LaneResult(sink.Reduction)}");
            rows.Pin(sink.Reduction, isCall: true);
        }
    }

    /// <summary>A writer of the loop that knows all that is not computed in it for each element of each row.</summary>
    private ElementLaneWriter LanesAlong(Axis axis, IReadOnlyList<Sink> sinks, CodeWriter inside)
    {
        IEnumerable<Node> roots = sinks.SelectMany(sink => sink.Roots);
        List<Node> computed = [.. GraphWalk.Reachable(roots, node => IsOfElement(node, axis), node => node.Op != Op.Element).Where(node => node.Op != Op.Element)];
        List<Node> used = [.. computed.SelectMany(node => node.Args).Concat(roots)];
        var lanes = new ElementLaneWriter(
            inside, scope, names, UseCounts.Of(used), Lanes, element, callsOut, axis, node => IsOfElement(node, axis), read => FromTile(read, Addresses));
        NestScalarWriter here = Scalars(inside, scalars);
        foreach (Node node in used.Where(node => !IsOfElement(node, axis) && !node.IsConstant).Distinct().OrderBy(node => node.Id))
            lanes.Define(node, node.VariesOver(form.Rows) ? OfRow(node) : node.Varies ? InAllLanes(node, here, inside, Lanes, type) : OfCall(node));
        return lanes;
    }

    /// <summary>Whether it is another value for each element of each row.</summary>
    private bool IsOfElement(Node node, Axis axis) => node.VariesOver(axis) && node.VariesOver(form.Rows);

    /// <summary>What is computed once a row, rounded for the elements.</summary>
    private string OfRow(Node node)
    {
        string value = rows.Pin(node), name = scope.Unique(names.Describe(node) + "Lanes");
        code.Line($"{Lanes} {name} = {widths}.{(node.IsCondition ? "NarrowMask" : "Narrow")}({value});");
        return name;
    }

    private string OfCall(Node node) =>
        uniforms.TryGetValue(node, out string? name) ? name : uniforms[node] = InAllLanes(node, scalars, before, Lanes, type);
}
