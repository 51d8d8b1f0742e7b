using System.Globalization;
using LossGen.Generator.Calculus;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule.Sweeps;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>Spells where elements lie: offsets, and the conditions under which indices lie inside.</summary>
/// <param name="kernel">The names of fields.</param>
/// <param name="positions">The variable of each axis that is looped over.</param>
/// <param name="integer">Spells an index that is none of the simple ones.</param>
/// <param name="owner">What the fields belong to.</param>
/// <param name="helper">The class that tells whether an index is inside.</param>
internal sealed class Addresses(
    NestKernel kernel, IReadOnlyDictionary<Axis, string> positions, Func<Node, string> integer, string owner = "this.", string helper = "Row")
{
    public TensorLayout Layout(Node element) => kernel.Tensor(element).Layout;

    public string Field(Node element) => kernel.Tensor(element).Field;

    /// <summary>The extent of an axis.</summary>
    public string Size(Axis axis) => kernel.Sizes.TryGetValue(axis.Extent, out string? field) ? owner + field : "1";

    /// <summary>The stride of a dimension; null where it is 1.</summary>
    public string? Stride(TensorLayout layout, int dimension) =>
        layout.IsContiguous(dimension) ? null : owner + kernel.Strides[(layout.Name, dimension)];

    /// <summary>A position along a dimension: of a table of which a part is kept, from the first of that.</summary>
    public string Placed(TensorLayout layout, int dimension, string position)
    {
        if (layout.IsInBlocks && dimension == 0)
        {
            string inBlock = $"{position} - {owner}{kernel.FirstOfBlock}";
            return kernel.PlacesInBlock is { } places ? $"Row.At(in {owner}{places}, {inBlock})" : $"({inBlock})";
        }

        if (dimension != SweptTable.StepDimension || !layout.IsSwept)
            return position;
        return layout.Window is { } window ? $"({position} - {kernel.Segments!.First}{(window.Before == 0 ? "" : $" + {window.Before}")})" : "0";
    }

    /// <summary>The offset of the element, of the dimensions for which <paramref name="counts"/> holds.</summary>
    public string Offset(Node element, Func<int, bool> counts)
    {
        TensorLayout layout = Layout(element);
        var terms = new List<string>();
        for (int dimension = 0; dimension < element.Args.Count; dimension++)
        {
            if (!counts(dimension))
                continue;
            string index = Placed(layout, dimension, Index(element[dimension], Expression.Multiplicative));
            if (index != "0")
                terms.Add(Stride(layout, dimension) is { } stride ? $"{index} * {stride}" : index);
        }

        return terms.Count == 0 ? "0" : string.Join(" + ", terms);
    }

    /// <summary>Where an output is written, apart from the dimension that <paramref name="without"/> runs over.</summary>
    public string Offset(TensorLayout layout, IReadOnlyList<Axis> axes, Axis? without)
    {
        var terms = new List<string>();
        for (int dimension = 0; dimension < axes.Count; dimension++)
        {
            if (axes[dimension] == without)
                continue;
            string position = Placed(layout, dimension, axes[dimension].At is { } at ? at.ToString(CultureInfo.InvariantCulture) : positions[axes[dimension]]);
            if (position != "0")
                terms.Add(Stride(layout, dimension) is { } stride ? $"{position} * {stride}" : position);
        }

        return terms.Count == 0 ? "0" : string.Join(" + ", terms);
    }

    /// <summary>The condition that all indices lie inside; null where they surely do.</summary>
    public string? Inside(Node element, Func<int, bool> counts)
    {
        TensorLayout layout = Layout(element);
        var conditions = new List<string>();
        for (int dimension = 0; dimension < element.Args.Count; dimension++)
        {
            Node index = element[dimension];
            if (counts(dimension) && index.Op != Op.Index)
                conditions.Add($"{helper}.IsInside({Index(index, 0)}, {Size(layout.Shape[dimension])})");
        }

        return conditions.Count == 0 ? null : string.Join(" && ", conditions);
    }

    /// <summary>
    /// Whether all indices were looked at before the loops. Where the integers have changed since, the offset is that of the first element: nothing is read outside of a tensor.
    /// </summary>
    public bool AreChecked(Node element, Func<int, bool> counts) => Enumerable.Range(0, element.Args.Count).All(dimension => !counts(dimension) || element[dimension].Op == Op.Index
        || kernel.Nest.Checked.Any(check => check.Dimension == dimension && check.Access.Name == element.Name && ReferenceEquals(check.Index, element[dimension])));

    /// <summary>An index as an expression of type nint.</summary>
    public string Index(Node index, int precedence)
    {
        Expression text = index.Op switch
        {
            Op.Index => Expression.Of(positions[index.Over!]),
            Op.Constant => Number(index.Value),
            Op.Size => Expression.Of(Size(index.Over!)),
            Op.Add => new Expression($"{Index(index[0], Expression.Additive)} + {Index(index[1], Expression.Additive + 1)}", Expression.Additive),
            Op.Subtract => new Expression($"{Index(index[0], Expression.Additive)} - {Index(index[1], Expression.Additive + 1)}", Expression.Additive),
            Op.Multiply => new Expression($"{Index(index[0], Expression.Multiplicative)} * {Index(index[1], Expression.Multiplicative + 1)}", Expression.Multiplicative),
            _ => Expression.Of(integer(index)),
        };
        return text.In(precedence);
    }

    private static Expression Number(double value) =>
        new(value.ToString("R", CultureInfo.InvariantCulture), value < 0 ? Expression.Unary : Expression.Atom);
}
