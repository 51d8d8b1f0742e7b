using LossGen.Generator.Declarations;
using LossGen.Generator.Diagnostics;
using LossGen.Generator.Graph;
using LossGen.Generator.Inference;
using LossGen.Generator.Syntax;

namespace LossGen.Generator.Binding;

/// <summary>The axes of a formula, and what indexes which dimension of which tensor.</summary>
internal sealed class AxisTable
{
    private readonly GraphBuilder graph;
    private readonly AxisNames names;
    private readonly LossDeclaration declaration;
    private readonly Dictionary<string, Axis> named = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Axis[]> dimensions = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, int), int> largestNumbers = [];
    private readonly Dictionary<Axis, TextRange> places = [];
    private readonly Dictionary<Node, WrittenPlace> indexPlaces = [];
    private readonly Dictionary<(Node Element, int Dimension), WrittenPlace> elementPlaces = [];

    public AxisTable(GraphBuilder graph, AxisNames names, LossDeclaration declaration)
    {
        this.graph = graph;
        this.names = names;
        this.declaration = declaration;
        foreach (string name in names.Order)
        {
            named[name] = graph.Axis(name, described: IsElidedUnnamed && name == names.DefaultName ? "the axis of tensors without an index" : null);
            if (names.Order.FirstOrDefault(other => names.AreAlike(other, name)) is { } first)
                named[name].Extent = named[first];
        }

        foreach (ParameterModel parameter in declaration.Parameters.Where(parameter => parameter.IsTensor))
            dimensions[parameter.Name] = new Axis[names.Rank(parameter.Name)];
    }

    /// <summary>The tensors whose elements the formula reads, be it to no effect.</summary>
    public HashSet<string> Read { get; } = new(StringComparer.Ordinal);

    /// <summary>The axes whose extent an int parameter can state.</summary>
    public IReadOnlyDictionary<string, Axis> Named => named;

    /// <summary>The axis of tensors whose index is left out.</summary>
    public Axis Elided => named[names.DefaultName];

    /// <summary>Whether that axis has no name in the formula, while others have.</summary>
    public bool IsElidedUnnamed => names.IsElidedUnnamed;

    public int Rank(string parameter) => names.Rank(parameter);

    public NameSyntax? FirstAccess(string parameter) => names.FirstAccess(parameter);

    /// <summary>The name that runs over a dimension; null where none does.</summary>
    public string? NameOf(string parameter, int dimension) => names.NameOf(parameter, dimension);

    /// <summary>Whether the index of the tensor is left out somewhere.</summary>
    public bool IsElided(string parameter) => names.IsElided(parameter);

    public bool IsName(string name) => named.ContainsKey(name);

    /// <summary>Whether the parameter states the extent of the axis of its name.</summary>
    public bool IsExtent(ParameterModel parameter) =>
        parameter is { IsScalar: true, Element: ElementType.Int32 } && names.IsBound(parameter.Name);

    /// <summary>
    /// The axis for an index name that a reduction or a definition binds: the first one over the same dimension that the scope leaves free,
    /// so that sums over i and over j of one tensor are one loop.
    /// </summary>
    public Axis Bind(string name, Scope scope, TextRange place)
    {
        string? alike = names.Order.FirstOrDefault(other => names.AreAlike(other, name) && !scope.Binds(named[other]) && !scope.Indices.ContainsKey(other));
        Axis axis = named.TryGetValue(alike ?? name, out Axis? known) ? known : named[name] = graph.Axis(name);
        if (scope.Binds(axis))
            axis = graph.Like(axis);
        places[axis] = place;
        return axis;
    }

    /// <summary>The axis of an index that a loss per element leaves free.</summary>
    public Axis Free(string name) => named.TryGetValue(name, out Axis? axis) ? axis : named[name] = graph.Axis(name);

    public Node Scalar(ParameterModel parameter) => graph.Scalar(
        parameter.Name, new Interval(parameter.Minimum, parameter.Maximum), isInteger: !parameter.IsFloating);

    public Node Element(ParameterModel parameter, IReadOnlyList<Node> indices) => graph.Element(
        parameter.Name, indices, new Interval(parameter.Minimum, parameter.Maximum), isInteger: !parameter.IsFloating);

    /// <summary>Takes note of what indexes a dimension: positions along an axis, perhaps shifted, make the extents of both equal.</summary>
    private void Relate(string parameter, int dimension, Node index)
    {
        if (Shifted(index) is { } axis)
        {
            if (dimensions[parameter][dimension] is { } known)
                axis.Extent = known;
            else
                dimensions[parameter][dimension] = axis;
        }
        else if (index.IsConstant)
        {
            largestNumbers.TryGetValue((parameter, dimension), out int largest);
            largestNumbers[(parameter, dimension)] = Math.Max(largest, (int)Math.Min(index.Value, int.MaxValue - 1));
        }
    }

    /// <summary>Takes note of what indexes all dimensions.</summary>
    public void Relate(string parameter, IReadOnlyList<Node> indices)
    {
        for (int dimension = 0; dimension < indices.Count; dimension++)
            Relate(parameter, dimension, indices[dimension]);
    }

    /// <summary>Takes note of the axes of a table that a recurrence defines.</summary>
    public void Define(string table, IReadOnlyList<Axis> formal) => dimensions[table] = [.. formal];

    /// <summary>Remembers where an index was written.</summary>
    public void Place(Node index, WrittenPlace place) => indexPlaces[index] = place;

    /// <summary>Remembers where the indices of an element were written, for several elements may share an index.</summary>
    public void Place(Node element, NameSyntax access)
    {
        for (int dimension = 0; dimension < access.Indices!.Count && element.Op is Op.Element or Op.State or Op.Recur; dimension++)
            elementPlaces[(element, dimension)] = new WrittenPlace(access.Indices[dimension].Place, access.Place);
    }

    /// <summary>
    /// The elements and scalars that the formula reads, by parameter. Indices that are positions along an axis, perhaps shifted, make the
    /// extents of axis and dimension equal.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Node>> Accesses(IReadOnlyList<Node> results)
    {
        var accesses = new Dictionary<string, IReadOnlyList<Node>>(StringComparer.Ordinal);
        foreach (IGrouping<string, Node> nodes in GraphWalk.Reachable(results).Where(node => node.Op is Op.Element or Op.Scalar).GroupBy(node => node.Name!))
        {
            accesses.Add(nodes.Key, [.. nodes]);
            foreach (Node element in nodes)
            {
                Relate(nodes.Key, element.Args);
            }
        }

        return accesses;
    }

    /// <summary>The indices that are no plain positions, so that they can lie outside of their dimension.</summary>
    public IReadOnlyList<WrittenIndex> WrittenIndices(IReadOnlyList<Node> results)
    {
        var written = new List<WrittenIndex>();
        foreach (Node element in GraphWalk.Reachable(results).Where(node => node.Op is Op.Element or Op.State or Op.Recur))
        {
            for (int dimension = 0; dimension < element.Indices.Count; dimension++)
            {
                if (element[dimension].Op == Op.Index)
                    continue;
                bool isWritten = elementPlaces.TryGetValue((element, dimension), out WrittenPlace place) || indexPlaces.TryGetValue(element[dimension], out place);
                written.Add(new WrittenIndex(isWritten ? place : default, element, dimension));
            }
        }

        return written;
    }

    /// <summary>The axis that has the extent of a dimension.</summary>
    public Axis DimensionOf(string parameter, int dimension)
    {
        Axis[] all = dimensions[parameter];
        return all[dimension] ??= names.NameOf(parameter, dimension) is { } name
            ? named[name]
            : graph.Axis(parameter + Number(dimension), OrderAfter(all, dimension), Words(parameter, dimension));
    }

    /// <summary>The largest number that indexes a dimension; null where none does.</summary>
    public int? LargestNumber(string parameter, int dimension) =>
        largestNumbers.TryGetValue((parameter, dimension), out int largest) ? largest : null;

    /// <summary>The axis of each dimension of each tensor, all different.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Axis>> Shapes()
    {
        var shapes = new Dictionary<string, IReadOnlyList<Axis>>(StringComparer.Ordinal);
        foreach (ParameterModel parameter in declaration.Parameters.Where(parameter => parameter.IsTensor))
        {
            Axis[] all = dimensions[parameter.Name];
            if (all.Length == 1 && names.IsElided(parameter.Name))
                all[0] ??= Elided;
            var shape = new List<Axis>();
            for (int dimension = 0; dimension < all.Length; dimension++)
            {
                Axis axis = DimensionOf(parameter.Name, dimension);
                shape.Add(shape.Contains(axis) ? graph.Like(axis, Words(parameter.Name, dimension)) : axis);
            }

            shapes.Add(parameter.Name, shape);
        }

        return shapes;
    }

    /// <summary>Reports axes that no tensor and no parameter gives an extent.</summary>
    public void CheckExtents(IReadOnlyList<Node> results, IReadOnlyList<ExtentSource> sources, DiagnosticBag diagnostics)
    {
        if (diagnostics.HasErrors || !declaration.Parameters.Any(parameter => parameter.IsTensor))
            return;
        var known = new HashSet<Axis>(sources.Select(source => source.Axis));
        foreach (Axis axis in GraphWalk.Reachable(results).Where(node => node.Over is not null).Select(node => node.Over!).Distinct())
        {
            if (known.Contains(axis.Extent))
                continue;
            string name = WrittenName(axis);
            diagnostics.Report(
                Rules.UnusedAxis, places.TryGetValue(axis, out TextRange place) ? place : default, [], MissingParameters.Extent(name), name);
        }
    }

    /// <summary>The name by which the formula bound the axis, which may be another than that of the axis that it was given.</summary>
    private string WrittenName(Axis axis) => places.TryGetValue(axis, out TextRange place) && place.End <= declaration.Formula.Length
        ? declaration.Formula.Substring(place.Start, place.Length)
        : axis.Name;

    private static string Words(string parameter, int dimension) => $"dimension {Number(dimension)} of '{parameter}'";

    private static string Number(int dimension) => dimension.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The axis of a position along it, or of one that is shifted by a number; null for other indices.</summary>
    public static Axis? Shifted(Node index) => Boundaries.Unshifted(index) is { Op: Op.Index } position ? position.Over : null;

    private static double OrderAfter(Axis?[] all, int dimension)
    {
        for (int before = dimension - 1; before >= 0; before--)
        {
            if (all[before] is { } axis)
                return axis.Order + (0.01 * (dimension - before));
        }

        return all.FirstOrDefault(axis => axis is not null)?.Order - 0.5 ?? 0;
    }
}
