using System.Globalization;
using LossGen.Generator.Binding;
using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;
using LossGen.Generator.Schedule.Sweeps;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>How loops in lanes load elements: along rows, from diagonals and borders, and where integers say.</summary>
internal sealed partial class NestBody
{
    /// <summary>Writes what stands before the loop for an element, and gives what stands in it.</summary>
    private Load Prepare(Node node, Axis axis, NestScalarWriter scalars)
    {
        string name = scope.Unique(names.Describe(node) + "Lanes");
        if (columns.TryGetValue(node, out Column column))
        {
            return new Load((position, left, lanes) =>
            {
                code.Line($"{Lanes} {name} = Edge.Load<{Lanes}, {type}>(in {column.First}, {column.Position(position)}, {left ?? Lanes + ".Count"});");
                lanes.Define(node, name);
            });
        }

        Addresses addresses = scalars.Addresses;
        TensorLayout layout = addresses.Layout(node);
        List<int> along = [.. Enumerable.Range(0, node.Args.Count).Where(dimension => node[dimension].VariesOver(axis))];
        if (Diagonal(node, along, axis, layout) is { } indices)
            return Diagonal(node, name, indices, layout, addresses);
        bool isStraight = along.Count == 1 && (AxisTable.Shifted(node[along[0]]) == axis || (layout.Border is null && layout.Window is null && LanesAcross.IsShift(node[along[0]], axis)));
        return isStraight
            ? Straight(node, name, along[0], layout, addresses)
            : along.Count == 1 && IsRowOfPlaces(node[along[0]], axis, addresses) ? PickedByRow(node, name, along[0], axis, addresses)
            : PickOfRows.Of(node, axis, addresses) is { } pick ? PickedOfRows(node, name, pick, addresses)
            : Picked(node, name, layout, axis, scalars);
    }

    /// <summary>Whether an index is read from a row of integers along the axis, perhaps shifted.</summary>
    private static bool IsRowOfPlaces(Node index, Axis axis, Addresses addresses) => index.Op == Op.Element
        && !addresses.Layout(index).Element.IsFloating()
        && index.Args.Count(arg => arg.VariesOver(axis)) == 1 && index.Args.Any(arg => AxisTable.Shifted(arg) == axis);

    /// <summary>The first of the integers that say where the terms of a loop are added, how far they are apart, and how many sums there are.</summary>
    private (string First, string Stride, string Columns) PlacesOf(LaneScatter sink, Axis axis, Addresses addresses)
    {
        Node index = sink.Column.Scatter!.Index;
        int along = Enumerable.Range(0, index.Args.Count).First(dimension => index[dimension].VariesOver(axis));
        (string first, string stride, _) = Row(index, along, addresses);
        return (first, stride, addresses.Size(sink.Column.Inner));
    }

    /// <summary>Elements of one row at the places that another row says.</summary>
    private Load PickedByRow(Node node, string name, int dimension, Axis axis, Addresses addresses)
    {
        Node places = node[dimension];
        int along = Enumerable.Range(0, places.Args.Count).First(other => places[other].VariesOver(axis));
        (string row, string stride, string extent) = Row(node, dimension, addresses);
        (string places1, string placesStride, string placesExtent) = Row(places, along, addresses);
        double shift = Boundaries.Offset(places[along]);
        string types = $"{Lanes}, {type}, {addresses.Layout(node).ElementKeyword}, {addresses.Layout(places).ElementKeyword}";
        return new Load((position, _, lanes) =>
        {
            code.Line($"{Lanes} {name} = Edge.Pick<{types}>(in {row}, {stride}, {extent}, in {places1}, {Moved(position, shift)}, {placesStride}, {placesExtent});");
            lanes.Define(node, name);
        });
    }

    /// <summary>One element of each row, where the lanes go down the rows.</summary>
    private Load PickedOfRows(Node node, string name, PickOfRows pick, Addresses addresses)
    {
        string buffer = scope.Unique(addresses.Layout(node).Name + "Picked");
        buffers.Add(buffer);
        return new Load((position, _, lanes) =>
        {
            code.Line(pick.Write(node, buffer, position, type, addresses));
            code.Line($"{Lanes} {name} = {Lanes}.Load(in {buffer}[0], 0);");
            lanes.Define(node, name);
        });
    }

    /// <summary>The first element of a row, how far its elements are apart, and how many there are: none where another index lies outside.</summary>
    private (string First, string Stride, string Extent) Row(Node node, int dimension, Addresses addresses)
    {
        TensorLayout layout = addresses.Layout(node);
        string row = scope.Unique(layout.Name + "Row");
        string? inside = addresses.Inside(node, other => other != dimension);
        string offset = addresses.Offset(node, other => other != dimension);
        code.Line($"ref readonly {layout.ElementKeyword} {row} = ref Row.At(in this.{addresses.Field(node)}, {(inside is null ? offset : $"{inside} ? {offset} : 0")});");
        string size = addresses.Size(layout.Shape[dimension]);
        if (inside is not null && !addresses.AreChecked(node, other => other != dimension))
        {
            string extent = scope.Unique(layout.Name + "Extent");
            code.Line($"nint {extent} = {inside} ? {size} : 0;");
            size = extent;
        }

        return (row, addresses.Stride(layout, dimension) ?? "1", size);
    }

