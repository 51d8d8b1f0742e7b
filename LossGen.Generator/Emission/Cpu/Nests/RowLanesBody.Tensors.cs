using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>What is read and written: rows by tiles, single elements of each row in lanes.</summary>
internal sealed partial class RowLanesBody
{
    private void TakeTile(string name)
    {
        if (tiles.ContainsKey(name))
            return;
        string tile = tiles[name] = scope.Unique(name.TrimStart('@') + "Tile");
        before.Line($"using var {tile} = RowTile<{Lanes}, {type}>.Take({Addresses.Size(kernel.Tensor(name).Layout.Shape[1])});");
    }

    /// <summary>Takes memory for what is kept of each row.</summary>
    private string TakeTile(Node kept)
    {
        string tile = keptTiles[kept] = scope.Unique(names.Describe(kept) + "Tile");
        before.Line($"using var {tile} = RowTile<{Lanes}, {type}>.Take({Addresses.Size(AlongRow(kept))});");
        return tile;
    }

    /// <summary>The axis along the rows of what is another value for each element of each row.</summary>
    private Axis AlongRow(Node node) => node.Axes.Without(form.Rows).Axes.Single();

    private void ReadTile(string name)
    {
        TakeTile(name);
        (string field, string stride) = RowsOf(name);
        reads.Line($"{tiles[name]}.Read(in Row.At(in this.{field}, {position} * {stride}), {stride}, {count});");
    }

    private void WriteTile(string name)
    {
        (string field, string stride) = RowsOf(name);
        code.Line($"{tiles[name]}.Write(ref Row.At(ref this.{field}, {position} * {stride}), {stride}, {count}{Written(kernel.Tensor(name).Layout)});");
    }

    private (string Field, string Stride) RowsOf(string name)
    {
        (TensorLayout layout, string field) = kernel.Tensor(name);
        return (field, Addresses.Stride(layout, 0)!);
    }

    private string Written(TensorLayout layout) => kernel.Writing is not null && layout.CanAccumulate ? $", this.{kernel.Writing}" : "";

    /// <summary>What is loaded at one place of all rows; null of what is computed.</summary>
    private Expression? FromTile(Node node) => keptTiles.TryGetValue(node, out string? tile)
        ? Expression.Of($"{tile}.At({positions[AlongRow(node)]})")
        : node.Op == Op.Element ? FromTile(node, Addresses) : null;

    private Expression FromTile(Node read, Addresses addresses)
    {
        string text = $"{tiles[read.Name!]}.At({addresses.Index(read[1], 0)})";
        return addresses.Inside(read, dimension => dimension == 1) is { } inside
            ? new Expression($"{inside} ? {text} : {Lanes}.Create(0)", Expression.Conditional)
            : Expression.Of(text);
    }

    /// <summary>An element of each row, as doubles.</summary>
    private Expression LoadOfRow(Node read)
    {
        if (RowsInLanes.IsInRow(read, form.Rows) && tiles.ContainsKey(read.Name!))
            return Expression.Of($"{widths}.Wide({FromTile(read, Addresses).Text})");
        List<int> along = [.. Enumerable.Range(0, read.Args.Count).Where(dimension => read[dimension].VariesOver(form.Rows))];
        if (along.Count != 1 || read[along[0]].Op != Op.Index)
            return PickOfRows.Of(read, form.Rows, Addresses) is { } pick ? PickedOfRows(read, pick) : Picked(read);
        TensorLayout layout = Addresses.Layout(read);
        string offset = Addresses.Offset(read, dimension => dimension != along[0]), field = "this." + Addresses.Field(read);
        string first = offset == "0" ? field : $"Row.At(in {field}, {offset})";
        string? stride = Addresses.Stride(layout, along[0]);
        string place = stride is null ? $"(in {first}, {position}, {count})" : $"(in {first}, {position}, {stride}, {count})", strides = stride is null ? "" : ", Strided";
        string load = layout.Element == element ? $"{widths}.Wide(Edge.Load<{Lanes}, {type}{strides}>{place})"
            : layout.Element.IsNarrow() ? $"{widths}.Wide(Edge.LoadConverted<{Lanes}, {type}, {layout.ElementKeyword}{strides}>{place})"
            : layout.Element == ElementType.Double ? $"Edge.Load<{Doubles}, double{strides}>{place}"
            : $"Edge.LoadConverted<{Doubles}, double, {layout.ElementKeyword}{strides}>{place}";
        return Addresses.Inside(read, dimension => dimension != along[0]) is { } inside
            ? new Expression($"{inside} ? {load} : {Doubles}.Create(0)", Expression.Conditional)
            : Expression.Of(load);
    }

    /// <summary>An element of each row at the place that an integer of the row says.</summary>
    private Expression PickedOfRows(Node read, PickOfRows pick)
    {
        string buffer = scope.Unique(read.Name!.TrimStart('@') + "Picked");
        before.Line($"Span<double> {buffer} = stackalloc double[{Doubles}.Count];");
        reads.Line(pick.Write(read, buffer, position, "double", Addresses));
        return Expression.Of($"{Doubles}.Load(in MemoryMarshal.GetReference({buffer}), 0)");
    }

    /// <summary>An element of each row that stands somewhere else in each, picked one by one.</summary>
    private Expression Picked(Node read)
    {
        string buffer = scope.Unique(read.Name!.TrimStart('@') + "Picked"), lane = scope.Unique("l"), at = scope.Unique(Extents.Variable(form.Rows));
        string first = $"MemoryMarshal.GetReference({buffer})";
        before.Line($"Span<double> {buffer} = stackalloc double[{Doubles}.Count];");
        code.Open($"for (nint {lane} = 0; {lane} < {count}; {lane}++)");
        code.Line($"nint {at} = {position} + {lane};");
        positions[form.Rows] = at;
        code.Line($"Row.At(ref {first}, {lane}) = {Scalars(code, scalars).Write(read)};");
        positions[form.Rows] = position;
        code.Close();
        return Expression.Of($"{Doubles}.Load(in {first}, 0)");
    }

    /// <summary>Writes one element of each row.</summary>
    private void WriteStore(Store store)
    {
        (TensorLayout layout, string field) = kernel.Tensor(store.Output);
        string value = rows.Write(store.Value), offset = Addresses.Offset(layout, store.Axes, form.Rows), place = $"this.{field}";
        if (offset != "0")
            place = $"Row.At(ref {place}, {offset})";
        bool isWide = layout.Element == ElementType.Double && element != ElementType.Double;
        string types = isWide ? $"{Doubles}, double" : $"{Lanes}, {type}";
        string? stride = Addresses.Stride(layout, store.Axes.ToList().IndexOf(form.Rows));
        bool isDense = stride is null && !layout.Element.IsNarrow();
        code.Line($"Edge.{(isDense ? $"Store<{types}>" : $"StoreApart<{types}, {layout.ElementKeyword}>")}(ref {place}, {position}, {(isDense ? "" : $"{stride ?? "1"}, ")}"
            + $"{(isWide ? value : $"{widths}.Narrow({value})")}, {count}{Written(layout)});");
    }
}
