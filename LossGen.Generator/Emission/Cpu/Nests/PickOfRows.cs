using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>A read of one element of each row, z[n, y[n]], where the lanes are rows: at the place that an integer of the row says.</summary>
/// <param name="Row">The dimension that the lanes go along.</param>
/// <param name="Place">The dimension that is indexed by integers.</param>
/// <param name="Integer">The dimension of the integers that the lanes go along.</param>
internal sealed record PickOfRows(int? Row, int Place, int Integer)
{
    /// <summary>What an element is read by, if that is a place of each row; null where it is not.</summary>
    public static PickOfRows? Of(Node node, Axis axis, Addresses addresses)
    {
        // Tables of which a part is kept have rows at distances of their own.
        if (addresses.Layout(node) is { IsInBlocks: true } or { IsSwept: true } || !addresses.Layout(node).Element.IsFloating())
            return null;
        List<int> along = [.. Enumerable.Range(0, node.Args.Count).Where(dimension => node[dimension].VariesOver(axis))];
        List<int> rows = along.FindAll(dimension => node[dimension].Op == Op.Index);
        List<int> places = along.FindAll(dimension => IsPlace(node[dimension], axis, addresses));
        return places.Count == 1 && rows.Count <= 1 && places.Count + rows.Count == along.Count
            && addresses.Inside(node, dimension => dimension != places[0]) is null
            ? new PickOfRows(rows.Count == 0 ? null : rows[0], places[0], IndexOfAxis(node[places[0]], axis)) : null;
    }

    /// <summary>Spells the call that picks elements of as many rows as there are lanes, or are left, into memory.</summary>
    public string Write(Node node, string buffer, string position, string type, Addresses addresses)
    {
        Node places = node[Place];
        TensorLayout layout = addresses.Layout(node), integers = addresses.Layout(places);
        string first = $"Row.At(in this.{addresses.Field(node)}, {addresses.Offset(node, dimension => dimension != Place)})";
        string along = Row is { } row ? addresses.Stride(layout, row) ?? "1" : "0";
        string place = $"Row.At(in this.{addresses.Field(places)}, {addresses.Offset(places, _ => true)})";
        return $"Picks.OfRows<{type}, {layout.ElementKeyword}, {integers.ElementKeyword}>({buffer}, in {first}, {along}, {addresses.Stride(layout, Place) ?? "1"}, "
            + $"{addresses.Size(layout.Shape[Place])}, in {place}, {addresses.Stride(integers, Integer) ?? "1"}, {addresses.Size(integers.Shape[Integer])} - {position});";
    }

    /// <summary>Whether an index is an integer of a tensor that has one for each position of the axis.</summary>
    private static bool IsPlace(Node index, Axis axis, Addresses addresses) => index.Op == Op.Element && !addresses.Layout(index).Element.IsFloating()
        && index.Args.All(arg => arg.Op == Op.Index) && index.Args.Count(arg => arg.VariesOver(axis)) == 1;

    private static int IndexOfAxis(Node index, Axis axis) => index.Args.ToList().FindIndex(arg => arg.VariesOver(axis));
}
