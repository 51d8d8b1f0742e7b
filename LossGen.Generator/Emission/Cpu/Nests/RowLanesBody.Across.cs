using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>Rows that lie side by side in memory already, as columns do: a method for one loop of a nest, which nothing has to turn.</summary>
internal sealed partial class RowLanesBody
{
    /// <summary>What such a method needs of the loops around.</summary>
    /// <param name="Axes">Their axes.</param>
    /// <param name="Known">What they have computed.</param>
    /// <param name="Columns">What they have kept along the rows.</param>
    /// <param name="AlongLanes">Takes the strides that have to be 1.</param>
    public sealed record Around(AxisSet Axes, IReadOnlyList<Node> Known, IReadOnlyList<KeyValuePair<Node, Column>> Columns, Action<string> AlongLanes);

    /// <summary>Writes the method, whose parameters are the positions, numbers and columns of the loops around, the range, and the totals.</summary>
    public static string WriteMethod(NestKernel kernel, Loop loop, string name, Around around, NodeNames names, NameScope fields, ElementType element)
    {
        var body = new RowLanesBody(kernel, new RowsInLanes(loop, [], []), names, fields, element, around);
        List<string> parameters = [];
        foreach (Axis axis in around.Axes.Axes)
            parameters.Add($"nint {body.positions[axis] = body.Local("nint", Extents.Variable(axis))}");
        foreach (Node node in around.Known)
        {
            string keyword = node.IsCondition ? "bool" : "double", parameter = body.Local(keyword, names.Describe(node));
            parameters.Add($"{keyword} {parameter}");
            body.scalars.Define(node, parameter);
        }

        foreach (KeyValuePair<Node, Column> column in around.Columns)
        {
            string keyword = $"ref readonly {body.type}", parameter = body.Local(keyword, names.Describe(column.Key) + "Kept");
            parameters.Add($"{keyword} {parameter}");
            string at = column.Value.Start is null ? body.position : $"{body.position} - {Start}";
            body.rows.Define(column.Key, $"{body.widths}.Wide(Edge.Load<{Lanes}, {body.type}>(in {parameter}, {at}, {body.count}))");
        }

        parameters.AddRange([$"nint {Start}", $"nint {End}"]);
        var totals = new Dictionary<Node, string>();
        foreach (ColumnSink column in loop.Begins.OfType<ColumnSink>())
        {
            string columns = $"LaneColumns<{Lanes}, {body.type}>", all = body.scope.Unique(names.Describe(column.Reduction) + "OfAll");
            string lanes = body.accumulators[column.Reduction] = body.Local(columns, names.Describe(column.Reduction) + "InLanes");
            parameters.Add($"Columns<{Lanes}, {body.type}> {all}");
            body.before.Line($"using var {lanes} = {columns}.Take({body.Addresses.Size(column.Inner)});");
            body.after.Line($"{lanes}.AddTo({all});");
        }

        foreach (Node total in loop.Begins.OfType<TotalSink>().Select(sink => sink.Reduction))
        {
            totals[total] = body.scope.Unique(names.Describe(total) + "OfAll");
            parameters.Add($"ref {Accumulation.TotalType(total)} {totals[total]}");
        }

        var method = new CodeWriter();
        method.Line();
        body.WriteSignature(method, name, parameters);
        method.Open();
        body.WriteTo(method, total => totals[total]);
        method.Close();
        if (body.methods.ToString() is { Length: > 0 } trips)
            method.Lines(trips);
        return method.ToString();
    }
}
