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
        string tile = tiles[name] = Local(Tile, name.TrimStart('@') + "Tile");
        before.Line($"using var {tile} = {Tile}.Take({Addresses.Size(kernel.Tensor(name).Layout.Shape[1])});");
    }

    private string Tile => $"RowTile<{Lanes}, {type}>";

    /// <summary>Takes memory for what is kept of each row.</summary>
    private string TakeTile(Node kept)
    {
        string tile = keptTiles[kept] = Local(Tile, names.Describe(kept) + "Tile");
        before.Line($"using var {tile} = {Tile}.Take({Addresses.Size(AlongRow(kept))});");
        return tile;
    }

    /// <summary>The axis along the rows of what is another value for each element of each row.</summary>
    private Axis AlongRow(Node node) => node.Axes.Axes.Single(axis => form.Loop.AllLoops.Any(loop => loop.Axis == axis));

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
    private Expression? FromTile(Node node, bool isWide) => keptTiles.TryGetValue(node, out string? tile)
        ? Expression.Of($"{tile}.At({positions[AlongRow(node)]})")
        : node.Op != Op.Element ? null : around is null ? FromTile(node, Addresses) : FromLanes(node, isWide);

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
        if (along.Count != 1 || (around is null ? read[along[0]].Op != Op.Index : !LanesAcross.IsShift(read[along[0]], form.Rows)))
            return PickOfRows.Of(read, form.Rows, Addresses) is { } pick ? PickedOfRows(read, pick) : Picked(read);
        return FromLanes(read, along[0], isWide: true);
    }

    /// <summary>Elements that lie side by side, or one stride apart, in the lanes.</summary>
    private Expression FromLanes(Node read, bool isWide) => FromLanes(read, Enumerable.Range(0, read.Args.Count).First(dimension => read[dimension].VariesOver(form.Rows)), isWide);

    /// <summary>The same, also some steps away, where elements outside are 0; as lanes of doubles where that is wanted.</summary>
    private Expression FromLanes(Node read, int along, bool isWide)
    {
        if (!isWide && form.Loop.Turned.Any(turned => IsInRowOf(turned, read)))
            return Expression.Of($"{Lanes}.Load(in {Panel(read)}, {Addresses.Index(read[read.Args.Count - 1], Expression.Multiplicative)} * TurnedRows<{type}>.Pitch)");
        TensorLayout layout = Addresses.Layout(read);
        bool isShifted = read[along].Op != Op.Index;
        string offset = Addresses.Offset(read, dimension => dimension != along), limit = isShifted ? Addresses.Size(layout.Shape[along]) : count;
        string? inside = Addresses.Inside(read, dimension => dimension != along), stride = Along(layout, along);
        if (inside is not null && Addresses.AreChecked(read, dimension => dimension != along))
            (offset, inside) = ($"{inside} ? {offset} : 0", null);
        if (isShifted && inside is not null)
            (offset, limit) = ($"{inside} ? {offset} : 0", $"{inside} ? {limit} : 0");
        string field = "this." + Addresses.Field(read), first = offset == "0" ? field : $"Row.At(in {field}, {offset})";
        (string method, bool isOfElements, bool takesStride) = Method(layout, isShifted ? "LoadInside" : "Load", isWide, stride is null ? "" : ", " + Strides);
        string step = stride is not null ? stride + ", " : takesStride ? "1, " : "";
        string load = $"Edge.{method}(in {first}, {(isShifted ? Addresses.Index(read[along], 0) : position)}, {step}{limit})";
        if (isWide && isOfElements)
            load = $"{widths}.Wide({load})";
        return isShifted || inside is null ? Expression.Of(load)
            : new Expression($"{inside} ? {load} : {(isWide ? Doubles : Lanes)}.Create(0)", Expression.Conditional);
    }

    /// <summary>The method that loads from a tensor, whether it gives lanes of elements, and whether it always takes a stride. What elements have no room for is loaded as doubles where that is wanted.</summary>
    private (string Method, bool IsOfElements, bool TakesStride) Method(TensorLayout layout, string method, bool isWide, string strides)
    {
        if (layout.Element == element)
            return ($"{method}<{Lanes}, {type}{strides}>", true, false);
        if (layout.Element == ElementType.Double)
            return isWide ? ($"{method}<{Doubles}, double{strides}>", false, false) : ($"{method}Wide<{Lanes}, {type}>", false, true);
        return isWide && !layout.Element.IsNarrow()
            ? ($"{method}Converted<{Doubles}, double, {layout.ElementKeyword}{strides}>", false, false)
            : ($"{method}Converted<{Lanes}, {type}, {layout.ElementKeyword}{strides}>", true, false);
    }

    /// <summary>Whether an element lies in the same row as another: the same tensor may be read at other rows besides, as by a window.</summary>
    private static bool IsInRowOf(Node other, Node read) =>
        other.Name == read.Name && other.Args.Take(other.Args.Count - 1).SequenceEqual(read.Args.Take(read.Args.Count - 1));

    /// <summary>The first elements of the rows in the lanes, of a tensor whose rows are turned.</summary>
    private string Panel(Node read)
    {
        if (panels.TryGetValue(read.Name!, out string? panel))
            return panel;
        panel = panels[read.Name!] = Local($"ref readonly {type}", read.Name!.TrimStart('@') + "Panel");
        int rows = read.Args.Count - 2;
        IReadOnlyList<Axis> shape = Addresses.Layout(read).Shape;
        string start = $"TurnedRows<{type}>.Start({(rows == 0 ? "0" : Addresses.Index(read[0], 0))}, {position}, {Addresses.Size(shape[rows])}, {Addresses.Size(shape[rows + 1])})";
        reads.Line($"ref readonly {type} {panel} = ref Row.At(in this.{kernel.Turned[read.Name!]}, {start});");
        return panel;
    }

    /// <summary>What the loads and stores of lanes take as the kind of their strides.</summary>
    private string Strides => around is null ? "Strided" : "S";

    /// <summary>The stride of a dimension that the lanes go along; null where it is 1.</summary>
    private string? Along(TensorLayout layout, int dimension)
    {
        string? stride = Addresses.Stride(layout, dimension);
        if (stride is not null)
            around?.AlongLanes(stride);
        return stride;
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
    private void WriteStore(Store store) => code.Line(StoreOf(store, rows));

    /// <summary>The statement that writes an element of each row, computed on lanes of doubles or of elements.</summary>
    private string StoreOf(Store store, LaneWriter lanes)
    {
        (TensorLayout layout, string field) = kernel.Tensor(store.Output);
        string value = lanes.Write(store.Value), offset = Addresses.Offset(layout, store.Axes, form.Rows), place = $"this.{field}";
        if (offset != "0")
            place = $"Row.At(ref {place}, {offset})";
        bool isOfRow = ReferenceEquals(lanes, rows), isWide = layout.Element == ElementType.Double && element != ElementType.Double;
        string? stride = Along(layout, store.Axes.ToList().IndexOf(form.Rows));
        if (isWide && !isOfRow)
            return $"Edge.StoreWide<{Lanes}, {type}>(ref {place}, {position}, {stride ?? "1"}, {value}, {count});";
        string types = isWide ? $"{Doubles}, double" : $"{Lanes}, {type}";
        value = isWide || !isOfRow ? value : $"{widths}.Narrow({value})";
        if (!layout.Element.IsNarrow() && (stride is null || around is not null))
            return $"Edge.Store<{types}{(stride is null ? "" : ", " + Strides)}>(ref {place}, {position}, {(stride is null ? "" : stride + ", ")}{value}, {count}{Written(layout)});";
        return $"Edge.StoreApart<{types}, {layout.ElementKeyword}>(ref {place}, {position}, {stride ?? "1"}, {value}, {count}{Written(layout)});";
    }
}
