using LossGen.Generator.Binding;
using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>Lanes along the anti-diagonals of a table: the row goes up from lane to lane, and the column down.</summary>
internal sealed partial class NestBody
{
    /// <summary>The rows that lie on the diagonal, and their columns.</summary>
    private void OpenDiagonal(Axis axis, string position, Addresses addresses)
    {
        if (axis.Diagonal is not { } pair)
            return;
        string first = scope.Unique("firstRow"), end = scope.Unique("endOfRows");
        code.Line($"nint {first} = nint.Max(0, {position} - {addresses.Size(pair.Columns)} + 1), {end} = nint.Min({addresses.Size(pair.Rows)}, {position} + 1);");
        slices.Add(pair.Rows, (first, end));
    }

    private void CloseDiagonal(Axis axis)
    {
        if (axis.Diagonal is { } pair)
            slices.Remove(pair.Rows);
    }

    /// <summary>The diagonals that a table is filled along; null for others.</summary>
    private static Axis? OnDiagonal(StoreSink sink) => sink.Order?.Steps.Select(step => step.Axis).FirstOrDefault(axis => axis.Diagonal is not null);

    /// <summary>Where the lanes of a diagonal are written.</summary>
    private (StoreSink Sink, string Row, string? Stride) PrepareDiagonal(StoreSink sink, TensorLayout layout, string field, Axis diagonal, Addresses addresses)
    {
        (Axis rows, Axis columns) = diagonal.Diagonal!.Value;
        List<Axis> axes = [.. sink.Store.Axes];
        List<string> terms = [.. axes.Where(axis => axis != rows && axis != columns)
            .Select(axis => Times(positions[axis], addresses.Stride(layout, axes.IndexOf(axis)))), Times(positions[diagonal], addresses.Stride(layout, axes.IndexOf(columns)))];
        string row = scope.Unique(layout.Name + "Diagonal");
        code.Line($"ref {layout.ElementKeyword} {row} = ref Row.At(ref this.{field}, {string.Join(" + ", terms)});");
        string down = addresses.Stride(layout, axes.IndexOf(rows)) ?? "1", across = addresses.Stride(layout, axes.IndexOf(columns)) ?? "1";
        return (sink, row, $"{down} - {across}");
    }

    private static string Times(string position, string? stride) => stride is null ? position : $"{position} * {stride}";

    /// <summary>The indices that vary along the lanes, where they are rows and columns of a diagonal; null where they are not, or all are rows.</summary>
    private static IReadOnlyList<DiagonalIndex>? Diagonal(Node node, IReadOnlyList<int> along, Axis axis, TensorLayout layout)
    {
        if (!layout.Element.IsFloating())
            return null;
        List<DiagonalIndex?> indices = [.. along.Select(dimension => DiagonalIndex.Of(node[dimension], dimension, axis))];
        return indices.All(index => index is not null) && indices.Any(index => index!.Diagonal is not null) ? [.. indices.Select(index => index!)] : null;
    }

    /// <summary>Elements along a diagonal.</summary>
    private Load Diagonal(Node node, string name, IReadOnlyList<DiagonalIndex> indices, TensorLayout layout, Addresses addresses)
    {
        bool IsFixed(int dimension) => indices.All(index => index.Dimension != dimension);
        string tensor = scope.Unique(layout.Name + "Diagonal"), shift = scope.Unique(tensor + "Shift"), from = scope.Unique(tensor + "From"), end = scope.Unique(tensor + "End");
        string? inside = addresses.Inside(node, IsFixed);
        string offset = addresses.Offset(node, IsFixed);
        var shifts = new List<string>();
        var firsts = new List<string>();
        var ends = new List<string>();
        var strides = new List<string>();
        foreach (DiagonalIndex index in indices)
        {
            string stride = addresses.Stride(layout, index.Dimension) ?? "1", size = addresses.Size(layout.Shape[index.Dimension]);
            string place = index.Diagonal is { } diagonal ? Moved(positions[diagonal], index.Shift) : Moved("0", index.Shift);
            shifts.Add(stride == "1" ? place : $"({place}) * {stride}");
            strides.Add((index.Diagonal is null ? "+ " : "- ") + stride);
            firsts.Add(index.Diagonal is null ? Moved("0", -index.Shift) : $"{place} - {size} + 1");
            ends.Add(index.Diagonal is null ? Moved(size, -index.Shift) : $"{place} + 1");
        }

        code.Line($"ref readonly {layout.ElementKeyword} {tensor} = ref Row.At(in this.{addresses.Field(node)}, {(inside is null ? offset : $"{inside} ? {offset} : 0")});");
        string last = ends.Aggregate((all, one) => $"nint.Min({all}, {one})");
        code.Line($"nint {shift} = {string.Join(" + ", shifts)}, {from} = {firsts.Aggregate((all, one) => $"nint.Max({all}, {one})")}, {end} = {(inside is null ? last : $"{inside} ? {last} : 0")};");
        string step = string.Join(" ", strides);
        step = step.StartsWith("+ ", StringComparison.Ordinal) ? step.Substring(2) : "-" + step.Substring(2);
        return new Load((position, _, lanes) =>
        {
            code.Line($"{Lanes} {name} = Edge.LoadDiagonal<{Lanes}, {type}, {layout.ElementKeyword}>(in {tensor}, {shift}, {position}, {step}, {from}, {end});");
            lanes.Define(node, name);
        });
    }

    /// <summary>An index that goes up or down by one from lane to lane.</summary>
    /// <param name="Dimension">Which index it is.</param>
    /// <param name="Diagonal">The diagonal whose column it is; null for a row.</param>
    /// <param name="Shift">What is added to the row or the column.</param>
    private sealed record DiagonalIndex(int Dimension, Axis? Diagonal, double Shift)
    {
        public static DiagonalIndex? Of(Node index, int dimension, Axis rows)
        {
            Node place = Boundaries.Unshifted(index);
            if (place.Op == Op.Index && place.Over == rows)
                return new DiagonalIndex(dimension, null, Boundaries.Offset(index));
            bool isColumn = place.Op == Op.Subtract && place[0] is { Op: Op.Index, Over.Diagonal: { } pair } && pair.Rows == rows && place[1].Op == Op.Index && place[1].Over == rows;
            return isColumn ? new DiagonalIndex(dimension, place[0].Over, Boundaries.Offset(index)) : null;
        }
    }
}
