using LossGen.Generator.Emission.Cpu;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Gpu.Nests;

/// <summary>
/// What is kept for all positions of an axis: reductions for all columns at once, and running sums. Each team has a row of device memory for
/// them; no thread reads what another wrote before all have met.
/// </summary>
internal sealed partial class DeviceNestBody
{
    private readonly Dictionary<Node, (string Field, string Row, Axis Inner)> columns = [];

    private void TakeColumns()
    {
        foreach (DeviceColumns taken in nestCall.Columns.Where(taken => ReferenceEquals(taken.Nest, Nest)))
        {
            string row = scope.Unique(taken.Field + "Row");
            code.Line($"long {row} = {Team}.Number * {Call}.{nestCall.Sizes[taken.Inner.Extent]};");
            columns.Add(taken.Value, (taken.Field, row, taken.Inner));
        }
    }

    private void WriteSynchronize() => code.Line($"global::LossGen.Gpu.Team<{DeviceExchange.Parameter}>.Synchronize();");

    private string Place(Node value)
    {
        (string field, string row, Axis inner) = columns[value];
        return $"{Call}.{field}[{row} + {positions[inner]}]";
    }

    /// <summary>Says where the columns of an axis are, at its position.</summary>
    private void DefineColumns(DeviceNestWriter writer, Axis axis)
    {
        foreach (Node node in columns.Where(pair => pair.Value.Inner == axis).Select(pair => pair.Key))
            writer.DefineStored(node, Place(node) + (node.Op == Op.Scan ? "" : "." + Accumulation.Result(node)), node.Op == Op.Scan ? element : Declarations.ElementType.Double);
    }

    private void BeginColumns(ColumnSink column, DeviceNestWriter level)
    {
        // The row before may still be read by other threads.
        WriteSynchronize();
        string position = Position(column.Inner);
        code.Line($"for (long {position} = {Lane}; {position} < {level.Addresses.Size(column.Inner)}; {position} += {Team}.Size)");
        code.Line($"    {Place(column.Reduction)} = default;");
        WriteSynchronize();
        positions.Remove(column.Inner);
    }

    /// <summary>
    /// Adds a term where its index says. Each lane goes through all terms and adds those of the positions that are its own, so that these are added in order.
    /// </summary>
    private void WriteScatter(ColumnSink column, Scatter scatter, DeviceNestWriter level)
    {
        string at = scope.Unique("at"), guard = scatter.Condition.IsConstant ? "" : level.Write(scatter.Condition, Expression.And) + " && ";
        code.Line($"long {at} = {level.Addresses.Index(scatter.Index, 0)};");
        code.Open($"if ({guard}{Helper}.IsInside({at}, {level.Addresses.Size(column.Inner)}) && {Team}.Owns({at}, {Lane}))");
        string value = Level(level).Write(scatter.Value);
        (string field, string row, _) = columns[column.Reduction];
        code.Line($"{Call}.{field}[{row} + {at}].Add({value});");
        code.Close();
    }

    /// <summary>Running sums: a team's width of positions at a time, so that threads stay together.</summary>
    private void WriteScans(Loop loop, IReadOnlyList<ScanSink> scans, DeviceNestWriter level)
    {
        IReadOnlyList<DeviceUniform> uniforms = Uniforms(scans, loop.Axis, level);
        string start = scope.Unique("start"), extent = level.Addresses.Size(loop.Axis), position = Position(loop.Axis);
        WriteSynchronize();
        code.Open($"for (long {start} = 0; {start} < {extent}; {start} += {Team}.Size)");
        code.Line($"long {position} = {(loop.IsReversed ? $"{extent} - 1 - {start} - {Lane}" : $"{start} + {Lane}")};");
        List<(ScanSink Scan, string Value)> values = [.. scans.Select(scan => (scan, scope.Unique("value")))];
        foreach ((ScanSink _, string value) in values)
            code.Line($"double {value} = 0;");
        code.Open($"if ({Helper}.IsInside({position}, {extent}))");
        DeviceNestWriter body = Elements(scans, loop.Axis, uniforms, code, scope);
        foreach ((ScanSink scan, string value) in values)
            code.Line($"{value} = {body.Write(scan.Scan[0])};");
        code.Close();
        foreach ((ScanSink scan, string value) in values)
            code.Line($"{value} = {Team}.Scan({value}, ref {accumulators[scan.Scan]});");
        code.Line($"if ({Helper}.IsInside({position}, {extent}))");
        code.Line("{");
        foreach ((ScanSink scan, string value) in values)
            code.Line($"    {Place(scan.Scan)} = ({Type}){value};");
        code.Line("}");
        code.Close();
    }
}
