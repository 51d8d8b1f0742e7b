using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>Loops whose own positions stand in the lanes, while loops inside go along other axes: methods of their own, see <see cref="LanesAcross"/>.</summary>
internal sealed partial class NestBody
{
    private void WriteAcross(Loop loop, AxisSet bound, NestScalarWriter scalars)
    {
        (string first, string end) = Bounds(loop, scalars);
        HashSet<Node> formed = LanesAcross.Formed(loop);
        bool IsKnown(Node node) => (node.Axes.IsSubsetOf(bound) && node.Varies) || (columns.ContainsKey(node) && !formed.Contains(node));
        List<Node> known = [.. GraphWalk.Reachable(loop.Sinks.SelectMany(sink => sink.Roots), _ => true, node => node.Varies && !IsKnown(node))
            .Where(node => IsKnown(node) && node.Op is not (Op.Index or Op.Element))];
        List<KeyValuePair<Node, Column>> kept = [.. known.Where(columns.ContainsKey).Select(node => new KeyValuePair<Node, Column>(node, columns[node]))];
        known.RemoveAll(columns.ContainsKey);
        string name = NameOf([.. loop.Sinks.OfType<StoreSink>(), .. loop.Begins]);
        List<string> arguments =
        [
            .. bound.Axes.Select(axis => positions[axis]), .. known.Select(node => scalars.Write(node)), .. kept.Select(column => $"in {column.Value.First}"), first, end,
            .. loop.Begins.OfType<ColumnSink>().Select(column => accumulators[column.Reduction]), .. loop.Begins.OfType<TotalSink>().Select(total => $"ref {accumulators[total.Reduction]}"),
        ];
        methods.Lines(RowLanesBody.WriteMethod(kernel, loop, name, new RowLanesBody.Around(bound, known, kept, stride => alongLanes.Add(stride)), names, fields, element));
        string Call(string doubles) => $"this.{name}<{Lanes}, {doubles}, {Strides}>({string.Join(", ", arguments)});";
        if (element == ElementType.Double)
        {
            code.Line(Call(Lanes));
            return;
        }

        // A register of doubles has half as many lanes as one of floats.
        code.Line($"if ({Lanes}.Count == 16) {Call("Pair<Lanes512<double>>")}");
        code.Line($"else if ({Lanes}.Count == 8) {Call("Pair<Lanes256<double>>")}");
        code.Line($"else {Call("Pair<Lanes128<double>>")}");
    }
}