    private static string Moved(string position, double shift) =>
        shift == 0 ? position : $"{position} {(shift < 0 ? "-" : "+")} {Math.Abs(shift).ToString("R", CultureInfo.InvariantCulture)}";

    /// <summary>Elements that lie in a row, perhaps shifted.</summary>
    private Load Straight(Node node, string name, int dimension, TensorLayout layout, Addresses addresses)
    {
        if (layout.Border is { } border && dimension == TableBorder.StateDimension && border.Covers(node, layout))
            return InBorder(node, name, dimension, layout, addresses);
        bool isInside = addresses.AreChecked(node, other => other != dimension);
        bool isConstant = AxisTable.Shifted(node[dimension]) is not null;
        double shift = isConstant ? Boundaries.Offset(node[dimension]) : 0;
        (string row, _, string size) = Row(node, dimension, addresses);
        string? stride = Along(layout, dimension, addresses);

        // The steps before a segment come first.
        if (dimension == SweptTable.StepDimension && layout.Window is { Before: > 0 and var before })
            size = $"{size} == 0 ? 0 : {size} + {before}";
        string Text(string position, string? left)
        {
            bool isGuarded = !isInside || shift != 0 || !isConstant;
            string index = isConstant ? addresses.Placed(layout, dimension, Moved(position, shift)) : addresses.Index(node[dimension], 0);
            string method = isGuarded ? "LoadInside" : "Load";
            string limit = isGuarded ? size : left ?? Lanes + ".Count";
            return IsWide(layout) ? $"Edge.{method}Wide<{Lanes}, {type}>(in {row}, {index}, {stride ?? "1"}, {limit})"
                : $"Edge.{method}{Converted(layout, stride)}(in {row}, {index}, {(stride is null ? "" : stride + ", ")}{limit})";
        }

        return new Load((position, left, lanes) =>
        {
            code.Line($"{Lanes} {name} = {Text(position, left)};");
            lanes.Define(node, name);
        })
        {
            Inline = (position, left, lanes) => lanes.Define(node, Text(position, left)),
        };
    }

    /// <summary>Elements of a row of a table with a border: all registers are whole.</summary>
    private Load InBorder(Node node, string name, int dimension, TensorLayout layout, Addresses addresses)
    {
        string row = scope.Unique(layout.Name + "Row");
        code.Line($"ref readonly {layout.ElementKeyword} {row} = ref Row.At(in this.{addresses.Field(node)}, {addresses.Offset(node, other => other != dimension)});");
        double shift = Boundaries.Offset(node[dimension]);
        return new Load((position, _, lanes) =>
        {
            code.Line($"{Lanes} {name} = {Lanes}.Load(in {row}, {Moved(position, shift)});");
            lanes.Define(node, name);
        });
    }

    /// <summary>What the name of a load or a store ends with: whether elements are converted, and whether strides may be other than 1.</summary>
    private string Converted(TensorLayout layout, string? stride)
    {
        string strides = stride is null ? "" : $", {Strides}";
        return layout.Element == element ? $"<{Lanes}, {type}{strides}>" : $"Converted<{Lanes}, {type}, {layout.ElementKeyword}{strides}>";
    }

    /// <summary>The stride along the lanes; null where it is 1 whatever the tensor.</summary>
    private string? Along(TensorLayout layout, int dimension, Addresses addresses)
    {
        string? stride = addresses.Stride(layout, dimension);
        if (stride is not null)
            alongLanes.Add(stride);
        return stride;
    }

    /// <summary>Elements that are picked one by one.</summary>
    private Load Picked(Node node, string name, TensorLayout layout, Axis axis, NestScalarWriter scalars)
    {
        string buffer = scope.Unique(layout.Name + "Picked");
        buffers.Add(buffer);
        return new Load((position, left, lanes) =>
        {
            string lane = scope.Unique("l");
            code.Open($"for (nint {lane} = 0; {lane} < {left ?? Lanes + ".Count"}; {lane}++)");
            string outer = positions[axis];
            positions[axis] = scope.Unique(Extents.Variable(axis));
            code.Line($"nint {positions[axis]} = {position} + {lane};");
            NestScalarWriter inner = Scalars(scalars);
            code.Line($"{buffer}[(int){lane}] = ({type})({inner.Write(node)});");
            positions[axis] = outer;
            code.Close();
            code.Line($"{Lanes} {name} = {Lanes}.Load(in {buffer}[0], 0);");
            lanes.Define(node, name);
        });
    }

    /// <summary>What stands in a loop for an element.</summary>
    private sealed record Load(Action<string, string?, NestLaneWriter> Write)
    {
        /// <summary>Has it loaded where it is used.</summary>
        public Action<string, string?, NestLaneWriter>? Inline { get; init; }

        /// <summary>The same, loaded where it is used if so wished and possible.</summary>
        public Load InlineIf(bool isWanted) => isWanted && Inline is not null ? new Load(Inline) : this;
    }
}
