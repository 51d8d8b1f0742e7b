using LossGen.Generator.Declarations;
using LossGen.Generator.Diagnostics;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Binding;

/// <summary>Something that says how long an axis is: the first for an axis defines it, the others are compared with it at entry.</summary>
/// <param name="Axis">The axis that stands for all of this extent.</param>
/// <param name="Parameter">The parameter that says it.</param>
/// <param name="Dimension">Which dimension of a tensor.</param>
/// <param name="Others">The other dimensions of a flat tensor, by whose extents its length is divided.</param>
internal sealed record ExtentSource(Axis Axis, ParameterModel Parameter, int Dimension, IReadOnlyList<Axis>? Others)
{
    /// <summary>The extent where the dimension is indexed by numbers only: one more than the largest.</summary>
    public int? Number { get; init; }

    /// <summary>The positions that are to lie inside of the dimension, each made of the axis and others; none where the axis is that of the dimension.</summary>
    public IReadOnlyList<WindowMargin> Windows { get; init; } = [];
}

/// <summary>What windows take from the extent of a dimension: the positions of other axes but one, and a shift.</summary>
/// <param name="Length">The axis that has the extent of the dimension.</param>
/// <param name="Others">The other axes.</param>
/// <param name="Shift">The shift.</param>
/// <param name="Stride">The distance from one window to the next.</param>
internal sealed record WindowMargin(Axis Length, IReadOnlyList<WindowAxis> Others, int Shift, int Stride);

/// <summary>Finds out where the extents of all axes come from.</summary>
internal static class ExtentSources
{
    /// <summary>The sources in the order in which they can be evaluated; reports the axes that nothing gives the extent of.</summary>
    public static IReadOnlyList<ExtentSource> Find(
        LossDeclaration declaration, IReadOnlyDictionary<string, IReadOnlyList<Axis>> shapes, IReadOnlyDictionary<string, Axis> named,
        Func<string, int, int?> largestNumber, IReadOnlyList<Window> windows, DiagnosticBag diagnostics)
    {
        var sources = new List<ExtentSource>();
        var known = new HashSet<Axis>();
        void Add(ExtentSource source)
        {
            sources.Add(source);
            known.Add(source.Axis);
        }

        List<ParameterModel> tensors = [.. declaration.Parameters.Where(parameter => parameter.IsTensor && shapes.ContainsKey(parameter.Name))];
        foreach (ParameterModel parameter in tensors.Where(parameter => parameter.IsTensorSpan || shapes[parameter.Name].Count == 1))
        {
            for (int dimension = 0; dimension < shapes[parameter.Name].Count; dimension++)
                Add(new ExtentSource(shapes[parameter.Name][dimension].Extent, parameter, dimension, null));
        }

        foreach (ParameterModel parameter in declaration.Parameters.Where(p => p is { IsScalar: true, Element: ElementType.Int32 }))
        {
            if (named.TryGetValue(parameter.Name, out Axis? axis))
                Add(new ExtentSource(axis.Extent, parameter, 0, null));
        }

        List<ParameterModel> flat = [.. tensors.Where(parameter => !parameter.IsTensorSpan && shapes[parameter.Name].Count > 1)];
        foreach (ParameterModel parameter in flat)
        {
            for (int dimension = 0; dimension < shapes[parameter.Name].Count; dimension++)
            {
                Axis axis = shapes[parameter.Name][dimension].Extent;
                if (!known.Contains(axis) && largestNumber(parameter.Name, dimension) is { } largest)
                    Add(new ExtentSource(axis, parameter, dimension, null) { Number = largest + 1 });
            }
        }

        while (flat.Count > 0)
        {
            ParameterModel? next = flat.FirstOrDefault(parameter => shapes[parameter.Name].Count(axis => !known.Contains(axis.Extent)) <= 1);
            if (next is null)
                break;
            flat.Remove(next);
            IReadOnlyList<Axis> shape = shapes[next.Name];
            int unknown = shape.ToList().FindIndex(axis => !known.Contains(axis.Extent));
            int dimension = Math.Max(unknown, 0);
            Add(new ExtentSource(
                shape[dimension].Extent, next, dimension, [.. shape.Where((_, other) => other != dimension).Select(axis => axis.Extent)]));
        }

        foreach (ParameterModel parameter in flat)
        {
            List<Axis> missing = [.. shapes[parameter.Name].Where(axis => !known.Contains(axis.Extent)).Distinct()];

            // One extent follows from the length. An axis without a name is that of a dimension that is indexed by numbers.
            string stated = string.Join(", ", missing.Skip(1).Select(axis => $"int {axis.Name}"));
            string advice = missing.Count == 1 || missing.Any(axis => !named.ContainsKey(axis.Name))
                ? ""
                : $"add {(missing.Count == 2 ? "a parameter" : "parameters")} '{stated}', or ";
            diagnostics.ReportParameter(Rules.UnknownExtent, parameter.Name, parameter.Name, string.Join(" and ", missing.Select(axis => axis.Shown)), advice);
        }

        AddWindows(sources, known, tensors, shapes, windows);
        return sources;
    }

    /// <summary>The axes of windows that lie inside of a tensor, as h in <c>sum[k](f[k] * x[h + k])</c>: as many positions as leave room for the window.</summary>
    private static void AddWindows(
        List<ExtentSource> sources, HashSet<Axis> known, IReadOnlyList<ParameterModel> tensors, IReadOnlyDictionary<string, IReadOnlyList<Axis>> shapes, IReadOnlyList<Window> windows)
    {
        while (true)
        {
            List<(WindowAxis Windows, Window Window)> open = [.. from window in windows
                where window.Axes.Count(one => !known.Contains(one.Axis.Extent)) == 1
                select (window.Axes.First(one => !known.Contains(one.Axis.Extent)), window)];
            if (open.Count == 0)
                return;
            foreach (IGrouping<(Axis Axis, string Tensor, int Dimension), (WindowAxis Windows, Window Window)> same in
                open.GroupBy(one => (one.Windows.Axis.Extent, one.Window.Tensor, one.Window.Dimension)))
            {
                Axis length = shapes[same.Key.Tensor][same.Key.Dimension].Extent;
                sources.Add(new ExtentSource(same.Key.Axis, tensors.First(tensor => tensor.Name == same.Key.Tensor), same.Key.Dimension, null)
                {
                    Windows = [.. same.Select(one => new WindowMargin(length, [.. one.Window.Axes.Where(other => other != one.Windows).Select(other => other with { Axis = other.Axis.Extent })], one.Window.Shift, one.Windows.Factor))],
                });
                known.Add(same.Key.Axis);
            }
        }
    }
}
